/** What each option must be: a type that `typeof` names, or `undefined` for one that is checked elsewhere. */
export type OptionTypes<Options> = { readonly [Name in keyof Required<Options>]: OptionType | undefined };
type OptionType = "function" | "boolean" | "object" | "number" | "string";

/**
 * Options that somebody gave, checked, as a copy without a prototype: what stands on `Object.prototype` must not choose how a
 * request is sent.
 *
 * @param prefix What stands before an option's name in a message: `""`, or a parameter's name and a dot.
 * @throws TypeError that names the option, for one that doesn't exist or is of another type.
 */
export function takeOptions<Options extends object>(
  prefix: string,
  given: Options,
  types: OptionTypes<Options>,
): Options {
  checkType(prefix.slice(0, -1) || "options", given, "object");
  checkNames(prefix, given, types);
  const own: Options = Object.assign(Object.create(null), given);
  checkTypes(prefix, own, types);
  return own;
}

/** @throws TypeError that names an option that doesn't exist. */
export function checkNames(prefix: string, given: object, types: object): void {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(types, name));
  if (unknown !== undefined) {
    const known = Object.keys(types).join(", ");
    throw new TypeError(`Unknown option '${prefix}${unknown}'. Expected one of: ${known}.`);
  }
}

/** Reads each option where it is: of hooks and clocks, it may stand on a prototype. */
export function checkTypes<Options extends object>(prefix: string, given: Options, types: OptionTypes<Options>): void {
  for (const [name, type] of Object.entries<OptionType | undefined>(types)) {
    const value: unknown = Reflect.get(given, name);
    if (value !== undefined && type !== undefined) {
      checkType(`${prefix}${name}`, value, type);
    }
  }
}

/** @throws TypeError that names the parameter or option. */
export function checkType(name: string, value: unknown, type: OptionType): void {
  if (typeof value !== type || value === null) {
    throw new TypeError(`${name} must be ${type === "object" ? "an" : "a"} ${type}, not ${describe(value)}.`);
  }
}

/** @throws TypeError that names what a client lacks of these functions. */
export function checkClient<Client extends object>(
  client: Client,
  functions: readonly (keyof Client & string)[],
): void {
  for (const name of functions) {
    checkType(`client.${name}`, Reflect.get(Object(client), name), "function");
  }
}

export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

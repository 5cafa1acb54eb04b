import { OpenApiRulesError } from "./diagnostics.ts";
import { refuseUnknown } from "./openapi/api-settings.ts";
import { isObject } from "./openapi/json.ts";

/** What `typeof` says of an option's value, if it is given. */
type Kind = "string" | "boolean" | "function" | "object";

/** The options of a function, each with its kind: all of them, as their type has them. */
export type OptionKinds<Options> = Readonly<Record<keyof Options, Kind>>;

/** What is wrong with an argument of a function, for those who call it without a type checker. */
export function argumentError(name: string, message: string): OpenApiRulesError {
  return new OpenApiRulesError("ERR_USAGE", `${name}: ${message}`);
}

/** @throws OpenApiRulesError `ERR_USAGE` where an argument isn't a string */
export function checkText(name: string, argument: string, value: unknown): void {
  if (typeof value !== "string") throw argumentError(name, `'${argument}' must be a string, not ${kindOf(value)}.`);
}

/** @throws OpenApiRulesError `ERR_USAGE` for what isn't an object of these options */
export function checkOptions<Options>(name: string, given: unknown, kinds: OptionKinds<Options>): void {
  const known: Readonly<Record<string, Kind>> = kinds;
  const names = Object.keys(known);
  if (!isObject(given)) {
    throw argumentError(name, `the options must be an object, not ${kindOf(given)}. It may have ${names.join(", ")}.`);
  }
  refuseUnknown(Object.keys(given), names, (message) => {
    throw argumentError(name, message);
  });
  for (const [option, kind] of Object.entries(known)) {
    const value = given[option];
    if (value !== undefined && (typeof value !== kind || value === null)) {
      const article = kind === "object" ? "an" : "a";
      throw argumentError(name, `'${option}' must be ${article} ${kind}, not ${kindOf(value)}.`);
    }
  }
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

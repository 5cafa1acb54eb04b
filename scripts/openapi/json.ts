/** Reads a parsed description, of unknown shape. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/**
 * Follows `$ref`s within the document, `#/components/schemas/Job`; undefined where one leads nowhere or in a circle.
 *
 * @param read an object with a `$ref` that is more than a reference, as the object that it stands for
 */
export function dereference(
  document: JsonObject,
  value: unknown,
  read: (reference: JsonObject) => JsonObject | undefined = () => undefined,
): JsonObject | undefined {
  let current = value;
  for (let hops = 0; hops < 100; hops++) {
    if (!isObject(current)) return undefined;
    const reference = current["$ref"];
    if (typeof reference !== "string") return current;
    const whole = read(current);
    if (whole !== undefined) return whole;
    current = resolvePointer(document, reference);
  }
  return undefined;
}

function resolvePointer(document: JsonObject, reference: string): unknown {
  return pointerSteps(reference)?.reduce(ownValue, document);
}

/** The keys on the way that a reference within the document leads; undefined for any other reference. */
export function pointerSteps(reference: string): string[] | undefined {
  if (!reference.startsWith("#/")) return undefined;
  const steps = reference.slice(2).split("/");
  return steps.map((step) => unescapeStep(decodeStep(step)));
}

/** A key as a step of a JSON pointer (RFC 6901). */
export function escapeStep(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

export function unescapeStep(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** A member of an object or a list that is its own: `constructor` and `__proto__` are names like any other. */
export function ownValue(holder: unknown, key: string): unknown {
  if (typeof holder !== "object" || holder === null) return undefined;
  return Object.getOwnPropertyDescriptor(holder, key)?.value;
}

/** A step of a URI fragment; as it stands, where its percent signs encode nothing. */
function decodeStep(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

/** Values of JSON, each once. */
export function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** The named schemas of a description's root. */
export function componentSchemas(root: JsonObject): JsonObject {
  return asObject(asObject(root["components"])["schemas"]);
}

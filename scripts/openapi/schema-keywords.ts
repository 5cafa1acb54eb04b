import { asObject, isObject, type JsonObject } from "./json.ts";

/** Keywords that refuse no value; `nullable` only widens `type`. */
export const annotations: ReadonlySet<string> = new Set([
  "$anchor",
  "$comment",
  "$defs",
  "$id",
  "$schema",
  "default",
  "deprecated",
  "description",
  "discriminator",
  "example",
  "examples",
  "externalDocs",
  "nullable",
  "readOnly",
  "summary",
  "title",
  "writeOnly",
  "xml",
]);
/** Keywords that apply only together with another, or that another one looks at. */
export const companions: ReadonlySet<string> = new Set(["$ref", "then", "else"]);
/** Keywords about the properties of an object. */
export const objectWords: ReadonlySet<string> = new Set([
  "required",
  "properties",
  "additionalProperties",
  "unevaluatedProperties",
  "dependentRequired",
  "dependentSchemas",
  "minProperties",
  "maxProperties",
]);
export const notObjectsAlone = "this isn't the schema of an object alone";

/**
 * Keywords that types leave open, though they say more than how long, large or many values are, and why. On objects, most are read
 * as rules.
 */
export const beyondTypes: ReadonlyMap<string, string> = new Map([
  ["propertyNames", "they can't limit the names of properties"],
  ["patternProperties", "they can't tell the names of properties apart by a pattern"],
  ["dependentSchemas", notObjectsAlone],
  ["not", "it isn't about the properties of an object"],
  ["if", "it isn't about the properties of an object"],
]);

/** Keywords of JSON Schema that OpenAPI 3.0 doesn't have. */
export const since31: ReadonlySet<string> = new Set([
  "const",
  "dependentRequired",
  "dependentSchemas",
  "else",
  "if",
  "then",
  "unevaluatedProperties",
]);

/** The values of `const` and `enum`, without those that `type` excludes. */
export function listedValues(schema: JsonObject, isOld: boolean): unknown[] | undefined {
  const only = !isOld && "const" in schema ? [schema["const"]] : undefined;
  const several = Array.isArray(schema["enum"]) ? schema["enum"] : undefined;
  const both = only && several ? only.filter((value) => several.includes(value)) : (only ?? several);
  if (schema["type"] === undefined) return both;
  const types: readonly unknown[] = [schema["type"]].flat();
  return both?.filter((value) => types.includes(typeOf(value)) || types.includes(looseTypeOf(value)));
}

export function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value;
}

export function looseTypeOf(value: unknown): string {
  return Number.isInteger(value) ? "integer" : typeOf(value);
}

/** The schemas, if they say the same. */
export function agreed(schemas: readonly unknown[]): readonly unknown[] {
  return new Set(schemas.map(canonical)).size === 1 ? schemas : [];
}

export function isWord(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** The schema of a property, in a list. */
export function listedProperty(schema: JsonObject, name: string): unknown[] {
  const properties = asObject(schema["properties"]);
  return Object.hasOwn(properties, name) ? [properties[name]] : [];
}

/** A schema as a text, the same for schemas that differ only in annotations. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? "";
  return `{${Object.entries(value)
    .filter(([key]) => !annotations.has(key) || key === "nullable")
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
    .join()}}`;
}

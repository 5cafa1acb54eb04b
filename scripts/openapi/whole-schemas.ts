import { asArray, isObject, type JsonObject } from "./json.ts";

/** Keywords of schemas that say something of a value, and of no other object that may be a reference. */
const assertions: ReadonlySet<string> = new Set([
  ...["type", "enum", "const", "format", "pattern", "minLength", "maxLength", "readOnly", "x-dependencies"],
  ...["multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
  ...["properties", "patternProperties", "additionalProperties", "unevaluatedProperties", "propertyNames"],
  ...["minProperties", "maxProperties", "dependentRequired", "dependentSchemas"],
  ...["items", "prefixItems", "unevaluatedItems", "contains", "minContains", "maxContains"],
  ...["minItems", "maxItems", "uniqueItems", "allOf", "anyOf", "oneOf", "not", "if", "then", "else"],
]);

const wholes = new WeakMap<JsonObject, JsonObject>();
const references = new WeakMap<JsonObject, JsonObject>();

/**
 * A schema with keywords beside its `$ref`, which count since OpenAPI 3.1, as one that includes what it refers to, always the same
 * object; undefined for what is only a reference.
 */
export function wholeSchema(reference: JsonObject): JsonObject | undefined {
  const known = wholes.get(reference);
  if (known !== undefined) return known;
  const { $ref, ...beside } = reference;
  if (typeof $ref !== "string" || !Object.keys(beside).some((keyword) => asserts(beside, keyword))) return undefined;
  const included = { $ref };
  const whole = { ...beside, allOf: [included, ...asArray(beside["allOf"])] };
  wholes.set(reference, whole);
  references.set(whole, reference);
  references.set(included, reference);
  return whole;
}

/** The keywords beside a `$ref` that would say something of a value, if OpenAPI 3.0 didn't ignore them. */
export function ignoredKeywords(reference: JsonObject): string[] {
  return Object.keys(reference).filter((keyword) => keyword === "nullable" || asserts(reference, keyword));
}

export function ignoredMessage(keyword: string): string {
  return `'${keyword}' has no effect, because OpenAPI 3.0 ignores what stands beside $ref. Write allOf: [{ $ref: … }] instead of $ref, or use OpenAPI 3.1.`;
}

function asserts(schema: JsonObject, keyword: string): boolean {
  return assertions.has(keyword) || (keyword === "required" && Array.isArray(schema[keyword]));
}

/** The object of the document that a schema was read from. */
export function asWritten(value: unknown): unknown {
  return isObject(value) ? (references.get(value) ?? value) : value;
}

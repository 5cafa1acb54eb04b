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
  const isMore = Array.isArray(beside["required"]) || Object.keys(beside).some((keyword) => assertions.has(keyword));
  if (typeof $ref !== "string" || !isMore) return undefined;
  const included = { $ref };
  const whole = { ...beside, allOf: [included, ...asArray(beside["allOf"])] };
  wholes.set(reference, whole);
  references.set(whole, reference);
  references.set(included, reference);
  return whole;
}

/** The object of the document that a schema was read from. */
export function asWritten(value: unknown): unknown {
  return isObject(value) ? (references.get(value) ?? value) : value;
}

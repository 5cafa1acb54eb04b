import type { ConfinedResolver } from "./confined-resolver.ts";
import { asArray, dereference, isObject, type JsonObject } from "./json.ts";
import type { Spec } from "./load-spec.ts";
import type { Origin } from "./origins.ts";

/** The documents of an API description: one bundle, or many files. */
export interface Documents {
  readonly root: JsonObject;
  /** Follows the `$ref`s of a value; undefined where one leads nowhere or in a circle, or to something that isn't an object. */
  resolve(value: unknown): JsonObject | undefined;
  originOf(value: unknown): Origin | undefined;
}

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

/** A bundle, with the places that its objects had before. */
export function bundledDocuments({ document }: Spec, resolver: ConfinedResolver): Documents {
  const read = isOpenApi30({ root: document }) ? undefined : wholeSchema;
  return {
    root: document,
    resolve: (value) => dereference(document, value, read),
    originOf: (value) => resolver.originOf(asWritten(value)),
  };
}

/** The fields of a Path Item Object that are operations. */
export const httpMethods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** Whether the root is of a version that knows fewer keywords, and `nullable`. */
export function isOpenApi30({ root }: Pick<Documents, "root">): boolean {
  return String(root["openapi"]).startsWith("3.0");
}

/** A path as it is, whatever its parameters are called: `/pets/{}`. */
export function withoutNames(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, "{}");
}

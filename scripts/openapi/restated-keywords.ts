import { asArray, isObject, type JsonObject } from "./json.ts";
import { otherProperties } from "./other-properties.ts";
import { objectWords } from "./schema-keywords.ts";

/** What openapi-typescript reads less exactly in a schema by itself, in the words that it reads best. */

/** openapi-typescript reads `const: null` as anything. */
export function withNull(schema: JsonObject): JsonObject {
  if (schema["const"] !== null) return schema;
  const { const: _, enum: __, ...rest } = schema;
  return { ...rest, type: "null" };
}

/** openapi-typescript takes each part for an object. */
export function withoutBooleans(schema: JsonObject): JsonObject {
  const parts = asArray(schema["allOf"]);
  if (parts.every(isObject)) return schema;
  const { allOf: _, ...rest } = schema;
  const kept = parts.filter((part) => part !== true).map((part) => (part === false ? { enum: [] } : part));
  return kept.length > 0 ? { ...rest, allOf: kept } : rest;
}

/** openapi-typescript gives a list all that `prefixItems` describe, and nothing else. Where lists may be shorter or longer, `tuple` asks for what they say. */
export function ofAnyLength(schema: JsonObject): JsonObject {
  const { prefixItems, items, unevaluatedItems, minItems, maxItems } = schema;
  const types = [schema["type"]].flat();
  if (asArray(prefixItems).length === 0 || !types.includes("array")) return schema;
  const elements = asArray(prefixItems).slice(0, typeof maxItems === "number" ? maxItems : undefined);
  const evaluatesNoMore = !["contains", "if", "allOf", "anyOf", "oneOf"].some((keyword) => keyword in schema);
  const others = items ?? (evaluatesNoMore ? unevaluatedItems : undefined) ?? true;
  const isClosed = others === false || Number(maxItems) <= asArray(prefixItems).length;
  if (isClosed && elements.length === asArray(prefixItems).length && Number(minItems) >= elements.length) return schema;
  const [type, ...more] = types.map((one) => (one === "array" ? "tuple" : one));
  return {
    ...schema,
    type: more.length > 0 ? [type, ...more] : type,
    prefixItems: elements,
    items: isClosed ? false : others,
  };
}

/**
 * openapi-typescript makes one index signature of all properties that aren't listed, whatever their names, and TypeScript compares it
 * with the listed ones, too. Where a type can tell the names of a pattern, `names` asks for an index signature of their own.
 */
export function indexed(schema: JsonObject, isOld: boolean): (edited: JsonObject) => JsonObject {
  const others = otherProperties(schema, isOld);
  if (others === undefined) return (edited) => edited;
  return (edited) => {
    const { patternProperties: _, additionalProperties: __, ...kept } = edited;
    const parts = others.named.map((part) => ({ ...part, type: "names" }));
    return {
      ...kept,
      ...(others.rest !== undefined && { additionalProperties: others.rest }),
      ...(parts.length > 0 && { allOf: [...asArray(kept["allOf"]), ...parts] }),
    };
  };
}

/** openapi-typescript makes `anyOf` beside properties one more alternative, and intersects them with `oneOf`. */
export function intersected(schema: JsonObject): JsonObject {
  const { anyOf, ...rest } = schema;
  const isIntersected =
    asArray(rest["allOf"]).length > 0 ||
    Object.keys(rest).some((keyword) => objectWords.has(keyword) && keyword !== "required");
  if (asArray(anyOf).length === 0 || !isIntersected) return schema;
  return "oneOf" in rest ? { ...rest, allOf: [...asArray(rest["allOf"]), { anyOf }] } : { ...rest, oneOf: anyOf };
}

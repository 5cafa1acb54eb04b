import type { Documents } from "./documents.ts";
import { asArray, asObject, isObject, type JsonObject } from "./json.ts";
import { otherProperties } from "./other-properties.ts";
import { constantAlternatives, isOfType, typesOf } from "./request-fields.ts";
import { listedValues, objectWords } from "./schema-keywords.ts";

/** What openapi-typescript reads less exactly in a schema by itself, in the words that it reads best. */

/** openapi-typescript reads `const: null` as anything. */
export function withNull(schema: JsonObject): JsonObject {
  if (schema["const"] !== null) return schema;
  const { const: _, enum: __, ...rest } = schema;
  return { ...rest, type: "null" };
}

/** openapi-typescript gives an `enum` the values that its type excludes, and `null` besides; it reads none of an object's. */
export function withoutExcludedValues(isOld: boolean): (schema: JsonObject) => JsonObject {
  return (schema) => {
    const { enum: listed, type, ...rest } = schema;
    const values = listedValues({ enum: listed, type }, isOld);
    if (values === undefined || type === undefined || schema["nullable"] === true || "properties" in schema)
      return schema;
    const types = [type].flat().filter((one) => one !== "null" || values.includes(null));
    if (types.includes("object") || types.length === 0) return { ...rest, enum: values };
    const isSame = values.length === asArray(listed).length && types.length === [type].flat().length;
    return isSame ? schema : { ...schema, enum: values, type: types.length > 1 ? types : types[0] };
  };
}

/** openapi-typescript makes the type of alternatives that list values one more alternative. */
export function ofConstants(documents: Pick<Documents, "resolve">): (schema: JsonObject) => JsonObject {
  return (schema) => {
    const lists = constantAlternatives(documents, schema);
    const types = typesOf([schema]);
    if (types.size === 0 || lists.length === 0) return schema;
    if (!lists.every(({ values }) => values.every((value) => isOfType(value, types)))) return schema;
    const { type: _, ...rest } = schema;
    return rest;
  };
}

/** A mapping may have the name of a schema instead of a reference. */
export function withReferences(components: JsonObject): (schema: JsonObject) => JsonObject {
  const isName = (value: unknown): boolean => typeof value === "string" && Object.hasOwn(components, value);
  return (schema) => {
    const discriminator = asObject(schema["discriminator"]);
    const mapping = Object.entries(asObject(discriminator["mapping"]));
    if (!mapping.some(([, value]) => isName(value))) return schema;
    const references = mapping.map(
      ([key, value]) => [key, isName(value) ? `#/components/schemas/${value}` : value] as const,
    );
    return { ...schema, discriminator: { ...discriminator, mapping: Object.fromEntries(references) } };
  };
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
  const isAboutObjects = !("type" in schema) || [schema["type"]].flat().includes("object");
  if (others === undefined || !isAboutObjects) return (edited) => edited;
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

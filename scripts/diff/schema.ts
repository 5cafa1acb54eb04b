import type { Description } from "../openapi/description.ts";
import { asArray, asObject, isObject, type JsonObject } from "../openapi/json.ts";
import { typesOf } from "../openapi/request-fields.ts";

/** A schema with all that it includes by `allOf`. */
export interface Schema {
  readonly source: unknown;
  /** Undefined where it may be of any type. */
  readonly types: ReadonlySet<string> | undefined;
  readonly values: readonly unknown[] | undefined;
  readonly properties: ReadonlyMap<string, unknown>;
  readonly required: ReadonlySet<string>;
  readonly items: unknown;
  readonly others: unknown;
  readonly alternatives: readonly unknown[];
  /** Its `default`. */
  readonly fallback: unknown;
  readonly constraints: ReadonlyMap<string, string>;
}

export const constraintNames = [
  "format",
  "pattern",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
] as const;

export function readSchema(description: Description, value: unknown, direction: "request" | "response"): Schema {
  const parts = includedBy(description, value, new Set());
  const nullable = parts.some((part) => part["nullable"] === true);
  const types = [...typesOf(parts)].map(String);
  const [firstList, ...otherLists] = parts.flatMap((part): unknown[][] => [
    ...(Array.isArray(part["enum"]) ? [part["enum"]] : []),
    ...("const" in part ? [[part["const"]]] : []),
  ]);
  const values = firstList?.filter((value) => otherLists.every((list) => list.map(textOf).includes(textOf(value))));
  const properties = new Map<string, unknown>();
  const hidden = direction === "request" ? "readOnly" : "writeOnly";
  for (const part of parts)
    for (const [key, schema] of Object.entries(asObject(part["properties"])))
      if (!properties.has(key) && description.resolve(schema)?.[hidden] !== true) properties.set(key, schema);
  const last = (keyword: string): unknown => parts.findLast((part) => part[keyword] !== undefined)?.[keyword];
  return {
    source: parts[0] ?? value,
    types: types.length === 0 ? undefined : new Set(nullable ? [...types, "null"] : types),
    values: values && nullable && !values.includes(null) ? [...values, null] : values,
    properties,
    required: new Set(parts.flatMap((part) => asArray(part["required"]).map(String))),
    items: last("items"),
    others: last("additionalProperties"),
    alternatives: parts.flatMap((part) => [...asArray(part["oneOf"]), ...asArray(part["anyOf"])]),
    fallback: last("default"),
    constraints: new Map(
      constraintNames.flatMap((keyword) =>
        last(keyword) === undefined ? [] : [[keyword, JSON.stringify(last(keyword))]],
      ),
    ),
  };
}

function includedBy(description: Description, value: unknown, seen: Set<JsonObject>): JsonObject[] {
  const resolved = description.resolve(value);
  if (resolved === undefined || seen.has(resolved)) return [];
  seen.add(resolved);
  const own = isObject(value) && value !== resolved ? [value] : [];
  return [resolved, ...own, ...asArray(resolved["allOf"]).flatMap((part) => includedBy(description, part, seen))];
}

/** Equal for equal values; `undefined` for what isn't there. */
export function textOf(value: unknown): string {
  return JSON.stringify(value) ?? "undefined";
}

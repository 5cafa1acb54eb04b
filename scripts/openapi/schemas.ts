import type { Documents } from "./documents.ts";
import { isObject, type JsonObject } from "./json.ts";
import { asWritten } from "./whole-schemas.ts";

/** Keys whose value is a schema, a list of schemas, or schemas by name. */
const schemaKeys: ReadonlySet<string> = new Set([
  "schema",
  "items",
  "additionalProperties",
  "unevaluatedProperties",
  "unevaluatedItems",
  "propertyNames",
  "contains",
  "contentSchema",
  "not",
  "if",
  "then",
  "else",
]);
const listKeys: ReadonlySet<string> = new Set(["allOf", "oneOf", "anyOf", "prefixItems"]);
const mapKeys: ReadonlySet<string> = new Set([
  "properties",
  "patternProperties",
  "dependentSchemas",
  "$defs",
  "schemas",
]);
/** Keywords with data, which never hold a schema. */
const dataKeys: ReadonlySet<string> = new Set(["example", "examples", "default", "enum", "const", "value"]);

const found = new WeakMap<JsonObject, readonly JsonObject[]>();

/** Every Schema Object of a description, once each, including those in other files. */
export function schemasOf(documents: Documents): readonly JsonObject[] {
  const known = found.get(documents.root);
  if (known !== undefined) return known;
  const schemas = new Set<JsonObject>();
  const seen = new Set<unknown>();
  type Expected = "any" | "schema" | "schemas";
  const open: { value: unknown; as: Expected }[] = [{ value: documents.root, as: "any" }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, as } = next;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (!isObject(value)) {
      for (const item of [...Object.values(value)].reverse()) open.push({ value: item, as });
      continue;
    }
    if (typeof value["$ref"] === "string") {
      const target = documents.resolve(value);
      open.push({ value: target, as });
      if (target !== undefined && asWritten(target) === value) continue;
    }
    if (as === "schema") schemas.add(value);
    for (const [key, part] of Object.entries(value).reverse()) {
      if (as === "schemas") open.push({ value: part, as: "schema" });
      else if (schemaKeys.has(key) || listKeys.has(key)) open.push({ value: part, as: "schema" });
      else if (mapKeys.has(key)) open.push({ value: part, as: "schemas" });
      else if (!dataKeys.has(key) && !key.startsWith("x-")) open.push({ value: part, as: "any" });
    }
  }
  const list = [...schemas];
  found.set(documents.root, list);
  return list;
}

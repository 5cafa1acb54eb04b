import { isObject, type JsonObject } from "../openapi/json.ts";

/** Where data stands, and no words about it. */
const dataKeys: ReadonlySet<string> = new Set(["example", "value", "default", "const", "enum"]);

/** Where objects stand by names, which may look like keywords: a property `value`, the response `default`. */
const byName: ReadonlySet<string> = new Set([
  "$defs",
  "callbacks",
  "content",
  "definitions",
  "dependentSchemas",
  "encoding",
  "examples",
  "headers",
  "links",
  "mediaTypes",
  "parameters",
  "pathItems",
  "paths",
  "patternProperties",
  "properties",
  "requestBodies",
  "responses",
  "schemas",
  "securitySchemes",
  "variables",
  "webhooks",
]);

/** A description with each `description` in it, which is Markdown, changed. Data stays as it is. */
export function mapDescriptions(document: JsonObject, change: (markdown: string) => string): JsonObject {
  const visit = (value: unknown, areNames: boolean): unknown => {
    if (Array.isArray(value)) return value.map((item) => visit(item, false));
    return isObject(value) ? visitObject(value, areNames) : value;
  };
  const visitObject = (holder: JsonObject, areNames: boolean): JsonObject =>
    Object.fromEntries(
      Object.entries(holder).map(([key, value]) => {
        if (areNames) return [key, visit(value, false)];
        if (key === "description" && typeof value === "string") return [key, change(value)];
        const isData = dataKeys.has(key) || (key === "examples" && Array.isArray(value));
        return [key, isData ? value : visit(value, byName.has(key))];
      }),
    );
  return visitObject(document, false);
}

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

/** Keys of Markdown, by where their object stands: Redoc shows other summaries as plain text. */
function isMarkdown(key: string, place: string): boolean {
  return (
    key === "description" ||
    key === "x-summary" ||
    (key === "summary" && (place === "info" || place === "responses")) ||
    place === "x-enumDescriptions"
  );
}

/** A description with each Markdown text in it changed. Data stays as it is. */
export function mapMarkdown(document: JsonObject, change: (markdown: string) => string): JsonObject {
  const visit = (key: string, value: unknown, place: string): unknown => {
    if (typeof value === "string") return isMarkdown(key, place) ? change(value) : value;
    if (dataKeys.has(key) || (key === "examples" && Array.isArray(value))) return value;
    return isObject(value) && byName.has(key) ? mapValues(value, (_, named) => within(named, key)) : within(value, key);
  };
  /** @param place the keyword that leads to the value */
  const within = (value: unknown, place: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => within(item, place));
    return isObject(value) ? mapValues(value, (key, part) => visit(key, part, place)) : value;
  };
  return mapValues(document, (key, value) => visit(key, value, ""));
}

function mapValues(object: JsonObject, map: (key: string, value: unknown) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(key, value)]));
}

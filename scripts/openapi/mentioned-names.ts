import type { Documents } from "./documents.ts";
import { asArray, asObject, isObject, type JsonObject } from "./json.ts";

/** The names of properties that schemas of an object ask for, or ask about, in other keywords than `properties`. */
export function mentionedNames(documents: Pick<Documents, "resolve">, parts: readonly JsonObject[]): string[] {
  const seen = new Set<JsonObject>();
  const namesIn = (value: unknown): string[] => {
    const schema = documents.resolve(value);
    if (schema === undefined || seen.has(schema)) return [];
    seen.add(schema);
    const inner = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => asArray(schema[keyword]));
    return [...Object.keys(asObject(schema["properties"])), ...askedBy(schema), ...inner.flatMap(namesIn)];
  };
  const askedBy = (schema: JsonObject): string[] => {
    const lists = asObject(schema["dependentRequired"]);
    const schemas = asObject(schema["dependentSchemas"]);
    const names = [schema["required"], Object.keys(lists), ...Object.values(lists), Object.keys(schemas)];
    const conditions = ["not", "if", "then", "else"].flatMap((keyword) => schema[keyword] ?? []);
    return [...names.flatMap(asArray).map(String), ...[...conditions, ...Object.values(schemas)].flatMap(namesIn)];
  };
  const names = parts.flatMap((part) => {
    const alternatives = [...asArray(part["anyOf"]), ...asArray(part["oneOf"])];
    return [...askedBy(part), ...alternatives.filter(onlyAsks).flatMap(namesIn)];
  });
  return [...new Set(names)];
}

/** Whether an alternative has no type of its own, which lists what it asks for. */
function onlyAsks(alternative: unknown): boolean {
  return isObject(alternative) && !["$ref", "type", "properties"].some((keyword) => keyword in alternative);
}

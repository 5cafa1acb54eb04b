import { asObject, type JsonObject } from "./json.ts";
import { canonical } from "./schema-keywords.ts";

export function isJson(mediaType: string): boolean {
  return /[/+]json\s*(;|$)/i.test(mediaType);
}

/** Media types whose bodies are objects with named properties: JSON and forms. */
export function hasFields(mediaType: string): boolean {
  return isJson(mediaType) || /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(mediaType);
}

/**
 * What names call the bodies of an operation, by their media types: `body` if it is JSON, `form body` and the like otherwise. JSON
 * bodies of several schemas are called after their media types, all of them: none could have the plain name without taking it from
 * the one that had it alone.
 */
export function bodyNames(content: JsonObject): ReadonlyMap<string, string> {
  const types = Object.keys(content);
  const [first, ...others] = types.filter(isJson).map((type) => asObject(content[type])["schema"]);
  const areAlike = others.every((schema) => canonical(schema) === canonical(first));
  return new Map(types.map((type) => [type, isJson(type) && areAlike ? "body" : `${kindOf(type)} body`]));
}

/** `form` of `application/x-www-form-urlencoded`, `vnd.acme+json` of `application/vnd.acme+json; charset=utf-8`. */
function kindOf(mediaType: string): string {
  const [, subtype = ""] = /\/([^;\s]*)/.exec(mediaType) ?? [];
  const known = new Map([
    ["x-www-form-urlencoded", "form"],
    ["form-data", "multipart"],
  ]);
  return known.get(subtype.toLowerCase()) ?? subtype;
}

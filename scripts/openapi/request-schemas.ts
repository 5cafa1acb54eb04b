import { type Documents, httpMethods } from "./documents.ts";
import { asArray, asObject, isObject, type JsonObject } from "./json.ts";
import { parameterSchema } from "./request-fields.ts";

const single = [
  "items",
  "additionalProperties",
  "unevaluatedProperties",
  "unevaluatedItems",
  "contains",
  "then",
  "else",
];
const listed = ["allOf", "oneOf", "anyOf", "prefixItems"];
const named = ["properties", "patternProperties"];

/**
 * Every Schema Object that describes a value in some request of an operation under `paths`, once each; those that apply under a
 * condition aren't among them.
 */
export function requestSchemas(documents: Documents): ReadonlySet<JsonObject> {
  const found = new Set<JsonObject>();
  const open: unknown[] = requestRoots(documents).reverse();
  while (open.length > 0) {
    const schema = documents.resolve(open.pop());
    if (schema === undefined || found.has(schema)) continue;
    found.add(schema);
    const parts = [
      ...named.flatMap((keyword) => Object.values(asObject(schema[keyword]))),
      ...listed.flatMap((keyword) => asArray(schema[keyword])),
      ...single.flatMap((keyword) => (keyword in schema ? [schema[keyword]] : [])),
    ];
    open.push(...parts.reverse());
  }
  return found;
}

function requestRoots(documents: Documents): unknown[] {
  return Object.values(asObject(documents.root["paths"])).flatMap((listedItem) => {
    const pathItem = documents.resolve(listedItem) ?? {};
    const operations = httpMethods.flatMap((method) => (isObject(pathItem[method]) ? [pathItem[method]] : []));
    return [pathItem, ...operations].flatMap((holder) => [
      ...asArray(holder["parameters"]).map((parameter) => parameterSchema(documents.resolve(parameter) ?? {})),
      ...Object.values(asObject(documents.resolve(holder["requestBody"])?.["content"])).map(
        (media) => asObject(media)["schema"],
      ),
    ]);
  });
}

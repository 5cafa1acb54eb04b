import type { Documents } from "../openapi/documents.ts";
import { asArray, asObject, isObject, type JsonObject } from "../openapi/json.ts";
import type { Operation } from "../openapi/operations.ts";

export interface Example {
  readonly value: unknown;
  /** The object that shows it. */
  readonly holder: JsonObject;
}

/** The examples that a schema shows of its values. */
export function examplesOf(schema: JsonObject | undefined): Example[] {
  if (schema === undefined) return [];
  const values = [...("example" in schema ? [schema["example"]] : []), ...asArray(schema["examples"])];
  return values.map((value) => ({ value, holder: schema }));
}

/** The examples of an operation's body, beside its schema. */
export function bodyExamples(documents: Documents, { operation }: Operation, mediaType: string | undefined): Example[] {
  const requestBody = asObject(documents.resolve(operation["requestBody"]));
  const media = asObject(asObject(requestBody["content"])[mediaType ?? ""]);
  const named = Object.values(asObject(media["examples"])).flatMap((listed) => {
    const example = documents.resolve(listed);
    return example !== undefined && "value" in example ? [{ value: example["value"], holder: example }] : [];
  });
  return [...("example" in media ? [{ value: media["example"], holder: media }] : []), ...named];
}

/**
 * Each part of a value with a schema that describes it: properties, items, and all that `allOf` joins. Alternatives are
 * left out, because it is unclear which of them is meant.
 */
export function partsWithSchemas(
  documents: Documents,
  schema: unknown,
  value: unknown,
): { readonly schema: JsonObject; readonly value: unknown }[] {
  const visit = (node: unknown, part: unknown, around: readonly JsonObject[]): ReturnType<typeof partsWithSchemas> => {
    const resolved = documents.resolve(node);
    // A schema may include itself; the parts of a value come to an end.
    if (resolved === undefined || around.includes(resolved)) return [];
    const properties = asObject(resolved["properties"]);
    return [
      { schema: resolved, value: part },
      ...asArray(resolved["allOf"]).flatMap((joined) => visit(joined, part, [...around, resolved])),
      ...(isObject(part)
        ? Object.entries(part).flatMap(([key, inner]) =>
            Object.hasOwn(properties, key) ? visit(properties[key], inner, []) : [],
          )
        : []),
      ...asArray(part).flatMap((item) => visit(resolved["items"], item, [])),
    ];
  };
  return visit(schema, value, []);
}

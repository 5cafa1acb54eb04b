import { type Documents, isOpenApi30 } from "./documents.ts";
import { asArray, asObject, componentSchemas, isObject, type JsonObject } from "./json.ts";
import { schemaParts } from "./request-fields.ts";
import { listedProperty, listedValues } from "./schema-keywords.ts";

/** openapi-typescript gives each of some schemas a value of the discriminator's property, in place of what they say of it. */
interface Discriminator {
  readonly propertyName: string;
  /** Whether these schemas list its values themselves, or a base of theirs gives them, so that the types do without. */
  readonly isTold: boolean;
}

/** Undefined for a schema without one, or that no schema is told apart by. */
export function discriminatorOf(documents: Documents, schema: JsonObject): Discriminator | undefined {
  const propertyName = nameIn(schema);
  if (propertyName === undefined) return undefined;
  const own = new Set(schemaParts(documents, schema).map((part) => part.schema));
  const lists = (part: JsonObject): boolean =>
    listedProperty(part, propertyName).some(
      (property) => listedValues(documents.resolve(property) ?? {}, isOpenApi30(documents)) !== undefined,
    );
  const partsOf = (value: unknown): JsonObject[] => schemaParts(documents, value).map((part) => part.schema);
  const alternatives = ["oneOf", "anyOf"].flatMap((keyword) => asArray(schema[keyword]));
  if (alternatives.length > 0) {
    const hasBase = (part: JsonObject): boolean => nameIn(part) === propertyName;
    const isTold = [lists, hasBase].some((says) => alternatives.every((value) => partsOf(value).some(says)));
    return { propertyName, isTold };
  }
  const children = Object.values(componentSchemas(documents.root)).filter(
    (value) => isObject(value) && asArray(value["allOf"]).some((part) => documents.resolve(part) === schema),
  );
  const listsMore = (value: unknown): boolean => partsOf(value).some((part) => !own.has(part) && lists(part));
  return children.length === 0 ? undefined : { propertyName, isTold: children.some(listsMore) };
}

function nameIn(schema: JsonObject): string | undefined {
  const name = asObject(schema["discriminator"])["propertyName"];
  return typeof name === "string" ? name : undefined;
}

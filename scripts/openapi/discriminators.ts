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
  const saysMore = (part: unknown): boolean => Object.keys(asObject(part)).some((keyword) => keyword !== "required");
  const alternatives = ["oneOf", "anyOf"].flatMap((keyword) => asArray(schema[keyword])).filter(saysMore);
  if (alternatives.length > 0) {
    const hasBase = (part: JsonObject): boolean => nameIn(part) === propertyName;
    const isTold = [lists, hasBase].some((says) => alternatives.every((value) => partsOf(value).some(says)));
    return { propertyName, isTold };
  }
  const children = childrenOf(documents, schema);
  const listsMore = (value: unknown): boolean => partsOf(value).some((part) => !own.has(part) && lists(part));
  return children.length === 0 ? undefined : { propertyName, isTold: children.some(listsMore) };
}

/** The schemas with a discriminator that no request has. */
export function discriminatedElsewhere(documents: Documents, requested: ReadonlySet<JsonObject>): JsonObject[] {
  const found = new Set<JsonObject>();
  const seen = new Set<unknown>();
  const open: unknown[] = [documents.root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    open.push(...Object.values(value));
    const schema = isObject(value) && nameIn(value) !== undefined ? documents.resolve(value) : undefined;
    if (schema !== undefined && !requested.has(schema)) found.add(schema);
  }
  return [...found];
}

/** Whether one of the schemas that a discriminator tells apart is among some. */
export function tellsApart(documents: Documents, schema: JsonObject, some: ReadonlySet<JsonObject>): boolean {
  return toldApart(documents, schema).some((part) => some.has(part));
}

/** Whether openapi-typescript would write the property twice: it isn't compiled then. */
export function isWrittenTwice(documents: Documents, schema: JsonObject): boolean {
  const name = nameIn(schema) ?? "";
  return toldApart(documents, schema).some((part) => "allOf" in part && name in asObject(part["properties"]));
}

function toldApart(documents: Documents, schema: JsonObject): JsonObject[] {
  const told = [...asArray(schema["oneOf"]), ...asArray(schema["anyOf"]), ...childrenOf(documents, schema)];
  return told.flatMap((value): JsonObject[] => [documents.resolve(value) ?? {}]);
}

function childrenOf(documents: Documents, schema: JsonObject): unknown[] {
  return Object.values(componentSchemas(documents.root)).filter(
    (value) => isObject(value) && asArray(value["allOf"]).some((part) => documents.resolve(part) === schema),
  );
}

function nameIn(schema: JsonObject): string | undefined {
  const name = asObject(schema["discriminator"])["propertyName"];
  return typeof name === "string" ? name : undefined;
}

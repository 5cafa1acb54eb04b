import { pascalCase, typeName } from "../language/identifiers.ts";
import { type Documents, httpMethods } from "./documents.ts";
import { asArray, asObject, componentSchemas, isObject, type JsonObject } from "./json.ts";
import { isNullOnly } from "./keyword-rules.ts";
import { parameterSchema } from "./request-fields.ts";
import { bodyName, inMediaTypeOrder, requestName } from "./request-names.ts";
import { canonical } from "./schema-keywords.ts";
import { asWritten } from "./whole-schemas.ts";

/** A Schema Object in place within another. */
export interface InlineSchema {
  readonly schema: JsonObject;
  /** What it belongs to, and the way from there: `JobTargetsItem`. Few schemas have rules, so it is asked of few. */
  readonly name: () => string;
}

/**
 * The schemas in place within components, and within the bodies and parameters of operations, each once. They are found where
 * openapi-typescript finds them.
 */
export function inlineSchemas(documents: Documents): InlineSchema[] {
  const roots = listRoots(documents);
  const seen = new Set<JsonObject>();
  const found: InlineSchema[] = [];
  // Iterative: descriptions may nest deeper than the call stack.
  const open: Part[] = roots.map(({ value, name }) => ({ value, name: () => name, isPlace: false })).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const schema = documents.resolve(next.value);
    if (schema === undefined || seen.has(schema) || asWritten(schema) !== next.value) continue;
    seen.add(schema);
    const { name } = next;
    if (next.isPlace) found.push({ schema, name });
    open.push(...partsOf(documents, schema, name).reverse());
  }
  return found;
}

interface Part {
  readonly value: unknown;
  readonly name: () => string;
  readonly isPlace: boolean;
}

function partsOf(documents: Documents, schema: JsonObject, name: () => string): Part[] {
  const parts: Part[] = [];
  const add = (value: unknown, step: () => string, isPlace = true): void => {
    if (isObject(value)) parts.push({ value, name: () => name() + step(), isPlace });
  };
  for (const keyword of ["properties", "$defs"])
    for (const [key, value] of Object.entries(asObject(schema[keyword]))) add(value, () => pascalCase(key));
  for (const [index, value] of asArray(schema["prefixItems"]).entries()) add(value, () => `Item${index + 1}`);
  add(schema["items"], () => "Item");
  add(schema["additionalProperties"], () => "Value");
  for (const value of Object.values(asObject(schema["patternProperties"]))) add(value, () => "Value");
  const alternatives = [...asArray(schema["oneOf"]), ...asArray(schema["anyOf"])];
  for (const value of alternatives) add(value, () => alternativeName(documents, alternatives, value));
  // A part of the schema itself.
  for (const value of asArray(schema["allOf"])) add(value, () => "", false);
  return parts;
}

function alternativeName(documents: Documents, all: readonly unknown[], alternative: unknown): string {
  const objects = all.filter((value) => !isNullOnly(documents, value));
  if (objects.length === 1) return "";
  return pascalCase(String(asObject(alternative)["title"] ?? "")) || `Option${objects.indexOf(alternative) + 1}`;
}

function listRoots(documents: Documents): { readonly value: unknown; readonly name: string }[] {
  const components = asObject(documents.root["components"]);
  const shared = (section: string): [string, JsonObject][] =>
    Object.entries(asObject(components[section])).map(([name, value]) => [typeName(name), asObject(value)]);
  const operations = Object.entries(asObject(documents.root["paths"])).flatMap(([path, listed]) => {
    const pathItem = documents.resolve(listed) ?? {};
    return httpMethods.flatMap((method) => {
      const operation = pathItem[method];
      if (!isObject(operation)) return [];
      const operationId = typeof operation["operationId"] === "string" ? operation["operationId"] : undefined;
      const nameOf = (container: string): string => requestName({ operationId, method, path }, container);
      const parameters = [...asArray(operation["parameters"]), ...asArray(pathItem["parameters"])];
      return [
        ...bodySchemas(documents, operation["requestBody"], nameOf),
        ...parameters.flatMap((parameter) => parameterRoot(documents, parameter, nameOf)),
      ];
    });
  });
  return [
    ...Object.entries(componentSchemas(documents.root)).map(([name, value]) => ({ value, name: typeName(name) })),
    ...shared("requestBodies").flatMap(([name, value]) =>
      bodySchemas(documents, value, (body) => (body === "body" ? name : name + pascalCase(body))),
    ),
    ...shared("parameters").flatMap(([name, value]) => parameterRoot(documents, value, () => name)),
    ...operations,
  ];
}

function bodySchemas(
  documents: Documents,
  body: unknown,
  nameOf: (body: string) => string,
): { value: unknown; name: string }[] {
  const content = asObject(documents.resolve(body)?.["content"]);
  const types = inMediaTypeOrder(Object.keys(content));
  const schemas = types.map((type) => asObject(content[type])["schema"]);
  const isLikeFirst = (schema: unknown): boolean => canonical(schema) === canonical(schemas[0]);
  return types.map((type, index) => ({
    value: schemas[index],
    name: nameOf(isLikeFirst(schemas[index]) ? "body" : bodyName(type)),
  }));
}

function parameterRoot(
  documents: Documents,
  listed: unknown,
  nameOf: (location: string) => string,
): { value: unknown; name: string }[] {
  const parameter = documents.resolve(listed) ?? {};
  return [
    {
      value: parameterSchema(parameter),
      name: nameOf(String(parameter["in"])) + pascalCase(String(parameter["name"])),
    },
  ];
}

import { pascalCase, typeName, valueWord } from "../language/identifiers.ts";
import { type Documents, httpMethods, isOpenApi30 } from "./documents.ts";
import { asArray, asObject, componentSchemas, isObject, type JsonObject } from "./json.ts";
import { bodyNames } from "./media-types.ts";
import { parameterSchema, typesOf } from "./request-fields.ts";
import { requestName } from "./request-names.ts";
import { isWord, listedValues } from "./schema-keywords.ts";
import { asWritten } from "./whole-schemas.ts";

/** A Schema Object in place within another. */
export interface InlineSchema {
  readonly schema: JsonObject;
  /** Few schemas have rules, so it is asked of few. */
  readonly named: () => Named;
}

/** What the names of a schema's types start with, and what they start there for. */
interface Named {
  /** What the schema belongs to, and the way from there: `JobTargetsItem`. */
  readonly name: string;
  /** The same in full, where names may be alike. */
  readonly place: string;
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
  const open: Part[] = roots.map(({ value, named }) => ({ value, named: () => named, isPlace: false })).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const schema = documents.resolve(next.value);
    if (schema === undefined || seen.has(schema) || asWritten(schema) !== next.value) continue;
    seen.add(schema);
    const { named } = next;
    if (next.isPlace) found.push({ schema, named });
    open.push(...partsOf(documents, schema, named).reverse());
  }
  return found;
}

interface Part {
  readonly value: unknown;
  readonly named: () => Named;
  readonly isPlace: boolean;
}

function partsOf(documents: Documents, schema: JsonObject, named: () => Named): Part[] {
  const parts: Part[] = [];
  const add = (value: unknown, step: () => string, key = "", isPlace = true): void => {
    const below = (): Named => {
      const [above, name] = [named(), step()];
      return { name: above.name + name, place: `${above.place} ${JSON.stringify(key || name)}` };
    };
    if (isObject(value)) parts.push({ value, named: below, isPlace });
  };
  for (const keyword of ["properties", "$defs"])
    for (const [key, value] of Object.entries(asObject(schema[keyword])))
      add(value, () => pascalCase(key), `${keyword} ${key}`);
  for (const [index, value] of asArray(schema["prefixItems"]).entries()) add(value, () => `Item${index + 1}`);
  add(schema["items"], () => "Item");
  add(schema["additionalProperties"], () => "Value");
  for (const [pattern, value] of Object.entries(asObject(schema["patternProperties"])))
    add(value, () => "Value", `patternProperties ${pattern}`);
  const alternatives = [...asArray(schema["oneOf"]), ...asArray(schema["anyOf"])];
  for (const value of alternatives) add(value, () => alternativeName(documents, alternatives, value));
  // A part of the schema itself.
  for (const value of asArray(schema["allOf"])) add(value, () => "", "", false);
  return parts;
}

/** By its title, or a value that only it has, so that the others may have any order; without both by its number. */
function alternativeName(documents: Documents, all: readonly unknown[], alternative: unknown): string {
  const objects = all.filter((value) => !isNullOnly(documents, value));
  if (objects.length === 1) return "";
  const { title, properties } = asObject(alternative);
  const [values] = Object.entries(asObject(properties)).flatMap(([key, property]) => {
    const [value, ...others] = listedValues(asObject(property), isOpenApi30(documents)) ?? [];
    return isWord(value) && others.length === 0 ? [pascalCase(key) + valueWord(value)] : [];
  });
  return pascalCase(String(title ?? "")) || values || `Option${objects.indexOf(alternative) + 1}`;
}

/** Whether a schema is that of `null` alone. */
function isNullOnly(documents: Documents, schema: unknown): boolean {
  const resolved = documents.resolve(schema) ?? {};
  const types = typesOf([resolved]);
  const listed = listedValues(resolved, isOpenApi30(documents)) ?? [];
  return (types.size === 1 && types.has("null")) || (listed.length > 0 && listed.every((value) => value === null));
}

interface Root {
  readonly value: unknown;
  readonly named: Named;
}

function listRoots(documents: Documents): Root[] {
  const components = asObject(documents.root["components"]);
  const shared = (section: string): [string, JsonObject][] =>
    Object.entries(asObject(components[section])).map(([name, value]) => [name, asObject(value)]);
  const operations = Object.entries(asObject(documents.root["paths"])).flatMap(([path, listed]) => {
    const pathItem = documents.resolve(listed) ?? {};
    // Those of a path item belong to all of its operations, whichever there are.
    const common = asArray(pathItem["parameters"]).map((parameter) =>
      parameterRoot(documents, parameter, path, (container) => typeName(path) + pascalCase(container)),
    );
    const own = httpMethods.flatMap((method) => {
      const operation = pathItem[method];
      if (!isObject(operation)) return [];
      const operationId = typeof operation["operationId"] === "string" ? operation["operationId"] : undefined;
      const nameOf = (container: string): string => requestName({ operationId, method, path }, container);
      const place = operationId ?? `${method} ${path}`;
      return [
        ...bodySchemas(documents, operation["requestBody"], place, nameOf),
        ...asArray(operation["parameters"]).map((parameter) => parameterRoot(documents, parameter, place, nameOf)),
      ];
    });
    return [...common, ...own];
  });
  return [
    ...Object.entries(componentSchemas(documents.root)).map(([name, value]) => ({
      value,
      named: { name: typeName(name), place: name },
    })),
    ...shared("requestBodies").flatMap(([name, value]) =>
      bodySchemas(documents, value, `requestBodies ${name}`, (body) =>
        body === "body" ? typeName(name) : typeName(name) + pascalCase(body),
      ),
    ),
    ...shared("parameters").map(([name, value]) =>
      parameterRoot(documents, value, `parameters ${name}`, () => typeName(name)),
    ),
    ...operations,
  ];
}

function bodySchemas(documents: Documents, body: unknown, place: string, nameOf: (body: string) => string): Root[] {
  const content = asObject(documents.resolve(body)?.["content"]);
  return [...bodyNames(content)].map(([type, name]) => ({
    value: asObject(content[type])["schema"],
    named: { name: nameOf(name), place: `${place} ${type}` },
  }));
}

function parameterRoot(
  documents: Documents,
  listed: unknown,
  place: string,
  nameOf: (location: string) => string,
): Root {
  const parameter = documents.resolve(listed) ?? {};
  const [location, name] = [String(parameter["in"]), String(parameter["name"])];
  return {
    value: parameterSchema(parameter),
    named: { name: nameOf(location) + pascalCase(name), place: `${place} ${location} ${name}` },
  };
}

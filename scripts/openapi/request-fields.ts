import type { Domain, Field, NumberBounds, TextBounds, Value } from "../language/field.ts";
import type { Documents } from "./documents.ts";
import { asArray, asObject, type JsonObject } from "./json.ts";
import { annotations } from "./schema-keywords.ts";

/** The containers of parameters, in the order in which openapi-typescript writes them. */
export const parameterLocations = ["query", "header", "path", "cookie"] as const;

/** The Parameter Objects of an operation; its own take the place of its path item's. */
export function listParameters(documents: Documents, pathItem: JsonObject, operation: JsonObject): JsonObject[] {
  const parameters = new Map<string, JsonObject>();
  for (const listed of [...asArray(pathItem["parameters"]), ...asArray(operation["parameters"])]) {
    const parameter = documents.resolve(listed);
    if (parameter) parameters.set(JSON.stringify([parameter["in"], parameter["name"]]), parameter);
  }
  return [...parameters.values()];
}

/** One field per location that has any parameters. */
export function parameterFields(documents: Documents, parameters: readonly JsonObject[]): Field[] {
  return parameterLocations.flatMap((location) => {
    const fields = parameters
      .filter((parameter) => parameter["in"] === location)
      .map((parameter) => {
        const path = [location, String(parameter["name"])];
        const schema = parameterSchema(parameter);
        const field = schemaField(documents, schema, path, parameter["required"] === true);
        wholes.set(field, () => allSchemas(documents, [schema]));
        return declared(field, parameter);
      });
    const required = fields.some((field) => field.required);
    return fields.length > 0 ? [{ path: [location], required, domain: { kind: "object" }, fields }] : [];
  });
}

/** What a parameter with `content` is in a request: it is sent as it is, so openapi-typescript types it `string`. */
const text: JsonObject = { type: "string" };

/** The schema of a parameter's values. */
export function parameterSchema(parameter: JsonObject): unknown {
  return parameter["schema"] ?? (contentOf(parameter) === undefined ? undefined : text);
}

/** What the text of a parameter with `content` contains. */
export function contentOf(
  parameter: JsonObject,
): { readonly mediaType: string; readonly media: JsonObject } | undefined {
  const [content] = Object.entries(asObject(parameter["content"]));
  if (content === undefined || parameter["schema"] !== undefined) return undefined;
  const [mediaType, media] = content;
  return { mediaType, media: asObject(media) };
}

const declarations = new WeakMap<Field, readonly unknown[]>();

/** What declares a field: its Parameter Object, or the schema of the property, which may be a reference. */
export function declarationOf(field: Field): unknown {
  return declarationsOf(field)[0];
}

/** All that declares a field: alternatives may each have a schema for a property. A value has to fit one. */
export function declarationsOf(field: Field): readonly unknown[] {
  return declarations.get(field) ?? [];
}

function declared(field: Field, ...declaration: readonly unknown[]): Field {
  declarations.set(field, declaration);
  return field;
}

const wholes = new WeakMap<Field, () => readonly JsonObject[] | undefined>();

/** The schemas that say all there is to say of a field's values; undefined where that depends on the request, too. */
export function wholeSchemasOf(field: Field): readonly JsonObject[] | undefined {
  return wholes.get(field)?.();
}

function allSchemas(documents: Documents, declarations: readonly unknown[]): JsonObject[] | undefined {
  const parts = declarations.flatMap((declaration) => schemaParts(documents, declaration));
  return parts.some(({ alternative }) => alternative) ? undefined : parts.map(({ schema }) => schema);
}

/** Schemas in a schema that say something of the same object. */
const conditional = ["not", "if", "then", "else"];
/** Keywords that say nothing of the values of an object's properties. */
const ofPresence = ["type", "required", "dependentRequired", "minProperties", "maxProperties"];

/** Whether a schema limits the values of properties that others declare, beyond those that it declares itself. */
function limitedBy(documents: Documents, schema: JsonObject): (key: string) => boolean {
  const seen = new Set<JsonObject>();
  const limited = new Set<string>();
  let limitsAll = schema["patternProperties"] !== undefined;
  const visit = (value: unknown): void => {
    const part = documents.resolve(value) ?? {};
    if (seen.has(part)) return;
    seen.add(part);
    for (const [keyword, said] of Object.entries(part)) {
      if (keyword === "properties") for (const key of Object.keys(asObject(said))) limited.add(key);
      else if (conditional.includes(keyword)) visit(said);
      else if (["allOf", "anyOf", "oneOf"].includes(keyword)) asArray(said).forEach(visit);
      else if (keyword === "dependentSchemas") Object.values(asObject(said)).forEach(visit);
      else if (keyword === "additionalProperties") limitsAll ||= typeof said !== "boolean";
      else if (!ofPresence.includes(keyword) && !annotations.has(keyword) && !keyword.startsWith("x-"))
        limitsAll = true;
    }
  };
  for (const keyword of conditional) visit(schema[keyword]);
  Object.values(asObject(schema["dependentSchemas"])).forEach(visit);
  return (key) => limitsAll || limited.has(key);
}

/** The field that a schema describes. What depends on its schema is read when it is asked for: a schema may contain itself. */
export function schemaField(documents: Documents, schema: unknown, path: readonly string[], required: boolean): Field {
  return declared(fieldOf(documents, [schema], path, required), schema);
}

/**
 * @param schemas of which a value has to fit one
 * @param around the schemas of the objects that can't be without the field
 */
function fieldOf(
  documents: Documents,
  schemas: readonly unknown[],
  path: readonly string[],
  required: boolean,
  requiredByEach = required,
  around: readonly JsonObject[] = [],
): Field {
  const [first] = schemas;
  let domain: Domain | undefined;
  let isOther: boolean | undefined;
  let fields: Field[] | undefined;
  return {
    path,
    required,
    requiredByEach,
    get domain() {
      domain ??= schemas.map((schema) => readDomain(documents, schemaParts(documents, schema))).reduce(eitherDomain);
      return domain;
    },
    get mayBeOther() {
      isOther ??= schemas.some((schema) => mayBeOther(documents, schema));
      return isOther;
    },
    get fields() {
      const whole = schemas.length === 1 ? first : { anyOf: schemas };
      const holders = required && !this.mayBeOther ? around : [];
      fields ??= propertyFields(documents, schemaParts(documents, whole), path, holders);
      return fields;
    },
  };
}

/** What a value of one domain or the other may be. */
function eitherDomain(one: Domain, other: Domain): Domain {
  if (one.kind === "finite" && other.kind === "finite")
    return { kind: "finite", values: [...new Set([...one.values, ...other.values])] };
  if (one.kind === "string" && other.kind === "string") return { kind: "string", date: one.date && other.date };
  if (one.kind === "number" && other.kind === "number")
    return { kind: "number", integer: one.integer && other.integer };
  if (one.kind === "array" && other.kind === "array")
    return { kind: "array", items: eitherDomain(one.items, other.items) };
  return one.kind === "object" && other.kind === "object" ? one : { kind: "any" };
}

/** A schema and all that it includes by `allOf`, its alternatives (`oneOf`, `anyOf`) marked as such. */
export interface SchemaPart {
  readonly schema: JsonObject;
  readonly alternative: boolean;
}

export function schemaParts(documents: Documents, schema: unknown): readonly SchemaPart[] {
  const parts: SchemaPart[] = [];
  const seen = new Set<JsonObject>();
  const visit = (value: unknown, alternative: boolean): void => {
    const resolved = documents.resolve(value);
    if (resolved === undefined || seen.has(resolved)) return;
    seen.add(resolved);
    parts.push({ schema: resolved, alternative });
    for (const part of asArray(resolved["allOf"])) visit(part, alternative);
    for (const keyword of ["oneOf", "anyOf"]) for (const part of asArray(resolved[keyword])) visit(part, true);
  };
  visit(schema, false);
  return parts;
}

function propertyFields(
  documents: Documents,
  parts: readonly SchemaPart[],
  path: readonly string[],
  around: readonly JsonObject[],
): Field[] {
  const sure = parts.filter((part) => !part.alternative);
  const holders = [...around, ...sure.map((part) => part.schema)];
  const required = new Set(sure.flatMap((part) => asArray(part.schema["required"])));
  const known = new Map<JsonObject, readonly unknown[]>();
  const byEach = new Set(
    sure.length < parts.length ? sure.flatMap((part) => requiredBy(documents, part.schema, known)) : required,
  );
  const limits = parts.map(({ schema }) => limitedBy(documents, schema));
  const properties = new Map<string, Map<unknown, boolean>>();
  for (const { schema, alternative } of parts) {
    for (const [key, property] of Object.entries(asObject(schema["properties"]))) {
      const schemas = properties.get(key) ?? new Map<unknown, boolean>();
      properties.set(key, schemas);
      if (!schemas.has(property)) schemas.set(property, alternative);
    }
  }
  return [...properties].map(([key, listed]) => {
    // A schema that every request must follow is more precise than one of several alternatives.
    const [precise] = [...listed].filter(([, alternative]) => !alternative);
    const schemas = precise === undefined ? [...listed.keys()] : [precise[0]];
    // An object that must contain itself has no end: nothing fits it, which isn't for the rules to say.
    const isEndless = schemas.some((schema) => holders.some((holder) => holder === documents.resolve(schema)));
    const isSent = !isEndless && !schemas.some((schema) => isReadOnly(documents, schema));
    const [isRequired, isRequiredByEach] = [isSent && required.has(key), isSent && byEach.has(key)];
    const field = fieldOf(documents, schemas, [...path, key], isRequired, isRequiredByEach, holders);
    const isSure = !limits.some((isLimited) => isLimited(key)) && ![...listed.values()].includes(true);
    if (isSure) wholes.set(field, () => allSchemas(documents, [...listed.keys()]));
    return declared(field, ...schemas);
  });
}

/** What a schema requires, or each of its alternatives does. */
function requiredBy(
  documents: Documents,
  value: unknown,
  known: Map<JsonObject, readonly unknown[]>,
): readonly unknown[] {
  const schema = documents.resolve(value) ?? {};
  const found = known.get(schema);
  if (found !== undefined) return found;
  // A schema may contain itself.
  known.set(schema, []);
  const ofAlternatives = ["oneOf", "anyOf"].flatMap((keyword) => {
    const [first = [], ...others] = asArray(schema[keyword]).map((part) => requiredBy(documents, part, known));
    return first.filter((name) => others.every((names) => names.includes(name)));
  });
  const ofParts = asArray(schema["allOf"]).flatMap((part) => requiredBy(documents, part, known));
  const required = [...new Set([...asArray(schema["required"]), ...ofParts, ...ofAlternatives])];
  known.set(schema, required);
  return required;
}

/** What the server alone writes is required of its answers, not of requests (OpenAPI, Schema Object, `readOnly`). */
export function isReadOnly(documents: Documents, schema: unknown): boolean {
  return schemaParts(documents, schema).some((part) => !part.alternative && part.schema["readOnly"] === true);
}

function readDomain(documents: Documents, parts: readonly SchemaPart[]): Domain {
  const schemas = parts.filter((part) => !part.alternative).map((part) => part.schema);
  const constants = schemas.flatMap((schema) => constantAlternatives(documents, schema));
  const known = new Set(constants.flatMap((list) => list.schemas));
  const isOpen = ({ schema, alternative }: SchemaPart): boolean =>
    alternative && !("properties" in schema) && !known.has(schema);
  if (parts.some(isOpen)) return { kind: "any" };
  const nullable = schemas.some((schema) => schema["nullable"] === true);
  const values = listedValues(
    schemas,
    constants.map((list) => list.values),
    nullable,
  );
  if (values !== undefined) return { kind: "finite", values };
  const types = typesOf(schemas);
  const mayBeNull = types.delete("null") || nullable;
  const [type] = types;
  if (types.size > 1) return { kind: "any" };
  switch (type) {
    case "boolean":
      return { kind: "finite", values: mayBeNull ? [true, false, null] : [true, false] };
    case "string":
      return {
        kind: "string",
        date: schemas.some(({ format }) => format === "date" || format === "date-time"),
        ...textBoundsOf(schemas),
      };
    case "integer":
    case "number":
      return { kind: "number", integer: type === "integer", ...boundsOf(schemas) };
    case "array":
      return { kind: "array", items: itemDomain(documents, schemas) };
    case "object":
      return { kind: "object" };
    default:
      return schemas.some((schema) => "properties" in schema) ? { kind: "object" } : { kind: "any" };
  }
}

/** Whether the types of a schema, or of its alternatives, allow more than objects. Without any, it is read as an object's. */
function mayBeOther(documents: Documents, schema: unknown, depth = 0): boolean {
  const sure = schemaParts(documents, schema).filter((part) => !part.alternative);
  const typed = sure.map((part) => part.schema).filter(({ type }) => type !== undefined);
  if (typed.length > 0) {
    const types = typesOf(typed);
    return types.size > 1 || !types.has("object") || typed.every(({ nullable }) => nullable === true);
  }
  const lists = sure.flatMap((part) => ["oneOf", "anyOf"].map((keyword) => asArray(part.schema[keyword])));
  const isOther = (part: unknown): boolean => depth > 20 || mayBeOther(documents, part, depth + 1);
  const given = lists.filter((list) => list.length > 0);
  return given.length > 0 && given.every((list) => list.some(isOther));
}

/** What an array's items may be. Items that are arrays themselves are left open: a schema may contain itself. */
function itemDomain(documents: Documents, schemas: readonly JsonObject[]): Domain {
  const items = schemas.flatMap((schema) => ("items" in schema ? schemaParts(documents, schema["items"]) : []));
  const isArray = items.some(({ schema }) => [schema["type"]].flat().includes("array"));
  return items.length === 0 || isArray ? { kind: "any" } : readDomain(documents, items);
}

/** The types that all of the schemas allow; none where none of them says. */
export function typesOf(schemas: readonly JsonObject[]): Set<unknown> {
  const sets = schemas.flatMap(({ type }) => (type === undefined ? [] : [new Set<unknown>([type].flat())]));
  const all = new Set(sets.flatMap((types) => [...types]));
  return new Set([...all].filter((type) => sets.every((types) => allowsType(types, type))));
}

/** Whether a list of types allows one: a whole number is a number. */
export function allowsType(types: ReadonlySet<unknown>, type: unknown): boolean {
  return types.has(type) || (type === "integer" && types.has("number"));
}

/** The values that every `enum` and `const` of the schemas lists, without those that their types exclude. */
function listedValues(
  schemas: readonly JsonObject[],
  constants: readonly Value[][],
  nullable: boolean,
): Value[] | undefined {
  const listed = schemas.flatMap((schema) => [
    ...(Array.isArray(schema["enum"]) ? [schema["enum"].filter(isValue)] : []),
    ...(isValue(schema["const"]) ? [[schema["const"]]] : []),
  ]);
  const [first, ...rest] = [...listed, ...constants];
  if (first === undefined) return undefined;
  const types = typesOf(schemas);
  const values = first.filter((value) => rest.every((list) => list.includes(value)) && isOfType(value, types));
  // OpenAPI 3.0 lets `nullable` add null to an enum that does not list it, or is read so.
  return [...new Set(nullable ? [...values, null] : values)];
}

/** Alternatives that list their values and say nothing else, as an `enum` with a title for each value does. */
export function constantAlternatives(
  documents: Pick<Documents, "resolve">,
  schema: JsonObject,
): { readonly schemas: readonly JsonObject[]; readonly values: Value[] }[] {
  return ["oneOf", "anyOf"].flatMap((keyword) => {
    const schemas = asArray(schema[keyword]).map((part) => documents.resolve(part) ?? {});
    const lists = schemas.map(constantsOf);
    const values = lists.flatMap((list) => list ?? []);
    const isUnclear = keyword === "oneOf" && new Set(values).size < values.length;
    return schemas.length === 0 || isUnclear || lists.includes(undefined) ? [] : [{ schemas, values }];
  });
}

function constantsOf(schema: JsonObject): Value[] | undefined {
  const says = Object.keys(schema).filter((keyword) => !annotations.has(keyword) && !keyword.startsWith("x-"));
  if (says.some((keyword) => !["const", "enum", "type"].includes(keyword))) return undefined;
  if (schema["nullable"] === true) return undefined;
  return schema["type"] === "null" ? [null] : listedValues([schema], [], false);
}

/** Whether a value has one of the types; any value, where none are listed. */
export function isOfType(value: Value, types: ReadonlySet<unknown>): boolean {
  if (types.size === 0) return true;
  if (value === null) return types.has("null");
  if (typeof value === "number") return types.has("number") || (types.has("integer") && Number.isInteger(value));
  return types.has(typeof value);
}

/** The narrowest of all bounds. In OpenAPI 3.0 `exclusiveMinimum: true` makes `minimum` exclusive; since 3.1 it is a bound itself. */
function boundsOf(schemas: readonly JsonObject[]): NumberBounds {
  const exclusive = (bound: string, key: string): number[] =>
    schemas.flatMap((schema) => {
      const value = schema[bound];
      return schema[key] === true && typeof value === "number" ? [value] : [];
    });
  const [multipleOf] = numbersAt(schemas, "multipleOf");
  return {
    minimum: greatest(numbersAt(schemas, "minimum")),
    maximum: least(numbersAt(schemas, "maximum")),
    exclusiveMinimum: greatest([
      ...numbersAt(schemas, "exclusiveMinimum"),
      ...exclusive("minimum", "exclusiveMinimum"),
    ]),
    exclusiveMaximum: least([...numbersAt(schemas, "exclusiveMaximum"), ...exclusive("maximum", "exclusiveMaximum")]),
    multipleOf,
  };
}

function textBoundsOf(schemas: readonly JsonObject[]): TextBounds {
  const patterns = schemas.flatMap(({ pattern }) => (typeof pattern === "string" ? [pattern] : []));
  return {
    ...(patterns.length > 0 && { patterns }),
    minLength: greatest(numbersAt(schemas, "minLength")),
    maxLength: least(numbersAt(schemas, "maxLength")),
  };
}

function numbersAt(schemas: readonly JsonObject[], key: string): number[] {
  return schemas.flatMap((schema) => {
    const value = schema[key];
    return typeof value === "number" ? [value] : [];
  });
}

function greatest(values: readonly number[]): number | undefined {
  return values.length > 0 ? Math.max(...values) : undefined;
}

function least(values: readonly number[]): number | undefined {
  return values.length > 0 ? Math.min(...values) : undefined;
}

function isValue(value: unknown): value is Value {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

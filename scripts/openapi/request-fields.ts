import type { Domain, Field, Value } from "../dependencies/field.ts";
import { asArray, asObject, dereference, isObject, type JsonObject } from "./json.ts";

/** The containers of parameters, in the order in which openapi-typescript writes them. */
const parameterLocations = ["query", "header", "path", "cookie"] as const;

/** The parameters of an operation, its path item's included: one field per location that has any. */
export function parameterFields(document: JsonObject, pathItem: JsonObject, operation: JsonObject): Field[] {
  const parameters = new Map<string, JsonObject>();
  for (const listed of [...asArray(pathItem["parameters"]), ...asArray(operation["parameters"])]) {
    const parameter = dereference(document, listed);
    if (parameter) parameters.set(JSON.stringify([parameter["in"], parameter["name"]]), parameter);
  }
  return parameterLocations.flatMap((location) => {
    const fields = [...parameters.values()]
      .filter((parameter) => parameter["in"] === location)
      .map((parameter) => {
        const [content] = Object.values(asObject(parameter["content"]));
        const schema = parameter["schema"] ?? asObject(content)["schema"];
        return schemaField(document, schema, [location, String(parameter["name"])], parameter["required"] === true);
      });
    const required = fields.some((field) => field.required);
    return fields.length > 0 ? [{ path: [location], required, domain: { kind: "object" }, fields }] : [];
  });
}

/** The field that a schema describes. Its properties are read when they are asked for: a schema may contain itself. */
export function schemaField(document: JsonObject, schema: unknown, path: readonly string[], required: boolean): Field {
  const parts = schemaParts(document, schema);
  let fields: Field[] | undefined;
  return {
    path,
    required,
    domain: readDomain(parts),
    get fields() {
      fields ??= propertyFields(document, parts, path);
      return fields;
    },
  };
}

/** A schema and all that it includes by `allOf`, its alternatives (`oneOf`, `anyOf`) marked as such. */
interface SchemaPart {
  readonly schema: JsonObject;
  readonly alternative: boolean;
}

function schemaParts(document: JsonObject, schema: unknown): SchemaPart[] {
  const seen = new Set<JsonObject>();
  const visit = (value: unknown, alternative: boolean): SchemaPart[] => {
    const resolved = dereference(document, value);
    if (resolved === undefined || seen.has(resolved)) return [];
    seen.add(resolved);
    // In OpenAPI 3.1 a $ref has siblings that count.
    const own = isObject(value) && value !== resolved ? [{ schema: value, alternative }] : [];
    return [
      ...own,
      { schema: resolved, alternative },
      ...asArray(resolved["allOf"]).flatMap((part) => visit(part, alternative)),
      ...[...asArray(resolved["oneOf"]), ...asArray(resolved["anyOf"])].flatMap((part) => visit(part, true)),
    ];
  };
  return visit(schema, false);
}

function propertyFields(document: JsonObject, parts: readonly SchemaPart[], path: readonly string[]): Field[] {
  const required = new Set(
    parts.filter((part) => !part.alternative).flatMap((part) => asArray(part.schema["required"])),
  );
  const properties = new Map<string, unknown>();
  for (const { schema } of parts) {
    for (const [key, property] of Object.entries(asObject(schema["properties"]))) {
      if (!properties.has(key)) properties.set(key, property);
    }
  }
  return [...properties].map(([key, property]) => schemaField(document, property, [...path, key], required.has(key)));
}

function readDomain(parts: readonly SchemaPart[]): Domain {
  const schemas = parts.filter((part) => !part.alternative).map((part) => part.schema);
  if (parts.some((part) => part.alternative && !("properties" in part.schema))) return { kind: "any" };
  const nullable = schemas.some((schema) => schema["nullable"] === true);
  for (const schema of schemas) {
    if (Array.isArray(schema["enum"])) {
      const values = schema["enum"].filter(isValue);
      // OpenAPI 3.0 lets `nullable` add null to an enum that does not list it, or is read so.
      return { kind: "finite", values: nullable && !values.includes(null) ? [...values, null] : values };
    }
    if (isValue(schema["const"])) return { kind: "finite", values: [schema["const"]] };
  }
  const types = new Set(
    schemas.flatMap((schema) => asArray(schema["type"] === undefined ? [] : [schema["type"]].flat())),
  );
  const mayBeNull = types.delete("null") || nullable;
  const [type] = types;
  if (types.size > 1) return { kind: "any" };
  const number = (key: string): number | undefined =>
    schemas.map((schema) => schema[key]).find((value): value is number => typeof value === "number");
  switch (type) {
    case "boolean":
      return { kind: "finite", values: mayBeNull ? [true, false, null] : [true, false] };
    case "string":
      return { kind: "string", date: schemas.some(({ format }) => format === "date" || format === "date-time") };
    case "integer":
    case "number": {
      const [minimum, maximum] = [number("minimum"), number("maximum")];
      return {
        kind: "number",
        integer: type === "integer",
        ...(minimum !== undefined && { minimum }),
        ...(maximum !== undefined && { maximum }),
      };
    }
    case "array":
      return { kind: "array" };
    case "object":
      return { kind: "object" };
    default:
      return schemas.some((schema) => "properties" in schema) ? { kind: "object" } : { kind: "any" };
  }
}

function isValue(value: unknown): value is Value {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

import { nearest } from "../../language/nearest.ts";
import { isObject, type JsonObject } from "../../openapi/json.ts";
import { annotations, since31 } from "../../openapi/schema-keywords.ts";

export const jsonTypes: ReadonlySet<unknown> = new Set([
  "string",
  "number",
  "integer",
  "boolean",
  "object",
  "array",
  "null",
]);

/** Keywords that change what a schema allows, and that nothing here can check. */
const unchecked: Readonly<Record<string, string>> = {
  $dynamicRef: "Refer to the schema with $ref",
  $recursiveRef: "Refer to the schema with $ref",
  dependencies: "Write dependentRequired or dependentSchemas",
  additionalItems: "Write prefixItems and items",
  contentSchema: "Nothing checks what a string contains",
};

type Shape = readonly [words: string, fits: (value: unknown) => boolean];

const isList = Array.isArray;
const isNames = (value: unknown): boolean => isList(value) && value.every((name) => typeof name === "string");
const isSchema = (value: unknown): boolean => isObject(value) || typeof value === "boolean";
const isCount = (value: unknown): boolean => typeof value === "number" && Number.isInteger(value) && value >= 0;

const number: Shape = ["a number", (value) => typeof value === "number"];
const boolean: Shape = ["true or false", (value) => typeof value === "boolean"];
const text: Shape = ["a string", (value) => typeof value === "string"];
const count: Shape = ["a whole number from 0", isCount];
const schema: Shape = ["a schema", isSchema];
const schemas: Shape = ["a list of schemas", (value) => isList(value) && value.every(isSchema)];
const schemasByName: Shape = ["schemas by name", (value) => isObject(value) && Object.values(value).every(isSchema)];
const bound: Shape = ["a number", (value) => typeof value === "number" || typeof value === "boolean"];

/** What the values of keywords look like that say something of a request. */
const shapes: Readonly<Record<string, Shape>> = {
  $ref: text,
  type: ["a type of JSON, or a list of them", (value) => [value].flat().every((type) => jsonTypes.has(type))],
  enum: ["a list", isList],
  const: ["any value", () => true],
  multipleOf: ["a number above 0", (value) => typeof value === "number" && value > 0],
  minimum: number,
  maximum: number,
  exclusiveMinimum: bound,
  exclusiveMaximum: bound,
  minLength: count,
  maxLength: count,
  pattern: text,
  format: text,
  minItems: count,
  maxItems: count,
  uniqueItems: boolean,
  minContains: count,
  maxContains: count,
  contains: schema,
  items: schema,
  prefixItems: schemas,
  unevaluatedItems: schema,
  minProperties: count,
  maxProperties: count,
  required: ["a list of names", isNames],
  properties: schemasByName,
  patternProperties: schemasByName,
  additionalProperties: schema,
  unevaluatedProperties: schema,
  propertyNames: schema,
  dependentRequired: ["lists of names by name", (value) => isObject(value) && Object.values(value).every(isNames)],
  dependentSchemas: schemasByName,
  allOf: schemas,
  anyOf: schemas,
  oneOf: schemas,
  not: schema,
  if: schema,
  then: schema,
  else: schema,
  nullable: boolean,
  readOnly: boolean,
};

/** Keywords that ask nothing of a request, beyond the annotations of OpenAPI. */
const silent: ReadonlySet<string> = new Set([
  "$dynamicAnchor",
  "$recursiveAnchor",
  "$vocabulary",
  "contentEncoding",
  "contentMediaType",
  "definitions",
]);

const known: readonly string[] = [...Object.keys(shapes), ...annotations, ...silent];

export interface KeywordProblem {
  readonly keyword: string;
  readonly severity: "error" | "warn";
  readonly message: string;
}

/** What of a schema isn't checked, although its author may think so. */
export function findKeywordProblems(schema: JsonObject, isOld: boolean): KeywordProblem[] {
  return Object.entries(schema).flatMap(([keyword, value]): KeywordProblem[] => {
    const remedy = remedyOf(keyword, value);
    if (remedy !== undefined) {
      const severity = keyword === "contentSchema" ? "warn" : "error";
      return [{ keyword, severity, message: `The validator can't check ${remedy}.` }];
    }
    const reason = (isOld ? vainBecause(keyword, schema) : undefined) ?? ignoredBecause(keyword, value, isOld);
    return reason === undefined
      ? []
      : [{ keyword, severity: "warn", message: `Nothing checks '${keyword}', ${reason}` }];
  });
}

/** In OpenAPI 3.0 `nullable` adds null to the type beside it (3.0.3, Schema Object), and whatever else a schema includes holds all the same. */
function vainBecause(keyword: string, schema: JsonObject): string | undefined {
  if (keyword !== "nullable" || schema[keyword] !== true || schema["type"] !== undefined) return undefined;
  const list = ["allOf", "anyOf", "oneOf"].find((applicator) => applicator in schema);
  if (list === undefined) return undefined;
  const place = list === "allOf" ? "what allOf includes" : `an alternative of ${list}`;
  return `because OpenAPI 3.0 adds null to a 'type' beside it alone. Write it in ${place}.`;
}

function remedyOf(keyword: string, value: unknown): string | undefined {
  if (keyword === "items" && isList(value)) return "a list as 'items'. Write prefixItems";
  return Object.hasOwn(unchecked, keyword) ? `'${keyword}'. ${unchecked[keyword]}` : undefined;
}

function ignoredBecause(keyword: string, value: unknown, isOld: boolean): string | undefined {
  const shape = Object.hasOwn(shapes, keyword) ? shapes[keyword] : undefined;
  if (shape !== undefined) {
    if (isOld && since31.has(keyword) && keyword !== "const") return "because OpenAPI 3.0 doesn't have it.";
    return shape[1](value) ? undefined : `because its value isn't ${shape[0]}.`;
  }
  if (keyword.startsWith("x-") || annotations.has(keyword) || silent.has(keyword)) return undefined;
  const [similar] = nearest(keyword, known);
  const hint = similar === undefined ? "Let names of your own begin with x-." : `Did you mean '${similar}'?`;
  return `because schemas have no such keyword. ${hint}`;
}

import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { isObject, type Json, type JsonObject } from "../rules/reference/document.ts";
import type { ConformanceFile, RequestCase } from "./suite.ts";

/** Rules that JSON Schema's own keywords say, judged by Ajv and by a reading of a page. */

const text = { type: "string" };
const kind = { enum: ["x", "y"] };
const flag = { type: "boolean" };
const is = (name: string, value: Json): JsonObject => ({ properties: { [name]: { const: value } }, required: [name] });
const needs = (...required: string[]): JsonObject => ({ required });
const lacks = (...names: string[]): JsonObject => ({
  properties: Object.fromEntries(names.map((name) => [name, false])),
});
/** An object with these properties and no others, and the keywords. */
const closed = (properties: JsonObject, keywords: JsonObject): JsonObject => ({
  type: "object",
  properties,
  additionalProperties: false,
  ...keywords,
});
const abc = { a: text, b: text, c: text };
const withKind = { k: kind, a: text, b: text };

const schemas: readonly JsonObject[] = [
  closed(abc, { dependentRequired: { a: ["b"] } }),
  closed(abc, { dependentRequired: { a: ["b", "c"], b: ["c"] } }),
  closed(abc, { dependentSchemas: { a: needs("b") } }),
  closed(abc, { dependentSchemas: { a: lacks("b"), c: needs("a") } }),
  closed(withKind, { dependentSchemas: { a: is("k", "x") } }),
  closed(abc, { not: needs("a", "b") }),
  closed(abc, { not: { anyOf: [needs("a", "b"), needs("b", "c"), needs("a", "c")] } }),
  closed(abc, { not: { not: needs("a") } }),
  closed(withKind, { not: is("k", "x") }),
  closed(abc, { oneOf: [needs("a"), needs("b", "c")] }),
  closed(abc, { oneOf: [needs("a"), needs("b"), needs("c")] }),
  closed(abc, { anyOf: [needs("a"), needs("b", "c")] }),
  closed(abc, { anyOf: [needs("a"), { not: needs("b") }] }),
  closed(withKind, { if: is("k", "x"), then: needs("a") }),
  closed(withKind, { if: is("k", "x"), then: needs("a"), else: lacks("a") }),
  // An absent property fits `properties`.
  closed(withKind, { if: { properties: { k: { const: "x" } } }, then: needs("a") }),
  closed(withKind, { if: { properties: { k: { enum: ["y"] } } }, else: needs("b") }),
  closed(abc, { if: needs("a"), then: needs("b"), else: needs("c") }),
  closed({ f: flag, a: text }, { if: is("f", true), then: needs("a"), else: lacks("a") }),
  closed({ f: flag, a: text }, { oneOf: [is("f", true), needs("a")] }),
  // `then` and `else` say nothing without `if`.
  closed(abc, { then: needs("a"), else: needs("b"), dependentRequired: { c: ["a"] } }),
  closed(abc, { allOf: [{ not: needs("a", "b") }, { dependentRequired: { c: ["a"] } }] }),
  closed(withKind, {
    allOf: [
      { if: is("k", "x"), then: needs("a") },
      { if: is("k", "y"), then: needs("b") },
    ],
  }),
  closed(
    { ...abc, d: text },
    {
      required: ["c"],
      dependentRequired: { a: ["b"] },
      not: needs("a", "d"),
      anyOf: [needs("a"), needs("b")],
    },
  ),
  closed(
    { box: closed({ p: text, q: text }, { dependentRequired: { p: ["q"] } }), a: text },
    { not: needs("a", "box") },
  ),
  closed(
    { box: closed({ p: text, q: text }, {}), a: text },
    { if: { properties: { box: needs("p") }, required: ["box"] }, then: needs("a") },
  ),
];

export function keywordFile(): ConformanceFile {
  const parts = schemas.map((schema, index) => {
    const name = `keywords-${index + 1}`;
    return { name, document: describe(schema), cases: valuesOf(schema).map((body) => judge(name, schema, body)) };
  });
  return {
    name: "keywords",
    about: "rules in JSON Schema's own keywords",
    descriptions: Object.fromEntries(parts.map(({ name, document }) => [name, document])),
    requests: parts.flatMap(({ cases }) => cases),
    analyses: [],
  };
}

function describe(schema: JsonObject): JsonObject {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } };
  const requestBody = { required: true, content };
  return {
    openapi: "3.1.0",
    info: { title: "Rules in keywords", version: "1" },
    servers: [{ url: "https://api.example.com" }],
    paths: {
      "/things": { post: { operationId: "create", requestBody, responses: { "204": { description: "Done" } } } },
    },
    components: { schemas: { Thing: schema } },
  };
}

/** Every value that the properties of a schema can have, as far as its keywords can tell them apart. */
function valuesOf(schema: Json): Json[] {
  if (!isObject(schema)) return [];
  if (Array.isArray(schema["enum"])) return schema["enum"];
  if (schema["type"] !== "object") return schema["type"] === "boolean" ? [true, false] : ["s"];
  return Object.entries(isObject(schema["properties"]) ? schema["properties"] : {}).reduce<JsonObject[]>(
    (some, [name, part]) =>
      some.flatMap((value) => [value, ...valuesOf(part).map((one) => ({ ...value, [name]: one }))]),
    [{}],
  );
}

/** @throws Error where the two readings disagree */
function judge(description: string, schema: JsonObject, body: Json): RequestCase {
  const place = "/components/schemas/Thing";
  const one = byAjv(schema, body, place);
  const other = { valid: fits(schema, body), keywords: broken(schema, body, place).sort() };
  if (JSON.stringify(one) !== JSON.stringify(other))
    throw new Error(`Two readings of ${description}: ${JSON.stringify({ body, one, other })}`);
  return { description, request: { body }, valid: one.valid, violated: [], keywords: one.keywords };
}

interface Verdict {
  readonly valid: boolean;
  readonly keywords: readonly string[];
}

function byAjv(schema: JsonObject, body: Json, place: string): Verdict {
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);
  const valid = validate(body);
  const pointers = (validate.errors ?? []).flatMap((error) => placeOf(error) ?? []);
  return { valid, keywords: [...new Set(pointers.map((pointer) => place + pointer))].sort() };
}

/** The outermost keyword that an error of Ajv is about. */
function placeOf({ schemaPath, params }: ErrorObject): string | undefined {
  const [, around = "", keyword = "", name] =
    /^#((?:\/allOf\/\d+|\/properties\/\w+)*)\/(dependentRequired|dependentSchemas|if|not|anyOf|oneOf)\b(?:\/(\w+))?/.exec(
      schemaPath,
    ) ?? [];
  if (keyword === "") return undefined;
  const part = keyword === "dependentRequired" ? params["property"] : keyword === "dependentSchemas" ? name : undefined;
  return `${around}/${keyword}${part === undefined ? "" : `/${part}`}`;
}

/** The keywords that a value breaks, in a schema and in those of its properties. */
function broken(schema: Json, value: Json, place: string): string[] {
  if (!isObject(schema) || !isObject(value)) return [];
  const listed = (keyword: string): [string, Json][] => {
    const part = schema[keyword];
    return isObject(part) ? Object.entries(part) : [];
  };
  const present = listed("properties").filter(([name]) => Object.hasOwn(value, name));
  const included = Array.isArray(schema["allOf"]) ? schema["allOf"] : [];
  const dependents = ["dependentRequired", "dependentSchemas"].flatMap((keyword) =>
    listed(keyword).map(([name, part]) => ({ pointer: `${keyword}/${name}`, alone: { [keyword]: { [name]: part } } })),
  );
  const others = ["not", "anyOf", "oneOf"].flatMap((keyword) => {
    const part = schema[keyword];
    return part === undefined ? [] : [{ pointer: keyword, alone: { [keyword]: part } }];
  });
  const conditional = schema["if"] === undefined ? [] : [{ pointer: "if", alone: pick(schema, "if", "then", "else") }];
  return [
    ...[...dependents, ...others, ...conditional].flatMap(({ pointer, alone }) =>
      fits(alone, value) ? [] : [`${place}/${pointer}`],
    ),
    ...included.flatMap((part, index) => broken(part, value, `${place}/allOf/${index}`)),
    ...present.flatMap(([name, part]) => broken(part, value[name] ?? null, `${place}/properties/${name}`)),
  ];
}

function pick(schema: JsonObject, ...keywords: string[]): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => keywords.includes(keyword)));
}

/** Whether a value fits a schema of the keywords above, as JSON Schema defines them. */
function fits(schema: Json, value: Json): boolean {
  if (!isObject(schema)) return schema !== false;
  const has = (name: string): boolean => isObject(value) && Object.hasOwn(value, name);
  const hasAll = (names: Json): boolean => Array.isArray(names) && names.every((name) => has(String(name)));
  const count = (parts: Json): number => (Array.isArray(parts) ? parts.filter((part) => fits(part, value)).length : 0);
  return Object.entries(schema).every(([keyword, part]) => {
    const entries = isObject(part) ? Object.entries(part) : [];
    switch (keyword) {
      case "type":
        return part === "object" ? isObject(value) : typeof value === part;
      case "const":
        return value === part;
      case "enum":
        return Array.isArray(part) && part.includes(value);
      case "required":
        return hasAll(part);
      case "properties":
        return entries.every(([name, inner]) => !has(name) || (isObject(value) && fits(inner, value[name] ?? null)));
      case "additionalProperties": {
        const known = isObject(schema["properties"]) ? schema["properties"] : {};
        return isObject(value) && Object.keys(value).every((name) => Object.hasOwn(known, name));
      }
      case "dependentRequired":
        return entries.every(([name, names]) => !has(name) || hasAll(names));
      case "dependentSchemas":
        return entries.every(([name, inner]) => !has(name) || fits(inner, value));
      case "not":
        return !fits(part, value);
      case "allOf":
        return Array.isArray(part) && count(part) === part.length;
      case "anyOf":
        return count(part) > 0;
      case "oneOf":
        return count(part) === 1;
      case "if":
        return fits(schema[fits(part, value) ? "then" : "else"] ?? true, value);
      case "then":
      case "else":
        return true;
      default:
        throw new RangeError(`${keyword} isn't read here`);
    }
  });
}

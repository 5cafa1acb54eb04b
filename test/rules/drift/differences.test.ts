import { describe, expect, test } from "@jest/globals";
import { driftOf } from "../engine.ts";

type Json = Record<string, unknown>;

/** A description with one operation, whose body and answer are as given. */
function api(operation: Json, rest: Json = {}): Json {
  return {
    openapi: "3.1.0",
    info: { title: "Pets", version: "1" },
    paths: { "/pets/{id}": { put: { responses: { "200": { description: "ok" } }, ...operation } } },
    ...rest,
  };
}

const withParameters = (...parameters: Json[]): Json => api({ parameters });
const query = (schema: Json, more: Json = {}): Json => withParameters({ name: "limit", in: "query", schema, ...more });
const withBody = (schema: unknown, more: Json = {}): Json =>
  api({ requestBody: { content: { "application/json": { schema } }, ...more } });
const withAnswer = (schema: unknown): Json =>
  api({ responses: { "200": { description: "ok", content: { "application/json": { schema } } } } });

const withForm = (encoding: Json): Json => {
  const properties = { meta: { type: "object" }, tags: { type: "array", items: { type: "string" } } };
  return api({
    requestBody: { content: { "multipart/form-data": { schema: { type: "object", properties }, encoding } } },
  });
};

const multipart = "PUT /pets/{id} request body multipart/form-data";
const body = "PUT /pets/{id} request body application/json";
const answer = "PUT /pets/{id} response 200 application/json";
const limit = "PUT /pets/{id} query parameter limit";

/** What differs, ours, upstream's, and what is found. */
const differences: readonly (readonly [string, Json, Json, readonly string[]])[] = [
  ["operation gone", api({}), { ...api({}), paths: { "/pets": {} } }, ["gone PUT /pets/{id}: operation"]],
  [
    "method gone",
    api({}),
    { ...api({}), paths: { "/pets/{id}": { get: { responses: {} } } } },
    ["gone PUT /pets/{id}: operation"],
  ],
  ["deprecation", api({}), api({ deprecated: true }), ["new PUT /pets/{id}: deprecated - → true"]],
  ["sunset", api({}), api({ "x-sunset": "2027-01-01" }), ['new PUT /pets/{id}: x-sunset - → "2027-01-01"']],
  [
    "sunset moved",
    api({ "x-sunset": "2027-01-01" }),
    api({ "x-sunset": "2026-06-01" }),
    ['changed PUT /pets/{id}: x-sunset "2027-01-01" → "2026-06-01"'],
  ],
  [
    "rule",
    api({
      parameters: [
        { name: "a", in: "query", schema: {} },
        { name: "b", in: "query", schema: {} },
      ],
      "x-dependencies": ["Or(a, b);"],
    }),
    withParameters({ name: "a", in: "query", schema: {} }, { name: "b", in: "query", schema: {} }),
    ['gone PUT /pets/{id}: rule "Or(a, b)" → -'],
  ],

  [
    "encoding of a part",
    withForm({ meta: { contentType: "application/json" } }),
    withForm({ meta: { contentType: "application/xml" } }),
    [`new ${multipart}: encoding.meta.contentType - → "application/xml"`],
  ],
  [
    "encoding with styles",
    withForm({ tags: { style: "pipeDelimited" }, meta: { style: "deepObject", explode: true } }),
    withForm({ tags: { explode: false }, meta: { style: "deepObject", allowReserved: true } }),
    [
      `gone ${multipart}: encoding.tags.style "pipeDelimited" → -`,
      `gone ${multipart}: encoding.meta.explode true → -`,
      `new ${multipart}: encoding.tags.explode - → false`,
      `new ${multipart}: encoding.meta.allowReserved - → true`,
    ],
  ],
  ["encoding as it is anyway", withForm({ meta: { contentType: "application/json" } }), withForm({ tags: {} }), []],
  [
    "encoding with a header",
    withForm({ meta: { headers: { "X-Sum": { schema: { type: "string" } } } } }),
    withForm({ meta: { headers: { "x-sum": { schema: { type: "integer" } } } } }),
    [`changed ${multipart} part meta header X-Sum: type "string" → "integer"`],
  ],

  ["parameter new", withParameters(), query({ type: "integer" }), [`new ${limit}: query parameter`]],
  ["parameter gone", query({ type: "integer" }), withParameters(), [`gone ${limit}: query parameter`]],
  [
    "parameter moved",
    query({}),
    withParameters({ name: "limit", in: "header", schema: {} }),
    [`gone ${limit}: query parameter`, "new PUT /pets/{id} header parameter limit: header parameter"],
  ],
  ["parameter required", query({}), query({}, { required: true }), [`new ${limit}: required - → true`]],
  ["parameter deprecated", query({}, { deprecated: true }), query({}), [`gone ${limit}: deprecated true → -`]],
  ["parameter sunset", query({}), query({}, { "x-sunset": "2027-01-01" }), [`new ${limit}: x-sunset - → "2027-01-01"`]],
  [
    "parameter style",
    query({ type: "array", items: {} }),
    query({ type: "array", items: {} }, { style: "pipeDelimited" }),
    [`new ${limit}: style - → "pipeDelimited"`],
  ],
  [
    "parameter explode",
    query({ type: "array", items: {} }),
    query({ type: "array", items: {} }, { explode: false }),
    [`new ${limit}: explode - → false`],
  ],
  [
    "parameter type",
    query({ type: "integer" }),
    query({ type: "string" }),
    [`changed ${limit}: type "integer" → "string"`],
  ],
  [
    "parameter nullable",
    query({ type: "string" }),
    query({ type: ["string", "null"] }),
    [`changed ${limit}: type "string" → ["null","string"]`],
  ],
  [
    "parameter enum value",
    query({ enum: ["a", "b"] }),
    query({ enum: ["a", "c"] }),
    [`new ${limit}: enum value - → "c"`, `gone ${limit}: enum value "b" → -`],
  ],
  [
    "parameter enum",
    query({ type: "string" }),
    query({ type: "string", enum: ["a"] }),
    [`new ${limit}: enum - → ["a"]`],
  ],
  [
    "parameter pattern",
    query({ type: "string", pattern: "a" }),
    query({ type: "string", pattern: "b" }),
    [`changed ${limit}: pattern "a" → "b"`],
  ],
  [
    "parameter format",
    query({ type: "string" }),
    query({ type: "string", format: "uuid" }),
    [`new ${limit}: format - → "uuid"`],
  ],
  [
    "parameter minimum",
    query({ type: "number", minimum: 1 }),
    query({ type: "number", exclusiveMinimum: 1 }),
    [`gone ${limit}: minimum 1 → -`, `new ${limit}: exclusiveMinimum - → 1`],
  ],
  [
    "parameter maximum",
    query({ type: "integer", maximum: 5 }),
    query({ type: "integer", maximum: 9 }),
    [`changed ${limit}: maximum 5 → 9`],
  ],
  [
    "parameter lengths",
    query({ type: "string", minLength: 1 }),
    query({ type: "string", maxLength: 4 }),
    [`gone ${limit}: minLength 1 → -`, `new ${limit}: maxLength - → 4`],
  ],
  [
    "parameter default",
    query({ type: "integer", default: 1 }),
    query({ type: "integer", default: 0 }),
    [`changed ${limit}: default 1 → 0`],
  ],

  [
    "default that is false",
    query({ type: "boolean" }),
    query({ type: "boolean", default: false }),
    [`new ${limit}: default - → false`],
  ],
  ["body new", api({}), withBody({}), ["new PUT /pets/{id} request body: request body"]],
  ["body gone", withBody({}), api({}), ["gone PUT /pets/{id} request body: request body"]],
  [
    "body required",
    withBody({}),
    withBody({}, { required: true }),
    ["new PUT /pets/{id} request body: required - → true"],
  ],
  [
    "media type",
    withBody({}),
    api({ requestBody: { content: { "application/xml": {} } } }),
    [`gone ${body}: media type`, "new PUT /pets/{id} request body application/xml: media type"],
  ],
  [
    "media type sunset",
    withBody({}),
    api({ requestBody: { content: { "application/json": { schema: {}, "x-sunset": "2027-01-01" } } } }),
    [`new ${body}: x-sunset - → "2027-01-01"`],
  ],
  [
    "property new",
    withBody({ properties: {}, type: "object" }),
    withBody({ type: "object", properties: { name: {} } }),
    [`new ${body}.name: property`],
  ],
  [
    "property gone",
    withBody({ properties: { name: {} } }),
    withBody({ type: "object" }),
    [`gone ${body}.name: property`],
  ],
  [
    "property required",
    withBody({ properties: { name: {} } }),
    withBody({ properties: { name: {} }, required: ["name"] }),
    [`new ${body}.name: required - → true`],
  ],
  [
    "property deprecated",
    withBody({ properties: { name: {} } }),
    withBody({ properties: { name: { deprecated: true } } }),
    [`new ${body}.name: deprecated - → true`],
  ],
  [
    "nested property",
    withBody({ properties: { a: { properties: { b: { type: "string" } } } } }),
    withBody({ properties: { a: { properties: { b: { type: "number" } } } } }),
    [`changed ${body}.a.b: type "string" → "number"`],
  ],
  [
    "items",
    withBody({ items: { type: "string" } }),
    withBody({ items: { type: "number" } }),
    [`changed ${body}[]: type "string" → "number"`],
  ],
  [
    "number of items",
    withBody({ items: {}, minItems: 1 }),
    withBody({ items: {}, uniqueItems: true }),
    [`gone ${body}: minItems 1 → -`, `new ${body}: uniqueItems - → true`],
  ],
  [
    "other properties",
    withBody({ type: "object" }),
    withBody({ type: "object", additionalProperties: false }),
    [`new ${body}: additionalProperties - → false`],
  ],
  [
    "type of other properties",
    withBody({ additionalProperties: { type: "string" } }),
    withBody({ additionalProperties: { type: "number" } }),
    [`changed ${body}{}: type "string" → "number"`],
  ],
  [
    "alternative new",
    withBody({ oneOf: [{ type: "string" }, { type: "number" }] }),
    withBody({ oneOf: [{ type: "number" }, { type: "boolean" }, { type: "string" }] }),
    [`new ${body} alternative 2: alternative`],
  ],
  [
    "within an alternative",
    withBody({
      oneOf: [{ properties: { a: { enum: ["x"] }, n: { type: "string" } } }, { properties: { a: { enum: ["y"] } } }],
    }),
    withBody({
      oneOf: [{ properties: { a: { enum: ["y"] } } }, { properties: { a: { enum: ["x"] }, n: { type: "number" } } }],
    }),
    [`changed ${body} alternative 1.n: type "string" → "number"`],
  ],
  [
    "oneOf or anyOf",
    withBody({ oneOf: [{ type: "string" }, { type: "number" }] }),
    withBody({ anyOf: [{ type: "string" }, { type: "number" }] }),
    [`changed ${body}: alternatives "oneOf" → "anyOf"`],
  ],
  [
    "condition",
    withBody({ type: "object", dependentRequired: { a: ["b"] } }),
    withBody({ type: "object" }),
    [`gone ${body}: dependentRequired {"a":["b"]} → -`],
  ],
  [
    "condition with a schema",
    withBody({ if: { properties: { a: { const: 1 } } } }),
    withBody({ if: { properties: { a: { const: 2 } } } }),
    [`new ${body} if.a: enum value - → 2`, `gone ${body} if.a: enum value 1 → -`],
  ],
  [
    "properties of a pattern",
    withBody({ patternProperties: { "^x-": { type: "string" } } }),
    withBody({ patternProperties: { "^x-": {} } }),
    [`gone ${body} patternProperties ^x-: type "string" → -`],
  ],
  [
    "unevaluated properties",
    withBody({ unevaluatedProperties: false }),
    withBody({ unevaluatedProperties: true }),
    [`gone ${body} unevaluatedProperties: unevaluatedProperties`],
  ],
  ["a schema that allows nothing", withBody(false), withBody(true), [`gone ${body}: schema false → -`]],
  [
    "read-only now",
    withBody({ properties: { id: {} } }),
    withBody({ type: "object", properties: { id: { readOnly: true } } }),
    [`gone ${body}.id: property`],
  ],

  [
    "response new",
    api({}),
    api({ responses: { "200": { description: "" }, "409": { description: "" } } }),
    ["new PUT /pets/{id} response 409: response"],
  ],
  [
    "response gone",
    api({ responses: { "200": { description: "" }, "4xx": { description: "" } } }),
    api({}),
    ["gone PUT /pets/{id} response 4XX: response"],
  ],
  [
    "response field",
    withAnswer({ properties: { a: {} } }),
    withAnswer({ properties: { b: {} } }),
    [`gone ${answer}.a: property`, `new ${answer}.b: property`],
  ],
  [
    "response header",
    api({}),
    api({ responses: { "200": { description: "", headers: { ETag: { schema: {} } } } } }),
    ["new PUT /pets/{id} response 200 header ETag: header"],
  ],
  [
    "response enum",
    withAnswer({ properties: { a: { enum: [1] } } }),
    withAnswer({ properties: { a: { enum: [1, 2] } } }),
    [`new ${answer}.a: enum value - → 2`],
  ],
];

test.each(differences)("%s", async (_, ours, upstream, expected) => {
  expect(await driftOf(ours, upstream)).toEqual(expected);
});

/** The same in other words. */
const equivalents: readonly (readonly [string, Json, Json])[] = [
  ["nullable", withBody({ type: ["string", "null"] }), withBody({ type: "string", nullable: true })],
  [
    "nullable enum",
    withBody({ type: ["string", "null"], enum: ["a", null] }),
    withBody({ type: "string", nullable: true, enum: ["a"] }),
  ],
  [
    "nullable reference",
    withBody({ anyOf: [{ $ref: "#/components/schemas/A" }, { type: "null" }] }),
    withBody({ nullable: true, allOf: [{ $ref: "#/components/schemas/A" }] }),
  ],
  [
    "nullable alternatives",
    withBody({ oneOf: [{ type: "string" }, { type: "number" }, { type: "null" }] }),
    withBody({ nullable: true, oneOf: [{ type: "string" }, { type: "number" }] }),
  ],
  [
    "exclusive bounds",
    query({ type: "number", exclusiveMinimum: 1, exclusiveMaximum: 9 }),
    query({ type: "number", minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true }),
  ],
  [
    "exclusive bounds of an integer",
    query({ type: "integer", minimum: 2, maximum: 8 }),
    query({ type: "integer", minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true }),
  ],
  ["examples", query({ type: "string", examples: ["a"] }), query({ type: "string", example: "a" })],
  ["constant", query({ type: "string", const: "a" }), query({ type: "string", enum: ["a"] })],
  ["one type in a list", query({ type: ["string"] }), query({ type: "string" })],
  ["order of an enum", query({ enum: ["a", "b"] }), query({ enum: ["b", "a"] })],
  [
    "binary content",
    withBody({ type: "string", contentMediaType: "application/octet-stream" }),
    withBody({ type: "string", format: "binary" }),
  ],
  ["base64", withBody({ type: "string", contentEncoding: "base64" }), withBody({ type: "string", format: "byte" })],
  [
    "what stands beside a reference in 3.0",
    withBody({ $ref: "#/components/schemas/A" }),
    withBody({ $ref: "#/components/schemas/A", deprecated: true, minProperties: 3 }),
  ],
  [
    "description beside a reference",
    withBody({ $ref: "#/components/schemas/A", description: "in 3.1" }),
    withBody({ $ref: "#/components/schemas/A" }),
  ],
  [
    "allOf",
    withBody({ properties: { a: { type: "string" }, b: { type: "integer", minimum: 2 } }, required: ["a", "b"] }),
    withBody({
      allOf: [
        { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
        { properties: { b: { type: "integer", minimum: 1 } } },
        { properties: { b: { minimum: 2 } }, required: ["b"] },
      ],
    }),
  ],
  ["allOf of one", withBody({ type: "string" }), withBody({ allOf: [{ type: "string" }] })],
  [
    "inline instead of a component",
    withBody({ type: "object", properties: { name: { type: "string" } } }),
    withBody({ $ref: "#/components/schemas/A" }),
  ],
  ["type that is implied", withBody({ properties: { a: {} } }), withBody({ type: "object", properties: { a: {} } })],
  [
    "defaults that are written",
    query({}),
    query(
      { minLength: 0, uniqueItems: false, deprecated: false },
      { required: false, style: "form", explode: true, deprecated: false },
    ),
  ],
  ["open objects", withBody({ type: "object" }), withBody({ type: "object", additionalProperties: true })],
  [
    "read-only in a body",
    withBody({ type: "object", properties: { name: {} } }),
    withBody({ type: "object", properties: { name: {}, id: { readOnly: true } }, required: ["id"] }),
  ],
  [
    "write-only in an answer",
    withAnswer({ type: "object", properties: { name: {} } }),
    withAnswer({ type: "object", properties: { name: {}, secret: { writeOnly: true } }, required: ["secret"] }),
  ],
  [
    "name of a path parameter",
    withParameters({ name: "id", in: "path", required: true, schema: { type: "string" } }),
    {
      ...api({}),
      paths: {
        "/pets/{petId}": {
          put: {
            parameters: [{ name: "petId", in: "path", required: true, schema: { type: "string" } }],
            responses: { "200": { description: "" } },
          },
        },
      },
    },
  ],
  [
    "case of a header",
    withParameters({ name: "X-Tag", in: "header", schema: {} }),
    withParameters({ name: "x-tag", in: "header", schema: {} }),
  ],
  [
    "headers that OpenAPI ignores",
    withParameters(),
    withParameters({ name: "Accept", in: "header", schema: { type: "string" } }),
  ],
  [
    "parameters of the path item",
    withParameters({ name: "a", in: "query", schema: {} }),
    {
      ...api({}),
      paths: {
        "/pets/{id}": {
          parameters: [{ name: "a", in: "query", schema: {} }],
          put: { responses: { "200": { description: "" } } },
        },
      },
    },
  ],
  [
    "charset of a media type",
    withBody({}),
    api({ requestBody: { content: { "Application/JSON; charset=utf-8": { schema: {} } } } }),
  ],
  [
    "words, names and examples",
    api({ operationId: "a", summary: "A", tags: ["a"] }),
    api({ operationId: "b", description: "B", "x-other": 1 }),
  ],
  [
    "path of the server",
    api({}),
    {
      ...api({}),
      servers: [{ url: "https://example.com/v1/" }],
      paths: { "/pets/{id}": { put: { responses: { "200": { description: "" } } } } },
    },
  ],
  [
    "other operations",
    api({}),
    { ...api({}), paths: { ...(api({})["paths"] as Json), "/other": { get: { responses: {} } } } },
  ],
];

const components = { schemas: { A: { type: "object", properties: { name: { type: "string" } } } } };

describe("no difference", () => {
  test.each(equivalents)("%s", async (_, ours, upstream) => {
    expect(await driftOf({ ...ours, components }, { ...upstream, openapi: "3.0.3", components })).toEqual([]);
  });

  test("base path in paths on one side and in servers on the other", async () => {
    const put = { responses: { "200": { description: "ok" } } };
    const ours = { ...api({}), servers: [{ url: "https://a.example/v1" }] };
    const upstream = { ...api({}), servers: [{ url: "https://b.example" }], paths: { "/v1/pets/{petId}": { put } } };
    expect(await driftOf(ours, upstream)).toEqual([]);
  });
});

test("a component is one place, whatever its name upstream and however often it is used", async () => {
  const tree = (name: string, label: Json): Json => {
    const $ref = `#/components/schemas/${name}`;
    const answers = { "200": { description: "", content: { "application/json": { schema: { $ref } } } } };
    return {
      ...api({ requestBody: { content: { "application/json": { schema: { $ref } } } }, responses: answers }),
      components: { schemas: { [name]: { properties: { label, children: { type: "array", items: { $ref } } } } } },
    };
  };
  expect(await driftOf(tree("Tree", { type: "string" }), tree("NodeView", { type: "integer" }))).toEqual([
    'changed Tree.label: type "string" → "integer"',
  ]);
});

test("schemas that include themselves, and other shapes that lead in circles, end", async () => {
  const circles = (openapi: string): Json => ({
    ...withBody({ $ref: "#/components/schemas/A" }),
    openapi,
    components: {
      schemas: {
        A: { allOf: [{ $ref: "#/components/schemas/A" }, { properties: { a: { $ref: "#/components/schemas/B" } } }] },
        B: {
          oneOf: [{ $ref: "#/components/schemas/A" }, { items: { $ref: "#/components/schemas/B" } }],
          not: { $ref: "#/components/schemas/B" },
        },
      },
    },
  });
  expect(await driftOf(circles("3.1.0"), circles("3.0.3"))).toEqual([]);
});

test("schemas that are shared at every level, and hundreds of alternatives, take no longer than they are long", async () => {
  const levels = Array.from({ length: 60 }, (_, index) => [
    `Level${index}`,
    {
      properties: {
        a: { $ref: `#/components/schemas/Level${index + 1}` },
        b: { not: { $ref: `#/components/schemas/Level${index + 1}` } },
      },
    },
  ]);
  const alternatives = Array.from({ length: 300 }, (_, index) => ({
    properties: { kind: { const: `kind ${index}` } },
  }));
  const shared = (type: string): Json => ({
    ...withBody({ $ref: "#/components/schemas/Level0" }),
    components: {
      schemas: { ...Object.fromEntries(levels), Level60: { properties: { x: { type } }, oneOf: alternatives } },
    },
  });
  expect(await driftOf(shared("string"), shared("number"))).toEqual(['changed Level60.x: type "string" → "number"']);
});

test("many alternatives are compared with those that are most alike, wherever they stand", async () => {
  const size = 1000;
  const one = (index: number, type: string): Json => ({
    required: ["kind"],
    properties: { kind: { type: "string" }, [`name${index}`]: { type }, [`size${index}`]: { type: "integer" } },
  });
  const ours = Array.from({ length: size }, (_, index) => one(index, "string"));
  const upstream = Array.from({ length: size }, (_, index) => ({
    ...one(index, index === 7 ? "number" : "string"),
    ...(index >= size - 300 && { minProperties: 1 }),
  }));
  const found = await driftOf(withBody({ oneOf: ours }), withBody({ oneOf: upstream.reverse() }));
  expect(found).toHaveLength(301);
  expect(found[0]).toBe(`changed ${body} alternative 8.name7: type "string" → "number"`);
  expect(found.filter((text) => text.endsWith(": minProperties - → 1"))).toHaveLength(300);
});

test("a chain of schemas that is too long for the stack is refused", async () => {
  const chain = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [
      `L${index}`,
      { properties: { a: { $ref: `#/components/schemas/L${index + 1}` } } },
    ]),
  );
  const deep = { ...withBody({ $ref: "#/components/schemas/L0" }), components: { schemas: { ...chain, L20000: {} } } };
  await expect(driftOf(deep, deep)).rejects.toThrow(/too deeply/);
});

test("names such as __proto__ and constructor are names like any other", async () => {
  const named = (type: string): string =>
    `{"openapi":"3.1.0","info":{"title":"a","version":"1"},"paths":{"/pets/{id}":{"put":{"requestBody":{"content":{"application/json":{"schema":{"properties":{"__proto__":{"type":"${type}"},"constructor":{"type":"${type}"}}}}}},"responses":{}}}}}`;
  expect(await driftOf(named("string"), named("number"))).toEqual([
    `changed ${body}.__proto__: type "string" → "number"`,
    `changed ${body}.constructor: type "string" → "number"`,
  ]);
});

test("other extensions count if the settings name them", async () => {
  const upstream = api({ "x-sunset": "2027-01-01", "x-stability": "preview" });
  expect(await driftOf(api({}), upstream, ["x-stability"])).toEqual(['new PUT /pets/{id}: x-stability - → "preview"']);
});

import { describe, expect, test } from "@jest/globals";
import { diffOf } from "../generator.ts";

const scheme = { type: "http", scheme: "bearer" };

/** An operation of its own for each change; what is beside `paths` is common. */
function apiOf(operations: readonly object[], rest: object = {}): object {
  const paths = operations.map((operation, index) => {
    const responses = { "200": { description: "Done" } };
    return [`/op${index}`, { get: { operationId: `op${index}`, responses, ...operation } }] as const;
  });
  const components = { securitySchemes: { a: scheme, b: scheme } };
  return {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: Object.fromEntries(paths),
    components,
    ...rest,
  };
}

const answer = (schema: object, status = "200"): object => ({
  responses: { [status]: { description: "Done", content: { "application/json": { schema } } } },
});
const object = (properties: object, rest: object = {}): object => answer({ type: "object", properties, ...rest });
const statuses = (...listed: string[]): object => ({
  responses: Object.fromEntries(listed.map((status) => [status, { description: "Done" }])),
});
const media = (...types: string[]): object => ({
  requestBody: {
    content: Object.fromEntries(types.map((type) => [type, { schema: { type: "object", properties: { a: {} } } }])),
  },
});
const parameter = (rest: object): object => ({
  parameters: [{ name: "p", in: "query", schema: { type: "array", items: { type: "string" } }, ...rest }],
});

const urlencoded = "application/x-www-form-urlencoded";
const form = (type: string, properties: object, encoding: object): object => ({
  requestBody: { content: { [type]: { schema: { type: "object", properties }, encoding } } },
});

const changes: readonly (readonly [title: string, before: object, now: object, told: readonly string[]])[] = [
  ["a field goes", object({ a: {}, b: {} }), object({ a: {} }), ["major Response 200: b was removed."]],
  ["a field comes", object({ a: {} }), object({ a: {}, b: {} }), ["minor Response 200: b is new."]],
  [
    "a nested field goes",
    object({ a: { type: "array", items: { type: "object", properties: { x: {} } } } }),
    object({ a: { type: "array", items: { type: "object", properties: {} } } }),
    ["major Response 200: a[].x was removed."],
  ],
  [
    "a field of an included schema goes",
    answer({ allOf: [{ properties: { a: {} } }, { properties: { b: {} } }] }),
    answer({ allOf: [{ properties: { a: {} } }] }),
    ["major Response 200: b was removed."],
  ],
  ["a field that is only written goes", object({ a: { writeOnly: true } }), object({}), []],
  [
    "a field may be left out",
    object({ a: {} }, { required: ["a"] }),
    object({ a: {} }),
    ["major Response 200: a may now be left out."],
  ],
  [
    "a field is always there",
    object({ a: {} }),
    object({ a: {} }, { required: ["a"] }),
    ["minor Response 200: a is now always there."],
  ],
  [
    "a field is deprecated",
    object({ a: {} }),
    object({ a: { deprecated: true } }),
    ["minor Response 200: a is now deprecated."],
  ],
  [
    "a value comes",
    object({ a: { enum: ["x"] } }),
    object({ a: { enum: ["x", "y"] } }),
    ["major Response 200: a may now be 'y'."],
  ],
  [
    "a value goes",
    object({ a: { enum: ["x", "y"] } }),
    object({ a: { enum: ["x"] } }),
    ["minor Response 200: a is no longer 'y'."],
  ],
  [
    "any value may come",
    object({ a: { type: "string", enum: ["x"] } }),
    object({ a: { type: "string" } }),
    ["major Response 200: a may now be any value, not only 'x'."],
  ],
  [
    "null may come",
    object({ a: { type: "string" } }),
    object({ a: { type: ["string", "null"] } }),
    ["major Response 200: a may now be of type null."],
  ],
  [
    "whole numbers only",
    object({ a: { type: "number" } }),
    object({ a: { type: "integer" } }),
    ["minor Response 200: a is now always of type integer."],
  ],
  [
    "fractions may come",
    object({ a: { type: "integer" } }),
    object({ a: { type: "number" } }),
    ["major Response 200: a may now be of type number."],
  ],
  [
    "an alternative comes",
    answer({ oneOf: [{ type: "string" }] }),
    answer({ oneOf: [{ type: "string" }, { type: "integer" }] }),
    ["major Response 200: the response has another alternative."],
  ],
  [
    "a bound moves",
    object({ a: { type: "integer", maximum: 5 } }),
    object({ a: { type: "integer", maximum: 6 } }),
    ["minor Response 200: maximum of a was 5 and is now 6."],
  ],
  ["a success goes", statuses("200", "201"), statuses("200"), ["major The response 201 was removed."]],
  [
    "an error goes, another comes",
    statuses("200", "404"),
    statuses("200", "410"),
    ["minor The response 404 was removed.", "minor The response 410 is new."],
  ],
  ["an operation is renamed", {}, { operationId: "other" }, ["major The operationId was 'op17' and is now 'other'."]],
  ["an operation is deprecated", {}, { deprecated: true }, ["minor The operation is now deprecated."]],
  [
    "a parameter is written otherwise",
    parameter({}),
    parameter({ explode: false }),
    ["major p was written as form, exploded and is now written as form."],
  ],
  ["a default is written out", parameter({}), parameter({ style: "form", explode: true }), []],
  [
    "a body can't be a form any more",
    media("application/json", "application/x-www-form-urlencoded"),
    media("application/json"),
    ["major A body can't be sent as application/x-www-form-urlencoded any more."],
  ],
  [
    "another way to authenticate",
    { security: [{ a: [] }] },
    { security: [{ a: [] }, { b: [] }] },
    ["minor Callers with b are accepted now."],
  ],
  [
    "credentials are asked for",
    {},
    { security: [{ a: ["read"] }] },
    ["major Callers with no credentials are refused now.", "minor Callers with a (read) are accepted now."],
  ],
  [
    "a part of a multipart body is written otherwise",
    form("multipart/form-data", { meta: { type: "object" } }, { meta: { contentType: "application/json" } }),
    form("multipart/form-data", { meta: { type: "object" } }, { meta: { contentType: "application/xml" } }),
    ["major multipart/form-data: meta was written as application/json and is now written as application/xml."],
  ],
  [
    "a part of a multipart body gets a header",
    form("multipart/form-data", { meta: { type: "object" } }, {}),
    form("multipart/form-data", { meta: { type: "object" } }, { meta: { headers: { "X-Sum": { schema: {} } } } }),
    ["major multipart/form-data: the headers of the part meta have changed."],
  ],
  [
    "a field of a form is written otherwise",
    form(urlencoded, { card: { type: "object" } }, { card: { style: "deepObject", explode: true } }),
    form(urlencoded, { card: { type: "object" } }, { card: { style: "form", explode: false } }),
    [`major ${urlencoded}: card was written as deepObject, exploded and is now written as form.`],
  ],
  [
    "defaults of an encoding are written out",
    form("multipart/form-data", { a: { type: "object" }, b: { type: "array", items: { type: "integer" } } }, {}),
    form(
      "multipart/form-data",
      { a: { type: "object" }, b: { type: "array", items: { type: "integer" } } },
      { a: { contentType: "application/json" }, b: { contentType: "text/plain" } },
    ),
    [],
  ],
  [
    "defaults of a field of a form are written out",
    form(urlencoded, { a: { type: "array", items: { type: "string" } } }, {}),
    form(urlencoded, { a: { type: "array", items: { type: "string" } } }, { a: { style: "form" } }),
    [],
  ],
  [
    "a default of a parameter changes",
    parameter({ schema: { type: "integer", default: 1 } }),
    parameter({ schema: { type: "integer", default: 2 } }),
    ["minor The default of p was 1 and is now 2."],
  ],
  [
    "a default far below comes, another goes",
    form(
      urlencoded,
      { a: { type: "array", items: { properties: { x: { type: "boolean" } } } }, b: { default: 1 } },
      {},
    ),
    form(
      urlencoded,
      { a: { type: "array", items: { properties: { x: { default: true, type: "boolean" } } } }, b: {} },
      {},
    ),
    ["minor The default of a[].x is now true.", "minor b no longer has the default 1."],
  ],
  [
    "a default that is only read changes",
    form(urlencoded, { a: { readOnly: true, default: 1 } }, {}),
    form(urlencoded, { a: { readOnly: true, default: 2 } }, {}),
    [],
  ],
  [
    "a header is spelled otherwise, as types have it",
    parameter({ in: "header", name: "X-Api-Key" }),
    parameter({ in: "header", name: "X-API-Key" }),
    [
      "major The header X-Api-Key is now spelled X-API-Key. Servers don't care, but the property in the types has that name.",
    ],
  ],
];

describe("what a change around requests means", () => {
  test.each(changes.map(([title], index) => ({ title, index })))("$title", async ({ index }) => {
    const [, before = {}, now = {}, told = []] = changes[index] ?? [];
    const filler = Array.from({ length: index }, () => ({}));
    const diff = await diffOf(apiOf([...filler, before]), apiOf([...filler, now]));
    const operation = diff.operations[0];
    const expected = told.map((text) => text.replace("op17", `op${index}`));
    expect(operation?.changes.map(({ level, message }) => `${level} ${message}`) ?? []).toEqual(expected);
    const highest = ["major", "minor"].find((level) => told.some((text) => text.startsWith(level)));
    expect(operation?.semver).toBe(highest);
  });
});

test("reports servers, security schemes and texts, and what has no other word", async () => {
  const base = apiOf([{}], { servers: [{ url: "https://a.example" }] });
  const components = { securitySchemes: { a: { ...scheme, scheme: "basic" }, b: scheme } };
  const revision = apiOf([{ summary: "More" }], { servers: [{ url: "https://b.example" }], components });
  const { changes: told, operations } = await diffOf(base, revision);
  expect(operations).toEqual([]);
  expect(told.map(({ level, message }) => `${level} ${message}`)).toEqual([
    "minor The server https://a.example is no longer listed.",
    "minor The server https://b.example is new.",
    "major The security scheme a has changed.",
    "patch Descriptions or examples have changed at #/paths/~1op0/get/summary.",
  ]);
  const other = await diffOf(apiOf([{}]), apiOf([{}], { "x-extra": 1 }));
  expect(other).toMatchObject({ semver: "patch", changes: [{ message: "Other parts have changed at #/x-extra." }] });
});

test("reports schemas that are renamed, for those who use their types", async () => {
  const withSchemas = (schemas: object): object => apiOf([{}], { components: { schemas } });
  const [pet, dog] = [{ type: "object", properties: { a: {} } }, { type: "string" }];
  const { names, semver } = await diffOf(
    withSchemas({ Pet: pet, Dog: dog }),
    withSchemas({ Animal: pet, Cat: { type: "integer" } }),
  );
  expect({ names, semver }).toEqual({
    names: {
      renamed: [{ from: 'components["schemas"]["Pet"]', to: 'components["schemas"]["Animal"]' }],
      removed: ['components["schemas"]["Dog"]'],
      added: ['components["schemas"]["Cat"]'],
      moved: [],
    },
    semver: "major",
  });
});

test("tells of types that are renamed where another operation takes their names", async () => {
  const query = (names: readonly string[], rest: object): object => ({
    parameters: names.map((name) => ({ name, in: "query", schema: { type: "string" } })),
    ...rest,
  });
  const ruled = { "x-dependencies": ["Or(a, b);"] };
  const first = (rules: object): object => query(["a", "b", "c"], { operationId: "get-it", ...rules });
  const others = [query(["a", "b"], { operationId: "get_it", ...ruled }), query(["a", "b"], ruled)];
  const { names } = await diffOf(apiOf([first({}), ...others]), apiOf([first(ruled), ...others]));
  expect([...names.added].sort()).toEqual([
    "GetItQueryBase",
    "GetItQueryWithA_9f3ed945",
    "GetItQueryWithB_952fcd51",
    "validateGetIt_df483283",
  ]);
  expect(names.renamed.map(({ from }) => from)).toEqual(["GetItQueryWithB", "GetItQueryWithA"]);
});

test("tells of types that are renamed where a schema takes their names", async () => {
  const use = (schema: object): object => ({ requestBody: { content: { "application/json": { schema } } } });
  const pair = { type: "object", properties: { a: {}, b: {} } };
  const getIt = { operationId: "getIt", ...use(pair), "x-dependencies": ["Or(a, b);"] };
  const schema = { ...pair, properties: { ...pair.properties, c: {} }, "x-dependencies": ["Or(a, b);"] };
  const base = apiOf([getIt]);
  const revision = apiOf([getIt, { operationId: "use", ...use({ $ref: "#/components/schemas/GetItBody" }) }], {
    components: { schemas: { GetItBody: schema } },
  });
  const { names } = await diffOf(base, revision);
  expect(names.renamed.map(({ from }) => from)).toEqual(["GetItBodyWithB", "GetItBodyWithA"]);
});

test("tells of types whose names change with a schema far below, in an operation that says the same", async () => {
  const withLeaf = (leaf: object): object =>
    apiOf(
      [
        {
          operationId: "make",
          requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Whole" } } } },
          "x-dependencies": ["IF part.b == 'x' THEN a;"],
        },
      ],
      {
        components: {
          schemas: {
            Whole: {
              type: "object",
              properties: { a: { type: "string" }, part: { $ref: "#/components/schemas/Part" } },
            },
            Part: { $ref: "#/components/schemas/Leaf" },
            Leaf: leaf,
          },
        },
      },
    );
  const leaf = (...values: string[]): object => ({ type: "object", properties: { b: { enum: values } } });
  const { names } = await diffOf(withLeaf(leaf("x", "y")), withLeaf(leaf("x", "z")));
  expect(names).toEqual({
    removed: ["MakeBodyOptionalBYPart", "MakeBodyOptionalBY"],
    added: ["MakeBodyOptionalBZPart", "MakeBodyOptionalBZ"],
    renamed: [],
    moved: [],
  });
});

test("an operation whose path has another parameter name is the same operation, with other requests", async () => {
  const pathOf = (name: string): object => ({
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: {
      [`/things/{${name}}`]: {
        get: {
          operationId: "thing",
          parameters: [{ name, in: "path", required: true, schema: { type: "string" } }],
          responses: { "200": { description: "Done" } },
        },
      },
    },
  });
  const { operations } = await diffOf(pathOf("id"), pathOf("thingId"));
  expect(operations).toMatchObject([{ operation: "thing", requests: { verdict: "both" }, changes: [] }]);
});

test("webhooks, callbacks and methods without requests of their own count as breaking where they change, references followed", async () => {
  const apiWith = (names: readonly string[], required: readonly string[], rest: object = {}): object => {
    const pathItem = {
      post: {
        description: `Takes ${required.join()}`,
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Event" } } } },
        responses: {},
      },
    };
    const event = { type: "object", properties: { id: {}, inner: { $ref: "#/components/schemas/Event" } }, required };
    return {
      ...apiOf([{ callbacks: Object.fromEntries(names.map((name) => [name, { "{$url}": pathItem }])) }]),
      openapi: "3.2.0",
      webhooks: Object.fromEntries(names.map((name) => [name, pathItem])),
      components: { schemas: { Event: event } },
      ...rest,
    };
  };
  const changesOf = async (before: object, now: object): Promise<string[]> =>
    (await diffOf(before, now)).changes.map(({ level, message }) => `${level} ${message.replace(/ at .*/, "")}`);
  expect(await changesOf(apiWith(["done", "old"], ["id"]), apiWith(["done", "new"], []))).toEqual([
    "major The webhook 'old' was removed.",
    "major The callback 'old' of op0 was removed.",
    "minor The webhook 'new' is new.",
    "minor The callback 'new' of op0 is new.",
    "major The webhook 'done' has changed",
    "major The callback 'done' of op0 has changed",
    "patch Descriptions or examples have changed",
  ]);
  const copies = (post: object): object => ({
    paths: { "/a": { query: { requestBody: {}, responses: {}, ...post }, additionalOperations: { COPY: post } } },
  });
  const described = [copies({ description: "One" }), copies({ description: "Two" })] as const;
  expect(await changesOf(apiWith([], [], described[0]), apiWith([], [], described[1]))).toEqual([
    "patch Descriptions or examples have changed",
  ]);
  expect(await changesOf(apiWith([], [], described[0]), apiWith([], [], copies({ parameters: [{}] })))).toEqual([
    "major The operation QUERY /a has changed",
    "major The operation COPY /a has changed",
    "patch Descriptions or examples have changed",
  ]);
});

import { beforeAll, describe, expect, test } from "@jest/globals";
import { type Validate, validatorsOf } from "../engine.ts";

/** OpenAPI 3.0 with what JSON Schema says otherwise, and what JavaScript gets wrong. */
const api = `
openapi: 3.0.3
info: { title: Uploads, version: "1" }
paths:
  /uploads/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer, format: int32 } }]
    post:
      parameters:
        - { name: ids, in: query, schema: { type: array, uniqueItems: true, items: { type: string, minLength: 2, maxLength: 3 } } }
        - { name: obj, in: query, schema: { type: object, properties: { a: { enum: [{ x: 1 }, [1, 2]] } } } }
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              required: [file, id]
              properties:
                id: { type: string, readOnly: true }
                file: { type: string, format: binary }
                n: { type: number, minimum: 0, exclusiveMinimum: true, nullable: true, multipleOf: 0.1 }
                when: { type: string, format: date }
                any: {}
                map: { type: object, additionalProperties: { type: integer } }
      responses: { "200": { description: OK } }
`;

const path = { id: 1 };
const file = new Blob(["bytes"]);

let validate: Validate;
beforeAll(async () => {
  validate = (await validatorsOf(api)).get("post /uploads/{id}") ?? (() => []);
});

describe("the schema of a request", () => {
  test.each<[string, unknown]>([
    ["a file, and no read-only property", { params: { path }, body: { file } }],
    ["no body, which is optional", { params: { path } }],
    ["characters, not UTF-16 units", { params: { path, query: { ids: ["😀😀", "ab"] } } }],
    ["an object of an enum", { params: { path, query: { obj: { a: { x: 1 } } } } }],
    ["a decimal multiple", { params: { path }, body: { file, n: 0.3 } }],
    ["null where it is allowed", { params: { path }, body: { file, n: null } }],
    ["an open map, and anything", { params: { path }, body: { file, map: { a: 1 }, any: [{}] } }],
    ["undefined is nothing", { params: { path, query: undefined }, body: { file, n: undefined, zzz: undefined } }],
    ["a header that nobody declared", { params: { path, header: { "X-Trace": "1" } }, body: { file } }],
  ])("allows %s", (_what, request) => {
    expect(validate(request)).toEqual([]);
  });

  test.each<[string, unknown, string, string]>([
    ["no path parameter", {}, "/params/path/id", "id is missing."],
    [
      "more than 32 bits",
      { params: { path: { id: 3e9 } } },
      "/params/path/id",
      "id must be <= 2147483647, not 3000000000.",
    ],
    ["no file", { params: { path }, body: {} }, "/body/file", "file is missing."],
    [
      "an unknown field",
      { params: { path }, body: { file, zzz: 1 } },
      "/body/zzz",
      "zzz is unknown: the schema has no such field.",
    ],
    [
      "an unknown parameter",
      { params: { path, query: { q: 1 } } },
      "/params/query/q",
      "q is unknown: the schema has no such field.",
    ],
    ["a body of the wrong type", { params: { path }, body: [] }, "/body", "body must be an object, not a list."],
    ["the bound itself", { params: { path }, body: { file, n: 0 } }, "/body/n", "n must be > 0, not 0."],
    ["NaN", { params: { path }, body: { file, n: Number.NaN } }, "/body/n", "n must be a number or null, not NaN."],
    ["no multiple", { params: { path }, body: { file, n: 0.35 } }, "/body/n", "n must be a multiple of 0.1, not 0.35."],
    [
      "no day",
      { params: { path }, body: { file, when: "2024-02-30" } },
      "/body/when",
      "when must be a date, not '2024-02-30'.",
    ],
    [
      "a wrong value in a map",
      { params: { path }, body: { file, map: { "a/b": "x" } } },
      "/body/map/a~1b",
      "map.a/b must be an integer, not 'x'.",
    ],
    [
      "an item twice",
      { params: { path, query: { ids: ["ab", "ab"] } } },
      "/params/query/ids",
      "ids must not have the same item twice.",
    ],
    [
      "a short item",
      { params: { path, query: { ids: ["a"] } } },
      "/params/query/ids/0",
      "ids[0] is too short: it must have 2 or more characters.",
    ],
    [
      "an inherited name",
      { params: { path }, body: JSON.parse('{ "file": "x", "__proto__": 1 }') },
      "/body/__proto__",
      "__proto__ is unknown: the schema has no such field.",
    ],
    ["no request", null, "", "the request must be an object, not null."],
  ])("refuses %s", (_what, request, at, message) => {
    expect(validate(request)).toContainEqual({ path: at, fields: [expect.any(String)], message, sentence: undefined });
  });
});

test("an enum beside a const allows what both list, and nothing that is only written alike", async () => {
  const properties = {
    a: { enum: [10, "x"], const: 1 },
    b: { enum: ["null", "y"], const: null },
    c: { enum: ["z", 2], const: 2 },
  };
  const post = {
    requestBody: { content: { "application/json": { schema: { type: "object", properties } } } },
    responses: { 204: { description: "Done" } },
  };
  const info = { title: "Lists", version: "1" };
  const checks = (await validatorsOf({ openapi: "3.1.0", info, paths: { "/lists": { post } } })).get("post /lists");
  const isRight = (body: object): boolean => checks?.({ body }).length === 0;
  expect([{ a: 1 }, { a: 10 }, { b: null }, { b: "null" }, { c: "z" }, { c: 2 }, {}].map(isRight)).toEqual([
    false,
    false,
    false,
    false,
    false,
    true,
    true,
  ]);
});

test("rules over more fields than a mask holds are checked whole, with conditions among them", async () => {
  const names = Array.from({ length: 40 }, (_, index) => `f${index}`);
  const schema = {
    type: "object",
    properties: Object.fromEntries([...names, "kind"].map((name) => [name, { type: "string" }])),
    "x-dependencies": [`ZeroOrOne(${names.join(", ")});`, "IF kind=='last' THEN f39;"],
  };
  const post = {
    requestBody: { content: { "application/json": { schema } } },
    responses: { 204: { description: "Done" } },
  };
  const info = { title: "Many", version: "1" };
  const checks = (await validatorsOf({ openapi: "3.1.0", info, paths: { "/many": { post } } })).get("post /many");
  const broken = (body: object): number | undefined => checks?.({ body }).length;
  for (const name of names) {
    expect([name, broken({ [name]: "" }), broken({ kind: "last", [name]: "" })]).toEqual([
      name,
      0,
      name === "f39" ? 0 : 1,
    ]);
  }
  for (const [index, name] of names.entries()) {
    const other = names[(index + 7) % names.length] ?? "";
    expect([name, other, broken({ [name]: "", [other]: "" })]).toEqual([name, other, 1]);
  }
  expect([broken({}), broken({ kind: "last" }), broken({ kind: "last", f38: "", f39: "" })]).toEqual([0, 1, 1]);
});

test.each([3, 20, 40])("rules over the values of %i fields are checked whole, of lists as well", async (count) => {
  const names = Array.from({ length: count }, (_, index) => `f${index}`);
  const schema = {
    type: "object",
    properties: {
      ...Object.fromEntries(names.map((name) => [name, { type: "string" }])),
      tags: { type: "array", items: { type: "string", enum: ["new", "old", "gone"] } },
    },
    "x-dependencies": [
      ...names.slice(1).map((name, index) => `IF f${index}=='a' THEN ${name}=='b'|'c';`),
      "IF tags=='new' THEN f0=='c';",
      "IF tags=='old'|'new' THEN f1;",
    ],
  };
  const post = {
    requestBody: { content: { "application/json": { schema } } },
    responses: { 204: { description: "Done" } },
  };
  const info = { title: "Values", version: "1" };
  const checks = (await validatorsOf({ openapi: "3.1.0", info, paths: { "/values": { post } } })).get("post /values");
  const broken = (body: object): number | undefined => checks?.({ body }).length;
  for (const [index, name] of names.slice(1).entries()) {
    const before = `f${index}`;
    const next = name === names.at(-1) ? 0 : 1;
    expect([
      name,
      broken({ [before]: "a" }),
      broken({ [before]: "a", [name]: "b" }),
      broken({ [before]: "a", [name]: "c" }),
      broken({ [before]: "a", [name]: "a" }),
      broken({ [before]: "b", [name]: "c" }),
    ]).toEqual([name, 1, 0, 0, 1 + next, 0]);
  }
  expect([
    broken({ tags: [] }),
    broken({ tags: ["gone"] }),
    broken({ tags: ["gone", "old"] }),
    broken({ tags: ["gone", "old"], f1: "b" }),
    broken({ tags: ["old", "new"], f1: "b" }),
    broken({ tags: ["old", "new"], f1: "b", f0: "c" }),
    broken({ tags: ["new"] }),
  ]).toEqual([0, 0, 1, 0, 1, 0, 2]);
});

test("violations are those of the alternative that was most likely meant", async () => {
  const schema = `{ oneOf: [
    { type: object, required: [url], properties: { url: { type: string }, seconds: { type: integer } }, additionalProperties: false },
    { type: object, required: [file, kind], properties: { file: { type: string }, kind: { const: f } }, additionalProperties: false },
    { type: object, required: [text, kind], properties: { text: { type: string }, kind: { const: t } }, additionalProperties: false }] }`;
  const request = `requestBody: { required: true, content: { application/json: { schema: ${schema} } } }`;
  const paths = `paths: { /a: { post: { ${request}, responses: { "204": { description: Done } } } } }`;
  const text = `openapi: 3.1.0\ninfo: { title: t, version: "1" }\n${paths}`;
  const judge = (await validatorsOf(text)).get("post /a");
  const messagesOf = (body: unknown): string[] => judge?.({ body }).map(({ message }) => message) ?? [];
  const whole = "body must fit exactly one of its alternatives.";
  expect(messagesOf({ url: 4 })).toEqual(["url must be a string, not 4.", whole]);
  expect(messagesOf({ url: 4, seconds: "x" })).toEqual([
    "url must be a string, not 4.",
    "seconds must be an integer, not 'x'.",
    whole,
  ]);
  expect(messagesOf({ kind: "t", file: "f" })).toEqual([
    expect.stringMatching(/^file is unknown/),
    "text is missing.",
    whole,
  ]);
  expect(messagesOf("x")).toEqual(["body must be an object, not 'x'.", whole]);
});

test("a value that fits more alternatives than it may is told how many", async () => {
  const schema = "{ oneOf: [{ required: [a], type: object }, { type: object }, { type: string }] }";
  const request = `requestBody: { required: true, content: { application/json: { schema: { properties: { x: ${schema} } } } } }`;
  const text = `openapi: 3.1.0\ninfo: { title: t, version: "1" }\npaths: { /a: { post: { ${request}, responses: {} } } }`;
  const judge = (await validatorsOf(text)).get("post /a");
  expect(judge?.({ body: { x: { a: 1 } } }).map(({ message }) => message)).toEqual([
    "x must fit exactly one of its alternatives, but fits 2.",
  ]);
});

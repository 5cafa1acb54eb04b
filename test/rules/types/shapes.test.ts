import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { compile } from "../../types/compiler.ts";
import { runCommand } from "../cli.ts";
import { generateFrom } from "../generator.ts";
import { withWorkspace } from "../workspace.ts";

const responses = { 200: { description: "OK" } };

/**
 * The ways in which descriptions write a request: references, allOf, oneOf, null, open objects, odd names, shared and recursive
 * schemas. Each line says what the types make of a value.
 */
const verdicts: readonly (readonly [type: string, value: string, accepted: boolean])[] = [
  ["Patch['query']", '{ "it\'s": true }', true],
  ["Patch['query']", "{}", false],
  ["Patch['query']", "{ \"it's\": true, fields: 'x' }", false],
  ["Patch['query']", "{ \"it's\": true, fields: 'x', deep: {} }", false],
  ["Patch['query']", "{ \"it's\": true, fields: 'x', deep: { a: 'y' } }", true],
  ["User", "{ nick: 'n' }", false],
  ["User", "{ nick: 'n', first: 'f', color: null }", true],
  ["User", "{ boss: { first: 'f' }, 'team-name': 't' }", false],
  ["User", "{ boss: { first: 'f' }, color: null }", true],
  ["User", "{ boss: { nick: 'n' }, color: null }", false],
  ["User", "{ boss: { nick: 'n' }, color: 'red' }", true],
  ["Shared", "{ nick: 'n', boss: {}, 'team-name': 't' }", true],
  ["Extra", "{ a: null, b: 1, more: true }", true],
  ["Extra", "{ a: null, b: 1, c: [], more: true }", false],
  ["Extra", "{ b: 1 }", false],
  ["Extra", "{ a: null, b: 1, more: true } as import('./api.ts').ExtraBodyWithB", true],
  ["One", "{ a: 'x' }", true],
  ["One", "{ b: 'y' }", true],
  ["One", "{ a: 'x', b: 'y' }", false],
  ["All", "{ nick: 'n', extra: 'x', boss: {} }", true],
  ["All", "{ nick: 'n', extra: 'x', first: 'f' }", false],
  ["All", "{ extra: 'x' }", false],
  ["Nobody", "{ header: { h: 'x' } }", true],
  ["Nobody", "{ cookie: { c: 'x' }, header: {} }", true],
  ["Nobody", "{ header: { h: 'x' }, cookie: { c: 'x' } }", false],
  ["Nobody", "{}", false],
  ["Employee", "{ office: 'o', phone: 'p' }", true],
  ["Employee", "{ mail: 'm' }", true],
  ["Employee", "{ office: 'o' }", false],
  ["Employee", "{ mail: 'm', phone: 'p' }", false],
  ["Range", "{ query: { range: { from: 'a', to: 'b' } } }", true],
  ["Range", "{ query: { range: { from: 'a' } } }", false],
];

test("requests of every shape get types that are right", async () => {
  const { types, warnings } = await generateFrom(
    readFileSync(resolve(import.meta.dirname, "../../fixtures/shapes.yaml"), "utf8"),
  );
  const prelude = `import type { components, operations } from "./api.ts";
type Json<Operation> = Operation extends { requestBody?: { content: infer Content } } ? Content[keyof Content] : never;
type Patch = operations["users.update-one"]["parameters"]; type User = Json<operations["users.update-one"]>;
type Employee = Json<operations["included"]>; type Range = operations["included"]["parameters"];
type Nobody = operations["nobody"]["parameters"];
type Shared = components["schemas"]["User"]; type Extra = Json<operations["extra"]>; type One = Json<operations["one"]>; type All = Json<operations["all"]>;
export const used: unknown[] = [];`;
  const lines = verdicts.map(([type, value]) => `used.push(${value} satisfies ${type});`);
  const complaints = compile({ "shapes/api.ts": types, "shapes/lines.ts": [prelude, ...lines].join("\n") });
  const refused = new Set(complaints.map(({ file, line }) => `${file}:${line}`));
  const first = prelude.split("\n").length;
  const judged = verdicts.map(([type, value], index) => [
    type,
    value,
    !refused.delete(`shapes/lines.ts:${first + index}`),
  ]);
  expect(judged).toEqual(verdicts);
  expect([...refused]).toEqual([]);
  expect(warnings).toEqual([]);
});

test.each([true, false])("variables of variants fit requests with other properties of one type", async (exact) => {
  const text = { type: "string" };
  const object = (properties: object, more: object = {}): object => ({ type: "object", properties, ...more });
  const inner = object({ p: text, q: text }, { additionalProperties: { type: "boolean" } });
  const bodies = {
    "/map": object(
      { a: { type: "number" }, b: text },
      { additionalProperties: { enum: ["x", "y"] }, oneOf: [{ required: ["a"] }, { required: ["b"] }] },
    ),
    "/pattern": object(
      { "x-a": object({ p: text, q: text }), b: text },
      { patternProperties: { "^x-": object({ p: text }) }, oneOf: [{ required: ["x-a"] }, { required: ["b"] }] },
    ),
    "/nested": object({ d: inner }, { additionalProperties: text, "x-dependencies": ["OnlyOne(d.p, d.q);"] }),
  };
  const { types } = await generateFrom({
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: Object.fromEntries(
      Object.entries(bodies).map(([path, schema]) => [
        path,
        { post: { requestBody: { content: { "application/json": { schema } } }, responses } },
      ]),
    ),
  });
  const prelude = `import type { paths, PostMapBodyWithA, PostMapBodyWithB, PostNestedBodyDWithP } from "./api.ts";
type Json<Path extends keyof paths> = NonNullable<paths[Path]["post"]["requestBody"]>["content"]["application/json"];
declare const a: PostMapBodyWithA, b: PostMapBodyWithB, p: PostNestedBodyDWithP; export const used: unknown[] = [];`;
  const accepted = [
    "a satisfies Json<'/map'>",
    "b satisfies Json<'/map'>",
    "{ a: 1, z: 'x' } satisfies Json<'/map'>",
    "{ b: 'q' } satisfies Json<'/map'>",
    "{ 'x-a': { q: '' } } satisfies Json<'/pattern'>",
    "{ d: p, z: 'x' } satisfies Json<'/nested'>",
    "{ d: { q: '', z: true } } satisfies Json<'/nested'>",
  ];
  const refused = [
    "{ a: 1, b: '' } satisfies Json<'/map'>",
    "{ a: 1, z: true } satisfies Json<'/map'>",
    "{ d: { q: '', z: null } } satisfies Json<'/nested'>",
    "{ d: { q: '' }, z: 1 } satisfies Json<'/nested'>",
  ];
  const lines = [...accepted, ...refused].map((line) => `used.push(${line});`);
  const files = { "maps/api.ts": types, "maps/lines.ts": [prelude, ...lines].join("\n") };
  const complaints = compile(files, { exactOptionalPropertyTypes: exact });
  expect(complaints.map(({ file, line }) => `${file}:${line}`)).toEqual(
    refused.map((_, index) => `maps/lines.ts:${3 + accepted.length + index}`),
  );
});

test("an object whose properties have a type that doesn't fit itself makes types that compile", async () => {
  const odd = {
    allOf: [{ type: "object", properties: { a: { type: "number" } } }, { additionalProperties: { type: "string" } }],
  };
  const schema = {
    type: "object",
    properties: { o: odd, b: odd },
    additionalProperties: odd,
    dependentRequired: { o: ["b"] },
  };
  const { types } = await generateFrom({
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: { "/": { post: { requestBody: { content: { "application/json": { schema } } }, responses } } },
  });
  expect(types).toContain("variant of");
  expect(compile({ "odd/api.ts": types })).toEqual([]);
});

test("a field whose name has characters that no identifier has makes variants with valid names", async () => {
  const parameters = ["area_m²", "①"].map((name) => ({ name, in: "query", schema: { type: "string" } }));
  const search = { operationId: "search", "x-dependencies": ["OnlyOne([area_m²], [①]);"], parameters };
  const { types } = await generateFrom({
    openapi: "3.1.0",
    info: { title: "Areas", version: "1" },
    paths: { "/areas": { get: { ...search, responses: { 204: { description: "Done" } } } } },
  });
  expect(types).toContain("variant of");
  expect(compile({ "names/api.ts": types })).toEqual([]);
});

test("a rule of many alternatives isn't repeated in full for each of their fields", async () => {
  const alternatives = Array.from({ length: 20 }, (_, index) => ({
    type: "object",
    properties: { kind: { const: `k${index}` }, [`a${index}`]: { type: "string" }, [`b${index}`]: { type: "string" } },
    required: ["kind"],
    additionalProperties: false,
  }));
  const content = { "application/json": { schema: { oneOf: alternatives } } };
  const post = { requestBody: { content }, responses };
  const paths = { "/": { post } };
  const { types } = await generateFrom({ openapi: "3.1.0", info: { title: "t", version: "1" }, paths });
  // 20 variants of 40 fields, with 600 characters each.
  expect(types.length).toBeLessThan(20 * 40 * 800);
  expect(types).toContain("/** Left out in this variant. Exactly one of these holds: `kind` is ");
});

test("comments say that a list contains a value", async () => {
  const tags = { type: "array", items: { type: "string" } };
  const Video = {
    type: "object",
    properties: { tags, live: {} },
    "x-dependencies": ["IF tags=='live' THEN live;", "Or(tags, live);"],
  };
  const { types } = await generateFrom({
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: {},
    components: { schemas: { Video } },
  });
  expect(types).toContain("If `tags` contains `live`, then `live` is set. Rule: `IF tags=='live' THEN live;`");
});

test("a rule of a schema asks for no more than the object that it is about: not for an optional body or property around it", async () => {
  const text = { type: "string" };
  const inner = { type: "object", properties: { a: text, b: text } };
  const about = {
    type: "object",
    properties: { inner },
    "x-dependencies": ["Or(inner.a, inner.b);"],
  };
  const operation = (operationId: string, schema: object, rules: readonly string[]): object => ({
    post: {
      operationId,
      requestBody: { content: { "application/json": { schema } } },
      ...(rules.length > 0 && { "x-dependencies": rules }),
      responses,
    },
  });
  const outer = { type: "object", properties: { outer: about } };
  const { types } = await generateFrom({
    openapi: "3.1.0",
    info: { title: "Around", version: "1" },
    paths: {
      "/body": operation("body", about, []),
      "/outer": operation("outer", outer, []),
      "/own": operation("own", { type: "object", properties: { inner } }, ["Or(inner.a, inner.b);"]),
    },
  });
  const prelude = `import type { operations } from "./api.ts"; export const used: unknown[] = []; type Of<Name extends keyof operations> = Omit<operations[Name], "parameters" | "responses">;`;
  const body = (value: string): string => `{ requestBody: { content: { "application/json": ${value} } } }`;
  const lines = [
    ...["{}", body("{ inner: { a: 'x' } }"), body("{}"), body("{ inner: {} }")].map(
      (it) => `${it} satisfies Of<"body">`,
    ),
    ...["{}", body("{}"), body("{ outer: {} }")].map((it) => `${it} satisfies Of<"outer">`),
    ...["{}", body("{}"), body("{ inner: { b: 'x' } }")].map((it) => `${it} satisfies Of<"own">`),
  ];
  const complaints = compile({
    "around/api.ts": types,
    "around/lines.ts": [prelude, ...lines.map((line) => `used.push(${line});`)].join("\n"),
  });
  const refused = new Set(complaints.map(({ file, line }) => `${file}: ${lines[line - 1]}`));
  expect([...refused].map((place) => place.replace("around/lines.ts: ", ""))).toEqual([
    `${body("{}")} satisfies Of<"body">`,
    `${body("{ inner: {} }")} satisfies Of<"body">`,
    `${body("{ outer: {} }")} satisfies Of<"outer">`,
    `{} satisfies Of<"own">`,
    `${body("{}")} satisfies Of<"own">`,
  ]);
});

test("a rule may reach into an object that must contain itself, which nothing fits", async () => {
  const node = { $ref: "#/components/schemas/Node" };
  const { types } = await generateFrom({
    openapi: "3.1.0",
    info: { title: "Endless", version: "1" },
    paths: {
      "/nodes": {
        post: {
          operationId: "addNode",
          requestBody: { content: { "application/json": { schema: node } } },
          "x-dependencies": ["Or(next.name, other);"],
          responses,
        },
      },
    },
    components: {
      schemas: {
        Node: { type: "object", properties: { next: node, name: { type: "string" }, other: node }, required: ["next"] },
      },
    },
  });
  expect(compile({ "endless/api.ts": types })).toEqual([]);
});

test("paths may be template literals, of operations with a name and without", async () => {
  const text = { type: "string" };
  const operation = (named: object): object => ({
    post: {
      ...named,
      parameters: ["a", "b"].map((name) => ({ name, in: "query", schema: text })),
      "x-dependencies": ["Or(a, b);"],
      responses,
    },
  });
  const item = (type: string): object => ({ name: "id", in: "path", required: true, schema: { type } });
  const description = {
    openapi: "3.1.0",
    info: { title: "Paths", version: "1" },
    paths: {
      "/a/{id}": { parameters: [item("string")], ...operation({ operationId: "a" }) },
      "/b/{id}": { parameters: [item("boolean")], ...operation({ operationId: "b" }) },
      "/c.d/{id}": { parameters: [item("integer")], ...operation({}) },
    },
  };
  const files = await withWorkspace({ "api.json": JSON.stringify(description) }, async (folder) => {
    await runCommand("generate", join(folder, "api.json"), "-o", join(folder, "api.ts"), "--path-params-as-types");
    return ["api.ts", "api.validator.ts"].map((name) => [`paths/${name}`, readFileSync(join(folder, name), "utf8")]);
  });
  const types = { ARequest: "'x'", BRequest: "true", PostCDIdRequest: "1" };
  const lines = Object.entries(types).flatMap(([type, id]) =>
    ["{ a: 'x' }", "{}"].map(
      (query) => `used.push({ params: { query: ${query}, path: { id: ${id} } } } satisfies ${type});`,
    ),
  );
  const prelude = `import type { ${Object.keys(types).join(", ")} } from "./api.validator.ts"; export const used: unknown[] = [];`;
  const complaints = compile({ ...Object.fromEntries(files), "paths/lines.ts": [prelude, ...lines].join("\n") });
  expect(complaints.map(({ file, line }) => `${file}:${line}`)).toEqual(
    [2, 4, 6].map((line) => `paths/lines.ts:${line}`),
  );
});

import { expect, test } from "@jest/globals";
import { lintWith, withBody, withQuery } from "./lint.ts";

const text = (name: string): string => `name: ${name}, schema: { type: string }`;
const falselyOptional = (place: string, name: string, where = "in every request"): string =>
  `${place} '${name}' is declared as optional, but the rules require it ${where}. Declare it as required, or relax the rules.`;

test.each([
  ["by presence", ["Or(a, b);", "IF b THEN a;"], [text("a"), text("b")], [falselyOptional("10:11", "a")]],
  [
    "by every value of an enum",
    ["IF mode=='on' THEN a;", "IF mode=='off' THEN a;"],
    ["name: mode, required: true, schema: { enum: ['on', 'off'] }", text("a")],
    [falselyOptional("11:11", "a")],
  ],
  [
    "by numbers",
    ["IF n < 5 THEN a;", "IF n >= 5 THEN a;"],
    ["name: n, required: true, schema: { type: number }", text("a")],
    [falselyOptional("11:11", "a")],
  ],
])("what every valid request has, though it is declared as optional, is an error: %s", async (_, rules, of, want) => {
  expect(await lintWith("no-false-optional", withQuery(rules, of))).toEqual(want);
});

const nested = ["properties:", "  o:", "    properties:", "      a: { type: string }", "      b: { type: string }"];

test("a property is judged by the requests that have its object", async () => {
  expect(await lintWith("no-false-optional", withBody(["IF o THEN o.a;"], nested))).toEqual([
    falselyOptional("16:24", "o.a", "wherever 'o' is"),
  ]);
  expect(await lintWith("no-false-optional", withBody(["IF o.b THEN o.a;"], nested))).toEqual([]);
});

test("what is declared as required, or what some valid request lacks, isn't an error", async () => {
  const declared = withQuery(["Or(a, b);"], ["name: a, required: true, schema: { type: string }", text("b")]);
  expect(await lintWith("no-false-optional", declared)).toEqual([]);
  expect(await lintWith("no-false-optional", withQuery(["Or(a, b);"], [text("a"), text("b")]))).toEqual([]);
});

test("what each alternative declares as required isn't an error", async () => {
  const alternative = (field: string): string =>
    `  - { type: object, additionalProperties: false, properties: { kind: {}, ${field}: {} }, required: [kind, ${field}] }`;
  const alternatives = ["oneOf:", alternative("a"), alternative("b")];
  expect(await lintWith("no-false-optional", withBody(["IF a THEN kind;"], alternatives))).toEqual([]);
});

test("by the rules of its object's own schema, which the operation does not name", async () => {
  const body = withBody(
    ["Or(n, n);"],
    [
      "properties:",
      "  n: { type: string }",
      "  o:",
      "    x-dependencies: ['Or(a, b);', 'IF b THEN a;']",
      ...nested.slice(2),
    ],
  );
  expect(await lintWith("no-false-optional", body)).toEqual([
    falselyOptional("14:20", "n"),
    falselyOptional("18:24", "o.a", "wherever 'o' is"),
  ]);
});

test("what a schema or a parameter is for other operations, or for responses, isn't judged by the rules of one", async () => {
  const answers =
    "responses: { '200': { description: OK, content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } } } }";
  const operation = (body: string): string => `
      x-dependencies: ['Or(n, n);', 'IF s THEN s AND NOT d;', 'Or(s, s);']
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/${body}' } } } }
      parameters: [{ $ref: '#/components/parameters/n' }]
      ${answers}`;
  const description = `openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /a:
    post:${operation("Item")}
    get:
      parameters: [{ $ref: '#/components/parameters/n' }]
      ${answers}
  /b:
    put:${operation("Alone")}
components:
  parameters:
    n: { name: n, in: query, schema: { type: string } }
  schemas:
    Item: { type: object, properties: { s: {}, d: {} } }
    Alone: { type: object, properties: { s: {}, d: {} } }
`;
  expect(await lintWith("no-false-optional", description)).toEqual([falselyOptional("24:45", "s")]);
  expect(await lintWith("no-dead-parameter", description)).toEqual([
    "24:52 No valid request can have 'd', because the rules always exclude it. Remove it, or relax the rules.",
  ]);
});

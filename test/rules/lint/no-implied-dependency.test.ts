import { expect, test } from "@jest/globals";
import { lintWith, withBody, withQuery } from "./lint.ts";

const text = (name: string): string => `name: ${name}, schema: { type: string }`;
const implied = (place: string, rule: string): string =>
  `${place} This rule is implied by the others. Remove it: ${rule}`;

test.each([
  ["by another", ["Or(a, b);", "OnlyOne(a, b);"], [text("a"), text("b")], [implied("7:11", "Or(a, b);")]],
  [
    "by a chain, in the second sentence of an entry",
    ["IF a THEN b; IF a THEN c;", "IF b THEN c;"],
    [text("a"), text("b"), text("c")],
    [implied("7:24", "IF a THEN c;")],
  ],
  [
    "by what the schema requires",
    ["Or(a, b);", "IF b THEN a AND c;"],
    ["name: a, required: true, schema: { type: string }", text("b"), text("c")],
    [implied("7:11", "Or(a, b);")],
  ],
  [
    "by arithmetic",
    ["IF n THEN n < 3;", "IF n THEN n <= 3;"],
    ["name: n, schema: { type: number }"],
    [implied("8:11", "IF n THEN n <= 3;")],
  ],
  [
    "by transitivity",
    ["a <= b;", "b <= c;", "IF a <= b AND b <= c THEN a <= c;"],
    ["a", "b", "c"].map((name) => `name: ${name}, schema: { type: string, format: date }`),
    [implied("9:11", "IF a <= b AND b <= c THEN a <= c;")],
  ],
])("a sentence that says nothing new is reported where it stands: %s", async (_, rules, of, want) => {
  expect(await lintWith("no-implied-dependency", withQuery(rules, of))).toEqual(want);
});

test("sentences that each say something are not reported, nor is a relation that an absent field breaks the chain of", async () => {
  expect(
    await lintWith("no-implied-dependency", withQuery(["Or(a, b);", "ZeroOrOne(a, b);"], [text("a"), text("b")])),
  ).toEqual([]);
  const numbers = ["a", "b", "c"].map((name) => `name: ${name}, schema: { type: number }`);
  expect(await lintWith("no-implied-dependency", withQuery(["a < b;", "b < c;", "a < c;"], numbers))).toEqual([]);
});

test("a sentence is compared with those of schemas too", async () => {
  const body = withBody(
    ["Or(o.a, o.b);", "Or(o, c);"],
    [
      "required: [o]",
      "properties:",
      "  c: { type: string }",
      "  o:",
      "    x-dependencies: ['OnlyOne(a, b);']",
      "    properties: { a: { type: string }, b: { type: string } }",
    ],
  );
  expect(await lintWith("no-implied-dependency", body)).toEqual([
    implied("7:11", "Or(o.a, o.b);"),
    implied("8:11", "Or(o, c);"),
  ]);
});

test("a sentence of a schema is needed if any request that has the schema needs it", async () => {
  const body = "requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } } }";
  const answers = "responses: { '204': { description: Done } }";
  const description = `openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /a: { post: { x-dependencies: ['OnlyOne(sku, ean);', 'Or(sku, ean);'], ${body}, ${answers} } }
  /b: { post: { ${body}, ${answers} } }
components:
  schemas:
    Item: { type: object, properties: { sku: {}, ean: {} }, x-dependencies: ['Or(sku, ean);'] }
`;
  expect(await lintWith("no-implied-dependency", description)).toEqual([implied("4:57", "Or(sku, ean);")]);
});

test("of sentences that imply each other, one isn't reported", async () => {
  const same = ["IF a THEN NOT b;", "IF a THEN NOT b;", "ZeroOrOne(a, b);"];
  expect(await lintWith("no-implied-dependency", withQuery(same, [text("a"), text("b")]))).toEqual([
    implied("8:11", "IF a THEN NOT b;"),
    implied("9:11", "ZeroOrOne(a, b);"),
  ]);
  const body = withBody(
    ["ZeroOrOne(o.a, o.b);"],
    ["properties:", "  o:", "    x-dependencies: ['ZeroOrOne(a, b);']", "    properties: { a: {}, b: {} }"],
  );
  expect(await lintWith("no-implied-dependency", body)).toEqual([implied("7:11", "ZeroOrOne(o.a, o.b);")]);
});

test("a keyword that says what sentences say is not reported: other tools read it", async () => {
  const body = withBody(
    ["IF a THEN b;"],
    [
      "dependentRequired: { a: [b] }",
      "properties: { a: {}, b: {} }",
      "anyOf: [{ required: [b] }, { not: { required: [a] } }]",
    ],
  );
  expect(await lintWith("no-implied-dependency", body)).toEqual([implied("7:11", "IF a THEN b;")]);
  expect(await lintWith("no-implied-dependency", body.replace("x-dependencies", "x-none"))).toEqual([]);
});

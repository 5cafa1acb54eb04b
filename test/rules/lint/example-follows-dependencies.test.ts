import { expect, test } from "@jest/globals";
import { lines, lintWith, withBody, withSchemas } from "./lint.ts";

const both = "This example breaks the rule OnlyOne(a, b); Set only one of a, b; this request sets a and b.";
const neither = "This example breaks the rule OnlyOne(a, b); Set one of a, b; this request sets none of them.";

function withMedia(...media: readonly string[]): string {
  return lines(
    "openapi: 3.1.0",
    "info: { title: t, version: '1' }",
    "paths:",
    "  /a:",
    "    post:",
    "      x-dependencies: ['OnlyOne(a, b);', 'IF q THEN a;']",
    "      parameters: [{ name: q, in: query, required: true, schema: { type: string } }]",
    "      requestBody: { $ref: '#/components/requestBodies/Thing' }",
    "      responses: { '204': { description: Done } }",
    "components:",
    "  requestBodies:",
    "    Thing:",
    "      content:",
    "        application/json:",
    "          schema: { type: object, properties: { a: { type: string }, b: { type: string } } }",
    ...media.map((line) => `          ${line}`),
    "  examples:",
    "    neither:",
    "      value: {}",
  );
}

test("an example of a body that breaks the operation's rules is an error where its value stands", async () => {
  expect(await lintWith("example-follows-dependencies", withMedia("example: { a: x, b: y }"))).toEqual([
    `16:20 ${both}`,
  ]);
  const named = withMedia(
    "examples:",
    "  right: { value: { a: x } }",
    "  both:",
    "    summary: Both",
    "    value:",
    "      a: x",
    "      b: y",
    "  shared: { $ref: '#/components/examples/neither' }",
  );
  expect(await lintWith("example-follows-dependencies", named)).toEqual([`21:17 ${both}`, `26:14 ${neither}`]);
});

test("an example of the body's schema too", async () => {
  const inline = withBody(
    ["OnlyOne(a, b);"],
    [
      "type: object",
      "properties: { a: { type: string }, b: { type: string } }",
      "example: { a: x, b: y }",
      "examples: [{ b: x }, {}]",
    ],
  );
  expect(await lintWith("example-follows-dependencies", inline)).toEqual([`15:24 ${both}`, `16:36 ${neither}`]);
});

test("examples of a schema follow its own rules, and those of the objects within", async () => {
  const schemas = withSchemas(
    "Thing:",
    "  x-dependencies: ['OnlyOne(a, b);']",
    "  properties: { a: { type: string }, b: { type: string } }",
    "  example: { a: x, b: y }",
    "List:",
    "  properties:",
    "    things: { type: array, items: { $ref: '#/components/schemas/Thing' } }",
    "    one:",
    "      allOf: [{ $ref: '#/components/schemas/Thing' }]",
    "  examples:",
    "    - things: [{ a: x }, {}]",
    "    - one: { a: x, b: y }",
    "    - {}",
  );
  expect(await lintWith("example-follows-dependencies", schemas)).toEqual([
    `8:16 ${both}`,
    `15:30 ${neither}`,
    `16:16 ${both}`,
  ]);
});

test("the rules of an optional object say nothing of an example without it", async () => {
  const body = withBody(
    ["IF a THEN c;"],
    [
      "properties:",
      "  a: { type: string }",
      "  c: { type: string }",
      "  o:",
      "    x-dependencies: ['Or(d, e);']",
      "    properties: { d: { type: string }, e: { type: string } }",
      "examples: [{ a: x, c: y }, { o: {} }]",
    ],
  );
  expect(await lintWith("example-follows-dependencies", body)).toEqual([
    "19:47 This example breaks the rule Or(d, e); Set at least one of d, e; this request sets none of them.",
  ]);
});

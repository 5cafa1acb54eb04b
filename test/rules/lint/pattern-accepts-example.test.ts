import { expect, test } from "@jest/globals";
import { lintWith, withQuery, withSchemas } from "./lint.ts";

const rejects = (keyword: string, value: string): string =>
  `The pattern rejects the schema's own ${keyword} ${JSON.stringify(value)}. Fix one of them.`;

test("a pattern that rejects what its schema shows is an error where that stands", async () => {
  const schema = withSchemas(
    "Text:",
    "  type: string",
    "  pattern: '^[a-z]+$'",
    "  example: Abc",
    "  examples: [abc, aBC, 3]",
    "  default: ''",
    "  enum: [abc, D]",
  );
  expect(await lintWith("pattern-accepts-example", schema)).toEqual([
    `8:16 ${rejects("example", "Abc")}`,
    `9:23 ${rejects("examples", "aBC")}`,
    `10:16 ${rejects("default", "")}`,
    `11:19 ${rejects("enum", "D")}`,
  ]);
});

test("so is an example of a parameter that the pattern of its schema rejects, by reference too", async () => {
  const description = withQuery(
    ["Or(a, b);"],
    [
      "name: a, schema: { type: string, pattern: '^x' }, example: y",
      "name: b, schema: { $ref: '#/components/schemas/X' }, examples: { one: { value: y }, two: { value: x } }",
    ],
  );
  const components = "components: { schemas: { X: { type: string, pattern: '^x' } } }";
  expect(await lintWith("pattern-accepts-example", `${description}\n${components}`)).toEqual([
    `9:83 The pattern of 'a' rejects its own example "y". Fix one of them.`,
    `10:103 The pattern of 'b' rejects its own example "y". Fix one of them.`,
  ]);
});

test("a pattern that a backtracking engine takes years for is decided", async () => {
  const schema = withSchemas("Text:", "  type: string", "  pattern: '^([a-z]+)+$'", `  example: ${"a".repeat(200)}!`);
  expect(await lintWith("pattern-accepts-example", schema)).toEqual([
    `8:16 ${rejects("example", `${"a".repeat(200)}!`)}`,
  ]);
});

test("a pattern that isn't a regular expression is an error", async () => {
  expect(await lintWith("pattern-accepts-example", withSchemas("Text:", "  pattern: '[a'"))).toEqual([
    "6:16 This pattern isn't a valid regular expression (ECMA-262). Fix it.",
  ]);
});

test.each([
  ["'^\\p{Lu}'", "Ä"],
  ["'^.$'", "'😀'"],
  ["'b'", "abc"],
  ["'^[\\w-.]+$'", "a-b.c"],
])("%s accepts %s", async (pattern, example) => {
  const schema = withSchemas("Text:", "  type: string", `  pattern: ${pattern}`, `  example: ${example}`);
  expect(await lintWith("pattern-accepts-example", schema)).toEqual([]);
});

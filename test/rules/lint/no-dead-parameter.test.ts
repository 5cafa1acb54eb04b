import { expect, test } from "@jest/globals";
import { lintWith, withBody, withQuery, withSchemas } from "./lint.ts";

const text = (name: string): string => `name: ${name}, schema: { type: string }`;
const dead = (place: string, name: string): string =>
  `${place} No valid request can have '${name}', because the rules always exclude it. Remove it, or relax the rules.`;

test.each([
  ["by presence", ["IF a THEN b;", "ZeroOrOne(a, b);"], [text("a"), text("b")], [dead("10:11", "a")]],
  [
    "by a required one",
    ["ZeroOrOne(a, b, c);"],
    ["name: a, required: true, schema: { type: string }", text("b"), text("c")],
    [dead("10:11", "b"), dead("11:11", "c")],
  ],
  [
    "by its bound",
    ["IF a THEN a > 10 AND b;"],
    ["name: a, schema: { type: integer, maximum: 5 }", text("b")],
    [dead("9:11", "a")],
  ],
  [
    "by the pattern of a text",
    ["IF a THEN b LIKE 'zz*';"],
    [text("a"), "name: b, schema: { type: string, pattern: '^[a-f0-9]{8}$' }"],
    [dead("9:11", "a")],
  ],
  [
    "by the length of a text",
    ["IF a THEN b LIKE 'zzzz*' OR c LIKE '*';"],
    [
      text("a"),
      "name: b, schema: { type: string, maxLength: 3 }",
      "name: c, schema: { type: string, minLength: 2, maxLength: 1 }",
    ],
    [dead("9:11", "a"), dead("11:11", "c")],
  ],
  [
    "by dates in a circle",
    ["a < b;", "b < c;", "IF a THEN b AND c AND c < a;"],
    ["a", "b", "c"].map((name) => `name: ${name}, schema: { type: string, format: date }`),
    [dead("11:11", "a")],
  ],
])("a parameter that no valid request can have is an error where it is declared: %s", async (_, rules, of, want) => {
  expect(await lintWith("no-dead-parameter", withQuery(rules, of))).toEqual(want);
});

test("a text may match what a rule asks for and the pattern of its schema", async () => {
  const code = "name: b, schema: { type: string, pattern: '^[a-f0-9]{8}$', minLength: 8 }";
  for (const rule of [
    "IF a THEN b LIKE 'ff*';",
    "IF a THEN b LIKE '*0' AND NOT b LIKE '*00';",
    "IF a THEN NOT b=='aaaaaaaa';",
  ])
    expect(await lintWith("no-dead-parameter", withQuery([rule], [text("a"), code]))).toEqual([]);
});

test("so is a property, nested or of a schema by itself, and a parameter of the path item", async () => {
  const nested = withBody(
    ["IF list.a THEN list.b;", "ZeroOrOne(list.a, list.b);"],
    ["properties:", "  list:", "    properties:", "      a: { type: string }", "      b: { type: string }"],
  );
  expect(await lintWith("no-dead-parameter", nested)).toEqual([dead("17:24", "list.a")]);
  const schema = withSchemas(
    "Thing:",
    "  x-dependencies: ['IF a THEN NOT a;', 'Or(b, b);']",
    "  properties:",
    "    a: { type: string }",
    "    b: { type: string }",
  );
  expect(await lintWith("no-dead-parameter", schema)).toEqual([dead("8:12", "a")]);
  const shared = withQuery(["IF a THEN NOT a;"], [text("b")]).replace(
    "    get:",
    "    parameters:\n      - { in: header, name: a, schema: { type: string } }\n    get:",
  );
  expect(await lintWith("no-dead-parameter", shared)).toEqual([dead("6:9", "a")]);
});

test("what some request can have is alive, and where no request is valid, dead says nothing", async () => {
  expect(await lintWith("no-dead-parameter", withQuery(["OnlyOne(a, b);"], [text("a"), text("b")]))).toEqual([]);
  expect(await lintWith("no-dead-parameter", withQuery(["OnlyOne(a, a);"], [text("a")]))).toEqual([]);
});

test("a property that goes with null in place of an object is alive, and with the object alone it is dead", async () => {
  const describe = (type: string): string =>
    withBody(
      ["IF n THEN NOT to.a AND NOT to.b;"],
      [
        "required: [to]",
        "properties:",
        "  n: { type: string }",
        `  to: { type: ${type}, properties: { a: {}, b: {} }, x-dependencies: ['Or(a, b);'] }`,
      ],
    );
  expect(await lintWith("no-dead-parameter", describe("[object, 'null']"))).toEqual([]);
  expect(await lintWith("no-dead-parameter", describe("object"))).toEqual([expect.stringContaining("can have 'n'")]);
});

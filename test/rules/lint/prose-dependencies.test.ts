import { expect, test } from "@jest/globals";
import { lintRules } from "../engine.ts";
import { lintWith, withBody, withQuery } from "./lint.ts";

const lint = (description: string): Promise<string[]> => lintWith("prose-dependencies", description);
const field = (name: string, description: string, schema = "type: string"): string =>
  `name: ${name}, description: ${JSON.stringify(description)}, schema: { ${schema} }`;
const uncovered = (place: string, owner: string, rule: string): string =>
  `${place} No rule covers this sentence. Add to the x-dependencies of the ${owner}: ${rule}`;

test("a sentence about parameters that no rule covers is reported where it begins, with a rule that does", async () => {
  const parameters = [
    field("a", "The a. Can't be used with `b`."),
    field("b", "The b."),
    field("kind", "Required if `b` is set.", "type: string, enum: [x, y]"),
    field("c", "Required for `x`, ignored otherwise. Must be set together with the kind parameter."),
  ];
  expect(await lint(withQuery(["Or(a, kind);"], parameters))).toEqual([
    uncovered("9:47", "operation", "ZeroOrOne(a, b);"),
    uncovered("11:50", "operation", "IF b THEN kind;"),
    uncovered("12:47", "operation", "IF kind=='x' THEN c;"),
    uncovered("12:84", "operation", "IF c THEN kind;"),
  ]);
});

test("a sentence that rules imply is not reported, however they are written", async () => {
  const parameters = [
    field("a", "Exactly one of `a`, `b` and `c` must be set."),
    field("b", "Can't be combined with `a` or `c`."),
    field("c", "Either `a` or `b` or `c` is required."),
  ];
  const rules = ["IF NOT a AND NOT b THEN c;", "IF a THEN NOT (b OR c);"];
  expect(await lint(withQuery([...rules, "ZeroOrOne(b, c);"], parameters))).toEqual([]);
});

test("what a schema requires covers a sentence too", async () => {
  const body = ["required: [a, kind]", "properties:", "  a: { type: string, description: Required if `kind` is `x`. }"];
  expect(await lint(withBody(["Or(a, kind);"], [...body, "  kind: { type: string, enum: [x, y] }"]))).toEqual([]);
});

test("a sentence about properties belongs to the schema that has them, by their own names", async () => {
  const body = [
    "properties:",
    "  delivery:",
    "    type: object",
    "    description: Specify either `url` or `address`, but not both.",
    "    properties:",
    "      url: { type: string, description: Mutually exclusive with `address`. }",
    "      address: { type: string }",
    "  items:",
    "    type: array",
    "    items:",
    "      properties:",
    "        price: { type: string, description: Needs `currency`. }",
    "        currency: { type: string }",
  ];
  expect(await lint(withBody(["ZeroOrOne(delivery, items);"], body))).toEqual([
    uncovered("16:32", "schema", "OnlyOne(url, address);"),
    uncovered("18:55", "schema", "ZeroOrOne(url, address);"),
    uncovered("24:59", "schema", "IF price THEN currency;"),
  ]);
});

test("a sentence that leaves no request, or none with a field, contradicts the rules", async () => {
  const parameters = [field("a", "Needs `b`."), field("b", "Can't be set with `c`."), field("c", "The c.")];
  expect(await lint(withQuery(["ZeroOrOne(a, b);", "IF b THEN c;"], parameters))).toEqual([
    "10:47 This sentence contradicts the rules or the required fields. Fix one of them. It says: IF a THEN b;",
    "11:47 This sentence contradicts the rules or the required fields. Fix one of them. It says: ZeroOrOne(b, c);",
  ]);
});

test("a list of excluded fields that is shorter than its rule is reported", async () => {
  const parameters = [
    field("a", "Can't be set with `b`."),
    field("b", "Can't be set with `a`, `c` or `d`."),
    "name: c",
    "name: d",
  ];
  expect(await lint(withQuery(["ZeroOrOne(a, b, c, d);"], parameters))).toEqual([
    "9:47 This sentence names fewer fields than its rule, which also excludes 'c' and 'd': ZeroOrOne(a, b, c, d);",
  ]);
  const split = [
    field("a", "Can't be set with `b`. Can't be set with `c` or `d` either."),
    "name: b",
    "name: c",
    "name: d",
  ];
  expect(await lint(withQuery(["ZeroOrOne(a, b, c, d);"], split))).toEqual([]);
});

test("what can't be fitted to the fields is not suggested", async () => {
  const parameters = [
    field("a", "Required if `kind` is `z`. Must be greater than `kind`. Can't be used with `nothing`."),
    field("kind", "The kind.", "type: string, enum: [x, y]"),
  ];
  expect(await lint(withQuery(["Or(a, kind);"], parameters))).toEqual([]);
});

test("an operation's own description counts, and a description on several lines", async () => {
  const description = withQuery(["Or(a, b);"], [field("a", "The a."), field("b", "The b.")]).replace(
    "      x-dependencies:",
    [
      "      description: |",
      "        Searches.",
      "",
      "        You may set `a` or `b`,",
      "        but not both.",
      "      x-dependencies:",
    ].join("\n"),
  );
  expect(await lint(description)).toEqual([uncovered("9:9", "operation", "ZeroOrOne(a, b);")]);
});

test("the rule is off unless a configuration turns it on", () => {
  expect(lintRules["prose-dependencies"]?.recommended).toBe("off");
});

test("a sentence that can't be compared with the rules within the limit of steps is reported as undecided", async () => {
  const names = Array.from({ length: 2100 }, (_, index) => `p${index}`);
  const described = field("a", "Can't be used with `p0`.", "type: string");
  const rules = [`Or(a, ${names.join(", ")});`];
  expect(await lint(withQuery(rules, [...names.map((name) => `name: ${name}`), described]))).toEqual([
    expect.stringMatching(
      /^\d+:\d+ The analysis couldn't decide within its limit of steps whether the rules cover this sentence\. Compare them yourself\. It says: ZeroOrOne\(a, p0\);$/,
    ),
  ]);
});

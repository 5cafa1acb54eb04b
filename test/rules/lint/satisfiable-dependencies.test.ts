import { describe, expect, test } from "@jest/globals";
import { lintWith, withBody, withQuery, withSchemas } from "./lint.ts";

const text = (name: string): string => `name: ${name}, schema: { type: string }`;
const whole = (name: string): string => `name: ${name}, schema: { type: integer }`;
const required = (name: string, schema: string): string => `name: ${name}, required: true, schema: { ${schema} }`;

/** In the place of the first sentence of a contradiction, with all of its sentences and no others. */
const contradiction = (place: string, ...rules: string[]): string[] => [
  `${place} No request can follow these rules and what the schema requires. Relax one of them: ${rules.join(" ")}`,
];

describe("rules that no request satisfies are an error, which names those that contradict each other", () => {
  test.each([
    [
      "presence",
      ["Or(c, d);", "IF a THEN b;", "ZeroOrOne(a, b);"],
      [required("a", "type: string"), text("b"), text("c"), text("d")],
      contradiction("8:11", "IF a THEN b;", "ZeroOrOne(a, b);"),
    ],
    [
      "enums",
      ["IF mode=='on' THEN a AND NOT a;", "IF mode=='off' THEN NOT mode;"],
      [required("mode", "enum: ['on', 'off']"), text("a")],
      contradiction("7:11", "IF mode=='on' THEN a AND NOT a;", "IF mode=='off' THEN NOT mode;"),
    ],
    [
      "booleans",
      ["ZeroOrOne(flag==true OR flag==false, flag);"],
      [required("flag", "type: boolean")],
      contradiction("7:11", "ZeroOrOne(flag==true OR flag==false, flag);"),
    ],
    [
      "whole numbers",
      ["Or(n > 3 AND n < 4, a AND NOT (a));"],
      [whole("n"), text("a")],
      contradiction("7:11", "Or(n > 3 AND n < 4, a AND NOT (a));"),
    ],
    [
      "sums and bounds of schemas",
      ["Or(b, b); n + m > 30;"],
      [required("n", "type: number, maximum: 10"), required("m", "type: integer, exclusiveMaximum: 20"), text("b")],
      contradiction("7:21", "n + m > 30;"),
    ],
    [
      "dates",
      ["from < to;", "to < from;"],
      [required("from", "type: string, format: date"), required("to", "type: string, format: date-time")],
      contradiction("7:11", "from < to;", "to < from;"),
    ],
    [
      "LIKE",
      ["Or(a LIKE 'x*' AND a LIKE 'y*', a LIKE '*z' AND a=='b');"],
      [text("a")],
      contradiction("7:11", "Or(a LIKE 'x*' AND a LIKE 'y*', a LIKE '*z' AND a=='b');"),
    ],
  ])("%s", async (_, rules, parameters, want) => {
    expect(await lintWith("satisfiable-dependencies", withQuery(rules, parameters))).toEqual(want);
  });

  test("of a body, and of a schema that nothing uses", async () => {
    const body = withBody(["NOT AllOrNone(a, a);"], ["type: object", "properties: { a: { type: string } }"]);
    expect(await lintWith("satisfiable-dependencies", body)).toEqual(contradiction("7:11", "NOT AllOrNone(a, a);"));
    const schema = withSchemas(
      "Thing:",
      "  x-dependencies:",
      "    - 'OnlyOne(a,",
      "       a);'",
      "  properties: { a: { type: string } }",
    );
    expect(await lintWith("satisfiable-dependencies", schema)).toEqual(contradiction("7:12", "OnlyOne(a, a);"));
  });
});

test.each([
  ["all of them can be left out", ["IF a THEN b;", "ZeroOrOne(a, b);"], [text("a"), text("b")]],
  ["a fraction lies between", ["Or(n > 3 AND n < 4, n > 4 AND n < 3);"], ["name: n, schema: { type: number }"]],
  ["one text has both ends", ["Or(a LIKE 'x*' AND a LIKE '*y', a=='z' AND a=='y');"], [text("a")]],
])("rules that some request satisfies are none: %s", async (_, rules, parameters) => {
  expect(await lintWith("satisfiable-dependencies", withQuery(rules, parameters))).toEqual([]);
});

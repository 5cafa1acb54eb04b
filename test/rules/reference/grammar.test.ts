import { describe, expect, test } from "@jest/globals";
import { print } from "./print.ts";
import { readSentences } from "./read-sentences.ts";

describe("the grammar", () => {
  test.each([
    ["Or(a,b); ZeroOrOne(c,d)", 2],
    ["// nothing\n /* at all */", 0],
    ["IF [package_dimensions[height]] THEN [Accept-Language] /* ; */ AND [a:b/c.d];", 1],
    ["Or([Or], [NOT]);", 1],
    ["[a]-[b]>3; [a]==[b];", 2],
    ["IF((a)AND(b+c)>3)THEN(d);", 1],
  ])("has %j as %i sentences", (text, count) => {
    expect(readSentences(text)).toHaveLength(count);
  });

  test.each([
    "Or(a);",
    "Or(a b);",
    "NOT a;",
    "a;",
    "a AND b;",
    "a > 3;",
    "Or(NOT a, b);",
    "Or(a AND NOT b, c);",
    "IF Or THEN b;",
    "IF a=='x THEN b;",
    "a + 3 > b;",
    "(a) + b > 3;",
    "IF a-b THEN c;",
    "IF a==1|2 THEN b;",
    "IF a!='x' THEN b;",
    "IF a LIKE 'x'|'y' THEN b;",
  ])("has no %j", (text) => {
    expect(() => readSentences(text)).toThrow("Not a sentence of IDL");
  });

  test("keeps each sentence as its author wrote it", () => {
    expect(readSentences("Or( a,b ) ; /* x */ OnlyOne(c, d)").map(({ text }) => text)).toEqual([
      "Or( a,b ) ;",
      "OnlyOne(c, d)",
    ]);
  });

  test("is printed so that it reads the same", () => {
    const text = "IF NOT (a OR b=='x'|'y' AND (n*m+k)/j<=-2.5) THEN [c-d] LIKE '*' AND NOT Or(e==true, f<g);";
    const rules = readSentences(text).map(({ rule }) => rule);
    expect(rules).toHaveLength(1);
    expect(readSentences(rules.map(print).join(" ")).map(({ rule }) => rule)).toEqual(rules);
  });
});

import { expect, test } from "@jest/globals";
import { explanationsOf } from "../engine.ts";

/** The words of each sentence, about an operation with query parameters of one letter. */
async function wordsOf(rules: readonly string[], parameters: Readonly<Record<string, object>>): Promise<string[]> {
  const listed = Object.entries(parameters).map(([name, schema]) => ({ name, in: "query", schema }));
  const get = { "x-dependencies": rules, parameters: listed, responses: { 204: { description: "Done" } } };
  const description = { openapi: "3.1.0", info: { title: "t", version: "1" }, paths: { "/a": { get } } };
  const [explained] = (await explanationsOf(description)).values();
  return (explained?.[0]?.sentences ?? []).map(({ words }) => words);
}

test("the contrary of a condition is said of its fields", async () => {
  const [text, number] = [{ type: "string" }, { type: "integer" }];
  const parameters = { a: text, b: text, c: text, n: number, m: number, l: { type: "array", items: text } };
  const words: Readonly<Record<string, string>> = {
    "IF NOT (a AND b) THEN c;": "If a and b are not both set, then c is set.",
    "IF NOT (a AND b AND c) THEN n;": "If a, b and c are not all set, then n is set.",
    "IF NOT (a OR b) THEN c;": "If neither of a and b is set, then c is set.",
    "IF NOT (a OR b OR c) THEN n;": "If none of a, b and c is set, then n is set.",
    "IF NOT (a OR n > 3) THEN NOT (b AND m <= 2);":
      "If a is not set and n is not more than 3, then b is not set or m is not at most 2.",
    "IF NOT ((a OR n > 3) AND b == 'x' OR c) THEN m;":
      "If ((a is not set and n is not more than 3) or b is not 'x') and c is not set, then m is set.",
    "IF NOT (NOT a AND NOT b) THEN c;": "If a or b is set, then c is set.",
    "IF NOT (NOT a) THEN NOT (l == 'x'|'y');": "If a is set, then l does not contain 'x' or 'y'.",
    "IF NOT (a LIKE 'x*') THEN NOT (l LIKE 'x*');": "If a does not match 'x*', then l contains no match of 'x*'.",
    "IF a THEN NOT (n < m);": "If a is set, then n is not less than m.",
    "IF a THEN NOT (n + m > 3);": "If a is set, then n + m is not more than 3.",
    "NOT Or(a, b);": "Neither of a and b is set.",
    "NOT ZeroOrOne(a, b);": "Both a and b are set.",
    "NOT ZeroOrOne(a, b, c);": "More than one of a, b and c is set.",
    "NOT OnlyOne(a, b, c);": "None of a, b and c is set, or more than one.",
    "NOT AllOrNone(a, b);": "Exactly one of a and b is set.",
    "NOT AllOrNone(a, b, c);": "Some of a, b and c are set, but not all.",
  };
  expect(await wordsOf(Object.keys(words), parameters)).toEqual(Object.values(words));
});

test("conditions are listed apart from how many of them hold", async () => {
  const text = { type: "string" };
  const words: Readonly<Record<string, string>> = {
    "OnlyOne(a, b AND c);": "Exactly one of these holds: a is set; b and c are set.",
    "AllOrNone(a, b == 'x');": "All of these hold, or none: a is set; b is 'x'.",
    "NOT Or(a, b == 'x');": "None of these holds: a is set; b is 'x'.",
    "IF ZeroOrOne(a, b == 'x') THEN Or(c, b == 'y');":
      "If at most one of these holds (a is set; b is 'x'), then at least one of these holds: c is set; b is 'y'.",
  };
  expect(await wordsOf(Object.keys(words), { a: text, b: text, c: text })).toEqual(Object.values(words));
});

test("a sentence begins with a capital letter, unless it begins with the name of a field", async () => {
  const text = { type: "string" };
  const rules = ["ZeroOrOne(a, to);", "OnlyOne(e, if);", "IF a THEN if;", "AllOrNone(if, to);"];
  expect(await wordsOf(rules, { a: text, e: text, if: text, to: text })).toEqual([
    "At most one of a and to is set.",
    "Exactly one of e and if is set.",
    "If a is set, then if is set.",
    "if and to are set together, or not at all.",
  ]);
});

test("a rule of an object within the request is told with its place", async () => {
  const text = { type: "string" };
  const schema = { type: "object", properties: { a: text, b: text }, dependentRequired: { a: ["b"] } };
  const body = { type: "object", properties: { ship: schema } };
  const post = { requestBody: { content: { "application/json": { schema: body } } }, responses: {} };
  const description = { openapi: "3.1.0", info: { title: "t", version: "1" }, paths: { "/a": { post } } };
  const [explained] = (await explanationsOf(description)).values();
  expect(explained?.[0]?.sentences.map(({ words }) => words)).toEqual(["In ship: If a is set, then b is set."]);
});

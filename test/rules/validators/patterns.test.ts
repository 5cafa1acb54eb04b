import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { toLinearPattern } from "../../../scripts/patterns/linear-pattern.ts";
import { linearMatcher } from "../../../scripts/runtime/matcher.ts";
import { validatorsOf } from "../engine.ts";
import { generateFrom as runOn } from "../generator.ts";

describe("a pattern is matched in time that is proportional to the text", () => {
  test.each([
    ["^([a-f0-9]{24})$", "class"],
    ["^[a-z]+$", "class"],
    ["^[a-zA-Z0-9][a-zA-Z0-9-]*$", "plain"],
    ["^.{1,64}@.{1,255}$", "plain"],
    ["^(a+)+$", "table"],
    ["^(a|a)+$", "table"],
    ["^(a|a){1,40}b$", "table"],
    ["(x+x+)+y", "table"],
    ["a+b", "table"],
    ["^\\S+( \\S+)*$", "table"],
    ["^(?=.*\\d)(?=.*[a-z]).{8,}$", "all"],
    ["^(?!.*--)[a-z-]+$", "all"],
    ["^(?:{[0-9a-f]{4}(?:-?[0-9a-f]{4}){7}}|x)$", "table"],
    ["^(?:[\\w-.]+\\_)+$", "table"],
    ["^(?=.*\\#)(?:\\w+\\@)+$", "all"],
    ["^(?=.*b)(?:a*[bc])+$", "all"],
    ["(^[A-Z][0-9]+$)|(^[AB][CD]$)", "plain"],
    ["(?!^.*--)(?!^[0-9]+$)(?!^-)(?!.*-$)^[A-Za-z0-9-]+$", "all"],
    ["(^(?:a|b)+$)|(?:^c+$|(d+e+)+$)", "table"],
    ["^(a+)+$|^(b|c)+$", "table"],
    ["^x(?=.*b)(?:a*[bc])+$", "refused"],
    ["^(\\w+)\\1$", "refused"],
    ["^((a+)+)\\1$", "refused"],
  ])("%s: %s", (pattern, kind) => {
    expect(kindOf(pattern)).toBe(kind);
  });

  test.each(["^(a+)+$", "^(a|a)+$", "(x+x+)+y", "a+b", "^(?=.*\\d)(?=.*[a-z]).{8,}$", "^(?!.*[ax])[^b]+$"])(
    "%s ends on a million characters",
    async (pattern) => {
      const schema = { type: "string", pattern };
      const validate = (await validatorsOf(apiWith(schema))).get("get /");
      for (const text of [`${"a".repeat(40)}!`, `${"a".repeat(1e6)}!`, "x".repeat(1e6)]) {
        expect(validate?.({ params: { query: { q: text } } })).toHaveLength(1);
      }
    },
  );

  test("a pattern that can't be made linear is refused at its place", async () => {
    const error = await runOn(apiWith({ type: "string", pattern: "^((a+)+)\\1$" })).catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(/api\.yaml:1:\d+ error The pattern \^\(\(a\+\)\+\)\\1\$ could take exponential/);
  });

  test.each([
    ["^(?:{[0-9a-f]{4}(?:-?[0-9a-f]{4}){7}}|x)$", [`{${"01af".repeat(8)}}`, "x"], ["{01af}", ""]],
    ["^(?:[\\w-.]+\\_)+$", ["a-b.c_", "__"], ["a-b", "a+_"]],
    ["^(?=.*\\#)(?:\\w*[\\@\\#])+$", ["a@b#", "#"], ["a@b@", "#a"]],
    ["(?!^.*\\-\\-)(?!.*-$)^(?!x)[a-z-]+$", ["a-b", "b"], ["a--b", "a-", "xa", ""]],
    ["(^(?:a|b)+$)|(?:^c+$|(d+\\-e+)+$)", ["abba", "cc", "xd-e"], ["abc", "xcc", "d-ex", ""]],
  ])("%s, which isn't valid with Unicode's flag, is read without it", (pattern, matching, others) => {
    const matcher = linearMatcher(toLinearPattern(pattern) ?? "");
    for (const text of matching)
      expect([text, matcher.test(text), new RegExp(pattern).test(text)]).toEqual([text, true, true]);
    for (const text of others)
      expect([text, matcher.test(text), new RegExp(pattern).test(text)]).toEqual([text, false, false]);
  });

  test("lookaheads are told apart from what follows them", () => {
    const pattern = toLinearPattern("^(?=.*\\d)(?!.*xx)[a-z0-9]{3,}$");
    const matcher = linearMatcher(pattern ?? "");
    const expression = /^(?=.*\d)(?!.*xx)[a-z0-9]{3,}$/u;
    for (const text of ["abc", "ab1", "1xx", "a1", "x1x", "AB1", ""]) {
      expect([text, matcher.test(text)]).toEqual([text, expression.test(text)]);
    }
  });
});

function kindOf(pattern: string): string {
  const linear = toLinearPattern(pattern);
  return linear === undefined ? "refused" : typeof linear === "string" ? "plain" : linear[1][0];
}

/** Pieces of patterns, put together at random. */
const atom = fc.constantFrom("a", "b", "[ab]", "[^a]", ".", "\\d", "\\w", "é", "😀");
const assertion = fc.constantFrom(
  "^",
  "$",
  "\\b",
  "\\B",
  "(?=a)",
  "(?!)",
  "(?![ab])",
  "(?<=b)",
  "(?=.*b)",
  "(?!ab)",
  "(?<!ab)",
);
const patterns = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    { weight: 3, arbitrary: atom },
    { weight: 1, arbitrary: assertion },
    fc.tuple(tie("node"), tie("node")).map(([a, b]) => a + b),
    fc.tuple(tie("node"), tie("node")).map(([a, b]) => `(${a}|${b})`),
    fc.tuple(tie("node"), fc.constantFrom("*", "+", "?", "{1,2}", "{2}")).map(([a, times]) => `(?:${a})${times}`),
  ),
})).node;
const whole = fc.tuple(fc.constantFrom("", "^"), patterns, fc.constantFrom("", "$")).map((parts) => parts.join(""));
const texts = fc.array(fc.constantFrom("a", "b", "é", "1", "😀", "\n", " ", "\uE000", "\uE001"), { maxLength: 8 });

test("tables match what regular expressions match", () => {
  let tables = 0;
  fc.assert(
    fc.property(whole, fc.array(texts, { minLength: 5, maxLength: 10 }), (pattern, lists) => {
      const linear = toLinearPattern(pattern);
      if (linear === undefined || typeof linear === "string") return;
      tables++;
      const [matcher, expression] = [linearMatcher(linear), new RegExp(pattern, "u")];
      for (const text of lists.map((list) => list.join(""))) {
        expect([pattern, text, matcher.test(text)]).toEqual([pattern, text, expression.test(text)]);
      }
    }),
    { numRuns: 3000, seed: 20261124 },
  );
  expect(tables).toBeGreaterThan(150);
});

function apiWith(schema: object): object {
  const parameters = [{ name: "q", in: "query", schema }];
  const responses = { 200: { description: "OK" } };
  return {
    openapi: "3.1.0",
    info: { title: "Patterns", version: "1" },
    paths: { "/": { get: { operationId: "get", parameters, responses } } },
  };
}

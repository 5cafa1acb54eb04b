import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { chooseMatching } from "../../scripts/patterns/linear-pattern.ts";
import { tableMatcher } from "../../scripts/runtime/pattern-matcher.ts";
import { validatorsOf } from "./validators.ts";
import { runOn } from "./workspace.ts";

describe("a pattern is matched in time that is proportional to the text", () => {
  test.each([
    ["^([a-f0-9]{24})$", "plain"],
    ["^[a-zA-Z0-9][a-zA-Z0-9-]*$", "plain"],
    ["^(a+)+$", "table"],
    ["^(a|a)+$", "table"],
    ["^(a|a){1,40}b$", "table"],
    ["(x+x+)+y", "table"],
    ["a+b", "table"],
    ["^\\S+( \\S+)*$", "table"],
    ["^(?=.*\\d)(?=.*[a-z]).{8,}$", "bounded"],
    ["^(\\w+)\\1$", "bounded"],
  ])("%s: %s", (pattern, kind) => {
    expect(chooseMatching(pattern).kind).toBe(kind);
  });

  test.each(["^(a+)+$", "^(a|a)+$", "(x+x+)+y", "a+b", "^(?=.*\\d)(?=.*[a-z]).{8,}$", "^(\\w+)\\1$"])(
    "%s ends on ten million characters",
    async (pattern) => {
      const schema = { type: "string", pattern };
      const validate = (await validatorsOf(apiWith(schema))).get("get /");
      for (const text of [`${"a".repeat(40)}!`, `${"a".repeat(1e7)}!`, "x".repeat(1e7)]) {
        expect(validate?.({ params: { query: { q: text } } })).toHaveLength(1);
      }
    },
  );

  test("a pattern that can't be mended is warned of", async () => {
    const { warnings } = await runOn(apiWith({ type: "string", pattern: "^((a+)+)\\1$" }));
    expect(warnings.map(({ message }) => message)).toEqual([expect.stringContaining("would take for ever")]);
  });
});

/** Pieces of patterns, put together at random. */
const atom = fc.constantFrom("a", "b", "[ab]", "[^a]", ".", "\\d", "\\w", "é", "😀");
const patterns = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    atom,
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
      const matching = chooseMatching(pattern);
      if (matching.kind !== "table") return;
      tables++;
      const [matcher, expression] = [tableMatcher(matching.table), new RegExp(pattern, "u")];
      for (const text of lists.map((list) => list.join(""))) {
        expect([pattern, text, matcher.test(text)]).toEqual([pattern, text, expression.test(text)]);
      }
    }),
    { numRuns: 3000, seed: 20261124 },
  );
  expect(tables).toBeGreaterThan(500);
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

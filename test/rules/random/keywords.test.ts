import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { judgeKeywords, keywordCases } from "./keywords.ts";

test("validators agree with Ajv on JSON Schema's conditionals, and types refuse nothing valid", async () => {
  const cases = fc.sample(keywordCases, { seed: 21, numRuns: 3 });
  const { disagreements, exact } = await judgeKeywords(cases);
  expect(disagreements).toEqual([]);
  expect(exact).toBeGreaterThan(0);
});

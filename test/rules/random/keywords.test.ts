import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { judgeKeywords, keywordSchemas } from "./keywords.ts";

test("validators agree with Ajv on JSON Schema's conditionals, and types refuse nothing valid", async () => {
  const schemas = fc.sample(keywordSchemas, { seed: 2026, numRuns: 3 });
  const { disagreements, exact } = await judgeKeywords(schemas);
  expect(disagreements).toEqual([]);
  expect(exact).toBeGreaterThan(0);
});

import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { randomApis } from "../random/random-apis.ts";
import { compareVerdictCases, compareVerdicts, disagreements } from "./verdicts.ts";

test("the generated validator decides every request that was judged by hand as its author did", async () => {
  const compared = await compareVerdictCases();
  expect(disagreements(compared)).toEqual([]);
  expect(compared.length).toBeGreaterThan(150);
});

describe.each(["parameters", "body", "both"] as const)("validator and reference agree on random APIs", (fields) => {
  test(`with fields in ${fields}`, async () => {
    const apis = fc.sample(randomApis({ constructs: "all", fields }), { seed: 1, numRuns: 50 });
    const compared = await compareVerdicts(apis, 1, 30);
    expect(disagreements(compared)).toEqual([]);
    // A reference that accepts everything, or nothing, would prove nothing.
    const valid = compared.filter(({ theirs }) => theirs.valid).length;
    expect(Math.min(valid, compared.length - valid)).toBeGreaterThan(compared.length / 20);
  });
});

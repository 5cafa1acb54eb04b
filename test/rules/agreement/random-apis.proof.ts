import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { randomApis } from "../random/random-apis.ts";
import { compareFindings, refuteFindings } from "./analyses.ts";
import { compareTypes, wrongTypes } from "./types.ts";
import { compareVerdicts, disagreements } from "./verdicts.ts";

/** SEEDS=7,8,9 tries others: a seed takes minutes. */
const seeds = (process.env["SEEDS"] ?? "1").split(",").map(Number);

describe.each(["parameters", "body", "both"] as const)("thousands of random APIs with fields in %s", (fields) => {
  test.each(seeds)("have validators that agree with the reference (seed %i)", async (seed) => {
    const apis = fc.sample(randomApis({ constructs: "all", fields }), { seed, numRuns: 150 });
    expect(disagreements(await compareVerdicts(apis, seed, 40))).toEqual([]);
  });

  test.each(seeds)("have types that agree with the reference (seed %i)", async (seed) => {
    const apis = fc.sample(randomApis({ constructs: "types", fields }), { seed, numRuns: 120 });
    expect(wrongTypes(await compareTypes(apis, seed, 40))).toEqual([]);
  });

  test.each(seeds)("have analyses that agree with brute force (seed %i)", async (seed) => {
    const apis = fc.sample(randomApis({ constructs: "types", fields }), { seed, numRuns: 200 });
    const compared = await compareFindings(apis, 2000);
    expect(compared.filter(({ ours, theirs }) => JSON.stringify(ours) !== JSON.stringify(theirs))).toEqual([]);
  });

  test.each(seeds)("have analyses that no request refutes, with every construct (seed %i)", async (seed) => {
    const apis = fc.sample(randomApis({ constructs: "all", fields }), { seed, numRuns: 60 });
    expect((await refuteFindings(apis, seed, 100)).wrong).toEqual([]);
  });
});

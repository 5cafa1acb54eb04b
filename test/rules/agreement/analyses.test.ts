import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { randomApis } from "../random/random-apis.ts";
import { compareFindings, refuteFindings } from "./analyses.ts";

describe.each(["parameters", "body", "both"] as const)("the analysis of rules over %s", (fields) => {
  test("finds what brute force finds, where every request can be tried", async () => {
    const apis = fc.sample(randomApis({ constructs: "types", fields }), { seed: 1, numRuns: 120 });
    const compared = await compareFindings(apis, 150);
    expect(compared.filter(({ ours, theirs }) => JSON.stringify(ours) !== JSON.stringify(theirs))).toEqual([]);
    // What never occurs is not tested.
    expect(compared.some(({ theirs }) => !theirs.satisfiable)).toBe(true);
    for (const kind of ["dead", "falseOptional", "implied"] as const)
      expect([kind, compared.some(({ theirs }) => theirs[kind].length > 0)]).toEqual([kind, true]);
  });

  test("is never contradicted by a request, with every construct of the language", async () => {
    const apis = fc.sample(randomApis({ constructs: "all", fields }), { seed: 1, numRuns: 15 });
    const { claims, wrong } = await refuteFindings(apis, 1, 60);
    expect(wrong).toEqual([]);
    expect(claims).toBeGreaterThan(2);
  });
});

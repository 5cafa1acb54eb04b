import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { randomApis, requestsFor, toOpenApi } from "../reference/random-apis.ts";
import { analysesOf } from "./analyses.ts";
import { everyRequest } from "./finite-requests.ts";
import { bruteForce, findingsOf, judgeAll } from "./judged-requests.ts";

const mostRequests = 250;
/** SEEDS=3,4,5 tries others. */
const seeds = (process.env["SEEDS"] ?? "1,2").split(",").map(Number);

describe.each(["parameters", "body", "both"] as const)("analysis of %s", (fields) => {
  test.each(seeds)("finds what brute force finds, where every request can be tried (seed %i)", async (seed) => {
    const apis = fc
      .sample(randomApis({ constructs: "types", fields }), { seed, numRuns: 90 })
      .filter((api) => everyRequest(api, mostRequests) !== undefined);
    expect(apis.length).toBeGreaterThan(20);
    const analyses = await analysesOf(toOpenApi(apis));
    const found = { unsatisfiable: 0, dead: 0, falseOptional: 0, implied: 0 };
    for (const [index, api] of apis.entries()) {
      const analysis = analyses.get(`operation${index}`);
      if (analysis === undefined) throw new RangeError(`operation${index} has no analysis`);
      const want = bruteForce(api, judgeAll(api, everyRequest(api, mostRequests) ?? []));
      expect({ api, ...findingsOf(api, analysis) }).toEqual({ api, ...want });
      found.unsatisfiable += want.satisfiable ? 0 : 1;
      found.dead += want.dead.length;
      found.falseOptional += want.falseOptional.length;
      found.implied += want.implied.length;
    }
    // What never occurs is not tested.
    expect(Object.entries(found).filter(([, count]) => count === 0)).toEqual([]);
  });

  test.each(seeds)(
    "is never contradicted by a request, with every construct of the language (seed %i)",
    async (seed) => {
      const apis = fc.sample(randomApis({ constructs: "all", fields }), { seed, numRuns: 30 });
      const analyses = await analysesOf(toOpenApi(apis));
      let claims = 0;
      for (const [index, api] of apis.entries()) {
        const analysis = analyses.get(`operation${index}`);
        if (analysis === undefined) throw new RangeError(`operation${index} has no analysis`);
        const claimed = findingsOf(api, analysis);
        const seen = bruteForce(api, judgeAll(api, fc.sample(requestsFor(api), { seed: seed + index, numRuns: 60 })));
        claims += claimed.dead.length + claimed.falseOptional.length + claimed.implied.length;
        // Requests that were drawn can show that a claim is wrong, and no more.
        if (!seen.satisfiable) continue;
        expect({ api, satisfiable: claimed.satisfiable }).toEqual({ api, satisfiable: true });
        // What no request that was drawn has, they can say nothing of.
        expect({ api, ...seen, falseOptional: [...seen.falseOptional, ...seen.dead] }).toMatchObject({
          dead: expect.arrayContaining([...claimed.dead]),
          falseOptional: expect.arrayContaining([...claimed.falseOptional]),
          implied: expect.arrayContaining([...claimed.implied]),
        });
      }
      expect(claims).toBeGreaterThan(5);
    },
  );
});

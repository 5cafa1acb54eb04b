import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { countPatternsOf, judgeEveryRequest } from "../reference/brute-force.ts";
import { countPresencePatterns } from "../reference/count-patterns.ts";
import { type ApiOptions, operationIn, randomApis, requestsFor, toOpenApi, verdictOn } from "./random-apis.ts";

const kinds: readonly ApiOptions[] = [
  { constructs: "types", fields: "parameters" },
  { constructs: "types", fields: "body" },
  { constructs: "types", fields: "both" },
  { constructs: "all", fields: "parameters" },
  { constructs: "all", fields: "body" },
  { constructs: "all", fields: "both" },
];

describe.each(kinds)("random APIs of $constructs over $fields", (options) => {
  test("are judged without an error, and requests are accepted and refused often", () => {
    const verdicts = { true: 0, false: 0 };
    const apis = fc.sample(randomApis(options), { seed: 5, numRuns: 20 });
    for (const api of apis) {
      for (const request of fc.sample(requestsFor(api), { seed: 6, numRuns: 10 })) {
        verdicts[`${verdictOn(api, request).valid}`] += 1;
      }
    }
    expect(verdicts.true).toBeGreaterThan(10);
    expect(verdicts.false).toBeGreaterThan(10);
  });
});

test("the presence patterns of random APIs are as many when every request is built and judged", () => {
  const apis = fc.sample(randomApis({ constructs: "types", fields: "both" }), { seed: 8, numRuns: 12 });
  let counted = 0;
  for (const operation of apis.map(operationIn)) {
    const judged = judgeEveryRequest(operation, 150);
    if (judged === undefined) continue;
    const { patterns } = countPresencePatterns(operation);
    expect([operation.rules, patterns]).toEqual([operation.rules, countPatternsOf(operation, judged)]);
    counted += 1;
  }
  expect(counted).toBeGreaterThan(4);
});

test("one seed gives the same document twice", () => {
  const once = (): string =>
    JSON.stringify(toOpenApi(fc.sample(randomApis({ constructs: "all", fields: "both" }), { seed: 3, numRuns: 20 })));
  expect(once()).toBe(once());
});

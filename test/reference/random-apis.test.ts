import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { countPresencePatterns } from "./count-patterns.ts";
import { operationOf } from "./document.ts";
import { countByRequests } from "./every-request.ts";
import { namedFields } from "./named-fields.ts";
import { type ApiOptions, addressOf, judge, randomApis, requestsFor, toOpenApi } from "./random-apis.ts";

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
    const apis = fc.sample(randomApis(options), { seed: 5, numRuns: 100 });
    for (const api of apis) {
      for (const request of fc.sample(requestsFor(api), { seed: 6, numRuns: 10 })) {
        verdicts[`${judge(api, request)}`] += 1;
      }
    }
    expect(verdicts.true).toBeGreaterThan(150);
    expect(verdicts.false).toBeGreaterThan(150);
  });
});

test("the presence patterns of random APIs are as many when every request is built and judged", () => {
  const operations = fc
    .sample(randomApis({ constructs: "types", fields: "both" }), { seed: 8, numRuns: 120 })
    .map((api) => operationOf(toOpenApi([api]), addressOf(api, 0).path, addressOf(api, 0).method))
    .filter((operation) => namedFields(operation).fields.size <= 5);
  expect(operations.length).toBeGreaterThan(30);
  for (const operation of operations) {
    const { patterns } = countPresencePatterns(operation);
    expect([operation, patterns]).toEqual([operation, countByRequests(operation)]);
  }
});

test("one seed gives the same document twice", () => {
  const once = (): string =>
    JSON.stringify(toOpenApi(fc.sample(randomApis({ constructs: "all", fields: "both" }), { seed: 3, numRuns: 20 })));
  expect(once()).toBe(once());
});

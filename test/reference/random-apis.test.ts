import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { operationOf } from "./document.ts";
import { countByRequests } from "./every-request.ts";
import {
  type ApiOptions,
  addressOf,
  countPatternsOf,
  judge,
  randomApis,
  requestsFor,
  toOpenApi,
} from "./random-apis.ts";

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
  const apis = fc.sample(randomApis({ constructs: "types", fields: "both" }), { seed: 8, numRuns: 150 });
  const few = apis.filter((api) => countPatternsOf(api).fields <= 5);
  expect(few.length).toBeGreaterThan(30);
  for (const api of few) {
    const { path, method } = addressOf(api, 0);
    const document = toOpenApi([api]);
    expect([document, countPatternsOf(api).patterns]).toEqual([
      document,
      countByRequests(operationOf(document, path, method)),
    ]);
  }
});

test("one seed gives the same document twice", () => {
  const once = (): string =>
    JSON.stringify(toOpenApi(fc.sample(randomApis({ constructs: "all", fields: "both" }), { seed: 3, numRuns: 20 })));
  expect(once()).toBe(once());
});

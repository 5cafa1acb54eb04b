import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { judgeKeywords, keywordCases } from "./keywords.ts";

/** SEEDS=4,5,6 tries others: a seed takes half a minute. */
const seeds = (process.env["SEEDS"] ?? "1,2").split(",").map(Number);

test.each(seeds)("validators, types and Ajv agree on 100 random schemas, seed %d", async (seed) => {
  const { disagreements, exact, judged, wrong, refused } = await judgeKeywords(
    fc.sample(keywordCases, { seed, numRuns: 100 }),
  );
  expect(disagreements).toEqual([]);
  console.info(`${judged} requests, ${exact} of 100 schemas exact, types refuse ${refused} of ${wrong} wrong requests`);
});

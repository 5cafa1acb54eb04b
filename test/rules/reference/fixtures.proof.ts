import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { countPatternsOf, judgeEveryRequest } from "./brute-force.ts";
import { countPresencePatterns } from "./count-patterns.ts";
import { type Json, operationOf, operationsOf } from "./document.ts";
import { fixtures, presencePatterns } from "./fixtures.ts";

const operations = fixtures.flatMap(({ file, text }) => {
  const document: Json = parse(text);
  return operationsOf(document).map(({ path, method }) => ({
    file,
    title: `${method} ${path}`,
    operation: operationOf(document, path, method),
  }));
});

describe("the satisfying presence patterns", () => {
  test("of every real API are as many as are written down", () => {
    const counted = fixtures.map(({ file }) => [
      file,
      Object.fromEntries(
        operations
          .filter((one) => one.file === file)
          .map(({ title, operation }) => [title, countPresencePatterns(operation)]),
      ),
    ]);
    expect(Object.fromEntries(counted)).toEqual(presencePatterns);
  });

  test("of each API with few fields are as many when every request is built and judged", () => {
    let tried = 0;
    for (const { file, title, operation } of operations) {
      const judged = judgeEveryRequest(operation, 5000);
      if (judged === undefined) continue;
      const patterns = presencePatterns[file]?.[title]?.patterns;
      expect([title, countPatternsOf(operation, judged)]).toEqual([title, patterns]);
      tried += 1;
    }
    expect(tried).toBeGreaterThan(10);
  });
});

import { describe, expect, test } from "@jest/globals";
import { compareSmallPairs } from "./agreement.ts";
import { refuteRandomChanges } from "./random-changes.ts";

/** SEEDS=7,8,9 tries others. */
const seeds = (process.env["SEEDS"] ?? "1").split(",").map(Number);

describe.each(seeds)("hundreds of random changes (seed %i)", (seed) => {
  test("of presence, enums and booleans have the verdict of every request, and witnesses that the reference confirms", async () => {
    const { judged, verdicts, wrong } = await compareSmallPairs("finite", 1000 + seed, 600, 3000);
    expect(wrong).toEqual([]);
    expect(judged).toBeGreaterThan(400);
    expect(verdicts["undecided"]).toBeUndefined();
  });

  test("of numbers and texts miss no request, and their witnesses hold", async () => {
    const { judged, verdicts, wrong } = await compareSmallPairs("open", 1000 + seed, 200, 1500);
    expect(wrong).toEqual([]);
    expect(judged).toBe(200);
    expect(verdicts["undecided"] ?? 0).toBeLessThan(judged / 20);
  });

  test.each([
    ["types", "parameters"],
    ["types", "body"],
    ["types", "both"],
    ["all", "parameters"],
    ["all", "body"],
  ] as const)(
    "of nested objects, lists and alternatives: no request refutes what is said (%s in %s)",
    async (constructs, fields) => {
      const { verdicts, wrong } = await refuteRandomChanges({ constructs, fields }, 1000 + seed, 50, 200);
      expect(wrong).toEqual([]);
      // Presence, enums and booleans are always decided.
      if (constructs === "types") expect(verdicts["undecided"]).toBeUndefined();
    },
  );
});

// Known mistake: one of these changes, whose rules compare a date with a date-time, gets a verdict that a request refutes.
test.failing("random changes over body and parameters, with every construct, are never refuted", async () => {
  const { wrong } = await refuteRandomChanges({ constructs: "all", fields: "both" }, 1001, 50, 200);
  expect(wrong).toEqual([]);
});

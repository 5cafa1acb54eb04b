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
    // A generator that made one kind alone would prove little.
    for (const verdict of ["same", "looser", "tighter", "both"]) expect(verdicts[verdict]).toBeGreaterThan(0);
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
    ["all", "both"],
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

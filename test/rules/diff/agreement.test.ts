import { expect, test } from "@jest/globals";
import { compareSmallPairs } from "./agreement.ts";
import { refuteRandomChanges } from "./random-changes.ts";

test("random changes of presence, enums and booleans: verdicts as of every request, and witnesses that the reference confirms", async () => {
  const { judged, verdicts, witnesses, wrong } = await compareSmallPairs("finite", 1, 120, 600);
  expect(wrong).toEqual([]);
  expect(judged).toBeGreaterThan(40);
  expect(witnesses).toBeGreaterThan(25);
  // A generator that made one kind alone would prove little.
  expect(Math.min(...["same", "looser", "tighter", "both"].map((verdict) => verdicts[verdict] ?? 0))).toBeGreaterThan(
    4,
  );
});

test("random changes with numbers and texts: no request is missed, and witnesses hold", async () => {
  const { judged, witnesses, wrong } = await compareSmallPairs("open", 1, 25, 40);
  expect(wrong).toEqual([]);
  expect(judged).toBe(25);
  expect(witnesses).toBeGreaterThan(12);
});

test("random changes of nested objects, lists and alternatives: no random request refutes what is said", async () => {
  const { verdicts, wrong } = await refuteRandomChanges({ constructs: "all", fields: "both" }, 1, 15, 20);
  expect(wrong).toEqual([]);
  expect(Object.keys(verdicts).length).toBeGreaterThan(2);
});

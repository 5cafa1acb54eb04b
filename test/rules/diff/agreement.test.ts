import { expect, test } from "@jest/globals";
import { compareSmallPairs } from "./agreement.ts";
import { refuteRandomChanges } from "./random-changes.ts";

test("random changes of presence, enums and booleans: verdicts as of every request, and witnesses that the reference confirms", async () => {
  const { judged, verdicts, witnesses, wrong } = await compareSmallPairs("finite", 1, 24, 600);
  expect(wrong).toEqual([]);
  expect(judged).toBeGreaterThan(7);
  expect(witnesses).toBeGreaterThan(4);
  // A generator that made one kind alone would prove little.
  expect(Math.min(...["same", "looser", "tighter", "both"].map((verdict) => verdicts[verdict] ?? 0))).toBeGreaterThan(
    0,
  );
});

test("random changes with numbers and texts: no request is missed, and witnesses hold", async () => {
  const { judged, witnesses, wrong } = await compareSmallPairs("open", 1, 6, 40);
  expect(wrong).toEqual([]);
  expect(judged).toBe(6);
  expect(witnesses).toBeGreaterThan(3);
});

test("random changes of nested objects, lists and alternatives: no random request refutes what is said", async () => {
  const { verdicts, wrong } = await refuteRandomChanges({ constructs: "all", fields: "both" }, 1, 8, 10);
  expect(wrong).toEqual([]);
  expect(Object.keys(verdicts).length).toBeGreaterThan(2);
});

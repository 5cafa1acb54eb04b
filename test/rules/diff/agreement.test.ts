import { expect, test } from "@jest/globals";
import { compareSmallPairs } from "./agreement.ts";
import { refuteRandomChanges } from "./random-changes.ts";

/** Hundreds are in agreement.proof.ts. A generator that made one kind alone would prove little. */

test("random changes of presence, enums and booleans: verdicts as of every request, and witnesses that the reference confirms", async () => {
  const { judged, verdicts, witnesses, wrong } = await compareSmallPairs("finite", 1, 9, 300);
  expect(wrong).toEqual([]);
  expect(judged).toBeGreaterThan(3);
  expect(witnesses).toBeGreaterThan(4);
  expect(Object.keys(verdicts).length).toBeGreaterThan(1);
});

test("random changes with numbers and texts: no request is missed, and witnesses hold", async () => {
  const { judged, verdicts, witnesses, wrong } = await compareSmallPairs("open", 7, 4, 40);
  expect(wrong).toEqual([]);
  expect(judged).toBe(4);
  expect(witnesses).toBeGreaterThan(3);
  expect(Object.keys(verdicts).length).toBeGreaterThan(2);
});

test("random changes of nested objects, lists and alternatives: no random request refutes what is said", async () => {
  const { verdicts, wrong } = await refuteRandomChanges({ constructs: "all", fields: "both" }, 8, 4, 10);
  expect(wrong).toEqual([]);
  expect(Object.keys(verdicts).length).toBeGreaterThan(2);
});

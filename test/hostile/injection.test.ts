import { expect, test } from "@jest/globals";
import { filePoints } from "./file-points.ts";
import { type HostileCase, tryCases } from "./harness.ts";
import { injectionPoints } from "./injection-points.ts";
import { codePayloads, namePayloads } from "./payloads.ts";

/** Each place with one text: every text comes up at some place. All of them at all places are in injection.proof.ts. */
const points = [...injectionPoints, ...filePoints];
const cases: HostileCase[] = points.map((point, index) => {
  const payloads = Object.entries({ ...codePayloads, ...namePayloads });
  const [payload = "", text = ""] = payloads[index % payloads.length] ?? [];
  return { point, payload, text, names: index % 2 === 1 };
});

test("no text of a description becomes code, changes its value, or breaks a module", async () => {
  const { bad, harmless, refused } = await tryCases(cases);
  expect(bad).toEqual([]);
  expect(harmless + refused).toBe(points.length);
  expect(harmless).toBeGreaterThan(60);
});

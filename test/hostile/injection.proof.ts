import { expect, test } from "@jest/globals";
import { filePoints } from "./file-points.ts";
import { everyPlaceOnce, tryCases } from "./harness.ts";
import { injectionPoints } from "./injection-points.ts";
import { codePayloads, namePayloads } from "./payloads.ts";

test("no text of a description becomes code, changes its value, or breaks a module: every text at some place", async () => {
  const cases = everyPlaceOnce();
  const { bad, harmless, refused } = await tryCases(cases);
  expect(bad).toEqual([]);
  expect(harmless + refused).toBe(cases.length);
  expect(harmless).toBeGreaterThan(60);
});

/** A ninth of the payloads takes two minutes; PAYLOADS=all tries every one. */
const every = process.env["PAYLOADS"] === "all" ? 1 : 9;
const payloads = Object.entries({ ...codePayloads, ...namePayloads }).filter((_, index) => index % every === 0);

for (const [payload, text] of payloads) {
  test(`${payload}: harmless or refused at every place`, async () => {
    const cases = [...injectionPoints, ...filePoints].flatMap((point) =>
      [false, true].map((names) => ({ point, payload, text, names })),
    );
    const { bad, harmless, refused } = await tryCases(cases);
    console.info(`${payload}: ${harmless} harmless, ${refused} refused`);
    expect(bad).toEqual([]);
  });
}

import { expect, test } from "@jest/globals";
import { tryCases } from "./harness.ts";
import { injectionPoints } from "./injection-points.ts";
import { codePayloads, namePayloads } from "./payloads.ts";

for (const [payload, text] of Object.entries({ ...codePayloads, ...namePayloads })) {
  test(`${payload}: harmless or refused at every place`, async () => {
    const cases = injectionPoints.flatMap((point) => [false, true].map((names) => ({ point, payload, text, names })));
    const { bad, harmless, refused } = await tryCases(cases);
    console.info(`${payload}: ${harmless} harmless, ${refused} refused`);
    expect(bad).toEqual([]);
  });
}

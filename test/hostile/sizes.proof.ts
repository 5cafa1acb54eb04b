import { expect, test } from "@jest/globals";
import { sizeCases } from "./size-cases.ts";
import { runSize } from "./size-runs.ts";

/** In MB, beside what openapi-typescript alone needs for the same description. */
const allowance = 512;

test.each(sizeCases)("$name: outputs, or a refusal with its place, within bounded memory", async (sizeCase) => {
  const size = sizeCase.sizes[1];
  const { code, stderr, outputs, seconds, memory, alone } = await runSize(sizeCase, size);
  const used = `${seconds} s and ${memory} MB; openapi-typescript alone ${alone.seconds} s and ${alone.memory} MB`;
  console.info(`${size} ${sizeCase.name}: ${used}`);
  const refusal = sizeCase.refusal?.(size);
  if (refusal === undefined)
    expect({ code, isWritten: outputs.includes("api.ts"), stderr: code === 0 ? "" : stderr }).toEqual({
      code: 0,
      isWritten: true,
      stderr: "",
    });
  else expect({ code, stderr, outputs }).toEqual({ code: 1, stderr: expect.stringMatching(refusal), outputs: [] });
  expect(memory).toBeLessThan(allowance + alone.memory);
});

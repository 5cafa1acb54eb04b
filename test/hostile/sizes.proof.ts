import { expect, test } from "@jest/globals";
import { sizeCases } from "./size-cases.ts";
import { runSize } from "./size-runs.ts";

/** In MB, for each of the two threads: openapi-typescript alone needs 700 MB for the largest of these. */
const heap = 1024;

test.each(sizeCases)("$name: outputs, or a refusal with its place, within bounded memory", (sizeCase) => {
  const size = sizeCase.sizes[1];
  const { code, stderr, outputs } = runSize(sizeCase, size, heap);
  const refusal = sizeCase.refusal?.(size);
  if (refusal === undefined)
    expect({ code, isWritten: outputs.includes("api.ts"), stderr: code === 0 ? "" : stderr }).toEqual({
      code: 0,
      isWritten: true,
      stderr: "",
    });
  else expect({ code, stderr, outputs }).toEqual({ code: 1, stderr: expect.stringMatching(refusal), outputs: [] });
});

import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { randomApis } from "../random/random-apis.ts";
import { compareTypes, wrongTypes } from "./types.ts";

test("the compiler accepts the requests to random APIs that the reference allows, and refuses the others", async () => {
  const apis = (["parameters", "body", "both"] as const).flatMap((fields) =>
    fc.sample(randomApis({ constructs: "types", fields }), { seed: 1, numRuns: 3 }),
  );
  const typed = await compareTypes(apis, 1, 10);
  expect(wrongTypes(typed)).toEqual([]);
  const closed = typed.filter(({ open }) => !open);
  const accepted = closed.filter(({ accepted: yes }) => yes).length;
  expect(Math.min(accepted, closed.length - accepted)).toBeGreaterThan(typed.length / 10);
});

import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { randomApis } from "../random/random-apis.ts";
import { refuteFindings } from "./analyses.ts";

test("no request refutes what the analysis says of random APIs, with every construct of the language", async () => {
  const apis = (["parameters", "body", "both"] as const).flatMap((fields) =>
    fc.sample(randomApis({ constructs: "all", fields }), { seed: 1, numRuns: 2 }),
  );
  const { claims, wrong } = await refuteFindings(apis, 1, 15);
  expect(wrong).toEqual([]);
  expect(claims).toBeGreaterThan(1);
});

import { expect, test } from "@jest/globals";
import { compareVerdictCases, disagreements } from "./verdicts.ts";

test("the generated validator decides every request that was judged by hand as its author did", async () => {
  const compared = await compareVerdictCases();
  expect(disagreements(compared)).toEqual([]);
  expect(compared.length).toBeGreaterThan(150);
});

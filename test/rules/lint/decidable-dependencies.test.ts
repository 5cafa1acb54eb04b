import { expect, test } from "@jest/globals";
import { lintWith, withQuery } from "./lint.ts";

test("rules that take more steps than the limit are reported as undecided, once for all that share fields", async () => {
  const names = Array.from({ length: 2100 }, (_, index) => `p${index}`);
  const rules = [`Or(${names.join(", ")});`, "IF p0 THEN p1;"];
  const found = await lintWith(
    "decidable-dependencies",
    withQuery(
      rules,
      [...names, "q"].map((name) => `name: ${name}`),
    ),
  );
  expect(found).toEqual([
    expect.stringMatching(
      /^7:11 The analysis couldn't answer every question about this rule together with the 1 that share its fields/,
    ),
  ]);
});

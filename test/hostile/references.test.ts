import { expect, test } from "@jest/globals";
import { followReferences, kinds } from "./references.ts";

/** Each place with one kind of reference; all pairs are in references.proof.ts. */
test("a reference out of the description's folder is never followed", async () => {
  expect(await followReferences((place, kind) => place % kinds.length === kind)).toEqual([]);
});

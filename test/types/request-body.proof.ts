import { expect, test } from "@jest/globals";
import { everyBody, isAllowed, methods, wronglyTyped } from "./restore-job-bodies.ts";

test("the type of the restore request's body accepts of 1792 bodies exactly those that the rules allow", () => {
  const bodies = everyBody(methods);
  expect(bodies).toHaveLength(1792);
  expect(wronglyTyped(bodies)).toEqual([]);
  expect(bodies.filter(isAllowed)).toHaveLength(204);
});

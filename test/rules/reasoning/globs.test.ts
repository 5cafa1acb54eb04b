import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { someTextFits } from "../engine.ts";

/** Every text of up to seven letters out of three, of which globs name two. */
const texts = Array.from({ length: 7 }).reduce<string[]>(
  (all) => ["", ...all.flatMap((text) => (text.length < 7 ? ["a", "b", "c"].map((letter) => letter + text) : []))],
  [""],
);

function matches(text: string, glob: readonly string[]): boolean {
  return new RegExp(`^${glob.join(".*")}$`).test(text);
}

test("whether some text matches all of some globs and none of others is what trying all texts finds", () => {
  const part = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 2 });
  const globs = fc.array(fc.array(part, { minLength: 1, maxLength: 3 }), { maxLength: 2 });
  const found = new Map([true, false].map((answer) => [answer, 0]));
  fc.assert(
    fc.property(globs, globs, (matched, others) => {
      const tried = texts.some(
        (text) => matched.every((glob) => matches(text, glob)) && !others.some((glob) => matches(text, glob)),
      );
      found.set(tried, (found.get(tried) ?? 0) + 1);
      expect(someTextFits({}, [{ matched, others }])).toBe(tried);
    }),
    { seed: 1, numRuns: 150 },
  );
  expect(Math.min(...found.values())).toBeGreaterThan(10);
});

import { expect, test } from "@jest/globals";
import { compile } from "../../types/compiler.ts";
import { presencePatternsOf, wrongCoversOf } from "../engine.ts";
import { generateFrom } from "../generator.ts";
import { fixtures, presencePatterns } from "../reference/fixtures.ts";

test.each(fixtures)(
  "the rules of a real API allow as many sets of fields as trying finds ($file)",
  async ({ file, text }) => {
    const counted = Object.entries(presencePatterns[file] ?? {}).map(([operation, { patterns }]) => [
      operation,
      BigInt(patterns),
    ]);
    expect(Object.fromEntries(await presencePatternsOf(text))).toEqual(Object.fromEntries(counted));
    expect(await wrongCoversOf(text)).toEqual([]);
  },
);

test("the rules of real APIs become types that compile", async () => {
  const modules: Record<string, string> = {};
  for (const { file, text } of fixtures) modules[`fixtures/${file}.ts`] = (await generateFrom(text)).types;
  expect(compile(modules)).toEqual([]);
});

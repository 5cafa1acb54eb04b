import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { startGenerator } from "../rules/engine.ts";
import { sizeCases } from "./size-cases.ts";

const head = "openapi: 3.1.0\ninfo: { title: Things, version: '1' }\npaths: {}\n";

/** Small texts that stand for much, and where and why each is refused. */
const refused: readonly (readonly [name: string, description: string, message: RegExp])[] = [
  ["aliases of aliases", expanding(), /api\.yaml:\d+:\d+ error The aliases up to this one repeat more than 100000/],
  [
    "an alias within itself",
    `${head}x-a: &a { b: *a }\n`,
    /api\.yaml:4:\d+ error This alias refers to what it is part of/,
  ],
];

test.each(refused)("refuses %s with the place", async (_, description, message) => {
  const folder = mkdtempSync(join(tmpdir(), "openapi-rules-sizes-"));
  const generator = await startGenerator();
  try {
    writeFileSync(join(folder, "api.yaml"), description);
    writeFileSync(join(folder, "redocly.yaml"), redoclyYaml);
    await expect(generator.generate(folder)).rejects.toThrow(message);
  } finally {
    await generator.stop();
    rmSync(folder, { recursive: true });
  }
});

/** The larger sizes are tried by `sizes.proof.ts`, in processes with a limit of memory. */
test("generates from each kind of large description, or refuses it with the place", async () => {
  const generator = await startGenerator();
  const folder = mkdtempSync(join(tmpdir(), "openapi-rules-sizes-"));
  const outcomes: Record<string, string> = {};
  const expected: Record<string, string> = {};
  try {
    writeFileSync(join(folder, "redocly.yaml"), redoclyYaml.replace("api.yaml", "api.json"));
    for (const { name, describe, sizes, refusal } of sizeCases) {
      const [size] = sizes;
      writeFileSync(join(folder, "api.json"), describe(size));
      const message = await generator.generate(folder).then(
        () => "generated",
        (error) => `${error}`,
      );
      const refused = refusal?.(size);
      expected[name] = refused === undefined ? "generated" : "refused";
      outcomes[name] = refused?.test(message) ? "refused" : message;
    }
  } finally {
    await generator.stop();
    rmSync(folder, { recursive: true });
  }
  expect(outcomes).toEqual(expected);
});

const redoclyYaml = "apis: { main: { root: api.yaml, x-openapi-ts: { output: api.ts } } }";

function expanding(): string {
  const lines = ["x-0: &a0 [x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 10; level++) {
    const aliases = Array.from({ length: 9 }, () => `*a${level - 1}`).join(", ");
    lines.push(`x-${level}: &a${level} [${aliases}]`);
  }
  return `${head}${lines.join("\n")}\n`;
}

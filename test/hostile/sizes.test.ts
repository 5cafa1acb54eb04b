import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { writeIn } from "../rules/generator.ts";
import { sizeCases } from "./size-cases.ts";

test("refuses an alias within itself with the place", async () => {
  const folder = mkdtempSync(join(tmpdir(), "openapi-rules-sizes-"));
  try {
    const head = "openapi: 3.1.0\ninfo: { title: Things, version: '1' }\npaths: {}\n";
    writeFileSync(join(folder, "api.json"), `${head}x-a: &a { b: *a }\n`);
    writeFileSync(join(folder, "redocly.yaml"), redoclyYaml);
    await expect(writeIn(folder)).rejects.toThrow(
      /api\.json:4:\d+ error This alias refers to a value that contains it/,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** The larger sizes are tried by `sizes.proof.ts`, in processes with a limit of memory. */
test("generates from each kind of large description, or refuses it with the place", async () => {
  const folder = mkdtempSync(join(tmpdir(), "openapi-rules-sizes-"));
  const outcomes: Record<string, string> = {};
  const expected: Record<string, string> = {};
  try {
    for (const { name, describe, sizes, refusal, config } of sizeCases) {
      const [size] = sizes;
      writeFileSync(join(folder, "redocly.yaml"), config?.(size) ?? redoclyYaml);
      writeFileSync(join(folder, "api.json"), describe(size));
      const message = await writeIn(folder).then(
        () => "generated",
        (error) => `${error}`,
      );
      const refused = refusal?.(size);
      expected[name] = refused === undefined ? "generated" : "refused";
      outcomes[name] = refused?.test(message) ? "refused" : message;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  expect(outcomes).toEqual(expected);
});

const redoclyYaml = "apis: { main: { root: api.json, x-openapi-ts: { output: api.ts } } }";

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { startGenerator } from "../rules/engine.ts";

const head = "openapi: 3.1.0\ninfo: { title: Things, version: '1' }\npaths: {}\n";

/** Small texts that stand for much, and where and why each is refused. */
const refused: readonly (readonly [name: string, description: string, message: RegExp])[] = [
  ["aliases of aliases", expanding(), /api\.yaml:\d+:\d+ error The aliases up to this one repeat more than 100000/],
  [
    "an alias within itself",
    `${head}x-a: &a { b: *a }\n`,
    /api\.yaml:4:\d+ error This alias refers to what it is part of/,
  ],
  [
    "5,000 references in a row",
    chain(5000),
    /api\.yaml:1:\d+ error This \$ref leads to a \$ref, and so on, more than 100/,
  ],
  ["5,000 levels", nested(5000), /api\.yaml:\d+:\d+ error This is nested deeper than 1000 levels/],
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

const redoclyYaml = "apis: { main: { root: api.yaml, x-openapi-ts: { output: api.ts } } }";

function expanding(): string {
  const lines = ["x-0: &a0 [x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 10; level++) {
    const aliases = Array.from({ length: 9 }, () => `*a${level - 1}`).join(", ");
    lines.push(`x-${level}: &a${level} [${aliases}]`);
  }
  return `${head}${lines.join("\n")}\n`;
}

function chain(length: number): string {
  const names = Array.from({ length }, (_, index) => index);
  const schemas = Object.fromEntries(
    names.map((index) => [`S${index}`, { $ref: `#/components/schemas/S${index + 1}` }]),
  );
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths: {},
    components: { schemas: { ...schemas, [`S${length}`]: { type: "string" } } },
  });
}

function nested(depth: number): string {
  const schema = `${'{"items":'.repeat(depth)}{}${"}".repeat(depth)}`;
  return `{"openapi":"3.1.0","info":{"title":"x","version":"1"},"paths":{},"components":{"schemas":{"S":${schema}}}}`;
}

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { writeIn } from "../rules/generator.ts";
import { followReferences, kinds } from "./references.ts";

/** Each place with one kind of reference; all pairs are in references.proof.ts. */
test("a reference out of the description's folder is never followed", async () => {
  expect(await followReferences((place, kind) => place % kinds.length === kind)).toEqual([]);
});

test("a reference to a pipe, which may never end, is refused with its place", async () => {
  const folder = mkdtempSync(join(tmpdir(), "openapi-rules-references-"));
  try {
    execFileSync("mkfifo", [join(folder, "pipe.json")]);
    const info = { title: "Things", version: "1" };
    const schemas = { A: { $ref: "pipe.json" } };
    writeFileSync(
      join(folder, "api.json"),
      JSON.stringify({ openapi: "3.1.0", info, paths: {}, components: { schemas } }),
    );
    writeFileSync(join(folder, "redocly.yaml"), "apis: { main: { root: api.json, x-openapi-ts: { output: api.ts } } }");
    await expect(writeIn(folder)).rejects.toThrow(/api\.json:1:\d+ error .*isn't a regular file/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

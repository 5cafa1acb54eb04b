import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Complaint } from "../../types/compiler.ts";
import { type Compiler, compilers, runCompiler, versionOf } from "../../types/compilers.ts";
import { randomApis } from "../random/random-apis.ts";
import { compareTypes, wrongTypes } from "./types.ts";

/** What a compiler's command line says of some modules. */
function compileWith(compiler: Compiler, files: Readonly<Record<string, string>>): Complaint[] {
  const folder = mkdtempSync(join(tmpdir(), "openapi-rules-"));
  try {
    const names = Object.entries(files).map(([path, text]) => {
      const name = path.replaceAll("/", "-");
      writeFileSync(join(folder, name), text.replaceAll('from "./api.ts"', 'from "./random-api.ts"'));
      return { path, name };
    });
    const stdout = runCompiler(
      compiler,
      folder,
      names.map(({ name }) => name),
    );
    const general = /^error .*$/m.exec(stdout);
    if (general) throw new Error(`${compiler} checks nothing: ${general[0]}`);
    return [...stdout.matchAll(/^(.+)\((\d+),\d+\): error (.*)$/gm)].map(([, name, line, message = ""]) => ({
      file: names.find((one) => one.name === name)?.path ?? "",
      line: Number(line) - 1,
      message,
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each(compilers)(
  "%s accepts the requests to random APIs that the reference allows, and no others",
  async (compiler) => {
    expect(versionOf(compiler)).toMatch(
      compiler === "typescript" ? /^5\.9\./ : new RegExp(`^${compiler.replace("typescript-", "")}\\.`),
    );
    const apis = (["parameters", "body", "both"] as const).flatMap((fields) =>
      fc.sample(randomApis({ constructs: "types", fields }), { seed: 5, numRuns: 15 }),
    );
    const typed = await compareTypes(apis, 5, 30, (files) => compileWith(compiler, files));
    expect(wrongTypes(typed)).toEqual([]);
    expect(typed.filter(({ accepted }) => accepted).length).toBeGreaterThan(50);
  },
);

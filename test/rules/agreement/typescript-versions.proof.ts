import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Complaint } from "../../types/compiler.ts";
import { randomApis } from "../random/random-apis.ts";
import { compareTypes, wrongTypes } from "./types.ts";

const { resolve } = createRequire(import.meta.url);
const compilers = ["typescript-5.4", "typescript", "typescript-6.0", "typescript-7.0"];

/** What a compiler's command line says of some modules. */
function compileWith(compiler: string, files: Readonly<Record<string, string>>): Complaint[] {
  const folder = mkdtempSync(join(tmpdir(), "openapi-rules-"));
  try {
    const names = Object.entries(files).map(([path, text]) => {
      const name = path.replaceAll("/", "-");
      writeFileSync(join(folder, name), text.replaceAll('from "./api.ts"', 'from "./random-api.ts"'));
      return { path, name };
    });
    const options = "--noEmit --pretty false --strict --exactOptionalPropertyTypes --skipLibCheck --target es2022";
    const modules = "--module nodenext --moduleResolution nodenext --allowImportingTsExtensions";
    const tsc = join(dirname(resolve(`${compiler}/package.json`)), "bin/tsc");
    const args = [tsc, ...options.split(" "), ...modules.split(" "), ...names.map(({ name }) => name)];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28 });
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
    const { version }: { version: string } = JSON.parse(readFileSync(resolve(`${compiler}/package.json`), "utf8"));
    expect(version).toMatch(
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

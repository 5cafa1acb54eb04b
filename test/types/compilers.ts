import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const { resolve } = createRequire(import.meta.url);

/** The packages of every compiler that generated types and samples must work with, the oldest first. */
export const compilers = ["typescript-5.4", "typescript", "typescript-6.0", "typescript-7.0"] as const;

export type Compiler = (typeof compilers)[number];

/** The version of a compiler as it says it itself. */
export function versionOf(compiler: Compiler): string {
  const { version }: { version: string } = JSON.parse(readFileSync(resolve(`${compiler}/package.json`), "utf8"));
  return version;
}

/** What the command line of a compiler prints about files in a folder, under strict settings for Node. */
export function runCompiler(compiler: Compiler, folder: string, files: readonly string[], ...more: string[]): string {
  const options = "--noEmit --pretty false --strict --exactOptionalPropertyTypes --skipLibCheck --target es2022";
  const modules = "--module nodenext --moduleResolution nodenext --allowImportingTsExtensions";
  const tsc = join(dirname(resolve(`${compiler}/package.json`)), "bin/tsc");
  const args = [tsc, ...options.split(" "), ...modules.split(" "), ...more, ...files];
  return spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28 }).stdout;
}

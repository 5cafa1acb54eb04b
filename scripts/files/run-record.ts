import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { sha256 } from "./output-file.ts";

/** The digests of all files that the last run read and wrote; `absent` for one that was looked for in vain. */
export type RunRecord = Readonly<Record<string, string>>;

const scripts = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Where runs with this configuration keep their record and stage their files. */
export function workFolderOf(configFile: string): string {
  return join(dirname(configFile), "node_modules", ".cache", "atlas-restore-jobs");
}

/** Whether every file is still what it was after the last run with these options: then there is nothing to do. */
export function isUnchanged(configFile: string, options: string): boolean {
  const file = recordFile(configFile, options);
  if (!existsSync(file)) return false;
  const record: unknown = JSON.parse(readFileSync(file, "utf8"));
  return (
    typeof record === "object" &&
    record !== null &&
    Object.entries(record).every(
      ([path, digest]) => (path === "generator" ? generatorDigest() : digestOf(path)) === digest,
    )
  );
}

/** @param started when the run began, in ms since the epoch: with an input that changed meanwhile there is nothing to record */
export function recordRun(
  configFile: string,
  options: string,
  inputs: readonly string[],
  outputs: readonly string[],
  started: number,
): void {
  if (inputs.some((path) => existsSync(path) && statSync(path).mtimeMs >= started)) return;
  const paths = [...inputs, ...outputs];
  const record: RunRecord = {
    generator: generatorDigest(),
    ...Object.fromEntries([...new Set(paths)].sort().map((path) => [path, digestOf(path)])),
  };
  const file = recordFile(configFile, options);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(record));
}

function recordFile(configFile: string, options: string): string {
  return join(workFolderOf(configFile), `run-${sha256(configFile + options).slice(0, 16)}.json`);
}

function digestOf(path: string): string {
  return existsSync(path) ? sha256(readFileSync(path)) : "absent";
}

/** The generator is an input too: its own code, and the versions of what it is built on. */
function generatorDigest(): string {
  const files = readdirSync(scripts, { recursive: true, encoding: "utf8" }).filter((name) => /\.[jt]s$/.test(name));
  const code = files.sort().map((name) => digestOf(join(scripts, name)));
  return sha256([...code, digestOf(join(scripts, "..", "package-lock.json"))].join());
}

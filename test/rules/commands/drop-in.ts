import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../../..");

/** What a generator prints for a description, without its banner. */
function typesBy(command: readonly string[], folder: string, description: string, flags: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...command, description, ...flags], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${command.join(" ")} ${flags.join(" ")}: ${stderr}`);
  return stdout.slice(stdout.indexOf("*/\n\n") + 4);
}

export function ourTypes(folder: string, description: string, flags: readonly string[]): string {
  return typesBy([join(root, "scripts/bin/openapi-rules.js"), "generate"], folder, description, flags);
}

export function theirTypes(folder: string, description: string, flags: readonly string[]): string {
  return typesBy([join(root, "node_modules/openapi-typescript/bin/cli.js")], folder, description, flags);
}

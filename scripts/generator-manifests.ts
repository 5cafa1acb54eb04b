import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { sha256 } from "./files/digest.ts";

const packages: readonly string[] = ["openapi-typescript", "typescript", "ts-morph", "@redocly/openapi-core"];

/** The digests of the manifests of what the generator is built on: another version may make other outputs. */
export function generatorManifests(): Readonly<Record<string, string>> {
  const { resolve } = createRequire(import.meta.url);
  const digests: Record<string, string> = {};
  for (const name of packages) {
    const manifest = manifestOf(resolve(name), name);
    if (manifest !== undefined) digests[manifest] = sha256(readFileSync(manifest));
  }
  return digests;
}

/** The nearest package.json of that name above a module: not every package exports its own. */
function manifestOf(module: string, name: string): string | undefined {
  for (let folder = dirname(module); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && readFileSync(manifest, "utf8").includes(`"name": "${name}"`)) return manifest;
  }
  return undefined;
}

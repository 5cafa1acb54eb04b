import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

export interface Tarball {
  readonly path: string;
  readonly files: readonly string[];
}

/** Builds and packs the package into a folder. */
export function pack(folder: string): Tarball {
  const output = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], { cwd: root, encoding: "utf8" });
  // What the build prints comes before the list.
  const listed: unknown = JSON.parse(output.slice(output.search(/^[[{]/m)));
  const files = [...JSON.stringify(listed).matchAll(/"path":"([^"]+)"/g)].map(([, path]) => path ?? "");
  const name = /"filename":"([^"]+)"/.exec(JSON.stringify(listed))?.[1] ?? "";
  return { path: join(folder, name), files };
}

/** A project of somebody else's, with the package installed. */
export function createConsumer(tarball: Tarball, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "consumer-"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  execFileSync("npm", ["install", tarball.path, "--prefer-offline", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: "pipe",
  });
  return folder;
}

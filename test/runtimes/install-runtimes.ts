import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../package/tarball.ts";

/** The runtimes that npm brings, each in one exact version. Node 20 in the oldest that package.json's `engines` allows. */
export const VERSIONS = {
  node20: "20.19.0",
  node22: "22.23.3",
  node24: "24.21.0",
  node26: "26.10.0",
  bun: "1.4.5",
  deno: "2.9.6",
  workerd: "1.20261117.1",
} as const;

export type RuntimeName = keyof typeof VERSIONS;

/** Where a package keeps its binary, for Bun, Deno and workerd in the folder of the platform's own package. */
const BINARIES: Record<RuntimeName, readonly [folder: string, binary: string]> = {
  node20: ["node20", "bin/node"],
  node22: ["node22", "bin/node"],
  node24: ["node24", "bin/node"],
  node26: ["node26", "bin/node"],
  bun: ["@oven", "bin/bun"],
  deno: ["@deno", "deno"],
  workerd: ["@cloudflare", "bin/workerd"],
};

const cache = join(root, "node_modules/.cache/runtimes");

/**
 * Installs the runtimes beside this project's packages, 1 GB that no user of the package needs, unless they are there. No
 * install script runs: the binaries are called where the packages have them.
 */
export function installRuntimes(): void {
  mkdirSync(cache, { recursive: true });
  const node = `npm:node-${process.platform}-${process.arch}`;
  const dependencies = Object.entries(VERSIONS).map(([name, version]) => [
    name,
    name.startsWith("node") ? `${node}@${version}` : version,
  ]);
  const manifest = { private: true, dependencies: Object.fromEntries(dependencies) };
  writeFileSync(join(cache, "package.json"), JSON.stringify(manifest));
  try {
    const options = ["--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund", "--prefer-offline"];
    execFileSync("npm", ["install", ...options], { cwd: cache, stdio: "pipe" });
  } catch (error) {
    throw new Error(
      "npm could not install the runtimes for this test. They need the npm registry, 1 GB of disk, and Linux " +
        `(npm has no package of Node for every platform); this is ${process.platform} ${process.arch}.`,
      { cause: error },
    );
  }
}

/** The path of a runtime's binary. */
export function binaryOf(name: RuntimeName): string {
  const [folder, binary] = BINARIES[name];
  const home = join(cache, "node_modules", folder);
  const paths = existsSync(home) ? readdirSync(home, { recursive: true, encoding: "utf8" }) : [];
  const found = paths.find((path) => path === binary || path.endsWith(`/${binary}`));
  if (found === undefined) {
    throw new Error(
      `npm brings no ${name} ${VERSIONS[name]} for ${process.platform} ${process.arch}: run this test on Linux, x64 or arm64.`,
    );
  }
  return join(home, found);
}

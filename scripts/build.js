import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";

/**
 * Builds dist/: plain JavaScript by esbuild, declarations by tsc.
 *
 *   node build.js [--no-declarations]
 */
const folder = import.meta.dirname;
const dist = join(folder, "dist");

rmSync(dist, { recursive: true, force: true });
await build({
  entryPoints: {
    index: "index.ts",
    main: "commands/main.ts",
    redocly: "redocly/plugin.ts",
    "types-worker": "emitters/types/types-worker.js",
    "z3-worker": "reasoning/z3-worker.js",
  },
  absWorkingDir: folder,
  outdir: "dist",
  bundle: true,
  splitting: true,
  packages: "external",
  format: "esm",
  platform: "node",
  target: "node20.19",
  chunkNames: "[name]-[hash]",
  logLevel: "warning",
});
cpSync(join(folder, "runtime"), join(dist, "runtime"), { recursive: true });
cpSync(join(folder, "docs", "page"), join(dist, "docs-page"), { recursive: true });
if (!process.argv.includes("--no-declarations")) {
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, "-p", folder], { stdio: "inherit" });
}

// Outputs that another build made are not up to date: the digest of all of dist/ tells builds apart.
const digest = createHash("sha256");
for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" }).sort()) {
  if (/\.[jt]s$/.test(name) && !name.endsWith(".d.ts")) digest.update(name).update(readFileSync(join(dist, name)));
}
writeFileSync(join(dist, "build-id"), digest.digest("hex").slice(0, 16));

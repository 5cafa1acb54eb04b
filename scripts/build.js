import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
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
if (!process.argv.includes("--no-declarations")) {
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, "-p", folder], { stdio: "inherit" });
}

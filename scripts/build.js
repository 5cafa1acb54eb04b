import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { licensesOf, oneTypeScript } from "./bundle-packages.js";

/**
 * Builds dist/: plain JavaScript by esbuild, declarations by tsc. Packages that every run needs are bundled, because their
 * hundreds of files take longer to load than they take to run.
 *
 *   node build.js [--without-declarations]
 *
 * Nothing happens if dist/ was built from these very sources: packing must not empty it while something else runs it.
 */
const folder = import.meta.dirname;
const dist = join(folder, "dist");
const isQuick = process.argv.includes("--without-declarations");

const sources = digestOf(folder, /^(?!dist\/|conformance\/|node_modules\/).*\.(ts|js|css|json)$/);
const sourcesFile = join(dist, "sources-id");
const isCurrent = existsSync(sourcesFile) && readFileSync(sourcesFile, "utf8") === sources;
if (isCurrent && (isQuick || existsSync(join(dist, "index.d.ts")))) process.exit(0);

rmSync(dist, { recursive: true, force: true });
const { metafile } = await build({
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
  external: ["@redocly/cli", "esbuild", "openapi-sampler", "refa", "synckit", "z3-solver"],
  plugins: [oneTypeScript],
  metafile: true,
  minify: true,
  lineLimit: 200, // Node.js prints the line of an error that a program doesn't catch
  banner: {
    js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
  },
  legalComments: "none",
  format: "esm",
  platform: "node",
  target: "node20.19",
  chunkNames: "[name]-[hash]",
  logLevel: "warning",
});
writeFileSync(join(dist, "LICENSES.txt"), licensesOf(metafile, folder));
cpSync(join(folder, "runtime"), join(dist, "runtime"), { recursive: true });
cpSync(join(folder, "docs", "page"), join(dist, "docs-page"), { recursive: true });
if (!isQuick) {
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, "-p", folder], { stdio: "inherit" });
}

// Outputs that another build made are not up to date: the digest of all of dist/ tells builds apart.
writeFileSync(join(dist, "build-id"), digestOf(dist, /^(?!.*\.d\.ts$).*\.[jt]s$/));
writeFileSync(sourcesFile, sources);

/**
 * @param {string} root
 * @param {RegExp} included tests paths below it
 */
function digestOf(root, included) {
  const digest = createHash("sha256");
  const names = readdirSync(root, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
  for (const name of names.filter((path) => included.test(path)).sort())
    digest.update(name).update(readFileSync(join(root, name)));
  return digest.digest("hex").slice(0, 16);
}

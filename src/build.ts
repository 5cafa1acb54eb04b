import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";

/**
 * `npm run build`: compiles src/ to dist/.
 *
 * The code is ESM, and `require` gets the same module, so that an error is an instance of one class whichever way it came. TypeScript
 * in a CommonJS file wants declarations that count as CommonJS, so dist/cjs/ holds a second copy of them, and beside each entry
 * a line that requires the module (Node 20.19 and later can).
 */
function main(): void {
  const root = resolve(import.meta.dirname, "..");
  const dist = join(root, "dist");
  for (const folder of ["src", "generated", "cjs"]) rmSync(join(dist, folder), { recursive: true, force: true });
  compile(root);
  compile(root, "--outDir", join(dist, "cjs"), "--emitDeclarationOnly");
  writeFileSync(join(dist, "cjs", "package.json"), '{ "type": "commonjs" }\n');
  for (const { module, required } of readEntries(root)) {
    mkdirSync(dirname(required), { recursive: true });
    writeFileSync(required, `module.exports = require("${relative(dirname(required), module)}");\n`);
  }
}

function compile(root: string, ...options: readonly string[]): void {
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, "-p", join(root, "src"), ...options], { stdio: "inherit" });
}

/** The entries of package.json's exports that can be imported and required. */
function readEntries(root: string): { module: string; required: string }[] {
  const manifest: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return Object.values(asObject(asObject(manifest)["exports"])).flatMap((entry) => {
    const module = asObject(asObject(entry)["import"])["default"];
    const required = asObject(asObject(entry)["require"])["default"];
    return typeof module === "string" && typeof required === "string"
      ? [{ module: join(root, module), required: join(root, required) }]
      : [];
  });
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

main();

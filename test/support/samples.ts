import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readmeBlock, readmeBlocks } from "./readme.ts";

/** Everything that is documentation for people who use or change the project. */
export const READMES = ["README.md", "src/README.md", "scripts/README.md", "CONTRIBUTING.md"] as const;

/** Where `openapi-rules` is documented. */
export const ENGINE_README = "scripts/README.md";

export const root = resolve(import.meta.dirname, "../..");

/** The commands of a document's shell blocks, one a line, without their comments. */
export function commandsIn(file: string): string[] {
  return readmeBlocks("sh", file).flatMap((block) =>
    block
      .split("\n")
      .filter((line) => /^\w/.test(line))
      .map((line) => line.replace(/\s+# .*$/, "")),
  );
}

/** Writes what a reader of `openapi-rules`' README has at its start: the description, the samples, and a request. */
export function writeReadersFiles(folder: string): void {
  const files = {
    "package.json": '{ "name": "reader", "private": true, "type": "module" }',
    "search.yaml": readmeBlock("yaml", "openapi: 3.1.0", ENGINE_README),
    "next.yaml": readmeBlock("yaml", "openapi: 3.1.0", ENGINE_README).replace("OnlyOne", "Or"),
    "req.json": '{ "params": { "query": { "q": "cats" } } }',
    ...Object.fromEntries(engineSamples().map(({ name, text }) => [name, text])),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

/** Writes the redocly.yaml of that README. */
export function writeSettings(folder: string): void {
  writeFileSync(join(folder, "redocly.yaml"), readmeBlock("yaml", "apis:", ENGINE_README));
}

/** Makes `openapi-rules` of this repository the one that is installed in a folder. */
export function linkEngine(folder: string): void {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(join(root, "scripts"), join(folder, "node_modules/openapi-rules"), "junction");
}

/** The TypeScript samples of `openapi-rules`' README. */
export function engineSamples(): { readonly name: string; readonly text: string }[] {
  return readmeBlocks("ts", ENGINE_README).map((text, index) => ({ name: `sample${index}.ts`, text }));
}

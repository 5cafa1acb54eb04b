import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { OpenApiRulesError, startGenerator } from "../rules/engine.ts";
import type { InjectionPoint, Json } from "./injection-points.ts";

/** One text at one place, and openapi-typescript's options. */
export interface HostileCase {
  readonly point: InjectionPoint;
  readonly payload: string;
  readonly text: string;
  /** Whether openapi-typescript has the options that make names of a description's text. */
  readonly names: boolean;
}

/** How many cases ended in each good way, and what is wrong with the others. */
export interface Outcomes {
  readonly harmless: number;
  readonly refused: number;
  readonly bad: readonly string[];
}

/** A module that a case made, and a request that its validator must accept. */
interface Made {
  readonly title: string;
  readonly file: string;
  readonly request: Json | undefined;
}

/**
 * Generates from each description, then imports all modules in one fresh process. A case is *refused* where the error names a file
 * and a line, and *harmless* where nothing but its outputs was written, and its modules run no code of the description.
 */
export async function tryCases(cases: readonly HostileCase[]): Promise<Outcomes> {
  const folder = mkdtempSync(join(tmpdir(), "openapi-rules-hostile-"));
  const modules = join(folder, "modules");
  mkdirSync(modules);
  writeFileSync(join(modules, "package.json"), JSON.stringify({ type: "module" }));
  const generator = await startGenerator();
  const made: Made[] = [];
  const bad: string[] = [];
  let refused = 0;
  try {
    for (const [index, hostile] of cases.entries()) {
      const title = titleOf(hostile);
      const project = join(folder, "project");
      mkdirSync(project);
      try {
        const written = await generateIn(project, hostile, generator.generate);
        for (const path of written.filter((file) => file.endsWith(".ts"))) {
          const isValidator = path.endsWith(".validator.ts");
          const file = `${index}${isValidator ? ".validator" : ""}.js`;
          writeFileSync(join(modules, file), toJavaScript(readFileSync(path, "utf8")));
          made.push({ title, file, request: isValidator ? hostile.point.request?.(hostile.text) : undefined });
        }
        const unexpected = readdirSync(folder).filter((name) => name !== "modules" && name !== "project");
        if (unexpected.length > 0) bad.push(`${title}: ${unexpected.join()} was written outside of the project`);
      } catch (error) {
        if (isRefusal(error)) refused++;
        else bad.push(`${title}: ${error instanceof Error ? error.stack : error}`);
      }
      rmSync(project, { recursive: true });
    }
    bad.push(...importAll(modules, made));
  } finally {
    await generator.stop();
    rmSync(folder, { recursive: true });
  }
  return { harmless: cases.length - refused - bad.length, refused, bad };
}

function titleOf({ point, payload, names }: HostileCase): string {
  return `${point.name} × ${payload}${names ? ", as names" : ""}`;
}

async function generateIn(
  project: string,
  { point, text, names }: HostileCase,
  generate: (folder: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const description = JSON.stringify(point.describe(text));
  const types = { ...(names && namingOptions), defaultNonNullable: false, enum: names && !description.includes("IF ") };
  writeFileSync(join(project, "api.json"), description);
  writeFileSync(join(project, "redocly.yaml"), redoclyYaml(types));
  const inputs = readdirSync(project);
  const written = await generate(project);
  const expected = [...inputs, "api.ts", "api.validator.ts", "openapi.json", "node_modules"];
  const unexpected = readdirSync(project).filter((name) => !expected.includes(name));
  if (unexpected.length > 0) throw new Error(`${unexpected.join()} was written`);
  if (readFileSync(join(project, "api.json"), "utf8") !== description) throw new Error("an input was changed");
  return written;
}

/** openapi-typescript's options that make names or values of texts. */
const namingOptions = {
  enumValues: true,
  rootTypes: true,
  pathParamsAsTypes: true,
  makePathsEnum: true,
  generatePathParams: true,
};

function redoclyYaml(types: object): string {
  return `
apis:
  main:
    root: api.json
    output: openapi.json
    x-openapi-ts: { output: api.ts }
    x-openapi-rules: { lint: "off", validators: all, types: ${JSON.stringify(types)} }
`;
}

/** @throws where it isn't TypeScript */
function toJavaScript(source: string): string {
  return transformSync(source, { loader: "ts", format: "esm" }).code;
}

/** A mistake of the description, with its place; not a mistake of ours in other words. */
export function isRefusal(error: unknown): boolean {
  return (
    error instanceof OpenApiRulesError &&
    error.code === "ERR_DESCRIPTION" &&
    error.diagnostics.length > 0 &&
    error.diagnostics.every(({ file, line }) => file !== "" && line > 0) &&
    !/is not a function|of undefined|Cannot (read|convert)|call stack size/.test(error.message)
  );
}

/** Imports modules in a fresh process, and calls their validators. */
function importAll(folder: string, made: readonly Made[]): string[] {
  writeFileSync(join(folder, "made.json"), JSON.stringify(made));
  writeFileSync(join(folder, "import-all.js"), importer);
  const output = execFileSync(process.execPath, ["import-all.js"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  const lines: unknown = JSON.parse(output);
  return Array.isArray(lines) ? lines.map(String) : [];
}

const importer = `
import { readFileSync } from "node:fs";
const globals = () => [globalThis, Object.prototype, Array.prototype, Function.prototype].map((it) => Reflect.ownKeys(it).length).join();
const bad = [];
for (const { title, file, request } of JSON.parse(readFileSync("made.json", "utf8"))) {
  const before = globals();
  try {
    const module = await import("./" + file);
    const validators = Object.entries(module).filter(([name]) => name.startsWith("validate"));
    for (const [, validate] of validators) validate({ params: {}, body: {} });
    if (request !== undefined) {
      const violations = validators[0]?.[1](request) ?? ["no validator"];
      if (violations.length > 0) bad.push(title + ": refuses " + JSON.stringify(request) + ": " + JSON.stringify(violations));
    }
  } catch (error) {
    bad.push(title + ": " + error.stack);
  }
  if (globalThis.canary !== undefined || globals() !== before) bad.push(title + ": code of the description was run");
  delete globalThis.canary;
}
console.log(JSON.stringify(bad));
`;

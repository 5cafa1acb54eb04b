import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { transformSync } from "esbuild";
import { OpenApiRulesError } from "../rules/engine.ts";
import { writeIn } from "../rules/generator.ts";
import { filePoints } from "./file-points.ts";
import { type InjectionPoint, injectionPoints, type Json, type JsonObject, type Settings } from "./injection-points.ts";
import { codePayloads, namePayloads } from "./payloads.ts";

/** One text at one place, and openapi-typescript's options. */
export interface HostileCase {
  readonly point: InjectionPoint;
  readonly payload: string;
  readonly text: string;
  /** Whether openapi-typescript has the options that make names of a description's text. */
  readonly names: boolean;
}

/** Each place with one text: every text comes up at some place. */
export function everyPlaceOnce(): HostileCase[] {
  const payloads = Object.entries({ ...codePayloads, ...namePayloads });
  return [...injectionPoints, ...filePoints].map((point, index) => {
    const [payload = "", text = ""] = payloads[index % payloads.length] ?? [];
    return { point, payload, text, names: index % 2 === 1 };
  });
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
  const made: Made[] = [];
  const bad: string[] = [];
  let refused = 0;
  try {
    for (const [index, hostile] of cases.entries()) {
      const title = titleOf(hostile);
      const project = join(folder, "project");
      mkdirSync(project);
      try {
        const written = await generateIn(project, hostile, writeIn);
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
  const settings = { ...usualSettings, ...point.settings?.(text) };
  const types = { ...(names && namingOptions), defaultNonNullable: false, enum: names && !description.includes("IF ") };
  const inputs = new Map(
    Object.entries({
      ...Object.fromEntries(
        Object.entries(point.files?.(text) ?? {}).map(([path, file]) => [path, JSON.stringify(file)]),
      ),
      [settings.root]: description,
      "redocly.yaml": redoclyYaml(settings, types),
    }).map(([path, content]) => [join(project, path), content]),
  );
  for (const [path, content] of inputs) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  const written = await generate(project);
  const unexpected = readdirSync(project, { recursive: true, withFileTypes: true })
    .map((file) => join(file.parentPath, file.name))
    .filter((path) => statSync(path).isFile() && !inputs.has(path) && !written.includes(path))
    .filter((path) => !path.startsWith(join(project, "node_modules", ".cache", "openapi-rules", "/")));
  if (unexpected.length > 0) throw new Error(`${unexpected.join()} was written`);
  for (const [path, content] of inputs)
    if (readFileSync(path, "utf8") !== content) throw new Error(`an input was changed: ${path}`);
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

const usualSettings: Settings = { name: "main", root: "api.json", types: "api.ts", bundle: "openapi.json", more: {} };

/** JSON is YAML. */
function redoclyYaml({ name, root, types: output, bundle, more }: Settings, types: JsonObject): string {
  const api = {
    root,
    output: bundle,
    "x-openapi-ts": { output },
    "x-openapi-rules": { lint: "off", validators: "all", types, ...more },
  };
  return JSON.stringify({ apis: { [name]: api } });
}

/** @throws where it isn't TypeScript */
function toJavaScript(source: string): string {
  return transformSync(source, { loader: "ts", format: "esm" }).code;
}

/** A mistake of the description or of a setting, with its place or its name; not a mistake of ours in other words. */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof OpenApiRulesError)) return false;
  const { code, diagnostics, message } = error;
  if (/is not a function|of undefined|Cannot (read|convert)|call stack size/.test(message)) return false;
  if (code === "ERR_OUTPUT") return message.startsWith("apis.");
  const isPlaced = diagnostics.length > 0 && diagnostics.every(({ file, line }) => file !== "" && line > 0);
  return isPlaced && (code === "ERR_DESCRIPTION" || code === "ERR_CONFIG");
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

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import * as v from "valibot";
import { emitValidators } from "../../scripts/emitters/validators/emit-validators.ts";
import { loadFile } from "../../scripts/openapi/load-file.ts";
import { ajvModule } from "./peers/ajv.ts";
import { valibotRequest } from "./peers/valibot.ts";
import { zodRequest } from "./peers/zod.ts";

/**
 * The generated validator of the restore request beside zod, valibot and the code that Ajv writes, in one process; its size; and
 * the validators of a large public description. Only ratios within one run mean something.
 */
const root = resolve(import.meta.dirname, "../..");
const generated = join(root, "generated/restore-jobs.validator.ts");
const folder = mkdtempSync(join(tmpdir(), "validator-bench-"));

const path = { groupId: "5c8a1f0fc56c98145d922b73", clusterName: "orders-production" };
const delivery = { methodName: "AUTOMATED_RESTORE", targetGroupId: path.groupId, targetClusterName: "orders-staging" };
const valid = { params: { path }, body: { delivery, snapshotId: "681715c0ce2f8a4f6b1d09e4" } };
const invalid = {
  params: { path },
  body: {
    delivery: { methodName: "AUTOMATED_RESTORE", targetGroupId: "nowhere" },
    snapshotId: valid.body.snapshotId,
    oplogTs: "2025-05-04T09:42:00Z",
  },
};

async function main(): Promise<void> {
  await compareSpeed();
  await measureSize();
  measureFirstCall();
  await measureLargeDescription();
}

async function compareSpeed(): Promise<void> {
  const ours = await importModule(await bundle(`export * from ${JSON.stringify(generated)};`), "ours");
  const ajv = await importModule(
    await bundle(ajvModule(), createRequire(import.meta.url).resolve("ajv/package.json")),
    "ajv",
  );
  const validate = toFunction(ours["validateCreateGroupClusterRestoreJob"]);
  const ajvValidate = toFunction(ajv["default"]);
  const candidates: readonly Candidate[] = [
    { name: "openapi-rules", run: (value) => messages(validate(value)) === 0 },
    { name: "zod 4", run: (value) => messages(zodRequest.safeParse(value).error?.issues) === 0 },
    { name: "valibot", run: (value) => messages(v.safeParse(valibotRequest, value).issues) === 0 },
    { name: "Ajv, its code", run: (value) => ajvValidate(value) === true },
  ];
  for (const { name, run } of candidates) {
    if (!run(valid) || run(invalid)) throw new TypeError(`${name} judges the requests wrong`);
  }
  for (const [what, request] of [
    ["valid", valid],
    ["invalid, with all messages", invalid],
  ] as const) {
    const times = measure(candidates, request);
    const [first = 0] = times;
    print(
      what,
      candidates.map(({ name }, index) => {
        const time = times[index] ?? 0;
        return `${name.padEnd(16)} ${time.toFixed(3).padStart(8)} µs   ${(time / first).toFixed(2).padStart(6)} ×`;
      }),
    );
  }
}

interface Candidate {
  readonly name: string;
  readonly run: (value: unknown) => boolean;
}

/** Very short rounds in turn, of which the fastest tenth counts: what else the machine does meets the others. In microseconds per call. */
function measure(candidates: readonly Candidate[], request: unknown): number[] {
  const [rounds, calls] = [1500, 200];
  const times = candidates.map((): number[] => []);
  for (const { run } of candidates) for (let call = 0; call < 20_000; call++) run(request);
  for (let round = 0; round < rounds; round++) {
    candidates.forEach(({ run }, index) => {
      const begin = performance.now();
      for (let call = 0; call < calls; call++) run(request);
      times[index]?.push(((performance.now() - begin) * 1000) / calls);
    });
  }
  return times.map((list) => list.sort((a, b) => a - b)[Math.floor(rounds / 10)] ?? 0);
}

async function measureSize(): Promise<void> {
  // Each in a module of its own: what they have in common is small, and nothing of one is bundled with another.
  const peer = (name: string): string => JSON.stringify(join(import.meta.dirname, "peers", name));
  const entries = [
    [
      "openapi-rules, validateCreate…",
      `export { validateCreateGroupClusterRestoreJob } from ${JSON.stringify(generated)};`,
    ],
    [
      "openapi-rules, isCreate…Body",
      `export { isCreateGroupClusterRestoreJobBody } from ${JSON.stringify(generated)};`,
    ],
    ["openapi-rules, all exports", `export * from ${JSON.stringify(generated)};`],
    ["zod 4", `export { zodRequest } from ${peer("zod.ts")};`],
    ["valibot", `export { valibotRequest } from ${peer("valibot.ts")};`],
    ["Ajv, its code", ajvModule()],
  ] as const;
  const lines: string[] = [];
  for (const [name, source] of entries) {
    const text = await bundle(source, root);
    const gzipped = gzipSync(text, { level: 9 }).length;
    lines.push(`${name.padEnd(32)} ${String(text.length).padStart(8)} B   ${String(gzipped).padStart(7)} B gzipped`);
  }
  print("size, minified", lines);
}

/** In fresh processes, because it happens once. */
function measureFirstCall(): void {
  const module = join(folder, "ours.mjs");
  const program = `
    const begin = performance.now();
    const module = await import(${JSON.stringify(pathToFileURL(module).href)});
    const loaded = performance.now();
    module.validateCreateGroupClusterRestoreJob(${JSON.stringify(valid)});
    const called = performance.now();
    process.stdout.write(JSON.stringify([loaded - begin, called - loaded]));`;
  const runs = Array.from({ length: 9 }, () => runProgram(program));
  print("first use", [
    `loaded in ${median(runs.map(([load = 0]) => load)).toFixed(2)} ms, first call in ${median(runs.map(([, call = 0]) => call)).toFixed(2)} ms`,
  ]);
}

async function measureLargeDescription(): Promise<void> {
  const description = JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve("@octokit/openapi/generated/api.github.com.json"), "utf8"),
  );
  const file = join(folder, "github.json");
  writeFileSync(file, JSON.stringify(description));
  const loaded = await loadFile(file, { allowExternalRefs: false });
  const begin = performance.now();
  const { text } = emitValidators(loaded, { operations: "all", types: "./api.ts" });
  const emitted = performance.now() - begin;
  const { code } = await transform(text, { loader: "ts", minify: true, format: "esm" });
  writeFileSync(join(folder, "github.mjs"), code);
  const program = `
    const begin = performance.now();
    await import(${JSON.stringify(pathToFileURL(join(folder, "github.mjs")).href)});
    const loaded = performance.now();
    process.stdout.write(JSON.stringify([loaded - begin]));`;
  const runs = Array.from({ length: 9 }, () => runProgram(program));
  const data = text
    .split("\n")
    .filter((line) => line.startsWith("const $"))
    .join("\n");
  print(`@octokit/openapi, ${loaded.operations.length} operations`, [
    `written in ${emitted.toFixed(0)} ms: ${size(text)} as source, ${size(code)} minified (${size(gzipSync(code, { level: 9 }))} gzipped), of which data ${size(data)}`,
    `loaded in ${median(runs.map(([load = 0]) => load)).toFixed(1)} ms`,
  ]);
}

function size(data: string | Uint8Array): string {
  return `${(Buffer.byteLength(data) / 1000).toFixed(0)} kB`;
}

function runProgram(program: string): number[] {
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
  return JSON.parse(output);
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

async function bundle(contents: string, from: string = root): Promise<string> {
  const result = await build({
    stdin: { contents, resolveDir: from.replace(/\/package\.json$/, ""), loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    logLevel: "error",
  });
  return result.outputFiles[0]?.text ?? "";
}

async function importModule(text: string, name: string): Promise<Record<string, unknown>> {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, text);
  return import(pathToFileURL(file).href);
}

function toFunction(value: unknown): (value: unknown) => unknown {
  if (typeof value !== "function") throw new TypeError("not a function");
  return (argument) => value(argument);
}

/** The characters of all messages, each of which is read. */
function messages(issues: unknown = []): number {
  if (!Array.isArray(issues)) throw new TypeError("not a list");
  let length = 0;
  for (const { message } of issues) length += message.length;
  return length;
}

function print(title: string, lines: readonly string[]): void {
  process.stdout.write(`${[title, ...lines.map((line) => `  ${line}`)].join("\n")}\n`);
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true });
}

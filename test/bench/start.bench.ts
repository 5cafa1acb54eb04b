/**
 * `npm run bench:start [DESCRIPTION]`: what a person waits for. Each figure is a ratio of two commands that take turns on this
 * machine: `generate` and the openapi-typescript CLI on the same file, an unchanged run and `node -e 0`, and both generators on a
 * description of several MB without rules: DESCRIPTION, such as one of the npm package @octokit/openapi, else one that is made up.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const ours = join(root, "scripts/bin/openapi-rules.js");
const theirs = join(root, "node_modules/openapi-typescript/bin/cli.js");
const folder = mkdtempSync(join(tmpdir(), "bench-start-"));
const cache = join(folder, "node_modules");
const peer = join(folder, "peer.ts");
const own = join(folder, "own.ts");

interface Run {
  readonly seconds: number;
  /** Of the processor, on all threads: other people's work on the machine changes this less than the time on the wall. */
  readonly effort: number;
  /** The most memory that it held, in MB. */
  readonly memory: number;
}

interface Command {
  readonly args: readonly string[];
  readonly before?: () => void;
}

function main(): void {
  const small = place("restore-jobs.yaml", join(root, "openapi/restore-jobs.yaml"));
  const cold = { args: [ours, "generate", small, "-o", own], before: forget };
  compare("cold generate, with rules / openapi-typescript", 11, cold, { args: [theirs, small, "-o", peer] });
  const plain = place("plain.json", undefined, JSON.stringify(madeUp(20)));
  const coldPlain = { args: [ours, "generate", plain, "-o", own], before: forget };
  compare("cold generate, without rules / openapi-typescript", 11, coldPlain, { args: [theirs, plain, "-o", peer] });
  run({ args: [ours, "generate", small, "-o", own] });
  compare("unchanged / node -e 0", 21, { args: [ours, "generate", small, "-o", own] }, { args: ["-e", "0"] });
  const [, , named] = process.argv;
  const large =
    named === undefined ? place("large.json", undefined, JSON.stringify(madeUp(6000))) : place("large.json", named);
  const coldLarge = { args: [ours, "generate", large, "-o", own], before: forget };
  compare("several MB without rules / openapi-typescript", 3, coldLarge, { args: [theirs, large, "-o", peer] });
}

/** Another generation starts from nothing: no record, no output. */
function forget(): void {
  for (const path of [cache, own, join(folder, "own.validator.ts")]) rmSync(path, { recursive: true, force: true });
}

function place(name: string, source: string | undefined, text = ""): string {
  const path = join(folder, name);
  if (source !== undefined && existsSync(source)) copyFileSync(source, path);
  else writeFileSync(path, text);
  return path;
}

function compare(title: string, rounds: number, a: Command, b: Command): void {
  const pairs = Array.from({ length: rounds }, () => [run(a), run(b)] as const);
  const of = (pick: (pair: readonly [Run, Run]) => number): number => median(pairs.map(pick));
  process.stdout.write(
    `${title}\n  wall ${of(([x]) => x.seconds).toFixed(3)} s / ${of(([, y]) => y.seconds).toFixed(3)} s = ${of(
      ([x, y]) => x.seconds / y.seconds,
    ).toFixed(2)} ×\n  CPU ${of(([x]) => x.effort).toFixed(3)} s / ${of(([, y]) => y.effort).toFixed(3)} s = ${of(
      ([x, y]) => x.effort / y.effort,
    ).toFixed(2)} ×\n  memory ${of(([x]) => x.memory).toFixed(0)} MB / ${of(([, y]) => y.memory).toFixed(0)} MB = ${of(
      ([x, y]) => x.memory / y.memory,
    ).toFixed(2)} ×\n`,
  );
}

/** Runs node, and lets it tell what it took. */
function run({ args, before }: Command): Run {
  before?.();
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, [...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: `--import ${memoryReporter}` },
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`${args.join(" ")} failed: ${stderr}`);
  const memory = Number(/max-rss (\d+)/.exec(stderr)?.[1] ?? 0) / 1024;
  const effort = Number(/cpu (\d+)/.exec(stderr)?.[1] ?? 0) / 1e6;
  return { seconds, effort, memory };
}

const memoryReporter = `data:text/javascript,${encodeURIComponent(
  'process.on("exit",()=>{const{maxRSS,userCPUTime,systemCPUTime}=process.resourceUsage();process.stderr.write(`max-rss ${maxRSS} cpu ${userCPUTime+systemCPUTime}\\n`)})',
)}`;

/** A description of operations and schemas that refer to each other. */
function madeUp(count: number): object {
  const names = Array.from({ length: count }, (_, index) => `Thing${index}`);
  const schema = (index: number): object => ({
    type: "object",
    description: "One of many things, with a few words about it so that the types have comments of a usual length.",
    required: ["id"],
    properties: {
      id: { type: "string", description: "What identifies it.", examples: ["5c8a1f0fc56c98145d922b73"] },
      size: { type: "integer", minimum: 0, default: 1, description: "How large it is, in millimetres." },
      state: { type: "string", enum: ["new", "used", "broken"], description: "What state it is in." },
      next: { $ref: `#/components/schemas/${names[index - (index % 10) + ((index + 1) % 10)]}` },
      parts: { type: "array", items: { $ref: `#/components/schemas/${names[index - (index % 10)]}` } },
    },
  });
  const path = (name: string): object => ({
    get: {
      operationId: `get${name}`,
      summary: "Returns one thing",
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      responses: {
        "200": {
          description: "The thing.",
          content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
        },
      },
    },
  });
  return {
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths: Object.fromEntries(names.map((name) => [`/${name}/{id}`, path(name)])),
    components: { schemas: Object.fromEntries(names.map((name, index) => [name, schema(index)])) },
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

try {
  main();
} finally {
  rmSync(folder, { recursive: true });
}

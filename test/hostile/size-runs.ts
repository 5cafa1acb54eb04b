import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import type { SizeCase } from "./size-cases.ts";

const root = resolve(import.meta.dirname, "../..");
const ours = join(root, "scripts/bin/openapi-rules.js");
const theirs = join(root, "node_modules/openapi-typescript/bin/cli.js");

/** What a process used: the time of processors, in seconds, and the most memory at a time, in MB. */
interface Use {
  readonly seconds: number;
  readonly memory: number;
}

export interface SizeRun extends Use {
  readonly code: number | null;
  readonly stderr: string;
  /** The files that were written. */
  readonly outputs: readonly string[];
  /** What openapi-typescript's own command uses for the same description; nothing for one that we refuse: it may never end there. */
  readonly alone: Use;
}

/** Generates from a description of this size, with both programs at a time. */
export async function runSize({ describe, config, refusal }: SizeCase, size: number): Promise<SizeRun> {
  const folder = mkdtempSync(join(tmpdir(), "openapi-rules-sizes-"));
  try {
    writeFileSync(join(folder, "api.json"), describe(size));
    const isRefused = refusal?.(size) !== undefined;
    if (config) writeFileSync(join(folder, "redocly.yaml"), config(size));
    const args = config ? ["generate", "--quiet"] : ["generate", "api.json", "-o", "api.ts", "--quiet"];
    const [run, alone] = await Promise.all([
      measure(folder, ours, args),
      isRefused ? { seconds: 0, memory: 0 } : measure(folder, theirs, ["api.json", "-o", "theirs.d.ts"]),
    ]);
    return { ...run, outputs: readdirSync(folder).filter((name) => /(?<!\.d)\.ts$/.test(name)), alone };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the other commands do with a description, and with it as a later version of one that differs in a type. */
export const otherCommands = [
  ["explain", "api.json", "--json"],
  ["diff", "before.json", "api.json"],
  ["drift", "before.json", "--api", "api.json"],
  ["docs", "api.json", "--quiet"],
] as const;

export async function runCommand(
  { describe }: SizeCase,
  size: number,
  args: readonly string[],
): Promise<Use & Pick<SizeRun, "code" | "stderr">> {
  const folder = mkdtempSync(join(tmpdir(), "openapi-rules-sizes-"));
  try {
    const description = describe(size);
    writeFileSync(join(folder, "api.json"), description);
    writeFileSync(join(folder, "before.json"), description.replace('"type":"string"', '"type":"integer"'));
    return await measure(folder, ours, args);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs a program, which adds a line about what it used to its standard error. */
async function measure(
  cwd: string,
  program: string,
  args: readonly string[],
): Promise<Use & Pick<SizeRun, "code" | "stderr">> {
  const child = spawn(process.execPath, ["--import", useReport, program, ...args], {
    cwd,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
  const [report = "", seconds = "", memory = ""] = /\nused ([\d.]+) s, ([\d.]+) kB\n/.exec(stderr) ?? [];
  return {
    code,
    stderr: stderr.replace(report, ""),
    seconds: Number(seconds),
    memory: Math.round(Number(memory) / 1024),
  };
}

const useReport = `data:text/javascript,${encodeURIComponent(`
import { isMainThread } from "node:worker_threads";
import { writeSync } from "node:fs";
if (isMainThread) process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(2, "\\nused " + (userCPUTime + systemCPUTime) / 1e6 + " s, " + maxRSS + " kB\\n");
});
`)}`;

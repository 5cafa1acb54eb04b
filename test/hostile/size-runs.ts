import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
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
  /** What openapi-typescript's own command uses for the same description; nothing where it doesn't end in two minutes. */
  readonly alone: Use;
}

/** Generates from a description of this size. */
export function runSize({ describe, config }: SizeCase, size: number): SizeRun {
  const folder = mkdtempSync(join(tmpdir(), "openapi-rules-sizes-"));
  try {
    writeFileSync(join(folder, "api.json"), describe(size));
    const alone = measure(folder, theirs, ["api.json", "-o", "theirs.d.ts"]);
    if (config) writeFileSync(join(folder, "redocly.yaml"), config(size));
    const args = config ? ["generate", "--quiet"] : ["generate", "api.json", "-o", "api.ts", "--quiet"];
    const run = measure(folder, ours, args);
    return { ...run, outputs: readdirSync(folder).filter((name) => /(?<!\.d)\.ts$/.test(name)), alone };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs a program, which adds a line about what it used to its standard error. */
function measure(cwd: string, program: string, args: readonly string[]): Use & Pick<SizeRun, "code" | "stderr"> {
  const { status, stderr } = spawnSync(process.execPath, ["--import", useReport, program, ...args], {
    cwd,
    encoding: "utf8",
    maxBuffer: Infinity,
    timeout: 120_000,
    killSignal: "SIGKILL",
  });
  const [report = "", seconds = "", memory = ""] = /\nused ([\d.]+) s, ([\d.]+) kB\n/.exec(stderr) ?? [];
  return {
    code: status,
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

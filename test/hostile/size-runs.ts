import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { SizeCase } from "./size-cases.ts";

const command = resolve(import.meta.dirname, "../../scripts/bin/openapi-rules.js");

export interface SizeRun {
  readonly code: number | null;
  readonly stderr: string;
  /** The files that were written. */
  readonly outputs: readonly string[];
}

/** Generates from a description of this size. Beyond `heap` MB, the process is ended by V8. */
export function runSize({ describe }: SizeCase, size: number, heap: number): SizeRun {
  const folder = mkdtempSync(join(tmpdir(), "openapi-rules-sizes-"));
  try {
    writeFileSync(join(folder, "api.json"), describe(size));
    const args = [`--max-old-space-size=${heap}`, command, "generate", "api.json", "-o", "api.ts", "--quiet"];
    const { status, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: Infinity,
    });
    return { code: status, stderr, outputs: readdirSync(folder).filter((name) => name.endsWith(".ts")) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

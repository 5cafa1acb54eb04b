import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { OutputFile } from "./output-file.ts";

/** What a commit will do: a staged file takes its target's place, a file goes. */
interface Step {
  readonly target: string;
  /** Undefined: the target is removed. */
  readonly staged: string | undefined;
  /** A copy of what the target held; undefined: there was none. */
  readonly former: string | undefined;
}

const journalName = "journal.json";
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Writes and removes files, all or none. Everything is staged aside first; a journal then says what is to be renamed, and the
 * renames follow in one go that no signal interrupts. A run that is killed between two renames is completed by the next one.
 *
 * @param workFolder on the same file system as the files
 */
export function commitFiles(files: readonly OutputFile[], remove: readonly string[], workFolder: string): void {
  if (files.length + remove.length === 0) return;
  const folder = join(workFolder, `commit-${process.pid}-${Date.now().toString(36)}`);
  mkdirSync(folder, { recursive: true });
  try {
    const steps = [
      ...files.map(({ path, content }, index) => stage(folder, index, path, content)),
      ...remove.map((path, index) => stage(folder, files.length + index, path, undefined)),
    ];
    const prepared = join(folder, "journal.prepared");
    writeFileSync(prepared, JSON.stringify(steps), { flush: true });
    withoutSignals(() => {
      renameSync(prepared, join(folder, journalName));
      try {
        steps.forEach(perform);
      } catch (error) {
        undo(steps);
        throw error;
      }
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Completes the commits of runs that were killed. */
export function recoverCommits(workFolder: string): void {
  for (const name of existsSync(workFolder) ? readdirSync(workFolder) : []) {
    const pid = /^commit-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    const folder = join(workFolder, name);
    const journal = join(folder, journalName);
    if (existsSync(journal)) readSteps(readFileSync(journal, "utf8")).forEach(perform);
    rmSync(folder, { recursive: true, force: true });
  }
}

function stage(folder: string, index: number, target: string, content: string | undefined): Step {
  const keep = (suffix: string, text: string | Uint8Array): string => {
    const path = join(folder, `${index}.${suffix}`);
    writeFileSync(path, text, { flush: true });
    return path;
  };
  mkdirSync(dirname(target), { recursive: true });
  return {
    target,
    staged: content === undefined ? undefined : keep("new", content),
    former: existsSync(target) ? keep("old", readFileSync(target)) : undefined,
  };
}

function perform({ target, staged }: Step): void {
  if (staged === undefined) rmSync(target, { force: true });
  else if (existsSync(staged)) renameSync(staged, target);
}

function undo(steps: readonly Step[]): void {
  for (const { target, staged, former } of steps) {
    const performed = staged === undefined ? !existsSync(target) : !existsSync(staged);
    if (!performed) continue;
    if (former === undefined) rmSync(target, { force: true });
    else renameSync(former, target);
  }
}

function withoutSignals(action: () => void): void {
  const held = new Set<NodeJS.Signals>();
  const hold = (signal: NodeJS.Signals): void => {
    held.add(signal);
  };
  for (const signal of signals) process.on(signal, hold);
  try {
    action();
  } finally {
    // A signal that came meanwhile is delivered on the next turn of the event loop: only then is it known.
    setImmediate(() => {
      for (const signal of signals) process.off(signal, hold);
      for (const signal of held) process.kill(process.pid, signal);
    });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // ESRCH: there is no such process.
    return false;
  }
}

function readSteps(journal: string): Step[] {
  const parsed: unknown = JSON.parse(journal);
  const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
  return (Array.isArray(parsed) ? parsed : []).flatMap((step: unknown): Step[] => {
    if (typeof step !== "object" || step === null || !("target" in step) || typeof step.target !== "string") return [];
    return [
      {
        target: step.target,
        staged: "staged" in step ? text(step.staged) : undefined,
        former: "former" in step ? text(step.former) : undefined,
      },
    ];
  });
}

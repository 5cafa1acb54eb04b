import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { OutputFile } from "./output-file.ts";
import { fileError, isSystemError } from "./system-error.ts";

/** A file written aside, and what its target held; undefined: nothing. */
interface Staged {
  readonly target: string;
  readonly aside: string;
  readonly former: Buffer | undefined;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const suffix = ".openapi-rules-tmp";

/**
 * Writes and removes files, all or none. All are written aside first, each in the folder of its target: a full disk or a missing
 * permission shows before anything has changed. The renames follow in one go that no signal interrupts. A run that is killed
 * between two of them leaves whole files, some of them new; as its record is missing, the next run makes all of them again.
 *
 * @throws OpenApiRulesError `ERR_FILE`; the files are then what they were
 */
export function writeFiles(files: readonly Pick<OutputFile, "path" | "content">[], remove: readonly string[]): void {
  const made: string[] = [];
  const staged: Staged[] = [];
  try {
    for (const { path } of files) made.push(...makeFolder(dirname(path)));
    for (const folder of new Set(files.map(({ path }) => dirname(path)))) removeLeftovers(folder);
    for (const { path, content } of files) staged.push(stage(path, content));
    withoutSignals(() => commit(staged, remove));
  } catch (error) {
    for (const { aside } of staged) rmSync(aside, { force: true });
    for (const folder of made.reverse()) removeIfEmpty(folder);
    throw fileError(error, "write");
  }
}

function stage(target: string, content: string): Staged {
  const aside = join(dirname(target), `.${basename(target)}.${process.pid}${suffix}`);
  rmSync(aside, { force: true });
  try {
    const former = existsSync(target) ? readFileSync(target) : undefined;
    // Exclusive: a symbolic link that someone put there isn't followed.
    const file = openSync(aside, "wx", former === undefined ? 0o666 : statSync(target).mode);
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return { target, aside, former };
  } catch (error) {
    rmSync(aside, { force: true });
    throw fileError(error, "write", target);
  }
}

function commit(staged: readonly Staged[], remove: readonly string[]): void {
  const done: Pick<Staged, "target" | "former">[] = [];
  try {
    for (const { target, aside, former } of staged) {
      renameSync(aside, target);
      done.push({ target, former });
    }
    for (const target of remove) {
      const former = readFileSync(target);
      rmSync(target);
      done.push({ target, former });
    }
  } catch (error) {
    for (const { target, former } of done.reverse()) {
      if (former === undefined) rmSync(target, { force: true });
      else writeFileSync(target, former);
    }
    throw error;
  }
}

/** What runs that were killed wrote aside. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /^\..*\.(\d+)\.openapi-rules-tmp$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

/** The folders that had to be made, outermost first. */
function makeFolder(folder: string): string[] {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return [];
  const made = [folder];
  while (made[0] !== undefined && made[0] !== first && dirname(made[0]) !== made[0]) made.unshift(dirname(made[0]));
  return made;
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody else has put something there meanwhile.
  }
}

const held = new Set<NodeJS.Signals>();
let holding = 0;

function hold(signal: NodeJS.Signals): void {
  held.add(signal);
}

/** A signal that comes meanwhile is delivered on the next turn of the event loop, and acts then. */
function withoutSignals(action: () => void): void {
  if (holding++ === 0) for (const signal of signals) process.on(signal, hold);
  try {
    action();
  } finally {
    setImmediate(() => {
      if (--holding > 0) return;
      for (const signal of signals) process.off(signal, hold);
      for (const signal of held) if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
      held.clear();
    });
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is such a process, of another user. ESRCH: there is none.
    return isSystemError(error) && error.code === "EPERM";
  }
}

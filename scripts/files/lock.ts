import { lstatSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256 } from "./digest.ts";
import { readRegularFile } from "./read-file.ts";
import { isSystemError } from "./system-error.ts";
import { isRunning } from "./write-files.ts";

/** Writing takes milliseconds: a lock of this age was left behind, and its process number given to another process. */
const staleAfter = 30_000;

/**
 * Runs `action` while no other run does so for the same project; a second run waits. The action must not wait for anything itself.
 * The lock can't stay behind: it doesn't count if its process is gone, or if it is older than any run takes.
 *
 * @param folder where the lock is kept; the system's folder for temporary files where that can't be written
 */
export function withLock<T>(folder: string, action: () => T): T {
  const lock = takeLock(folder) ?? takeLock(join(tmpdir(), `openapi-rules-${sha256(folder).slice(0, 16)}`));
  try {
    return action();
  } finally {
    if (lock !== undefined) rmSync(lock, { force: true });
  }
}

/** @returns undefined where the folder can't be written */
function takeLock(folder: string): string | undefined {
  const lock = join(folder, "lock");
  for (;;) {
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return lock;
    } catch (error) {
      if (!isSystemError(error) || error.code !== "EEXIST" || !isLock(lock)) return undefined;
      if (isStale(lock)) {
        if (!remove(lock)) return undefined;
      } else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

function isStale(lock: string): boolean {
  try {
    const pid = Number(readRegularFile(lock)?.toString("utf8"));
    const age = Date.now() - statSync(lock).mtimeMs;
    // An empty lock is one that is just being written.
    if (pid === 0 || Number.isNaN(pid)) return age > 1000;
    return !isRunning(pid) || Math.abs(age) > staleAfter;
  } catch {
    // It has just been released.
    return false;
  }
}

/** Neither a folder nor a pipe nor a link is a lock. One that has just been released may be one again. */
function isLock(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
}

/** @returns false where the folder doesn't allow it */
function remove(lock: string): boolean {
  try {
    rmSync(lock, { force: true });
    return true;
  } catch {
    return false;
  }
}

import { statSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { InputFiles } from "../files/input-files.ts";

/** How often files are looked at, in ms. */
const interval = 100;

/**
 * Runs `action`, and again whenever a file that it read has changed, until `signal` is aborted.
 *
 * It looks at the files itself, where events of the file system get lost: those between a run and the watching, those of new
 * files, of files that editors replace, and of network drives. A file counts as it was before it was read, so that no change is
 * missed. Several changes at once, as of a half-written save, are waited for.
 *
 * @param action adds what it reads to `files`; it must not throw
 */
export async function watchInputs(
  action: (files: InputFiles, changed: readonly string[]) => Promise<void>,
  onWaiting: (count: number) => void,
  signal: AbortSignal,
): Promise<void> {
  let known: ReadonlyMap<string, string> = new Map();
  let changed: readonly string[] = [];
  while (!signal.aborted) {
    const found = new Map<string, string>();
    const files = new InputFiles((path) => found.set(path, stateOf(path)));
    // A run that fails early doesn't see all of the files: those of the run before it still count, as they are now.
    const before = [...known.keys()].map((path) => [path, stateOf(path)] as const);
    await action(files, changed);
    known = new Map([...before, ...found]);
    onWaiting(known.size);
    await pause(interval);
    changed = await rereadChanged(files);
    while (changed.length === 0 && !signal.aborted) {
      await pause(interval);
      changed = changedSince(known);
    }
    await settle([...known.keys()], signal);
    changed = [...new Set([...changed, ...changedSince(known)])];
  }
}

/** Clocks of file systems tick every few milliseconds: a change within the tick of a reading shows in the bytes alone. */
async function rereadChanged(files: InputFiles): Promise<string[]> {
  const again = new InputFiles();
  const changed: string[] = [];
  for (const [path, digest] of files.digests()) {
    await again.note(path);
    if (again.digests().get(path) !== digest) changed.push(path);
  }
  return changed;
}

function changedSince(known: ReadonlyMap<string, string>): string[] {
  return [...known].flatMap(([path, state]) => (stateOf(path) === state ? [] : [path]));
}

/** Waits until nothing has changed for a while. */
async function settle(paths: readonly string[], signal: AbortSignal): Promise<void> {
  let before = "";
  for (let now = paths.map(stateOf).join(); now !== before && !signal.aborted; now = paths.map(stateOf).join()) {
    before = now;
    await pause(interval);
  }
}

function stateOf(path: string): string {
  try {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    return found === undefined ? "absent" : [found.mtimeNs, found.ctimeNs, found.size, found.ino].join();
  } catch {
    return "unreadable";
  }
}

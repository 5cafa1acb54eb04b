import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, sep } from "node:path";
import { hasBanner, type OutputFile } from "./output-file.ts";

export interface Difference {
  readonly path: string;
  /** `stray`: in a folder called `generated`, but not made by the pipeline, which leaves it alone. */
  readonly kind: "missing" | "different" | "orphaned" | "stray";
}

/** How the files on disk differ from what the pipeline makes now. */
export async function compareFiles(files: readonly OutputFile[]): Promise<Difference[]> {
  const changed = await Promise.all(
    files.map(async ({ path, content }): Promise<Difference[]> => {
      const present = await readIfPresent(path);
      return present === content ? [] : [{ path, kind: present === undefined ? "missing" : "different" }];
    }),
  );
  return [...changed.flat(), ...(await findOrphans(files.map(({ path }) => path)))];
}

/**
 * Files that an earlier run made and this one does not: those with the banner, in the folders of the outputs. A folder called
 * `generated` belongs to the pipeline, so that any other file in it is astray.
 */
async function findOrphans(outputs: readonly string[]): Promise<Difference[]> {
  const expected = new Set(outputs);
  const folders = [...new Set(outputs.map(dirname))];
  const found = await Promise.all(
    folders.map(async (folder) => {
      const owned = basename(folder) === "generated";
      const entries = await readdir(folder, { recursive: owned, withFileTypes: true }).catch(() => []);
      const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      const others = paths.filter((path) => !expected.has(path) && !path.includes(`${sep}node_modules${sep}`));
      return Promise.all(
        others.map(async (path): Promise<Difference[]> => {
          if (/\.[cm]?ts$/.test(path) && hasBanner((await readIfPresent(path)) ?? ""))
            return [{ path, kind: "orphaned" }];
          return owned ? [{ path, kind: "stray" }] : [];
        }),
      );
    }),
  );
  const unique = new Map(found.flat(2).map((difference) => [difference.path, difference]));
  return [...unique.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function readIfPresent(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

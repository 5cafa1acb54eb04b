import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { bannerSource, type OutputFile, type Provenance, provenanceOf } from "./output-file.ts";
import { readRegularFile } from "./read-file.ts";
import { isSystemError } from "./system-error.ts";

export interface Difference {
  readonly path: string;
  readonly kind: "missing" | "different" | "orphaned";
  /** Who wrote what is there now. */
  readonly provenance: Provenance;
  /** Whether this configuration's own record says that it made the file. */
  readonly ours: boolean;
}

/**
 * How the files on disk differ from what the pipeline makes now.
 *
 * @param former the files that this configuration made, by its own record
 * @param folder the project's
 * @param sources the descriptions of this configuration, as banners name them; undefined where it doesn't name all their outputs
 */
export function compareFiles(
  files: readonly OutputFile[],
  former: readonly string[],
  folder: string,
  sources: readonly string[] | undefined,
): Difference[] {
  const changed = files.flatMap(({ path, content }): Difference[] => {
    const present = readIfPresent(path);
    if (present === content) return [];
    const kind = present === undefined ? "missing" : "different";
    return [{ path, kind, provenance: provenanceOf(present ?? ""), ours: former.includes(path) }];
  });
  return [...changed, ...findOrphans(files, former, folder, sources)];
}

/**
 * Files that an earlier run made and this one does not: those of the record, and in the folders of the outputs those with a banner
 * that names a description of ours, or one that is gone. Others are another configuration's.
 */
function findOrphans(
  files: readonly OutputFile[],
  former: readonly string[],
  folder: string,
  sources: readonly string[] | undefined,
): Difference[] {
  const expected = new Set(files.map(({ path }) => path));
  const folders = sources === undefined ? [] : [...new Set([...expected].map((path) => dirname(path)))];
  const neighbours = folders.flatMap((neighbour) =>
    listFiles(neighbour).filter((path) => {
      if (!/\.([cm]?ts|json)$/.test(path) || expected.has(path)) return false;
      const source = bannerSource(readIfPresent(path) ?? "");
      return source !== undefined && (sources?.includes(source) || !existsSync(resolve(folder, source)));
    }),
  );
  return [...new Set([...former, ...neighbours])]
    .filter((path) => !expected.has(path))
    .flatMap((path): Difference[] => {
      const provenance = provenanceOf(readIfPresent(path) ?? "");
      return provenance === "openapi-rules"
        ? [{ path, kind: "orphaned", provenance, ours: former.includes(path) }]
        : [];
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function listFiles(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(folder, entry.name));
  } catch {
    // A folder that isn't there, or can't be read, holds nothing to compare. Writing to it reports the problem.
    return [];
  }
}

/** Nothing can be compared with a pipe or a device. @throws the file system's error, but for a file that isn't there */
function readIfPresent(path: string): string | undefined {
  try {
    return readRegularFile(path)?.toString("utf8") ?? "";
  } catch (error) {
    if (isSystemError(error) && (error.code === "ENOENT" || error.code === "ENOTDIR")) return undefined;
    throw error;
  }
}

import { execFile } from "node:child_process";
import { realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { OpenApiRulesError, shownPath } from "../diagnostics.ts";
import type { FileAccess } from "./input-files.ts";
import { isSystemError } from "./system-error.ts";

/** A commit of a git repository. */
export interface Commit {
  /** Absolute path of the repository's folder. */
  readonly repository: string;
  readonly id: string;
  /** What a person called it: `main`, `HEAD~1`. */
  readonly name: string;
}

/**
 * Finds a commit by any name that git knows for it.
 *
 * @throws OpenApiRulesError `ERR_USAGE` if the commit or the repository doesn't exist; `ERR_MISSING_PACKAGE` without git
 */
export async function findCommit(folder: string, name: string): Promise<Commit> {
  const top = await git(folder, ["rev-parse", "--show-toplevel"]);
  if (!top.done) {
    const hint = "Pass two files, or run this in a clone of a repository.";
    throw new OpenApiRulesError("ERR_USAGE", `Not in a git repository, so '${name}' can't be a revision. ${hint}`);
  }
  const found = await git(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
  if (!found.done) {
    const hint = "Expected a file, REVISION:FILE, or a branch, tag or commit of this repository.";
    throw new OpenApiRulesError("ERR_USAGE", `'${name}' is neither a file nor a git revision. ${hint}`);
  }
  return { repository: textOf(top.output), id: textOf(found.output), name };
}

/** The files of a commit, by the paths that they have when it is checked out. Nothing is checked out. */
export function filesOfCommit(commit: Commit): FileAccess {
  const { repository, id } = commit;
  return {
    read: async (path) => {
      const { done, output } = await git(repository, ["cat-file", "blob", `${id}:${pathInCommit(commit, path)}`]);
      if (!done) throw missing(path);
      return { bytes: output, regular: true };
    },
    realpath: async (path) => path,
  };
}

/** Whether the commit has a file. */
export async function hasFile(commit: Commit, path: string): Promise<boolean> {
  return (await git(commit.repository, ["cat-file", "-e", `${commit.id}:${pathInCommit(commit, path)}`])).done;
}

/** A path as git writes it: from the top of the repository. */
export function pathInCommit({ repository }: Commit, path: string): string {
  return relative(repository, realFolder(path, repository)).split(sep).join("/");
}

/** git names its folder without symbolic links; the path of a file may have some above it. */
function realFolder(path: string, repository: string): string {
  if (path.startsWith(join(repository, sep))) return path;
  for (let end = path.lastIndexOf(sep); end > 0; end = path.lastIndexOf(sep, end - 1)) {
    try {
      return join(realpathSync(path.slice(0, end)), path.slice(end));
    } catch {
      // The folder is one of the commit's alone.
    }
  }
  return path;
}

function missing(path: string): NodeJS.ErrnoException {
  const message = `no such file at this revision: ${shownPath(path)}`;
  return Object.assign(new Error(message), { code: "ENOENT", syscall: "open", path });
}

function textOf(output: Buffer): string {
  return output.toString("utf8").replace(/\r?\n$/, "");
}

/** Larger than any description. */
const mostBytes = 1 << 29;

function git(folder: string, args: readonly string[]): Promise<{ readonly done: boolean; readonly output: Buffer }> {
  return new Promise((resolve, reject) => {
    execFile(
      "git",
      ["-C", folder, ...args],
      { encoding: "buffer", maxBuffer: mostBytes, windowsHide: true },
      (error, output) => {
        if (isSystemError(error) && error.code === "ENOENT") {
          const message = "git isn't installed, or isn't on the PATH. Install it, or pass two files.";
          reject(new OpenApiRulesError("ERR_MISSING_PACKAGE", message));
        } else resolve({ done: error === null, output });
      },
    );
  });
}

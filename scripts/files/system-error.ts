import { OpenApiRulesError, shownPath } from "../diagnostics.ts";

/** An error of the file system or another part of the machine. */
export interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
  readonly dest?: string;
}

export function isSystemError(error: unknown): error is SystemError {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    typeof error.code === "string" &&
    "syscall" in error &&
    typeof error.syscall === "string"
  );
}

/** What each code means for a person, and what to do about it. */
const causes: Readonly<Record<string, readonly [cause: string, remedy: string]>> = {
  EACCES: ["permission denied", "Give this user access to it, or run as the user that owns it."],
  EBUSY: ["it is in use", "Close the program that uses it, and try again."],
  EDQUOT: ["the disk quota is used up", "Free some space, and try again."],
  EEXIST: ["it already exists", "Move it, and try again."],
  ERR_FS_FILE_TOO_LARGE: ["it has more than 128 MiB, or never ends", "Name the file of a description, or split it."],
  ETIMEDOUT: ["nothing comes from it", "If it is a pipe, start the program that writes to it first."],
  ENXIO: ["it is a socket, or a device that isn't there", "Name a file."],
  EFBIG: [
    "it would be larger than this file system or process allows",
    "Raise the limit (ulimit -f), or split the description.",
  ],
  EIO: ["the disk reports a failure", "Check the disk, and try again."],
  EISDIR: ["it is a folder, but a file is expected", "Choose another path, or move the folder."],
  ELOOP: ["its symbolic links lead in a circle", "Fix the links."],
  EMFILE: ["this process has too many files open", "Raise the limit (ulimit -n), and try again."],
  ENAMETOOLONG: ["the name is too long", "Choose a shorter name."],
  ENFILE: ["the system has too many files open", "Close some programs, and try again."],
  ENOENT: ["no such file or folder", "Check the path."],
  ENOSPC: ["the disk is full", "Free some space, and try again."],
  ENOTDIR: ["a part of its path is a file, but a folder is expected", "Choose another path, or move the file."],
  ENOTEMPTY: ["the folder isn't empty", "Choose another path, or move the folder."],
  EPERM: ["the operation isn't permitted", "Check the permissions and attributes of the file and its folder."],
  EROFS: ["the file system is read-only", "Write to another place, or make it writable."],
};

/** `Can't write generated/api.ts: the disk is full (ENOSPC). Free some space, and try again.` */
export function describeSystemError(
  error: Pick<SystemError, "code" | "message" | "path" | "dest">,
  verb: "read" | "write" | "use" = "use",
): string {
  const [cause, remedy] = causes[error.code] ?? [error.message, "Check the path and its permissions, and try again."];
  const path = error.dest ?? error.path;
  return `Can't ${verb} ${path === undefined ? "a file" : shownPath(path)}: ${cause} (${error.code}). ${remedy}`;
}

/**
 * A failure of the file system as the error that callers expect; anything else as it is.
 *
 * @param path the file that a person knows, instead of the one that the system names
 */
export function fileError(error: unknown, verb: "read" | "write", path?: string): unknown {
  if (!isSystemError(error)) return error;
  const { code, message } = error;
  const named = path ?? error.path;
  const text = describeSystemError({ code, message, ...(named !== undefined && { path: named }) }, verb);
  return new OpenApiRulesError("ERR_FILE", text, { cause: error });
}

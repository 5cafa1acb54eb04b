import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { isSystemError, type SystemError } from "./system-error.ts";

/** Far more than a description has: where so much comes from a device, or a file that grows, more would come forever. */
const mostBytes = 128 * 1024 * 1024;
/** How long a pipe may have no writer at first, in ms. */
const patience = 3000;
/** How often a pipe without bytes is looked at, in ms. */
const interval = 10;

/** Opening a pipe must not wait for its writer. */
const flags = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * Everything in a file that a person names. A pipe is read until its writer closes it, as `cat` does, but it must have one.
 *
 * @throws the file system's error, or one like it: `ERR_FS_FILE_TOO_LARGE`; `ETIMEDOUT` for a pipe that nobody writes to
 */
export async function readInput(path: string): Promise<{ readonly bytes: Buffer; readonly regular: boolean }> {
  try {
    const file = await open(path, flags);
    try {
      const found = await file.stat();
      const chunks = readChunks(file, found.isFIFO(), found.size, path);
      return { bytes: await collect(chunks, path), regular: found.isFile() };
    } finally {
      await file.close();
    }
  } catch (error) {
    // Where reading fails, rather than opening, Node.js doesn't say of what.
    throw isSystemError(error) ? Object.assign(error, { path }) : error;
  }
}

/** Everything that comes from standard input. @throws `ERR_FS_FILE_TOO_LARGE` */
export async function readStandardInput(): Promise<string> {
  return (await collect(process.stdin, "standard input")).toString("utf8");
}

/**
 * The bytes of a stream.
 *
 * @param name what to call it in an error
 * @throws `ERR_FS_FILE_TOO_LARGE`
 */
async function collect(chunks: AsyncIterable<Buffer>, name: string): Promise<Buffer> {
  const collected: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > mostBytes) throw failure("ERR_FS_FILE_TOO_LARGE", name);
    collected.push(chunk);
  }
  return Buffer.concat(collected);
}

async function* readChunks(file: FileHandle, isPipe: boolean, size: number, path: string): AsyncGenerator<Buffer> {
  let isOpen = !isPipe;
  for (let waited = 0; ; waited += interval) {
    const chunk = await readChunk(file, Math.min(size + 1, mostBytes + 1));
    if (chunk?.length === 0 && isOpen) return;
    if (chunk?.length === 0 && waited >= patience) throw failure("ETIMEDOUT", path);
    isOpen ||= chunk === undefined || chunk.length > 0;
    if (chunk !== undefined && chunk.length > 0) yield chunk;
    else await pause(interval);
  }
}

/** @returns undefined for a pipe or terminal from which something may still come */
async function readChunk(file: FileHandle, size: number): Promise<Buffer | undefined> {
  try {
    const buffer = Buffer.allocUnsafe(Math.max(size, 1 << 16));
    const { bytesRead } = await file.read(buffer);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (isSystemError(error) && error.code === "EAGAIN") return undefined;
    throw error;
  }
}

/**
 * What a regular file holds; undefined for a pipe, a device, or what is larger than anything of ours.
 *
 * @throws the file system's error
 */
export function readRegularFile(path: string): Buffer | undefined {
  const file = openSync(path, flags);
  try {
    const found = fstatSync(file);
    return found.isFile() && found.size <= mostBytes ? readFileSync(file) : undefined;
  } finally {
    closeSync(file);
  }
}

function failure(code: string, path: string): SystemError {
  return Object.assign(new Error(code), { code, syscall: "read", path });
}

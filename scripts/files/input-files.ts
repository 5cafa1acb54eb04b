import { realpath } from "node:fs/promises";
import { absent, sha256 } from "./digest.ts";
import { readInput } from "./read-file.ts";

/** Where files are read: the disk, or a revision of a repository. */
export interface FileAccess {
  /** @throws the file system's error, or one like it */
  read(path: string): Promise<{ readonly bytes: Buffer; readonly regular: boolean }>;
  /** The path without symbolic links. */
  realpath(path: string): Promise<string>;
}

const disk: FileAccess = {
  read: readInput,
  realpath: (path) => realpath(path),
};

/**
 * The files that a run reads: each once, so that all stages see the same bytes, and the digests are of what was read.
 */
export class InputFiles {
  private readonly texts = new Map<string, Promise<string>>();
  private readonly found = new Map<string, string>();
  private readonly onInput: (path: string) => void;
  private readonly access: FileAccess;

  /** @param onInput gets every file before it is read: what to watch, even if the run fails */
  constructor(onInput: (path: string) => void = () => {}, access = disk) {
    this.onInput = onInput;
    this.access = access;
  }

  realpath(path: string): Promise<string> {
    return this.access.realpath(path);
  }

  /**
   * The text of a file; reading it again gives the same.
   *
   * @throws the file system's error, and records the digest `absent` for a missing file
   */
  read(path: string): Promise<string> {
    const known = this.texts.get(path);
    if (known !== undefined) return known;
    this.onInput(path);
    const text = this.readNow(path);
    this.texts.set(path, text);
    return text;
  }

  /** Provides the content of a file: a description from standard input. */
  provide(path: string, text: string): void {
    this.texts.set(path, Promise.resolve(text));
    this.found.set(path, unrepeatable);
  }

  /** Records a file that others read, such as a plugin's code. */
  async note(path: string): Promise<void> {
    await this.read(path).catch(() => {});
  }

  /** The digests of all files by their paths. */
  digests(): ReadonlyMap<string, string> {
    return this.found;
  }

  /** Whether reading the same files later would say what was read now: not so for pipes. */
  get repeatable(): boolean {
    return ![...this.found.values()].includes(unrepeatable);
  }

  private async readNow(path: string): Promise<string> {
    try {
      const { bytes, regular } = await this.access.read(path);
      this.found.set(path, regular ? sha256(bytes) : unrepeatable);
      return bytes.toString("utf8");
    } catch (error) {
      this.found.set(path, absent);
      throw error;
    }
  }
}

const unrepeatable = "unrepeatable";

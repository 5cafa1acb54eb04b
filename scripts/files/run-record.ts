import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { absent, sha256 } from "./digest.ts";
import { readRegularFile } from "./read-file.ts";

/** What a run read and wrote, as digests by path; `absent` for a file that wasn't found. */
export interface RunRecord {
  readonly generator: string;
  readonly options: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Where the runs of a project keep their records and their lock. */
export function cacheFolder(project: string): string {
  return join(project, "node_modules", ".cache", "openapi-rules");
}

/** @param key what tells one configuration of a project from others: its file, or input and output */
export function recordFile(project: string, key: string): string {
  return join(cacheFolder(project), `run-${sha256(key).slice(0, 16)}.json`);
}

/** The record of the last run; undefined where there is none, or it is damaged. */
export function readRecord(file: string): RunRecord | undefined {
  try {
    const record: unknown = JSON.parse(readRegularFile(file)?.toString("utf8") ?? "");
    return isRecord(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Whether every file is still what it was after that run, made by this generator with these options: then there is nothing to do. */
export function isUnchanged(record: RunRecord | undefined, generator: string, options: string): boolean {
  return (
    record !== undefined &&
    record.generator === generator &&
    record.options === options &&
    Object.entries({ ...record.inputs, ...record.outputs }).every(([path, digest]) => digestOf(path) === digest)
  );
}

/** Keeps a record. It is complete or not there at all; where it can't be written, the next run has more to do. */
export function writeRecord(file: string, record: RunRecord): void {
  const aside = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    rmSync(aside, { force: true });
    // Exclusive: what someone put there meanwhile isn't followed.
    writeFileSync(aside, JSON.stringify(record), { flag: "wx", flush: true });
    renameSync(aside, file);
  } catch {
    removeQuietly(aside);
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where nothing can be written, nothing is there to be removed.
  }
}

function digestOf(path: string): string | undefined {
  try {
    if (statSync(path, { throwIfNoEntry: false }) === undefined) return absent;
    const bytes = readRegularFile(path);
    return bytes && sha256(bytes);
  } catch {
    // The run itself reports what it can't read.
    return undefined;
  }
}

function isRecord(value: unknown): value is RunRecord {
  return (
    isObject(value) &&
    typeof value["generator"] === "string" &&
    typeof value["options"] === "string" &&
    isDigests(value["inputs"]) &&
    isDigests(value["outputs"])
  );
}

function isDigests(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.values(value).every((digest) => typeof digest === "string");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

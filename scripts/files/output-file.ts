import { createHash } from "node:crypto";
import { relative, sep } from "node:path";

/** A file that the pipeline makes. `path` is absolute. */
export interface OutputFile {
  readonly path: string;
  readonly content: string;
}

const mark = "by `npm run generate`. Do not edit.";

/** The head of a generated module: where it comes from and what makes it again. */
export function banner(source: string, folder: string): string {
  return `/**\n * Generated from ${relative(folder, source).split(sep).join("/")} ${mark}\n */\n\n`;
}

export function hasBanner(content: string): boolean {
  return content.slice(0, 400).includes(mark);
}

export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

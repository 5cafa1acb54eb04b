import { performance } from "node:perf_hooks";
import type { Diagnostic } from "../diagnostics.ts";
import { formatDiagnostic } from "../diagnostics.ts";
import { fewOfEach } from "./few-of-each.ts";

type Stream = Pick<NodeJS.WriteStream, "isTTY">;

/** Prints for a person: text of a description can't move the cursor, change colors or turn the writing direction. */
export function print(text: string): void {
  process.stdout.write(printable(text));
}

/** Prints problems and remarks, apart from the output. */
export function remark(text: string): void {
  process.stderr.write(printable(text));
}

/** Prints the first few problems of each kind, each on a line, unless all are requested: the rest would scroll them away. */
export function remarkDiagnostics(diagnostics: readonly Diagnostic[]): void {
  const { shown, others } = showsAll ? everyOne(diagnostics) : fewOfEach(diagnostics);
  for (const { diagnostic, more } of shown) {
    const color = diagnostic.severity === "error" ? "red" : "yellow";
    process.stderr.write(`${paint(process.stderr, color, onOneLine(formatDiagnostic(diagnostic)))}\n`);
    if (more > 0) remark(`and ${more.toLocaleString("en")} more like it\n`);
  }
  if (others > 0) remark(`and ${others.toLocaleString("en")} more of other kinds\n`);
  if (shown.length < diagnostics.length) remark("To see all, add --all-problems.\n");
}

/** Whether `remarkDiagnostics` prints every problem. */
export function showAllProblems(all: boolean): void {
  showsAll = all;
}

let showsAll = false;

function everyOne(diagnostics: readonly Diagnostic[]): ReturnType<typeof fewOfEach> {
  return { shown: diagnostics.map((diagnostic) => ({ diagnostic, more: 0 })), others: 0 };
}

const codes = { red: [31, 39], green: [32, 39], yellow: [33, 39], dim: [2, 22] } as const;

/** Text in a color, where the stream shows colors. The text is made printable first. */
export function paint(stream: Stream, color: keyof typeof codes, text: string): string {
  const [on, off] = codes[color];
  return hasColors(stream) ? `\u001B[${on}m${printable(text)}\u001B[${off}m` : printable(text);
}

/**
 * Colors for a terminal that has them, and for nothing else, CI included, unless they are requested.
 *
 * @see https://no-color.org
 * @see https://force-color.org
 */
function hasColors(stream: Stream): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = process.env;
  if (FORCE_COLOR) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return stream.isTTY === true && !NO_COLOR && TERM !== "dumb";
}

/** Text with its control characters, other than tabs and line breaks, as `\u{1b}`. */
function printable(text: string): string {
  return text.replaceAll(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a terminal acts on
    /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g,
    (character) => `\\u{${character.charCodeAt(0).toString(16)}}`,
  );
}

/** Text of a description where a line is expected: with line breaks of its own it could pretend to be more of the output. */
export function onOneLine(text: string): string {
  return text.replaceAll("\n", "\\n");
}

/** Milliseconds since the process started: what a person has waited. */
export function sinceStart(): string {
  return shownTime(performance.now());
}

export function shownTime(milliseconds: number): string {
  return milliseconds < 10_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Standard output or error can't take what is printed: its disk is full, say. */
export class StreamError extends Error {
  readonly code: string;
  readonly syscall = "write";
  readonly path: string;

  constructor(stream: string, { code = "", message }: NodeJS.ErrnoException) {
    super(message);
    this.code = code;
    this.path = stream;
  }
}

/** A reader that has seen enough, such as `| head -1`, ends the printing, not the work. Other failures of a stream are reported. */
export function surviveClosedStreams(onFailure: (stream: string, error: NodeJS.ErrnoException) => void): void {
  for (const [name, stream] of [
    ["standard output", process.stdout],
    ["standard error", process.stderr],
  ] as const) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") onFailure(name, error);
    });
  }
}

import { relative } from "node:path";

/** A message about a place in a file. Lines and columns count from 1. */
export interface Diagnostic {
  readonly severity: "error" | "warn";
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** The lint rule that found it. */
  readonly rule?: string;
}

/** What went wrong, for programs. */
export type ErrorCode =
  /** The description, or a rule in it, has errors: they are in `diagnostics`. */
  | "ERR_DESCRIPTION"
  /** The redocly.yaml is missing, or has an invalid setting. */
  | "ERR_CONFIG"
  /** A file can't be read or written: the disk, a permission, a folder in its place. */
  | "ERR_FILE"
  /** A package that only some descriptions need isn't installed. */
  | "ERR_MISSING_PACKAGE"
  /** An output would replace something that isn't ours, or leave the project. */
  | "ERR_OUTPUT"
  /** Wrong options or arguments. */
  | "ERR_USAGE"
  /** A mistake in openapi-rules itself. */
  | "ERR_INTERNAL";

/**
 * The base of every error that openapi-rules throws on purpose.
 *
 * @example
 * ```ts
 * try {
 *   await generate({ config: "redocly.yaml" });
 * } catch (error) {
 *   if (error instanceof OpenApiRulesError && error.code === "ERR_DESCRIPTION") report(error.diagnostics);
 *   else throw error;
 * }
 * ```
 */
export class OpenApiRulesError extends Error {
  /** Bundled code has a short name for the class, which Node.js would print before the message. */
  static override readonly name: string = "OpenApiRulesError";
  override readonly name = this.constructor.name;
  readonly code: ErrorCode;
  /** Every problem with its place; empty if the error isn't about a place in a file. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(
    code: ErrorCode,
    message: string,
    options: { diagnostics?: readonly Diagnostic[]; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.diagnostics = options.diagnostics ?? [];
  }
}

/** Stops the run and reports everything that was found. */
export class DiagnosticsError extends OpenApiRulesError {
  static override readonly name = "DiagnosticsError";

  constructor(diagnostics: readonly Diagnostic[], code: "ERR_DESCRIPTION" | "ERR_CONFIG" = "ERR_DESCRIPTION") {
    super(code, diagnostics.map(formatDiagnostic).join("\n"), { diagnostics });
  }
}

/** @throws DiagnosticsError with all problems, in the order of the files, if one is an error */
export function stopOnErrors(problems: readonly Diagnostic[]): void {
  if (problems.some(({ severity }) => severity === "error")) throw new DiagnosticsError(inOrder(problems));
}

/** Problems by their places, each once, whether a lint rule or another stage found it. */
export function inOrder(problems: readonly Diagnostic[]): Diagnostic[] {
  const distinct = new Map(
    problems.map((problem) => [
      JSON.stringify([problem.severity, problem.file, problem.line, problem.column, problem.message]),
      problem,
    ]),
  );
  return [...distinct.values()].sort((a, b) =>
    a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1,
  );
}

/** `openapi/api.yaml:12:7 error Expected …` */
export function formatDiagnostic({ severity, file, line, column, message, rule }: Diagnostic): string {
  const kind = severity === "error" ? "error" : "warning";
  return `${shownPath(file)}:${line}:${column} ${kind} ${message}${rule ? ` (${rule})` : ""}`;
}

/** A path as a person in this folder would type it. */
export function shownPath(path: string): string {
  if (!path.startsWith("/") && !/^[A-Za-z]:[\\/]/.test(path)) return path;
  const shown = relative(process.cwd(), path);
  return shown === "" || shown.startsWith("../../..") ? path : shown;
}

/** Each diagnostic once: rules of a schema, or of two media types, are read more than once. */
export function distinctDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}

import { relative } from "node:path";

/** Something to tell a person about a place in a file. Lines and columns count from 1. */
export interface Diagnostic {
  readonly severity: "error" | "warn";
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** The Redocly rule that found it. */
  readonly rule?: string;
}

/** What stops the run: everything that was found, reported together. */
export class DiagnosticsError extends Error {
  override readonly name = "DiagnosticsError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join("\n"));
    this.diagnostics = diagnostics;
  }
}

/** `openapi/api.yaml:12:7 error Expected …` */
export function formatDiagnostic({ severity, file, line, column, message, rule }: Diagnostic): string {
  const shown = relative(process.cwd(), file) || file;
  return `${shown}:${line}:${column} ${severity === "error" ? "error" : "warning"} ${message}${rule ? ` (${rule})` : ""}`;
}

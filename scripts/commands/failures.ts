import { type Diagnostic, type ErrorCode, OpenApiRulesError } from "../diagnostics.ts";
import { describeSystemError, isSystemError } from "../files/system-error.ts";
import { version } from "../generate-request.ts";
import { remark, remarkDiagnostics } from "./terminal.ts";

const exitCodes: Readonly<Record<ErrorCode, number>> = {
  ERR_DESCRIPTION: 1,
  ERR_CONFIG: 1,
  ERR_OUTPUT: 1,
  ERR_USAGE: 2,
  ERR_FILE: 3,
  ERR_MISSING_PACKAGE: 3,
  ERR_INTERNAL: 70,
};

interface Failure {
  readonly exitCode: number;
  readonly diagnostics: readonly Diagnostic[];
  readonly text: string;
}

/** Prints a failure: its place, its cause and what to do. @returns the exit code */
export function reportFailure(error: unknown): number {
  const { exitCode, diagnostics, text } = describeFailure(error);
  remarkDiagnostics(diagnostics);
  if (text !== "") remark(`${text}\n`);
  return exitCode;
}

function describeFailure(error: unknown): Failure {
  if (error instanceof OpenApiRulesError && error.code !== "ERR_INTERNAL") {
    const { code, diagnostics, message } = error;
    return { exitCode: exitCodes[code], diagnostics, text: diagnostics.length > 0 ? "" : message };
  }
  const text = machineFailure(error);
  if (text !== undefined) return { exitCode: exitCodes.ERR_FILE, diagnostics: [], text };
  return { exitCode: exitCodes.ERR_INTERNAL, diagnostics: [], text: internalFailure(error) };
}

/** What is wrong with the machine, rather than with the input or with openapi-rules. */
function machineFailure(error: unknown): string | undefined {
  if (isSystemError(error)) return describeSystemError(error);
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  if (error.code === "ERR_WORKER_OUT_OF_MEMORY") {
    return "Out of memory. Give Node.js more: NODE_OPTIONS=--max-old-space-size=8192.";
  }
  if (error.code === "ERR_MODULE_NOT_FOUND" || error.code === "MODULE_NOT_FOUND") {
    return `A part of openapi-rules or one of its dependencies isn't installed: ${error.message.split("\n")[0]}. Run npm install again.`;
  }
  return undefined;
}

function internalFailure(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    `Internal error in openapi-rules ${version()}, Node.js ${process.version}, ${process.platform}. This is a bug:`,
    "please report it with the lines below, and with the description if you can share it.",
    stack,
  ].join("\n");
}

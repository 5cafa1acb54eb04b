import { YamlParseError } from "@redocly/openapi-core";
import type { Diagnostic } from "../diagnostics.ts";

/** Where a text isn't valid YAML or JSON, and why; undefined for another error. Redocly writes the place into the message. */
export function syntaxProblem(error: unknown): Diagnostic | undefined {
  if (!(error instanceof YamlParseError)) return undefined;
  const [reason = error.message, line = "1", column = "1"] =
    /^(.*?) in ".*" \((\d+):(\d+)\)/s.exec(error.message)?.slice(1) ?? [];
  const file = error.source.absoluteRef;
  const message = `Not valid ${syntaxName(file)}: ${reason}.`;
  return { severity: "error", file, line: Number(line), column: Number(column), message };
}

/** What a file should be written in, by its name. */
export function syntaxName(file: string): string {
  return /\.json$/i.test(file) ? "JSON" : "YAML";
}

import {
  bundle,
  getLineColLocation,
  lint,
  type NormalizedProblem,
  ResolveError,
  YamlParseError,
} from "@redocly/openapi-core";
import type { ConfinedResolver } from "./confined-resolver.ts";
import { type Diagnostic, DiagnosticsError } from "./diagnostic.ts";
import type { Api } from "./load-apis.ts";

/** A description in one document: what was in other files is in its components. */
export interface Spec {
  readonly document: Readonly<Record<string, unknown>>;
}

/** What `redocly lint` finds, with the rules of the API's own redocly.yaml. */
export async function lintApi(api: Api, resolver: ConfinedResolver): Promise<Diagnostic[]> {
  const problems = await lint({ ref: api.root, config: api.config, externalRefResolver: resolver });
  return problems.filter((problem) => !problem.ignored).map(toDiagnostic);
}

/** @throws DiagnosticsError when the root document can't be read */
export async function bundleApi(
  api: Pick<Api, "name" | "root" | "config">,
  resolver: ConfinedResolver,
): Promise<{ spec: Spec; problems: Diagnostic[] }> {
  const result = await bundle({ ref: api.root, config: api.config, externalRefResolver: resolver }).catch(
    (error: unknown) => {
      throw unreadable(api, error);
    },
  );
  const parsed = result.bundle.parsed;
  const document = typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
  return { spec: { document }, problems: result.problems.map(toDiagnostic) };
}

function unreadable(api: Pick<Api, "name" | "root" | "config">, error: unknown): unknown {
  if (error instanceof YamlParseError) {
    const [reason = "", line = "1", column = "1"] = /^(.*?) in ".*" \((\d+):(\d+)\)/s.exec(error.message)?.slice(1) ?? [
      error.message,
    ];
    const place = { file: error.source.absoluteRef, line: Number(line), column: Number(column) };
    return new DiagnosticsError([{ severity: "error", ...place, message: `This is no YAML: ${reason}.` }]);
  }
  if (error instanceof ResolveError) {
    const message = `${error.message}. It is the root of apis.${api.name} in ${api.config.configPath ?? "redocly.yaml"}: correct it there.`;
    return new DiagnosticsError([{ severity: "error", file: api.root, line: 1, column: 1, message }]);
  }
  if (error instanceof Error) {
    const message = `This is no API description: ${error.message}.`;
    return new DiagnosticsError([{ severity: "error", file: api.root, line: 1, column: 1, message }]);
  }
  return error;
}

function toDiagnostic(problem: NormalizedProblem): Diagnostic {
  const [location] = problem.location;
  const position = location && getLineColLocation(location).start;
  const suggestion = problem.suggest.length > 0 ? ` Did you mean ${problem.suggest.join(", ")}?` : "";
  return {
    severity: problem.severity === "error" ? "error" : "warn",
    file: location?.source.absoluteRef ?? "",
    line: position?.line ?? 1,
    column: position?.col ?? 1,
    message: problem.message.trim().replaceAll(/\s*\n\s*/g, " ") + suggestion,
    rule: problem.ruleId,
  };
}

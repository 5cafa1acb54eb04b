import {
  bundle,
  type Config,
  createConfig,
  getLineColLocation,
  lint,
  type NormalizedProblem,
  ResolveError,
  Source,
} from "@redocly/openapi-core";
import { type Diagnostic, DiagnosticsError, OpenApiRulesError, shownPath } from "../diagnostics.ts";
import type { ConfinedResolver } from "./confined-resolver.ts";
import { isObject } from "./json.ts";
import type { Api } from "./load-apis.ts";
import { positionOf, stepsOf } from "./source-position.ts";
import { syntaxName, syntaxProblem } from "./syntax-problem.ts";
import { describeUnresolved } from "./unresolved-reference.ts";

/** A description in one document: what was in other files is in its components. */
export interface Spec {
  readonly document: Readonly<Record<string, unknown>>;
}

export const swaggerRefusal = "This is a Swagger 2.0 description. Convert it to OpenAPI 3 first.";

/** What `redocly lint` finds with the rules of a configuration. */
export async function lintApi(root: string, config: Config, resolver: ConfinedResolver): Promise<Diagnostic[]> {
  const problems = await lint({ ref: root, config, externalRefResolver: resolver });
  return problems.filter((problem) => !problem.ignored).map(toDiagnostic);
}

/** Where a description doesn't have the structure of OpenAPI: values of another type than expected, or else all that Redocly finds. */
export async function structureErrors(root: string, resolver: ConfinedResolver): Promise<Diagnostic[]> {
  const problems = await lintApi(root, await createConfig({ rules: { struct: "error" } }), resolver);
  const mistyped = problems.filter(({ message }) => message.startsWith("Expected type"));
  return mistyped.length > 0 ? mistyped : problems;
}

/** What of an API is needed to read it. */
export type BundledApi = Pick<Api, "name" | "root" | "configured" | "config">;

/** @throws OpenApiRulesError when the root document can't be read, or is not OpenAPI 3 */
export async function bundleApi(
  api: BundledApi,
  resolver: ConfinedResolver,
): Promise<{ spec: Spec; problems: Diagnostic[] }> {
  const document = await resolver.resolveDocument(null, api.root, true).catch((error: unknown) => {
    throw unreadable(api.root, error, namedBy(api));
  });
  if (document instanceof Error) throw unreadable(api.root, document, namedBy(api));
  refuseOthers(api.root, document.parsed, document.source.body);
  const result = await bundle({ ref: api.root, config: api.config, externalRefResolver: resolver }).catch(
    (error: unknown) => {
      throw unreadable(api.root, error, namedBy(api));
    },
  );
  if (resolver.refusals.length > 0) throw new DiagnosticsError(resolver.refusals);
  const { parsed } = result.bundle;
  return {
    spec: { document: isObject(parsed) ? { ...parsed } : {} },
    problems: result.problems.filter(isMistake).map((problem) => bundlingProblem(problem, resolver)),
  };
}

/**
 * The document in a text, which is not read again and doesn't lead to other files.
 *
 * @param name the file or URL that it comes from
 * @throws DiagnosticsError when it is not OpenAPI 3
 */
export function readDocument(
  name: string,
  text: string,
  resolver: ConfinedResolver,
): Readonly<Record<string, unknown>> {
  const parsed = readText(name, text, resolver);
  refuseOthers(name, parsed, text);
  return isObject(parsed) ? parsed : {};
}

/**
 * The value that a text in YAML or JSON stands for.
 *
 * @throws DiagnosticsError when it is neither, or far larger than its text
 */
export function readText(name: string, text: string, resolver: ConfinedResolver): unknown {
  try {
    return resolver.parseDocument(new Source(name, text.replace(/^\uFEFF/, "")), true).parsed;
  } catch (error) {
    throw unreadable(name, error);
  }
}

/** An example that stands elsewhere is not ours to fetch: nothing is made of it. */
function isMistake({ location: [place] }: NormalizedProblem): boolean {
  return !place?.pointer?.endsWith("/externalValue");
}

/** @throws DiagnosticsError for a document that isn't OpenAPI 3 */
function refuseOthers(file: string, parsed: unknown, body: string): void {
  const fail = (key: string, message: string): never => {
    throw new DiagnosticsError([{ severity: "error", file, ...positionOf({ body }, [key]), message }]);
  };
  const version = isObject(parsed) ? parsed["openapi"] : undefined;
  if (typeof version === "string" && /^3\./.test(version)) return;
  if (isObject(parsed) && parsed["swagger"] !== undefined) {
    fail("swagger", swaggerRefusal);
  }
  if (version === undefined) fail("", "Not an OpenAPI 3 description: it doesn't have 'openapi: 3.…' at the top.");
  fail("openapi", `Expected a version of OpenAPI 3, such as '3.1.0', but found ${JSON.stringify(version)}.`);
}

function unreadable(root: string, error: unknown, named = ""): unknown {
  const problem = syntaxProblem(error);
  if (problem !== undefined) return new DiagnosticsError([problem]);
  if (!(error instanceof Error) || error instanceof OpenApiRulesError) return error;
  if (error instanceof ResolveError) return new OpenApiRulesError("ERR_FILE", `${error.message}. ${named}`.trim());
  const message =
    error instanceof RangeError
      ? "This description can't be read: its objects are nested, or refer to each other, too deeply for the call stack."
      : `Couldn't read the API description: ${error.message}.`;
  return new DiagnosticsError([{ severity: "error", file: root, line: 1, column: 1, message }]);
}

function namedBy({ name, configured, config }: BundledApi): string {
  return configured && config.configPath !== undefined
    ? `The path comes from apis.${name}.root in ${shownPath(config.configPath)}.`
    : "";
}

/** What is wrong with a reference, in our words: no configuration has a rule that Redocly could name for it. */
function bundlingProblem(problem: NormalizedProblem, resolver: ConfinedResolver): Diagnostic {
  const { rule: _, message, ...place } = toDiagnostic(problem);
  const [location] = problem.location;
  const [, what, detail] =
    /^(Can't resolve \$ref|Failed to parse)(?:: (.*?)(?: in "[^"]*" \(\d+:\d+\))?)?$/.exec(message) ?? [];
  if (what === undefined) return { ...place, message };
  return {
    ...place,
    message:
      what === "Failed to parse"
        ? `Not valid ${syntaxName(place.file)}: ${detail}.`
        : describeUnresolved(place.file, location?.pointer ?? "#", detail, resolver),
  };
}

function toDiagnostic(problem: NormalizedProblem): Diagnostic {
  const suggestion = problem.suggest.length > 0 ? ` Did you mean ${problem.suggest.join(", ")}?` : "";
  return {
    severity: problem.severity === "error" ? "error" : "warn",
    ...placeOf(problem),
    message: problem.message.trim().replaceAll(/\s*\n\s*/g, " ") + suggestion,
    rule: problem.ruleId,
  };
}

function placeOf({ location: [location] }: NormalizedProblem): Pick<Diagnostic, "file" | "line" | "column"> {
  if (location === undefined) return { file: "", line: 1, column: 1 };
  const { source, pointer } = location;
  const { line, col } = getLineColLocation(location).start;
  // Redocly finds no place for a key without a value.
  const position = line === 1 && col === 1 ? positionOf(source, stepsOf(pointer ?? "#")) : { line, column: col };
  return { file: source.absoluteRef, ...position };
}

/**
 * Rules between the fields of an OpenAPI description, for programs. Every function returns values, prints nothing, and throws an
 * {@link OpenApiRulesError} with a stable `code` for what is wrong with its input.
 *
 * @packageDocumentation
 */

import { argumentError, checkOptions, checkText, type OptionKinds } from "./check-arguments.ts";
import { type Diagnostic, inOrder, OpenApiRulesError } from "./diagnostics.ts";
import type { DiffResult } from "./diff/diff.ts";
import type { Drift } from "./drift/find-drift.ts";
import type { ExplainedRules } from "./explain/explain-rules.ts";
import { configPath } from "./generate-request.ts";
import { nearest } from "./language/nearest.ts";
import { parseSentences } from "./language/parse.ts";
import type { Problem, Sentence } from "./language/syntax.ts";
import { readTypes } from "./openapi/api-settings.ts";
import type { Operation } from "./openapi/operations.ts";
import { operationTitle } from "./openapi/rule-set.ts";
import type { TypesOptions } from "./openapi/types-options.ts";
import type { Violation } from "./runtime/violation.ts";

export { type Diagnostic, type ErrorCode, formatDiagnostic, OpenApiRulesError } from "./diagnostics.ts";
export type { Change, SemverLevel } from "./diff/change.ts";
export type { RequestChange, RequestVerdict, Witness } from "./diff/compare-requests.ts";
export type { ApiDiff, OperationDiff } from "./diff/compare-versions.ts";
export type { DiffResult } from "./diff/diff.ts";
export type { Drift, DriftDifference } from "./drift/find-drift.ts";
export type { KnownDifference } from "./drift/known-differences.ts";
export type { ExportChanges } from "./emitters/types/exported-names.ts";
export type { ExplainedRules, ExplainedSentence, ExplainedVariant } from "./explain/explain-rules.ts";
export type { Problem, Sentence } from "./language/syntax.ts";
export type { TypesOptions } from "./openapi/types-options.ts";
export type { Violation } from "./runtime/violation.ts";

/** What every function that reads a description takes. */
export interface ReadOptions {
  /** Let `$ref` leave the folder of the root document, by file or URL. Default: false. */
  readonly allowExternalRefs?: boolean;
}

export interface GenerateOptions extends ReadOptions {
  /** Path of the redocly.yaml, or of its folder. Default: the one in the current folder. */
  readonly config?: string;
  /** Path of one description, instead of the APIs of the redocly.yaml. */
  readonly input?: string;
  /** Where to write the types of `input`; its validators go beside them. Default: `types.ts`. */
  readonly output?: string;
  /** openapi-typescript's options. They override `x-openapi-rules.types`. */
  readonly types?: TypesOptions;
  /** Write the files, all or none. Default: false. */
  readonly write?: boolean;
  /** With `write`, replace files that carry no banner of a generator, too. Default: false. */
  readonly force?: boolean;
}

export interface GeneratedFile {
  /** Absolute. */
  readonly path: string;
  readonly content: string;
}

export interface GenerateResult {
  readonly files: readonly GeneratedFile[];
  readonly warnings: readonly Diagnostic[];
}

/**
 * Generates types, validators and bundled descriptions.
 *
 * @throws OpenApiRulesError `ERR_USAGE` for wrong options; `ERR_CONFIG`, `ERR_DESCRIPTION`, `ERR_FILE`; with `write` also `ERR_OUTPUT`
 * @example
 * ```ts
 * const { files, warnings } = await generate({ config: "redocly.yaml" });
 * for (const { path, content } of files) console.log(path, content.length);
 * ```
 */
export async function generate(options: GenerateOptions = {}): Promise<GenerateResult> {
  checkOptions("generate", options, generateOptions);
  const types = readTypes(options.types, (message) => {
    throw argumentError("generate", `types: ${message}`);
  });
  const { runGeneration, writeGeneration } = await import("./generation.ts");
  const generation = await runGeneration({
    config: configPath(options.config),
    configIsOptional: options.config === undefined && options.input !== undefined,
    input: options.input === undefined ? undefined : { name: options.input },
    output: options.input === undefined ? undefined : (options.output ?? "types.ts"),
    types,
    allowExternalRefs: options.allowExternalRefs ?? false,
  });
  if (options.write) writeGeneration(generation, options.force ?? false);
  return { files: generation.outputs.map(({ path, content }) => ({ path, content })), warnings: generation.warnings };
}

const generateOptions: OptionKinds<GenerateOptions> = {
  config: "string",
  input: "string",
  output: "string",
  types: "object",
  write: "boolean",
  force: "boolean",
  allowExternalRefs: "boolean",
};

export interface OperationOptions extends ReadOptions {
  /** An `operationId`, or a method and path such as `GET /pets`. */
  readonly operation?: string;
  /** Is called for each `x-dependencies` that isn't read, such as one in a webhook. */
  readonly onWarning?: (warning: Diagnostic) => void;
}

const operationOptions: OptionKinds<OperationOptions> = {
  operation: "string",
  onWarning: "function",
  allowExternalRefs: "boolean",
};

/**
 * Explains the rules of a description: sentences in words, variants with examples, and what follows from the rules.
 *
 * @param file path of an OpenAPI description
 * @throws OpenApiRulesError `ERR_DESCRIPTION`, or `ERR_USAGE` for an unknown operation
 * @example
 * ```ts
 * const [search] = await explain("openapi.yaml", { operation: "searchListings" });
 * console.log(search?.sentences.map(({ words }) => words));
 * ```
 */
export async function explain(file: string, options: OperationOptions = {}): Promise<readonly ExplainedRules[]> {
  checkText("explain", "file", file);
  checkOptions("explain", options, operationOptions);
  const [{ explainRules }, { loadFile }] = await Promise.all([
    import("./explain/explain-rules.ts"),
    import("./openapi/load-file.ts"),
  ]);
  const description = await loadFile(file, { allowExternalRefs: options.allowExternalRefs ?? false });
  for (const problem of inOrder(description.problems)) options.onWarning?.(problem);
  return explainRules(
    description,
    pickOperations(description.operations, options.operation),
    options.operation !== undefined,
  );
}

/** What follows from the rules of one operation, or of a schema that operations can't name the fields of. */
export type RulesAnalysis = ExplainedRules["analysis"] & Pick<ExplainedRules, "operation" | "schema">;

/**
 * What follows from the rules of each operation: whether any request follows all of them, fields that no request can have,
 * optional fields that every request must have, and sentences that the others imply.
 *
 * @param file path of an OpenAPI description
 * @throws OpenApiRulesError as {@link explain} does, and `ERR_MISSING_PACKAGE` where a rule needs z3-solver
 * @example
 * ```ts
 * const broken = (await analyse("openapi.yaml")).filter(({ satisfiable }) => !satisfiable);
 * ```
 */
export async function analyse(file: string, options: OperationOptions = {}): Promise<readonly RulesAnalysis[]> {
  checkText("analyse", "file", file);
  checkOptions("analyse", options, operationOptions);
  const explained = await explain(file, options);
  return explained.map(({ operation, schema, analysis }) => ({
    operation,
    ...(schema !== undefined && { schema }),
    ...analysis,
  }));
}

/**
 * Lists what is wrong with a request to one operation: nothing if the request is valid.
 *
 * @param file path of an OpenAPI description
 * @param request `{ params: { query, path, header, cookie }, body }`
 * @param options `operation` may be left out where the description has only one
 * @throws OpenApiRulesError `ERR_DESCRIPTION`, or `ERR_USAGE` for an unknown operation
 * @example
 * ```ts
 * const violations = await validateRequest("openapi.yaml", { params: { query: { a: 1 } } }, { operation: "search" });
 * ```
 */
export async function validateRequest(
  file: string,
  request: unknown,
  options: OperationOptions = {},
): Promise<readonly Violation[]> {
  checkText("validateRequest", "file", file);
  checkOptions("validateRequest", options, operationOptions);
  const [{ loadValidators }, { loadFile }] = await Promise.all([
    import("./emitters/validators/load-validators.ts"),
    import("./openapi/load-file.ts"),
  ]);
  const description = await loadFile(file, { allowExternalRefs: options.allowExternalRefs ?? false });
  for (const problem of inOrder(description.problems)) options.onWarning?.(problem);
  const operation = onlyOne(pickOperations(description.operations, options.operation));
  const [validate] = loadValidators(description, [operation]);
  return validate?.(request) ?? [];
}

export interface DiffOptions extends ReadOptions {
  /** Path of the redocly.yaml, or of its folder: the APIs that a git revision stands for. Default: the one in the current folder. */
  readonly config?: string;
}

const diffOptions: OptionKinds<DiffOptions> = { config: "string", allowExternalRefs: "boolean" };

/**
 * Compares two versions of a description: what requests each operation accepts, with requests that show the difference, what has
 * changed in responses and in the names of generated code, and what that asks of the package's version. Writes nothing.
 *
 * @param base a file, `REVISION:FILE`, or a git revision such as `main`
 * @param revision the same; by default the files of the working tree
 * @throws OpenApiRulesError `ERR_DESCRIPTION`, `ERR_FILE`; `ERR_USAGE` for an unknown revision; `ERR_MISSING_PACKAGE` where a rule
 *   that compares numbers needs z3-solver
 * @example
 * ```ts
 * const { semver, apis } = await diff("base.yaml", "revision.yaml");
 * for (const { operation, requests } of apis.flatMap(({ operations }) => operations))
 *   console.log(semver, operation, requests?.verdict, requests?.refusedNow?.request);
 * ```
 */
export async function diff(base: string, revision?: string, options: DiffOptions = {}): Promise<DiffResult> {
  checkText("diff", "base", base);
  if (revision !== undefined) checkText("diff", "revision", revision);
  checkOptions("diff", options, diffOptions);
  const { runDiff } = await import("./diff/diff.ts");
  return runDiff({
    base,
    revision,
    config: configPath(options.config),
    allowExternalRefs: options.allowExternalRefs ?? false,
  });
}

export interface DriftOptions extends ReadOptions {
  /** Path of the redocly.yaml, or of its folder. Default: the one in the current folder. */
  readonly config?: string;
  /** An API of the redocly.yaml, or the path of a description. It may be left out where the redocly.yaml has one API. */
  readonly api?: string;
  /** Path of the list of known differences. Default: `x-openapi-rules.drift.known` of the API. */
  readonly known?: string;
}

const driftOptions: OptionKinds<DriftOptions> = {
  config: "string",
  api: "string",
  known: "string",
  allowExternalRefs: "boolean",
};

/**
 * Compares a description with the vendor's, of which it describes a part. Nothing but an `upstream` that is a URL uses the network.
 *
 * @param upstream path or https URL of an OpenAPI 3 description, which is one file
 * @throws OpenApiRulesError `ERR_USAGE`, `ERR_CONFIG`, `ERR_FILE`, `ERR_DESCRIPTION`
 * @example
 * ```ts
 * const { differences } = await drift("https://example.com/openapi.json", { api: "openapi.yaml" });
 * for (const { kind, place, what, known } of differences) if (known === undefined) console.log(kind, place, what);
 * ```
 */
export async function drift(upstream: string, options: DriftOptions = {}): Promise<Drift> {
  checkText("drift", "upstream", upstream);
  checkOptions("drift", options, driftOptions);
  const { findDrift } = await import("./drift/find-drift.ts");
  return findDrift({
    upstream,
    config: configPath(options.config),
    api: options.api,
    known: options.known,
    allowExternalRefs: options.allowExternalRefs ?? false,
  });
}

export interface ParseResult {
  readonly sentences: readonly Sentence[];
  /** What is wrong with the text, by offsets into it. */
  readonly problems: readonly Problem[];
}

/**
 * Parses sentences of IDL, as `x-dependencies` holds them. Mistakes in them are returned, not thrown.
 *
 * @throws OpenApiRulesError `ERR_USAGE` if `text` isn't a string
 * @example
 * ```ts
 * const { sentences, problems } = parse("IF a THEN b; OnlyOne(c, d);");
 * ```
 */
export function parse(text: string): ParseResult {
  checkText("parse", "text", text);
  return parseSentences(text);
}

function pickOperations(operations: readonly Operation[], wanted: string | undefined): readonly Operation[] {
  if (wanted === undefined) return operations;
  const names = (operation: Operation): string[] => [
    ...(operation.operationId === undefined ? [] : [operation.operationId]),
    `${operation.method.toUpperCase()} ${operation.path}`,
  ];
  const found = operations.filter((operation) => names(operation).includes(wanted.trim()));
  if (found.length > 0) return found;
  const similar = nearest(wanted, operations.flatMap(names));
  const remedy =
    similar.length > 0
      ? `Did you mean ${similar.join(", ")}?`
      : `Expected one of: ${operations.map(operationTitle).join(", ") || "none, because the description has no operations"}.`;
  throw new OpenApiRulesError("ERR_USAGE", `Unknown operation '${wanted}'. ${remedy}`);
}

function onlyOne(operations: readonly Operation[]): Operation {
  const [operation, ...others] = operations;
  if (operation !== undefined && others.length === 0) return operation;
  const names = operations.map(operationTitle).join(", ");
  throw new OpenApiRulesError(
    "ERR_USAGE",
    names === "" ? "The description has no operations." : `Pass the operation (--operation), one of: ${names}.`,
  );
}

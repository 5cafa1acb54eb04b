import { performance } from "node:perf_hooks";
import { type Diagnostic, inOrder, stopOnErrors } from "./diagnostics.ts";
import { emitters } from "./emitters/emitters.ts";
import type { TypesMaker } from "./emitters/types/types.ts";
import type { InputFiles } from "./files/input-files.ts";
import { type OutputFile, sourceName } from "./files/output-file.ts";
import { ConfinedResolver } from "./openapi/confined-resolver.ts";
import { type Description, readDescription } from "./openapi/description.ts";
import { bundledDocuments } from "./openapi/documents.ts";
import type { Api } from "./openapi/load-apis.ts";
import { bundleApi, lintApi, structureErrors } from "./openapi/load-spec.ts";
import { typesDocument } from "./openapi/types-document.ts";
import type { TypesOptions } from "./openapi/types-options.ts";

/** One finished step. */
export interface Stage {
  /** The API that it belongs to. */
  readonly api: string;
  readonly name: string;
  /** The result in words, such as `3 rules`; empty if there is nothing to say. */
  readonly outcome: string;
  /** Whether it found errors, so that no later stage runs, or none but those that find more. */
  readonly hasErrors: boolean;
  readonly milliseconds: number;
}

export interface PipelineOptions {
  readonly allowExternalRefs: boolean;
  /** Where the banners' paths start. */
  readonly folder: string;
  readonly files: InputFiles;
  readonly typesMaker: TypesMaker;
  /** openapi-typescript's options for all APIs: they go before those of the APIs. */
  readonly types?: TypesOptions;
  readonly onStage?: (stage: Stage) => void;
}

/** What is generated from one description. */
export interface Generated {
  /** The text of each output, by the name of its emitter; those without content are left out. */
  readonly texts: ReadonlyMap<string, string>;
  readonly warnings: readonly Diagnostic[];
}

/**
 * Generates the texts of all outputs of a description. The description is read once: one value carries it through every stage.
 *
 * @throws OpenApiRulesError with everything that is wrong
 */
export async function generateApi(api: Api, options: PipelineOptions): Promise<Generated> {
  const stage = stages(api.name, options.onStage);
  const types = { ...api.settings.types, ...options.types };
  const resolver = newResolver(api, options);

  const loaded = await stage(
    "load",
    () => bundleApi(api, resolver),
    ({ problems }) => [count(resolver.readFiles().length, "file"), problems],
  );
  stopOnErrors(loaded.problems);
  const description = await stage(
    "rules",
    () => readDescription(bundledDocuments(loaded.spec, resolver)),
    (read) => [countRules(read), read.problems],
  );
  const made = postponed(options.typesMaker.make(typesDocument(description), types, api.root));
  const plainTypes = (): ReturnType<typeof made> =>
    made().catch(async (error: unknown) => {
      // openapi-typescript's own message names no place.
      stopOnErrors(await structureErrors(api.root, newResolver(api, options)));
      throw error;
    });
  const lint = await stage(
    "lint",
    () => lintAll(api, description, options),
    (found) => [countProblems(found), found],
  );
  stopOnErrors([...loaded.problems, ...description.problems, ...lint]);

  const source = sourceName(api.root, options.folder);
  const texts = new Map<string, string>();
  const problems: Diagnostic[] = [];
  for (const { name, run } of emitters) {
    const input = { api, spec: loaded.spec, description, source, types, plainTypes, typesMaker: options.typesMaker };
    const emitted = await stage(
      name,
      () => run(input),
      (result) => ["", result.problems],
    );
    if (emitted.text !== undefined) texts.set(name, emitted.text);
    problems.push(...emitted.problems);
    stopOnErrors(problems);
  }
  for (const module of ["types", "validators"] as const) {
    const text = texts.get(module);
    if (text !== undefined) await options.typesMaker.check(module, text);
  }
  return { texts, warnings: inOrder([...loaded.problems, ...description.problems, ...lint, ...problems]) };
}

/** The files that an API asks for; before anything is generated, without content. */
export function outputsOf(api: Api, generated?: Generated): OutputFile[] {
  return emitters.flatMap(({ name, target }) => {
    const [file, content] = [target(api), generated === undefined ? "" : generated.texts.get(name)];
    return file === undefined || content === undefined ? [] : [{ ...file, content }];
  });
}

/** Redocly's rules where the API asks for them, on the files as they are; ours on the description that has been read. */
async function lintAll(api: Api, description: Description, options: PipelineOptions): Promise<Diagnostic[]> {
  const { lint } = api.settings;
  if (lint === "off") return [];
  const { runLintRules, severityIn, ownRuleIds } = await import("./redocly/rules.ts");
  const { hasErrors, toLinted } = await import("./redocly/lint-rule.ts");
  const configured = severityIn(api.config.resolvedConfig.rules ?? {});
  // Rules that nobody wrote as such don't stop the types of a description.
  const isWritten =
    hasErrors(description) ||
    description.ruleSets.some(({ rules }) => rules.some(({ keyword }) => keyword === undefined));
  const own = isWritten || lint === "redocly" ? runLintRules(toLinted(description), configured) : [];
  if (lint === "own") return own;
  api.config.skipRules([...ownRuleIds]);
  return [...(await lintApi(api.root, api.config, newResolver(api, options))), ...own];
}

/** Each reading of the files has one of its own, because reading may change what is parsed. */
function newResolver({ root, config }: Api, options: PipelineOptions): ConfinedResolver {
  return new ConfinedResolver(root, options, options.files, config.resolve);
}

/** A promise to be awaited later: its rejection counts as handled until then. */
function postponed<T>(promise: Promise<T>): () => Promise<T> {
  promise.catch(() => {});
  return () => promise;
}

function stages(
  api: string,
  onStage: PipelineOptions["onStage"],
): <T>(
  name: string,
  run: () => T | Promise<T>,
  report: (result: T) => [outcome: string, problems: readonly Diagnostic[]],
) => Promise<T> {
  return async (name, run, report) => {
    const start = performance.now();
    const result = await run();
    const [outcome, problems] = report(result);
    onStage?.({ api, name, outcome, hasErrors: problems.some(isError), milliseconds: performance.now() - start });
    return result;
  };
}

function countRules({ ruleSets, problems }: Description): string {
  const rules = ruleSets.reduce((sum, set) => sum + set.rules.length, 0);
  const errors = problems.filter(isError).length;
  return count(rules, "rule") + (errors > 0 ? `, ${count(errors, "error")}` : "");
}

function countProblems(problems: readonly Diagnostic[]): string {
  const errors = problems.filter(isError).length;
  return `${count(errors, "error")}, ${count(problems.length - errors, "warning")}`;
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

function count(amount: number, thing: string): string {
  return `${amount} ${thing}${amount === 1 ? "" : "s"}`;
}

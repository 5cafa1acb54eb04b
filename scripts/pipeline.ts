import { performance } from "node:perf_hooks";
import { type Diagnostic, inOrder, stopOnErrors } from "./diagnostics.ts";
import type { TypesMaker } from "./emitters/types/types.ts";
import type { InputFiles } from "./files/input-files.ts";
import { banner, bundleMark, bundleNote, type OutputFile, sourceName } from "./files/output-file.ts";
import { ConfinedResolver } from "./openapi/confined-resolver.ts";
import { type Description, describeBundle } from "./openapi/description.ts";
import { type Api, validatorPath } from "./openapi/load-apis.ts";
import { bundleApi, lintApi, type Spec } from "./openapi/load-spec.ts";
import { type Rules, readRules } from "./openapi/read-rules.ts";
import type { TypesOptions } from "./openapi/types-options.ts";

/** One finished step. */
export interface Stage {
  /** The API that it belongs to. */
  readonly api: string;
  readonly name: string;
  /** What came of it, such as `3 sentences`; empty where there is nothing to say. */
  readonly outcome: string;
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

/** What comes of one description. */
export interface Generated {
  readonly types: string;
  /** Undefined where no operation gets a validator. */
  readonly validators: string | undefined;
  readonly bundle: string;
  readonly warnings: readonly Diagnostic[];
}

/**
 * From a description to the texts of all that is made of it.
 *
 * @throws OpenApiRulesError with everything that is wrong
 */
export async function generateApi(api: Api, options: PipelineOptions): Promise<Generated> {
  const stage = stages(api.name, options.onStage);
  const types = { ...api.settings.types, ...options.types };
  const newResolver = (): ConfinedResolver =>
    new ConfinedResolver(api.root, options, options.files, api.config.resolve);
  const resolver = newResolver();

  const loaded = await stage(
    "load",
    () => bundleApi(api, resolver),
    () => count(resolver.readFiles().length, "file"),
  );
  const isReadable = !loaded.problems.some(({ severity }) => severity === "error");
  const plain = isReadable ? postponed(options.typesMaker.make(loaded.spec, types, api.root)) : undefined;
  const description = describeBundle(loaded.spec, resolver);
  const rules = isReadable ? await stage("rules", () => readRules(description), countSentences) : undefined;
  const lint = await stage("lint", () => lintFor(api, rules, newResolver), countProblems);
  stopOnErrors([...loaded.problems, ...lint, ...(rules?.problems ?? [])]);
  if (plain === undefined || rules === undefined) throw new Error("a description without errors has been read");
  const doubts = await checkTypesOptions(types, rules, description);
  stopOnErrors(doubts);
  const addUnions = await loadUnions(rules);
  const module = await stage("types", () => plain());
  const unions = await stage("unions", () => addUnions(module));
  stopOnErrors(unions.problems);
  const validators = await stage("validators", () => emitValidators(api, rules, description));

  const source = sourceName(api.root, options.folder);
  return {
    types: banner(source) + unions.text,
    validators: validators.text === undefined ? undefined : banner(source) + validators.text,
    bundle: bundleText(loaded.spec, source),
    warnings: inOrder([...loaded.problems, ...lint, ...doubts, ...unions.problems, ...validators.problems]),
  };
}

/** The files that an API asks for; before anything is generated, without content. */
export function outputsOf({ name, types, bundle, configured }: Api, generated?: Generated): OutputFile[] {
  const setting = (key: string): string => (configured ? `apis.${name}.${key}` : "--output");
  const outputs: OutputFile[] = [];
  if (types !== undefined) {
    const named = setting("x-openapi-ts.output");
    outputs.push({ path: types, content: generated?.types ?? "", setting: named });
    if (generated?.validators !== undefined)
      outputs.push({ path: validatorPath(types), content: generated.validators, setting: named });
  }
  if (bundle !== undefined)
    outputs.push({ path: bundle, content: generated?.bundle ?? "", setting: setting("output") });
  return outputs;
}

/** ts-morph is loaded for descriptions with rules only, while openapi-typescript works in its thread. */
async function loadUnions({
  ruleSets,
}: Rules): Promise<(types: string) => { text: string; problems: readonly Diagnostic[] }> {
  if (!ruleSets.some(({ typed }) => typed)) return (text) => ({ text, problems: [] });
  const { applyUnions } = await import("./emitters/types/unions.ts");
  return (types) => applyUnions(types, ruleSets);
}

/**
 * What lint finds: with the rules of the redocly.yaml where the API asks for them, and with our own for a description that has
 * sentences.
 */
async function lintFor(
  { root, config, settings }: Api,
  rules: Rules | undefined,
  newResolver: () => ConfinedResolver,
): Promise<Diagnostic[]> {
  const all = settings.lint === "redocly" ? await lintApi(root, config, newResolver()) : [];
  if (settings.lint === "off" || rules === undefined || isRuleless(rules)) return all;
  const { hasOwnRules, ownConfig } = await import("./redocly/own-config.ts");
  if (settings.lint === "redocly" && hasOwnRules(config)) return all;
  return [...all, ...(await lintApi(root, await ownConfig(config), newResolver()))];
}

async function checkTypesOptions(types: TypesOptions, rules: Rules, description: Description): Promise<Diagnostic[]> {
  const typed = rules.ruleSets.filter((ruleSet) => ruleSet.typed);
  if (typed.length === 0) return [];
  const options = await import("./emitters/types/check-options.ts");
  return options.checkTypesOptions(types, description, typed);
}

async function emitValidators(
  { settings }: Api,
  rules: Rules,
  description: Description,
): Promise<{ text: string | undefined; problems: readonly Diagnostic[] }> {
  const level = settings.validators;
  if (level === "off" || (level === "ruled" && isRuleless(rules))) return { text: undefined, problems: [] };
  const validators = await import("./emitters/validators/emit-validator.ts");
  return validators.emitValidators(description, rules, level);
}

function isRuleless({ ruleSets, problems }: Rules): boolean {
  return ruleSets.length === 0 && problems.length === 0;
}

/** The bundle, with a first key that says where it comes from: JSON has no comments. */
function bundleText({ document }: Spec, source: string): string {
  return `${JSON.stringify({ [bundleMark]: bundleNote(source), ...document }, null, 2)}\n`;
}

/** A promise that is waited for later: its failure is known then, and not before. */
function postponed<T>(promise: Promise<T>): () => Promise<T> {
  promise.catch(() => {});
  return () => promise;
}

function stages(
  api: string,
  onStage: PipelineOptions["onStage"],
): <T>(name: string, run: () => T | Promise<T>, outcome?: (result: T) => string) => Promise<T> {
  return async (name, run, outcome = () => "") => {
    const start = performance.now();
    const result = await run();
    onStage?.({ api, name, outcome: outcome(result), milliseconds: performance.now() - start });
    return result;
  };
}

function countSentences({ ruleSets }: Rules): string {
  return count(
    ruleSets.reduce((sum, { sentences }) => sum + sentences.length, 0),
    "sentence",
  );
}

function countProblems(problems: readonly Diagnostic[]): string {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return `${count(errors, "error")}, ${count(problems.length - errors, "warning")}`;
}

function count(amount: number, thing: string): string {
  return `${amount} ${thing}${amount === 1 ? "" : "s"}`;
}

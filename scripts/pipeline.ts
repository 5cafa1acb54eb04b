import { basename, dirname } from "node:path";
import type { Progress } from "./commands/progress.ts";
import { emitTypes } from "./emitters/types/types.ts";
import { applyUnions } from "./emitters/types/unions.ts";
import { emitValidators } from "./emitters/validators/emit-validators.ts";
import { banner, type OutputFile } from "./files/output-file.ts";
import { configInputs } from "./openapi/config-inputs.ts";
import { ConfinedResolver } from "./openapi/confined-resolver.ts";
import { describeBundle } from "./openapi/description.ts";
import { type Diagnostic, DiagnosticsError } from "./openapi/diagnostic.ts";
import { type Api, loadApis } from "./openapi/load-apis.ts";
import { bundleApi, lintApi } from "./openapi/load-spec.ts";
import { readRules } from "./openapi/read-rules.ts";

export interface PipelineResult {
  readonly outputs: readonly OutputFile[];
  readonly warnings: readonly Diagnostic[];
}

export interface PipelineOptions {
  readonly config: string;
  readonly allowExternalRefs: boolean;
  /** Is told every file that is read, as soon as it is known: what to watch, even if the run fails. */
  readonly onInputs: (files: readonly string[]) => void;
}

/**
 * From a redocly.yaml to the files to write.
 *
 * @throws DiagnosticsError with everything that is wrong
 */
export async function runPipeline(options: PipelineOptions, progress: Progress): Promise<PipelineResult> {
  options.onInputs([options.config]);
  const apis = await loadApis(options.config);
  const results = [];
  for (const api of apis) {
    if (apis.length > 1) progress.line(api.name);
    results.push(await generateApi(api, options, progress));
  }
  return {
    outputs: distinctOutputs(
      results.flatMap(({ outputs }) => outputs),
      options.config,
    ),
    warnings: results.flatMap(({ warnings }) => warnings),
  };
}

async function generateApi(api: Api, options: PipelineOptions, progress: Progress): Promise<PipelineResult> {
  const resolver = new ConfinedResolver(api.root, options);
  options.onInputs([...configInputs(api.config), api.root]);

  const loaded = await progress.stage(
    "load",
    () => bundleApi(api, resolver),
    () => count(resolver.readFiles().length, "file"),
  );
  options.onInputs(resolver.readFiles());
  const lint = await progress.stage("lint", () => lintApi(api, new ConfinedResolver(api.root, options)), countProblems);
  stopOnErrors([...loaded.problems, ...lint]);
  const description = describeBundle(loaded.spec, resolver);
  const rules = await progress.stage(
    "rules",
    () => readRules(description),
    ({ ruleSets }) =>
      count(
        ruleSets.reduce((sum, { sentences }) => sum + sentences.length, 0),
        "sentence",
      ),
  );
  stopOnErrors(rules.problems);
  const types = await progress.stage("types", () => emitTypes(loaded.spec));
  const unions = await progress.stage("unions", () => applyUnions(types, rules.ruleSets));
  stopOnErrors(unions.problems);
  const validators = await progress.stage("validators", () =>
    emitValidators(description, rules, { operations: "all", types: `./${basename(api.types)}` }),
  );

  const folder = dirname(options.config);
  const module: OutputFile = { path: api.types, content: `${banner(api.root, folder)}${unions.text}` };
  const validator: OutputFile = {
    path: validatorPath(api.types),
    content: `${banner(api.root, folder)}${validators.text}`,
  };
  const bundle =
    api.bundle === undefined
      ? []
      : [{ path: api.bundle, content: `${JSON.stringify(loaded.spec.document, null, 2)}\n` }];
  return { outputs: [module, validator, ...bundle], warnings: [...lint, ...unions.problems, ...validators.problems] };
}

/** `restore-jobs.validator.ts` beside `restore-jobs.ts` */
function validatorPath(types: string): string {
  return types.replace(/\.ts$/, ".validator.ts");
}

function stopOnErrors(problems: readonly Diagnostic[]): void {
  if (problems.some(({ severity }) => severity === "error")) throw new DiagnosticsError(inOrder(problems));
}

/** By their places: the order in which a person goes through a file. */
function inOrder(problems: readonly Diagnostic[]): Diagnostic[] {
  return [...problems].sort((a, b) =>
    a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1,
  );
}

/** @throws DiagnosticsError when two APIs are to be written to one file */
function distinctOutputs(outputs: readonly OutputFile[], config: string): readonly OutputFile[] {
  const paths = outputs.map(({ path }) => path);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice === undefined) return outputs;
  const message = `Two outputs are to be written to ${twice}: give each its own file.`;
  throw new DiagnosticsError([{ severity: "error", file: config, line: 1, column: 1, message }]);
}

function countProblems(problems: readonly Diagnostic[]): string {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return `${count(errors, "error")}, ${count(problems.length - errors, "warning")}`;
}

function count(amount: number, thing: string): string {
  return `${amount} ${thing}${amount === 1 ? "" : "s"}`;
}

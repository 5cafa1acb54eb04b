import { join, resolve } from "node:path";
import type { Diagnostic } from "./diagnostics.ts";
import { OpenApiRulesError } from "./diagnostics.ts";
import { compareExports, describeExports, exportedTypes } from "./emitters/types/exported-names.ts";
import { TypesMaker } from "./emitters/types/types.ts";
import { belongsTo, checkOutputs, type OutputLimits } from "./files/check-outputs.ts";
import { compareFiles, type Difference } from "./files/compare-files.ts";
import { sha256 } from "./files/digest.ts";
import { InputFiles } from "./files/input-files.ts";
import { withLock } from "./files/lock.ts";
import { type OutputFile, provenanceOf, sourceName } from "./files/output-file.ts";
import { readRegularFile } from "./files/read-file.ts";
import { cacheFolder, readRecord, writeRecord } from "./files/run-record.ts";
import { writeFiles } from "./files/write-files.ts";
import { type GenerateRequest, generatorName, recordPlace, requestOptions } from "./generate-request.ts";
import { type Api, apiOfInput, type LoadedConfig, loadApis, validatorPath } from "./openapi/load-apis.ts";
import { generateApi, outputsOf, type Stage } from "./pipeline.ts";

export interface GenerationHooks {
  readonly onStage?: (stage: Stage) => void;
  /** Where the run reads its files. */
  readonly files?: InputFiles;
  /** One that has started to load already, or serves several runs. */
  readonly typesMaker?: TypesMaker;
}

/** The result of one run, not yet written. */
export interface Generation {
  readonly outputs: readonly OutputFile[];
  /** The types that go to standard output. */
  readonly printed: string | undefined;
  readonly warnings: readonly Diagnostic[];
  readonly request: GenerateRequest;
  readonly files: InputFiles;
  /** The descriptions of a redocly.yaml, as banners name them: it names all their outputs. Undefined for an INPUT. */
  readonly sources: readonly string[] | undefined;
}

/**
 * Runs the pipeline for every requested API, once all outputs are known to lie where they may.
 *
 * @throws OpenApiRulesError with everything that is wrong
 */
export async function runGeneration(request: GenerateRequest, hooks: GenerationHooks = {}): Promise<Generation> {
  const files = hooks.files ?? new InputFiles();
  const apis = await listApis(request, files);
  const { project } = recordPlace(request);
  checkOutputs(
    apis.flatMap((api) => outputsOf(api)),
    { ...outputLimits(request, [...files.digests().keys(), ...apis.map(({ root }) => root)]), force: true },
  );
  const typesMaker = hooks.typesMaker ?? new TypesMaker();
  try {
    const results = [];
    for (const api of apis) {
      const generated = await generateApi(api, {
        allowExternalRefs: request.allowExternalRefs,
        folder: project,
        files,
        typesMaker,
        types: request.types,
        ...(hooks.onStage && { onStage: hooks.onStage }),
      });
      results.push({ api, generated });
    }
    const outputs = results.flatMap(({ api, generated }) => outputsOf(api, generated));
    return {
      outputs,
      printed: results.find(({ api }) => api.types === undefined)?.generated.texts.get("types"),
      warnings: [...results.flatMap(({ generated }) => generated.warnings), ...outputs.flatMap(reportNames)],
      request,
      files,
      sources: request.input === undefined ? apis.map(({ root }) => sourceName(root, project)) : undefined,
    };
  } finally {
    if (hooks.typesMaker === undefined) await typesMaker.stop();
  }
}

/** Reports exported names that a module on disk has, and that it will lose. */
function reportNames({ path, content }: OutputFile): Diagnostic[] {
  if (!/\.[cm]?ts$/.test(path)) return [];
  const former = readFormer(path);
  if (former === content || provenanceOf(former) !== "openapi-rules") return [];
  return describeExports(compareExports(exportedTypes(former), exportedTypes(content))).map((names) => {
    const message = `Exported names change (${names}). Code that imports them has to change.`;
    return { severity: "warn", file: path, line: 1, column: 1, message };
  });
}

/** What a path holds; undefined where it can't be read, which writing reports. */
function readFormer(path: string): string {
  try {
    return readRegularFile(path)?.toString("utf8") ?? "";
  } catch {
    return "";
  }
}

/** How the files on disk differ from what a run made. Writes nothing. */
export function compareGeneration({ outputs, request, sources }: Generation): Difference[] {
  const { record, project } = recordPlace(request);
  // Whatever description they were made from, types have their validators beside them.
  const validators = outputs.flatMap(({ path }) => (/\.[cm]?ts$/.test(path) ? [validatorPath(path)] : []));
  const former = [...Object.keys(readRecord(record)?.outputs ?? {}), ...validators];
  return compareFiles(outputs, former, project, sources);
}

/**
 * Writes what differs, removes outputs that this configuration no longer has, and records the run.
 *
 * @throws OpenApiRulesError `ERR_OUTPUT` where an output would replace something that isn't ours, `ERR_FILE` where the machine
 *   refuses: nothing is written then
 */
export function writeGeneration(generation: Generation, force: boolean): Difference[] {
  const { outputs, request, files } = generation;
  const { project } = recordPlace(request);
  checkOutputs(outputs, { ...outputLimits(request, [...files.digests().keys()]), force });
  const differences = compareGeneration(generation);
  if (differences.length > 0) {
    withLock(cacheFolder(project), () => {
      const changed = new Set(differences.map(({ path }) => path));
      writeFiles(
        outputs.filter(({ path }) => changed.has(path)),
        differences.filter((difference) => isRemovable(difference, project)).map(({ path }) => path),
      );
    });
  }
  if (files.repeatable && outputs.length > 0) remember(generation);
  return differences;
}

function outputLimits(request: GenerateRequest, inputs: readonly string[]): Omit<OutputLimits, "force"> {
  const { project, limits, record } = recordPlace(request);
  const guarded = ["package.json", "redocly.yaml"].map((name) => join(project, name));
  return { folder: limits, inputs: [...inputs, ...guarded], former: Object.keys(readRecord(record)?.outputs ?? {}) };
}

/** Whether an orphan may be removed: one that our record names, with our banner, really within the project. */
export function isRemovable({ path, kind, ours }: Difference, project: string): boolean {
  return kind === "orphaned" && ours && belongsTo(project, path);
}

function remember({ outputs, request, files }: Generation): void {
  const { record } = recordPlace(request);
  writeRecord(record, {
    generator: generatorName(),
    options: requestOptions(request),
    inputs: Object.fromEntries(files.digests()),
    outputs: Object.fromEntries(outputs.map(({ path, content }) => [path, sha256(content)])),
  });
}

async function listApis(request: GenerateRequest, files: InputFiles): Promise<readonly Api[]> {
  const loaded = await loadConfigOf(request, files);
  const { input, output } = request;
  if (input !== undefined) {
    const types = output === undefined ? undefined : resolve(output);
    if (input.text !== undefined) files.provide(resolve(input.name), input.text);
    return [await apiOfInput(input.name, types, loaded)];
  }
  if (loaded !== undefined && loaded.apis.length > 0) {
    if (output === undefined) return loaded.apis;
    throw new OpenApiRulesError(
      "ERR_USAGE",
      "--output needs an INPUT. Without one, the redocly.yaml names the outputs.",
    );
  }
  throw new OpenApiRulesError(
    "ERR_CONFIG",
    "No entry of apis in the redocly.yaml has x-openapi-ts: { output: FILE }, so there is nothing to generate. Add one, or pass a description: openapi-rules generate INPUT -o OUTPUT.",
  );
}

/** Beside an INPUT, a redocly.yaml is used if it is there. */
async function loadConfigOf(
  { config, configIsOptional }: GenerateRequest,
  files: InputFiles,
): Promise<LoadedConfig | undefined> {
  if (configIsOptional) {
    await files.note(config);
    if (files.digests().get(config) === "absent") return undefined;
  }
  return loadApis(config, files);
}

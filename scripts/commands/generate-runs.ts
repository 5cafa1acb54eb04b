import { performance } from "node:perf_hooks";
import { shownPath } from "../diagnostics.ts";
import type { TypesMaker } from "../emitters/types/types.ts";
import type { Difference } from "../files/compare-files.ts";
import { InputFiles } from "../files/input-files.ts";
import { type GenerateRequest, recordPlace } from "../generate-request.ts";
import { compareGeneration, type Generation, isRemovable, runGeneration, writeGeneration } from "../generation.ts";
import { flagName } from "../openapi/types-options.ts";
import { reportFailure } from "./failures.ts";
import type { GenerateOptions } from "./generate.ts";
import { stagePrinter } from "./progress.ts";
import { paint, print, remark, remarkDiagnostics, shownTime } from "./terminal.ts";
import { watchInputs } from "./watch-inputs.ts";

/** Each returns the exit code. */

export async function generate(
  request: GenerateRequest,
  options: GenerateOptions,
  typesMaker: TypesMaker,
): Promise<number> {
  return generateOnce(request, options, typesMaker, new InputFiles(), 0);
}

export async function check(
  request: GenerateRequest,
  options: GenerateOptions,
  typesMaker: TypesMaker,
): Promise<number> {
  const generation = await runPrinting(request, options, typesMaker, new InputFiles());
  const differences = compareGeneration(generation);
  for (const difference of differences) remark(`${describeDifference(difference)}\n`);
  if (differences.length > 0) remark(`To fix it: ${fixOf(generation, differences)}\n`);
  else if (!options.quiet) summary(0, generation, performance.now());
  return differences.length === 0 ? 0 : 1;
}

/** Runs until it is stopped. A run that fails leaves the outputs as they are, and the next change is waited for. */
export async function watch(
  request: GenerateRequest,
  options: GenerateOptions,
  typesMaker: TypesMaker,
): Promise<number> {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());
  await watchInputs(
    async (files, changed) => {
      const started = changed.length === 0 ? 0 : performance.now();
      if (changed.length > 0) print(`\n${changed.map(shownPath).join(", ")} changed\n`);
      const plugins = changed.filter((path) => /\.[cm]?[jt]s$/.test(path));
      if (plugins.length > 0)
        remark(`Plugins are loaded once. To use the changed ${plugins.map(shownPath).join(", ")}, restart --watch.\n`);
      await generateOnce(request, options, typesMaker, files, started);
    },
    (count) => print(`Watching ${count} files. Stop with Ctrl+C.\n`),
    stopping.signal,
  );
  return 0;
}

/** One run: writes what differs, or reports why it can't. */
async function generateOnce(
  request: GenerateRequest,
  options: GenerateOptions,
  typesMaker: TypesMaker,
  files: InputFiles,
  started: number,
): Promise<number> {
  try {
    const generation = await runPrinting(request, options, typesMaker, files);
    const { printed } = generation;
    if (printed !== undefined) {
      process.stdout.write(printed);
      return 0;
    }
    const differences = writeGeneration(generation, options.force);
    const { project } = recordPlace(request);
    if (options.quiet) return 0;
    for (const difference of differences) {
      print(`  ${shownPath(difference.path)} ${describeOutcome(difference, isRemovable(difference, project))}\n`);
    }
    const written = differences.filter(({ kind }) => kind !== "orphaned").length;
    summary(written, generation, performance.now() - started);
    return 0;
  } catch (error) {
    const exitCode = reportFailure(error);
    remark("Nothing was written.\n");
    return exitCode;
  }
}

async function runPrinting(
  request: GenerateRequest,
  options: GenerateOptions,
  typesMaker: TypesMaker,
  files: InputFiles,
): Promise<Generation> {
  const quiet = options.quiet || (request.input !== undefined && request.output === undefined);
  const generation = await runGeneration(request, { files, typesMaker, onStage: stagePrinter(quiet) });
  remarkDiagnostics(generation.warnings);
  return generation;
}

function summary(written: number, { outputs }: Generation, milliseconds: number): void {
  const time = paint(process.stdout, "dim", `in ${shownTime(milliseconds)}`);
  const count = `${outputs.length} ${outputs.length === 1 ? "output" : "outputs"}`;
  print(written === 0 ? `Nothing to write: ${count} up to date ${time}\n` : `Wrote ${written} of ${count} ${time}\n`);
}

function describeOutcome({ kind, provenance }: Difference, removed: boolean): string {
  if (kind === "missing") return "is new";
  if (kind === "orphaned")
    return removed
      ? "is removed: nothing generates it anymore"
      : "is orphaned: nothing generates it anymore. Delete it";
  return provenance === "openapi-typescript"
    ? "is updated: it was written by openapi-typescript, without rules"
    : "is updated";
}

function describeDifference({ path, kind, provenance }: Difference): string {
  const shown = shownPath(path);
  if (kind === "missing") return `${shown} is missing`;
  if (kind === "orphaned") return `${shown} is orphaned: nothing generates it anymore`;
  return provenance === "openapi-typescript"
    ? `${shown} was overwritten by openapi-typescript, which doesn't know the rules`
    : `${shown} is out of date`;
}

/** What to paste into a shell. Orphans that `generate` removes need no command of their own. */
function fixOf({ request }: Generation, differences: readonly Difference[]): string {
  const { project } = recordPlace(request);
  const left = differences.filter((one) => one.kind === "orphaned" && !isRemovable(one, project));
  return [
    ...(left.length < differences.length ? [commandOf(request)] : []),
    ...left.map(({ path }) => `rm ${shellWord(shownPath(path))}`),
  ].join(" && ");
}

function commandOf({ config, configIsOptional, input, output, types, allowExternalRefs }: GenerateRequest): string {
  const shown = shownPath(config);
  return [
    "npx openapi-rules generate",
    ...(input === undefined ? [] : [input.text === undefined ? shellWord(input.name) : "-"]),
    ...(output === undefined ? [] : [`-o ${shellWord(output)}`]),
    ...(configIsOptional || shown === "redocly.yaml" ? [] : [`--config ${shellWord(shown)}`]),
    ...(allowExternalRefs ? ["--allow-external-refs"] : []),
    ...Object.entries(types).map(([name, value]) => `--${value ? "" : "no-"}${flagName(name)}`),
  ].join(" ");
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

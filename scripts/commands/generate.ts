import { relative } from "node:path";
import { watch as watchFiles } from "chokidar";
import { commitFiles, recoverCommits } from "../files/commit-files.ts";
import { compareFiles, type Difference } from "../files/compare-files.ts";
import { isUnchanged, recordRun, workFolderOf } from "../files/run-record.ts";
import { DiagnosticsError, formatDiagnostic } from "../openapi/diagnostic.ts";
import { type PipelineResult, runPipeline } from "../pipeline.ts";
import { colorsFor } from "./colors.ts";
import { type GenerateOptions, generateHelp, parseGenerateOptions } from "./generate-options.ts";
import { Progress } from "./progress.ts";
import { readOptions } from "./read-options.ts";

const colors = colorsFor(process.stderr);

/** `openapi-rules generate`: reads its options and does one of four things. */
export async function run(args: readonly string[]): Promise<number> {
  const options = readOptions(args, parseGenerateOptions, generateHelp);
  if (options === undefined) return 0;
  recoverCommits(workFolderOf(options.config));
  if (!options.check && !options.watch && isUnchanged(options.config, String(options.allowExternalRefs))) {
    if (!options.quiet) process.stdout.write("Nothing has changed: all outputs are up to date.\n");
    return 0;
  }
  const action = options.check ? check : options.watch ? watch : generate;
  return (await action(options)) ? 0 : 1;
}

/** Each answers whether all is well, having said what is not. */

async function generate(options: GenerateOptions): Promise<boolean> {
  return generateOnce(options, new Set());
}

async function check(options: GenerateOptions): Promise<boolean> {
  const progress = new Progress(options);
  const result = await tryPipeline(options, progress, new Set());
  if (result === undefined) return false;
  const differences = await compareFiles(result.outputs);
  for (const difference of differences) process.stderr.write(`${describeDifference(difference)}\n`);
  const mends = differences.some(({ kind }) => kind !== "stray") ? [`npm run generate${configArgument(options)}`] : [];
  const strays = differences.filter(({ kind }) => kind === "stray").map(({ path }) => `rm ${shown(path)}`);
  if (differences.length > 0) process.stderr.write(`To mend it: ${[...mends, ...strays].join(" && ")}\n`);
  else progress.summary(`${result.outputs.length} outputs are up to date`);
  return differences.length === 0;
}

/** Runs until it is stopped. A run that fails leaves the outputs as they are, and the next change is waited for. */
async function watch(options: GenerateOptions): Promise<boolean> {
  const inputs = new Set<string>();
  await generateOnce(options, inputs);
  const watcher = watchFiles([...inputs], {
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: 50, pollInterval: 10 },
  });
  const changed = new Set<string>();
  let running = false;
  const run = async (): Promise<void> => {
    if (running || changed.size === 0) return;
    running = true;
    process.stdout.write(`\n${[...changed].map(shown).join(", ")} changed\n`);
    changed.clear();
    await generateOnce(options, inputs);
    watcher.add([...inputs]);
    running = false;
    await run();
  };
  watcher.on("all", (_, path) => {
    changed.add(path);
    // Editors and version control change several files at once: they are one change.
    setTimeout(() => void run(), 50);
  });
  process.stdout.write(`Watching ${inputs.size} files. Stop with Ctrl+C.\n`);
  return new Promise<boolean>((resolve) => {
    process.once("SIGINT", () => void watcher.close().then(() => resolve(true)));
  });
}

/** One run: writes what differs. Adds the files that it reads to `inputs`. */
async function generateOnce(options: GenerateOptions, inputs: Set<string>): Promise<boolean> {
  const started = Date.now();
  const progress = new Progress(options);
  const result = await tryPipeline(options, progress, inputs);
  if (result === undefined) return false;
  const differences = await progress.stage(
    "write",
    async () => write(result, options),
    (written) => `${written.length} changed`,
  );
  for (const { path, kind } of differences) progress.line(`  ${shown(path)} ${writeOutcome[kind]}`);
  const outputs = result.outputs.map(({ path }) => path);
  recordRun(options.config, String(options.allowExternalRefs), [...inputs], outputs, started);
  progress.summary(`${result.outputs.length} outputs are up to date`);
  return true;
}

async function write({ outputs }: PipelineResult, { config }: GenerateOptions): Promise<Difference[]> {
  const differences = await compareFiles(outputs);
  const changed = new Set(differences.map(({ path }) => path));
  const orphans = differences.filter(({ kind }) => kind === "orphaned").map(({ path }) => path);
  commitFiles(
    outputs.filter(({ path }) => changed.has(path)),
    orphans,
    workFolderOf(config),
  );
  return differences;
}

/** The result, its warnings told; undefined where the input has errors, which are told too. */
async function tryPipeline(
  options: GenerateOptions,
  progress: Progress,
  inputs: Set<string>,
): Promise<PipelineResult | undefined> {
  const onInputs = (files: readonly string[]): void => {
    for (const file of files) inputs.add(file);
  };
  try {
    const result = await runPipeline({ ...options, onInputs }, progress);
    for (const warning of result.warnings) process.stderr.write(`${colors.yellow(formatDiagnostic(warning))}\n`);
    return result;
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    for (const diagnostic of error.diagnostics) {
      const color = diagnostic.severity === "error" ? colors.red : colors.yellow;
      process.stderr.write(`${color(formatDiagnostic(diagnostic))}\n`);
    }
    process.stderr.write("Nothing was written.\n");
    return undefined;
  }
}

const writeOutcome: Readonly<Record<Difference["kind"], string>> = {
  missing: "is new",
  different: "is updated",
  orphaned: "is removed: nothing makes it any more",
  stray: "is left alone: nothing makes it, though it lies in a generated folder",
};

function describeDifference({ path, kind }: Difference): string {
  switch (kind) {
    case "missing":
      return `${shown(path)} is missing`;
    case "different":
      return `${shown(path)} is out of date`;
    case "orphaned":
      return `${shown(path)} is orphaned: nothing makes it any more`;
    case "stray":
      return `${shown(path)} is astray: it lies in a generated folder, but nothing makes it`;
  }
}

function configArgument({ config }: GenerateOptions): string {
  const path = shown(config);
  return path === "redocly.yaml" ? "" : ` -- --config ${path}`;
}

function shown(path: string): string {
  return relative(process.cwd(), path) || path;
}

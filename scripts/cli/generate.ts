import { recoverCommits } from "../output/commit-files.ts";
import { isUnchanged, workFolderOf } from "../output/run-record.ts";
import { generateHelp, parseGenerateOptions } from "./generate-options.ts";
import { readOptions } from "./read-options.ts";

/** `npm run generate`: reads its options and does one of four things. */
async function main(): Promise<void> {
  const options = readOptions(parseGenerateOptions, generateHelp);
  if (options === undefined) return;
  recoverCommits(workFolderOf(options.config));
  if (!options.check && !options.watch && isUnchanged(options.config, String(options.allowExternalRefs))) {
    if (!options.quiet) process.stdout.write("Nothing has changed: all outputs are up to date.\n");
    return;
  }
  // The compilers behind the pipeline take most of a second to load: only a run that needs them pays for it.
  const { check, generate, watch } = await import("./commands.ts");
  const run = options.check ? check : options.watch ? watch : generate;
  process.exitCode = (await run(options)) ? 0 : 1;
}

await main();

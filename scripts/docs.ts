import { relative } from "node:path";
import { Progress } from "./cli/progress.ts";
import { readOptions } from "./cli/read-options.ts";
import { docsHelp, parseDocsOptions } from "./docs/docs-options.ts";
import { writeDocs } from "./docs/write-docs.ts";
import { DiagnosticsError } from "./openapi/diagnostic.ts";

/** `npm run docs`: one self-contained page for each API of a redocly.yaml. */
async function main(): Promise<void> {
  const options = readOptions(parseDocsOptions, docsHelp);
  if (options === undefined) return;
  const progress = new Progress(options);
  try {
    const pages = await writeDocs(options, progress);
    progress.summary(pages.map((page) => relative(process.cwd(), page)).join(", "));
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

await main();

import { relative } from "node:path";
import { writeDocs } from "../docs/write-docs.ts";
import { DiagnosticsError } from "../openapi/diagnostic.ts";
import { docsHelp, parseDocsOptions } from "./docs-options.ts";
import { Progress } from "./progress.ts";
import { readOptions } from "./read-options.ts";

/** `openapi-rules docs`: one self-contained page for each API of a redocly.yaml. */
export async function run(args: readonly string[]): Promise<number> {
  const options = readOptions(args, parseDocsOptions, docsHelp);
  if (options === undefined) return 0;
  const progress = new Progress(options);
  try {
    const pages = await writeDocs(options, progress);
    progress.summary(pages.map((page) => relative(process.cwd(), page)).join(", "));
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  return 0;
}

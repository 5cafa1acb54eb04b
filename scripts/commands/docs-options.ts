import { resolve } from "node:path";
import { parseArgs } from "node:util";

export interface DocsOptions {
  /** Absolute path of the redocly.yaml. */
  readonly config: string;
  readonly quiet: boolean;
  readonly help: boolean;
  readonly allowExternalRefs: boolean;
}

export const docsHelp = `Usage: openapi-rules docs [options]

Makes a page of every API in a redocly.yaml that has x-openapi-ts: { output: FILE },
with the rules of its x-dependencies as tables. A page is one file that needs no
network. It goes to dist/docs/ beside the redocly.yaml: index.html for a single
API, else NAME.html for each.

  --config PATH          the redocly.yaml; without it the one in this folder
  --allow-external-refs  let $ref leave the folder of the root document, by file or URL
  --quiet                print nothing but problems
  --help                 print this

Exit codes: 0 done; 1 the description has errors; 2 wrong usage.
`;

/** @throws TypeError on arguments that there are not */
export function parseDocsOptions(args: readonly string[]): DocsOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      config: { type: "string", default: "redocly.yaml" },
      quiet: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
      "allow-external-refs": { type: "boolean", default: false },
    },
  });
  return {
    config: resolve(values.config),
    quiet: values.quiet,
    help: values.help,
    allowExternalRefs: values["allow-external-refs"],
  };
}

import { resolve } from "node:path";
import { parseArgs } from "node:util";

export interface GenerateOptions {
  /** Absolute path of the redocly.yaml. */
  readonly config: string;
  readonly check: boolean;
  readonly watch: boolean;
  readonly quiet: boolean;
  readonly help: boolean;
  readonly allowExternalRefs: boolean;
}

export const generateHelp = `Usage: openapi-rules generate [options]

Makes types and bundled descriptions of every API in a redocly.yaml that has
x-openapi-ts: { output: FILE }, and turns its x-dependencies into unions.

  --config PATH          the redocly.yaml; without it the one in this folder
  --check                write nothing; fail if an output is missing, different or orphaned
  --watch                make them again whenever an input changes
  --allow-external-refs  let $ref leave the folder of the root document, by file or URL
  --quiet                print nothing but problems
  --help                 print this

Exit codes: 0 done; 1 the description has errors, or --check found a difference; 2 wrong usage.
`;

/** @throws TypeError on arguments that there are not */
export function parseGenerateOptions(args: readonly string[]): GenerateOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      config: { type: "string", default: "redocly.yaml" },
      check: { type: "boolean", default: false },
      watch: { type: "boolean", default: false },
      quiet: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
      "allow-external-refs": { type: "boolean", default: false },
    },
  });
  if (values.check && values.watch) throw new TypeError("--check and --watch exclude each other.");
  return {
    config: resolve(values.config),
    check: values.check,
    watch: values.watch,
    quiet: values.quiet,
    help: values.help,
    allowExternalRefs: values["allow-external-refs"],
  };
}

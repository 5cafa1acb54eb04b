import { shownPath } from "../diagnostics.ts";
import { configPath } from "../generate-request.ts";
import { type CommandSpec, command, commonOptions, configOption, type Option } from "./options.ts";
import { stagePrinter } from "./progress.ts";
import { paint, sinceStart } from "./terminal.ts";

const options = {
  config: configOption,
  quiet: { type: "boolean", help: "print nothing but problems" },
  ...commonOptions,
} as const satisfies Readonly<Record<string, Option>>;

const spec: CommandSpec<typeof options> = {
  name: "docs",
  usage: "openapi-rules docs [INPUT] [options]",
  about: `
Makes a page of INPUT, the path of a description; without it, of every API in the redocly.yaml that
has x-openapi-ts: { output: FILE }. A page answers "what may I send?" with the rules of x-dependencies
as tables, a valid request for each variant and a form that builds requests, and has the full
reference. It is one file that needs no network: index.html in dist/docs/ for a single API, else
NAME.html for each, beside the redocly.yaml or, for INPUT, in this folder. Needs @redocly/cli.`,
  positionals: { name: "INPUT", most: 1 },
  options,
};

/** `openapi-rules docs`: one self-contained page for each API of a redocly.yaml. */
export const run = command(spec, async ({ values, positionals }) => {
  const { writeDocs } = await import("../docs/write-docs.ts");
  const pages = await writeDocs({
    config: configPath(values.config),
    configIsOptional: values.config === undefined && positionals[0] !== undefined,
    input: positionals[0],
    allowExternalRefs: values["allow-external-refs"] === true,
    onStage: stagePrinter(values.quiet === true),
  });
  if (!values.quiet) {
    process.stdout.write(`${pages.map(shownPath).join(", ")} ${paint(process.stdout, "dim", `in ${sinceStart()}`)}\n`);
  }
  return 0;
});

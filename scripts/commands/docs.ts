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
  usage: "openapi-rules docs [options]",
  about: `
Makes a page of every API in a redocly.yaml that has x-openapi-ts: { output: FILE }. It answers
"what may I send?" with the rules of x-dependencies as tables, a valid request for each variant
and a form that builds requests, and has the full reference. A page is one file that needs no
network. It goes to dist/docs/ beside the redocly.yaml: index.html for a single API, else NAME.html for each.
Needs @redocly/cli.`,
  positionals: { name: "", most: 0 },
  options,
};

/** `openapi-rules docs`: one self-contained page for each API of a redocly.yaml. */
export const run = command(spec, async ({ values }) => {
  const { writeDocs } = await import("../docs/write-docs.ts");
  const pages = await writeDocs({
    config: configPath(values.config),
    allowExternalRefs: values["allow-external-refs"] === true,
    onStage: stagePrinter(values.quiet === true),
  });
  if (!values.quiet) {
    process.stdout.write(`${pages.map(shownPath).join(", ")} ${paint(process.stdout, "dim", `in ${sinceStart()}`)}\n`);
  }
  return 0;
});

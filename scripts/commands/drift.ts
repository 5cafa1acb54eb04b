import { configPath } from "../generate-request.ts";
import { type CommandSpec, command, commonOptions, configOption, needed, type Option, oneOf } from "./options.ts";
import { driftAsJson, driftAsKnown, driftAsMarkdown, driftAsText } from "./print-drift.ts";
import { print, remarkDiagnostics } from "./terminal.ts";

const options = {
  config: configOption,
  api: {
    type: "string",
    value: "NAME",
    help: "an API of the redocly.yaml, or the path of a description; needed if there are several",
  },
  known: {
    type: "string",
    value: "FILE",
    help: "the list of known differences; without it x-openapi-rules.drift.known of the API",
  },
  format: {
    type: "string",
    value: "FORMAT",
    help: "text, markdown, or known: entries of unknown differences for FILE",
  },
  json: { type: "boolean", help: "print { api, upstream, operations, unknown, differences, unused }" },
  ...commonOptions,
} as const satisfies Readonly<Record<string, Option>>;

const spec: CommandSpec<typeof options> = {
  name: "drift",
  usage: "openapi-rules drift UPSTREAM [options]",
  about: `
Compares a description with the vendor's, of which it describes a part: each of its operations with
the operation of the same method and path in UPSTREAM, a file or an https URL, in OpenAPI 3.0 or 3.1.
Compared are parameters, bodies, responses, headers and schemas. Names of operations and components,
descriptions and examples are not, and what only UPSTREAM has is ignored.

drift contacts no other address than UPSTREAM, and no other command uses the network (except for
references and plugins that you allow). Exit code 1 for a difference that isn't known.`,
  positionals: { name: "UPSTREAM", most: 1 },
  options,
};

const printers = { text: driftAsText, json: driftAsJson, markdown: driftAsMarkdown, known: driftAsKnown } as const;
const formats = ["text", "json", "markdown", "known"] as const satisfies readonly (keyof typeof printers)[];

/** `openapi-rules drift`: how a description differs from the one that it follows. */
export const run = command(spec, async ({ values, positionals }) => {
  const upstream = needed(spec, positionals[0], "Pass the file or https URL of the description to compare with.");
  const format = oneOf("format", values.format ?? (values.json ? "json" : "text"), formats);
  const { findDrift } = await import("../drift/find-drift.ts");
  const drift = await findDrift({
    upstream,
    config: configPath(values.config),
    api: values.api,
    known: values.known,
    allowExternalRefs: values["allow-external-refs"] === true,
  });
  const text = printers[format](drift);
  if (format === "json") process.stdout.write(text);
  else print(text);
  remarkDiagnostics(
    drift.unused.map(({ kind, place, what, file, line, column }) => {
      const message = `This difference no longer exists: ${kind} ${place} ${what}. Delete the entry.`;
      return { severity: "warn", file, line, column, message };
    }),
  );
  return drift.differences.every(({ known }) => known !== undefined) ? 0 : 1;
});

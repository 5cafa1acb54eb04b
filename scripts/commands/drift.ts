import { OpenApiRulesError } from "../diagnostics.ts";
import { configPath, version } from "../generate-request.ts";
import { type CommandSpec, commonOptions, helpOf, type Option, readArguments } from "./options.ts";
import { driftAsJson, driftAsKnown, driftAsMarkdown, driftAsText } from "./print-drift.ts";
import { print, remarkDiagnostic } from "./terminal.ts";

const options = {
  config: {
    type: "string",
    short: "c",
    value: "PATH",
    help: "the redocly.yaml, or its folder; without it the one in this folder",
  },
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
descriptions and examples are not, and what UPSTREAM has besides is no difference.

UPSTREAM is the only address that is asked, and no command but this one uses the network (except
for references and plugins that you allow). Exit code 1 for a difference that isn't known.`,
  positionals: { name: "UPSTREAM", most: 1 },
  options,
};

const printers = { text: driftAsText, json: driftAsJson, markdown: driftAsMarkdown, known: driftAsKnown } as const;

/** `openapi-rules drift`: how a description differs from the one that it follows. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(spec, args);
  if (values.help) print(helpOf(spec));
  if (values.version) print(`${version()}\n`);
  if (values.help || values.version) return 0;
  const [upstream] = positionals;
  if (upstream === undefined) {
    throw new OpenApiRulesError(
      "ERR_USAGE",
      "Name the file or https URL of the description to compare with.\nSee openapi-rules drift --help.",
    );
  }
  const format = formatNamed(values.format ?? (values.json ? "json" : "text"));
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
  for (const { kind, place, what, file, line, column } of drift.unused) {
    const message = `There is no such difference any more: ${kind} ${place} ${what}. Delete this entry.`;
    remarkDiagnostic({ severity: "warn", file, line, column, message });
  }
  return drift.differences.every(({ known }) => known !== undefined) ? 0 : 1;
}

const formats = ["text", "json", "markdown", "known"] as const satisfies readonly (keyof typeof printers)[];

function formatNamed(name: string): (typeof formats)[number] {
  const found = formats.find((format) => format === name);
  if (found !== undefined) return found;
  throw new OpenApiRulesError("ERR_USAGE", `--format: expected one of ${formats.join(", ")}, not '${name}'.`);
}

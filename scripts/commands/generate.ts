import { statSync } from "node:fs";
import { OpenApiRulesError } from "../diagnostics.ts";
import { readStandardInput } from "../files/read-file.ts";
import { isUnchanged, readRecord } from "../files/run-record.ts";
import { configPath, type GenerateRequest, generatorName, recordPlace, requestOptions } from "../generate-request.ts";
import {
  flagName,
  isTypesOption,
  renamedTypesFlags,
  type TypesOption,
  type TypesOptions,
  typesOptions,
} from "../openapi/types-options.ts";
import { type CommandSpec, command, commonOptions, configOption, type Option } from "./options.ts";
import { print } from "./terminal.ts";

const options = {
  config: { ...configOption, aliases: ["redocly"] },
  output: {
    type: "string",
    short: "o",
    value: "FILE",
    help: "where the types of INPUT go; without it standard output",
  },
  check: { type: "boolean", help: "write nothing; fail if an output is missing, different or orphaned" },
  watch: { type: "boolean", help: "generate again whenever an input changes" },
  force: { type: "boolean", help: "replace outputs that have no generator's banner" },
  quiet: { type: "boolean", help: "print nothing but problems" },
  ...commonOptions,
} as const satisfies Readonly<Record<string, Option>>;

const typesGroup = "Types: openapi-typescript's options; they override x-openapi-rules.types";
const flags: Readonly<Record<string, Option>> = Object.fromEntries(
  Object.entries(typesOptions).map(([name, help]) => [
    flagName(name),
    { type: "boolean", help, group: typesGroup, ...(name === "exportType" && { short: "t" }) } as const,
  ]),
);

const spec: CommandSpec<typeof options> = {
  name: "generate",
  usage: "openapi-rules generate [INPUT [-o OUTPUT]] [options]",
  about: `
Generates types, validators and bundled descriptions, with the rules of x-dependencies as
unions. The source is INPUT, the path of a description ('-' for standard input); without it,
every API in redocly.yaml that has x-openapi-ts: { output: FILE }.`,
  positionals: { name: "INPUT", most: 1 },
  options: { ...options, ...flags },
  renamed: renamedTypesFlags,
};

export interface GenerateOptions {
  readonly check: boolean;
  readonly watch: boolean;
  readonly force: boolean;
  readonly quiet: boolean;
}

/** `openapi-rules generate`. Where nothing has changed, nothing else is loaded. */
export const run = command(spec, async ({ values, positionals }) => {
  if (values.check && values.watch) {
    throw new OpenApiRulesError("ERR_USAGE", "Use either --check or --watch, not both.");
  }
  const chosen: GenerateOptions = {
    check: values.check === true,
    watch: values.watch === true,
    force: values.force === true,
    quiet: values.quiet === true,
  };
  const request = await requestOf(values, positionals[0], readFlags(values));
  if (request.input !== undefined && request.output === undefined && (chosen.check || chosen.watch)) {
    throw new OpenApiRulesError("ERR_USAGE", "--check and --watch need an output file. Pass it with --output.");
  }
  if (request.input?.text !== undefined && chosen.watch) {
    throw new OpenApiRulesError(
      "ERR_USAGE",
      "--watch can't read standard input again. Pass the path of a description.",
    );
  }
  if (!chosen.check && !chosen.watch && isDone(request)) {
    if (!chosen.quiet) print("Nothing has changed: all outputs are up to date.\n");
    return 0;
  }
  // The thread for types loads while the rest does: TypeScript is the largest part.
  const { TypesMaker } = await import("../emitters/types/types.ts");
  const typesMaker = new TypesMaker();
  try {
    const { generate, check, watch } = await import("./generate-runs.ts");
    const action = chosen.check ? check : chosen.watch ? watch : generate;
    return await action(request, chosen, typesMaker);
  } finally {
    await typesMaker.stop();
  }
});

function isDone(request: GenerateRequest): boolean {
  const { record } = recordPlace(request);
  return isUnchanged(readRecord(record), generatorName(), requestOptions(request));
}

async function requestOf(
  values: Readonly<Record<keyof typeof options, string | boolean | undefined>>,
  input: string | undefined,
  types: TypesOptions,
): Promise<GenerateRequest> {
  const named = typeof values.config === "string" ? values.config : undefined;
  const config = configPath(named);
  const given = {
    config,
    output: typeof values.output === "string" ? values.output : undefined,
    types,
    allowExternalRefs: values["allow-external-refs"] === true,
  };
  const hasConfig = named !== undefined || statSync(config, { throwIfNoEntry: false }) !== undefined;
  if (input !== undefined && input !== "-") {
    if (input.includes("*"))
      throw new OpenApiRulesError("ERR_USAGE", "INPUT is a single file. List several under apis in a redocly.yaml.");
    return { ...given, configIsOptional: named === undefined, input: { name: input } };
  }
  if (input === undefined && (hasConfig || process.stdin.isTTY))
    return { ...given, configIsOptional: false, input: undefined };
  const text = await readStandardInput();
  if (text.trim() === "") {
    if (input === undefined) return { ...given, configIsOptional: false, input: undefined };
    throw new OpenApiRulesError("ERR_USAGE", "Standard input is empty. Pipe a description to it.");
  }
  return { ...given, configIsOptional: named === undefined, input: { name: "standard input", text } };
}

function readFlags(values: Readonly<Record<string, string | boolean | undefined>>): TypesOptions {
  const chosen: Partial<Record<TypesOption, boolean>> = {};
  for (const name of Object.keys(typesOptions)) {
    const value = values[flagName(name)];
    if (isTypesOption(name) && typeof value === "boolean") chosen[name] = value;
  }
  return chosen;
}

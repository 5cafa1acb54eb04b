import { existsSync } from "node:fs";
import { type Diagnostic, OpenApiRulesError } from "../diagnostics.ts";
import { readInput, readStandardInput } from "../files/read-file.ts";
import { fileError } from "../files/system-error.ts";
import { configPath } from "../generate-request.ts";
import { isObject } from "../openapi/json.ts";
import { type CommandSpec, command, commonOptions, configOption, type Option } from "./options.ts";
import { rulesAsJson, rulesAsText } from "./print-rules.ts";
import { print, remarkDiagnostics } from "./terminal.ts";

const options = {
  config: configOption,
  operation: { type: "string", value: "ID", help: 'only this operation: its operationId, or "GET /path"' },
  json: { type: "boolean", help: "print [{ operation, sentences, variants, analysis }]" },
  request: {
    type: "string",
    value: "FILE",
    help: 'judge a request (\'-\' for standard input), JSON { "params": { "query": {…}, "path": {…}, "header": {…} }, "body": … }; prints { valid, violations }',
  },
  ...commonOptions,
} as const satisfies Readonly<Record<string, Option>>;

const spec: CommandSpec<typeof options> = {
  name: "explain",
  usage: "openapi-rules explain [FILE] [options]",
  about: `
Explains the rules (x-dependencies) of an OpenAPI description: each operation's sentences in
words, the variants of valid requests with an example of each and of its opposite, and what
follows from the rules. FILE is the path of a description, or an API of the redocly.yaml; it may be
left out where there is only one. Exit code 1 for a judged request that is not valid.`,
  positionals: { name: "FILE", most: 1 },
  options,
};

/** `openapi-rules explain`: explains the rules of a description, or judges a request by them. */
export const run = command(spec, async ({ values, positionals }) => {
  const file = await findFile(positionals[0], values.config);
  const { explain, validateRequest } = await import("../index.ts");
  const warnings: Diagnostic[] = [];
  const chosen = {
    onWarning: (warning: Diagnostic) => void warnings.push(warning),
    allowExternalRefs: values["allow-external-refs"] === true,
    ...(values.operation !== undefined && { operation: values.operation }),
  };
  if (values.request === undefined) {
    const explained = await explain(file, chosen);
    remarkDiagnostics(warnings);
    if (values.json) process.stdout.write(rulesAsJson(explained));
    else print(rulesAsText(explained));
    return 0;
  }
  const violations = await validateRequest(file, await readRequest(values.request), chosen);
  remarkDiagnostics(warnings);
  process.stdout.write(`${JSON.stringify({ valid: violations.length === 0, violations }, null, 2)}\n`);
  return violations.length > 0 ? 1 : 0;
});

/** A file as it is named; else the description of an API of the redocly.yaml. */
async function findFile(named: string | undefined, config: string | undefined): Promise<string> {
  if (named !== undefined && existsSync(named)) return named;
  const [{ chooseApi }, { InputFiles }] = await Promise.all([
    import("../openapi/load-apis.ts"),
    import("../files/input-files.ts"),
  ]);
  return (await chooseApi(configPath(config), named, "as FILE", new InputFiles())).root;
}

async function readRequest(path: string): Promise<unknown> {
  const text = path === "-" ? await readStandardInput() : await readText(path);
  const name = path === "-" ? "Standard input" : path;
  const request = parseRequest(text, name);
  const unknown = unknownPart(request);
  if (unknown === undefined) return request;
  const form = '{ "params": { "query": {…}, "path": {…}, "header": {…}, "cookie": {…} }, "body": … }';
  throw new OpenApiRulesError("ERR_USAGE", `${name}: a request has no '${unknown}'. Expected ${form}.`);
}

function parseRequest(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new OpenApiRulesError(
      "ERR_USAGE",
      `${name} isn't valid JSON: ${error instanceof Error ? error.message : error}.`,
    );
  }
}

/** What validators would ignore, because it is misspelt or in the wrong place. */
function unknownPart(request: unknown): string | undefined {
  if (!isObject(request)) return undefined;
  const { params, body: _, ...others } = request;
  if (!isObject(params)) return Object.keys(others)[0];
  const { query, path, header, cookie, ...strange } = params;
  return Object.keys({ ...others, ...strange })[0];
}

async function readText(path: string): Promise<string> {
  try {
    return (await readInput(path)).bytes.toString("utf8");
  } catch (error) {
    throw fileError(error, "read");
  }
}

import { readFile } from "node:fs/promises";
import { OpenApiRulesError } from "../diagnostics.ts";
import { describeSystemError, isSystemError } from "../files/system-error.ts";
import { type CommandSpec, command, commonOptions, needed, type Option } from "./options.ts";
import { rulesAsJson, rulesAsText } from "./print-rules.ts";
import { print, remarkDiagnostic } from "./terminal.ts";

const options = {
  operation: { type: "string", value: "ID", help: 'only this operation: its operationId, or "GET /path"' },
  json: { type: "boolean", help: "print [{ operation, sentences, variants, analysis }]" },
  request: {
    type: "string",
    value: "FILE",
    help: 'judge a request, JSON { "params": { "query": {…}, "path": {…}, "header": {…} }, "body": … }; prints { valid, violations }',
  },
  ...commonOptions,
} as const satisfies Readonly<Record<string, Option>>;

const spec: CommandSpec<typeof options> = {
  name: "explain",
  usage: "openapi-rules explain FILE [options]",
  about: `
Explains the rules (x-dependencies) of an OpenAPI description: each operation's sentences in
words, the variants of valid requests with an example of each and of its opposite, and what
follows from the rules. Exit code 1 for a judged request that is not valid.`,
  positionals: { name: "FILE", most: 1 },
  options,
};

/** `openapi-rules explain`: explains the rules of a description, or judges a request by them. */
export const run = command(spec, async ({ values, positionals }) => {
  const file = needed(spec, positionals[0], "Name the file of an OpenAPI description.");
  const { explain, validateRequest } = await import("../index.ts");
  const chosen = {
    onWarning: remarkDiagnostic,
    allowExternalRefs: values["allow-external-refs"] === true,
    ...(values.operation !== undefined && { operation: values.operation }),
  };
  if (values.request === undefined) {
    const explained = await explain(file, chosen);
    if (values.json) process.stdout.write(rulesAsJson(explained));
    else print(rulesAsText(explained));
    return 0;
  }
  const violations = await validateRequest(file, await readRequest(values.request), chosen);
  process.stdout.write(`${JSON.stringify({ valid: violations.length === 0, violations }, null, 2)}\n`);
  return violations.length > 0 ? 1 : 0;
});

async function readRequest(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (!isSystemError(error)) throw error;
    throw new OpenApiRulesError(
      "ERR_USAGE",
      `${describeSystemError(error, (at) => at, "read")} Name a JSON file with --request.`,
    );
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new OpenApiRulesError(
      "ERR_USAGE",
      `${path} is not valid JSON: ${error instanceof Error ? error.message : error}.`,
    );
  }
}

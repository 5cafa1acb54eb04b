import { parseArgs } from "node:util";

export interface RulesOptions {
  readonly file: string;
  readonly operation: string | undefined;
  readonly request: string | undefined;
  readonly json: boolean;
  readonly help: boolean;
  readonly allowExternalRefs: boolean;
}

export const rulesHelp = `Usage: openapi-rules explain FILE [options]

Explains the rules (x-dependencies) of an OpenAPI description: each operation's
sentences in words, the variants of valid requests with an example of each and
of its opposite, and what follows from the rules.

  --operation ID         only this operation: its operationId, or "GET /path"
  --json                 [{ operation, sentences, variants, analysis }]
  --request REQUEST.json judge a request { "params": { "query": {…}, "path": {…},
                         "header": {…} }, "body": … }; prints { valid, violations }
  --allow-external-refs  let $ref leave the folder of FILE, by file or URL
  --help                 print this

Exit codes: 0 done, and a judged request is valid; 1 the request is not valid, or
the description has errors; 2 wrong usage.
`;

/** @throws TypeError on arguments that there are not */
export function parseRulesOptions(args: readonly string[]): RulesOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      operation: { type: "string" },
      request: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
      "allow-external-refs": { type: "boolean", default: false },
    },
  });
  const [file = "", ...others] = positionals;
  if (file === "" && !values.help) throw new TypeError("Name the file of an OpenAPI description.");
  if (others.length > 0) throw new TypeError(`One file at a time, not ${positionals.join(" ")}.`);
  return {
    file,
    operation: values.operation,
    request: values.request,
    json: values.json,
    help: values.help,
    allowExternalRefs: values["allow-external-refs"],
  };
}

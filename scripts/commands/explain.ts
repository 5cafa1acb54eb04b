import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { loadValidators } from "../emitters/validators/load-validators.ts";
import { explainRules } from "../explain/explain-rules.ts";
import { nearest } from "../language/nearest.ts";
import { DiagnosticsError } from "../openapi/diagnostic.ts";
import { loadFile } from "../openapi/load-file.ts";
import { listOperations, type Operation } from "../openapi/operations.ts";
import { operationTitle } from "../openapi/rule-set.ts";
import { rulesAsJson, rulesAsText } from "./print-rules.ts";
import { readOptions } from "./read-options.ts";
import { parseRulesOptions, rulesHelp } from "./rules-options.ts";

/** `openapi-rules explain`: explains the rules of a description, or judges a request by them. */
export async function run(args: readonly string[]): Promise<number> {
  const options = readOptions(args, parseRulesOptions, rulesHelp);
  if (options === undefined) return 0;
  try {
    if (!existsSync(options.file))
      throw new InputError(`There is no file ${options.file}: name an OpenAPI description.`);
    const { description, rules } = await loadFile(options.file, options);
    const operations = pickOperations(listOperations(description), options.operation);
    if (options.request === undefined) {
      const explained = explainRules(description, rules, operations);
      process.stdout.write(options.json ? rulesAsJson(explained) : rulesAsText(explained));
      return 0;
    }
    const request = await readRequest(options.request);
    const [validate] = loadValidators(description, rules, [onlyOne(operations)]);
    const violations = validate?.(request) ?? [];
    process.stdout.write(`${JSON.stringify({ valid: violations.length === 0, violations }, null, 2)}\n`);
    return violations.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof DiagnosticsError) && !(error instanceof InputError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error instanceof InputError ? 2 : 1;
  }
}

class InputError extends Error {}

function pickOperations(operations: readonly Operation[], wanted: string | undefined): readonly Operation[] {
  if (wanted === undefined) return operations;
  const names = (operation: Operation): string[] => [
    ...(operation.operationId === undefined ? [] : [operation.operationId]),
    `${operation.method.toUpperCase()} ${operation.path}`,
  ];
  const found = operations.filter((operation) => names(operation).includes(wanted.trim()));
  if (found.length > 0) return found;
  const similar = nearest(wanted, operations.flatMap(names));
  const remedy =
    similar.length > 0
      ? `Did you mean ${similar.join(", ")}?`
      : `It has ${operations.map(operationTitle).join(", ") || "none"}.`;
  throw new InputError(`There is no operation '${wanted}'. ${remedy}`);
}

function onlyOne(operations: readonly Operation[]): Operation {
  const [operation, ...others] = operations;
  if (operation !== undefined && others.length === 0) return operation;
  const names = operations.map(operationTitle).join(", ");
  throw new InputError(
    names === "" ? "The description has no operation." : `Name the operation with --operation, one of ${names}.`,
  );
}

async function readRequest(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`${path} can't be read (${error.code}): name a JSON file with --request.`);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`${path} is no JSON: ${error instanceof Error ? error.message : error}.`);
  }
}

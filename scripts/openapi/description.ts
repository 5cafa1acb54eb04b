import { type Diagnostic, shownPath } from "../diagnostics.ts";
import type { Rule } from "../language/rule.ts";
import { type Place, placeIn, placeInText } from "./declaration.ts";
import type { Documents } from "./documents.ts";
import type { JsonObject } from "./json.ts";
import type { KeywordRules } from "./keyword-rules.ts";
import { reportLeftOut } from "./left-out.ts";
import type { OpenProblem } from "./open-keywords.ts";
import { type Operation, readOperations } from "./operations.ts";
import { RuleReader } from "./rule-reader.ts";
import type { RuleSet } from "./rule-set.ts";

/** An API description, read once: everything that lint, types, validators, docs and explanations need. */
export interface Description extends Documents {
  readonly operations: readonly Operation[];
  /** The rules of every operation and schema that has any. */
  readonly ruleSets: readonly RuleSet[];
  /** What is wrong with the rules. */
  readonly problems: readonly Diagnostic[];
  /** What the types leave open of JSON Schema's keywords. */
  readonly openKeywords: readonly OpenProblem[];
  /** The schemas with keywords that became rules, or that say nothing about requests. */
  readonly withKeywords: readonly JsonObject[];
  /** The schemas in place within others that have rules, by the names that stand for their types. */
  readonly inlineSchemas: ReadonlyMap<string, JsonObject>;
  /** The rules that a schema carries itself, of its own properties: their fields lie in `body`. */
  rulesOf(schema: JsonObject): readonly Rule[];
  /** What the keywords of a schema say in the words of rules. */
  keywordsOf(schema: JsonObject): KeywordRules;
  /** The place of an object of the description, or of what lies in it at `path`. */
  placeOf(value: unknown, ...path: readonly string[]): Place;
  /** The place of a character of a text that lies in an object at `path`. */
  placeInText(holder: unknown, path: readonly string[], offset: number): Place;
}

export function readDescription(documents: Documents): Description {
  const reader = new RuleReader(documents);
  const schemas = reader.readSchemas();
  const inline = reader.readInline();
  const operations = readOperations(documents, reader);
  reader.reportUnread();
  const ruleSets = [
    ...schemas,
    ...inline,
    ...operations.flatMap(({ requests }) => requests.flatMap(({ rules }) => rules ?? [])),
  ];
  return {
    root: documents.root,
    resolve: (value) => documents.resolve(value),
    originOf: (value) => documents.originOf(value),
    operations,
    ruleSets,
    problems: [...reader.problems, ...reportLeftOut(documents, operations), ...findRepeatedIds(documents, operations)],
    openKeywords: reader.openKeywords(ruleSets.some(({ typed }) => typed)),
    withKeywords: reader.withKeywords,
    inlineSchemas: reader.inlineSchemas,
    rulesOf: (schema) => reader.ofSchema(schema),
    keywordsOf: (schema) => reader.keywordsOf(schema),
    placeOf: (value, ...path) => placeIn(documents, value, path),
    placeInText: (holder, path, offset) => placeInText(documents, holder, path, offset),
  };
}

/** Two operations of one name: their types would be one property of an interface, declared twice. */
function findRepeatedIds(documents: Documents, operations: readonly Operation[]): Diagnostic[] {
  const first = new Map<string, JsonObject>();
  const placeOf = (operation: JsonObject): Place => placeIn(documents, operation, ["operationId"]);
  return operations.flatMap(({ operationId, operation }): Diagnostic[] => {
    if (operationId === undefined) return [];
    const known = first.get(operationId);
    if (known === undefined) {
      first.set(operationId, operation);
      return [];
    }
    const { file, line, column } = placeOf(known);
    const message = `The operationId '${operationId}' is used twice: ${shownPath(file)}:${line}:${column} has it too. Give each operation an id of its own.`;
    return [{ severity: "error", ...placeOf(operation), message }];
  });
}

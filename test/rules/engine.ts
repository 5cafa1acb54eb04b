import { join } from "node:path";
import type { RequestChange } from "../../scripts/diff/compare-requests.ts";
import type { CallTemplate } from "../../scripts/docs/page/written-call.ts";
import type { ExplainedRules } from "../../scripts/explain/explain-rules.ts";
import type { Field } from "../../scripts/language/field.ts";
import type { Rule } from "../../scripts/language/rule.ts";
import type { Description } from "../../scripts/openapi/description.ts";
import type { JsonObject } from "../../scripts/openapi/json.ts";
import type { RuleOwner } from "../../scripts/openapi/rule-set.ts";
import type redoclyPlugin from "../../scripts/redocly/plugin.ts";
import type { Violation } from "../../scripts/runtime/violation.ts";
import { withWorkspace } from "./workspace.ts";

/**
 * Everything that the engine's tests ask of it, as plain values. They import the engine from here and from generator.ts alone, so that
 * a module or function that gets another name changes few files. What takes long to load is loaded when a test asks for it.
 */

export { findCallouts, quoteCallouts } from "../../scripts/docs/callouts.ts";
export { disarmMarkdown } from "../../scripts/docs/disarm-markdown.ts";
export { parseText, textOfValue } from "../../scripts/docs/page/field-text.ts";
export { sampleCalls } from "../../scripts/docs/page/samples.ts";
export { writeValue } from "../../scripts/docs/page/written-call.ts";
export * as programmatic from "../../scripts/index.ts";
export { parseSentences } from "../../scripts/language/parse.ts";
export type { Dependency, Operation, Predicate } from "../../scripts/language/syntax.ts";
export { readProse, type Statement } from "../../scripts/prose/read-prose.ts";
export { lintRules } from "../../scripts/redocly/rules.ts";
export type { CallTemplate };

/** An OpenAPI description, as text or as an object. */
export type Given = string | object;

/** Reads a description and its rules. */
async function read(given: Given): Promise<Description> {
  const { loadFile } = await import("../../scripts/openapi/load-file.ts");
  return withWorkspace({ "api.yaml": textOf(given) }, (folder) =>
    loadFile(join(folder, "api.yaml"), { allowExternalRefs: false }),
  );
}

export function textOf(given: Given): string {
  return typeof given === "string" ? given : JSON.stringify(given);
}

/** `get /path` of an operation, `schema Name` of a schema. */
function keyOf(owner: RuleOwner): string {
  return owner.kind === "operation" ? `${owner.method} ${owner.path}` : `schema ${owner.name}`;
}

/** What a validator says of a request. */
export type Validate = (request: unknown) => readonly Violation[];

/** The validators of all operations, by `get /path`. */
export async function validatorsOf(given: Given): Promise<ReadonlyMap<string, Validate>> {
  const { loadValidators } = await import("../../scripts/emitters/validators/load-validators.ts");
  const description = await read(given);
  const { operations } = description;
  const validators = loadValidators(description, operations);
  return new Map(
    operations.map(({ method, path }, index) => [`${method} ${path}`, validators[index] ?? (() => [])] as const),
  );
}

/** The JSON Pointers to the keywords of JSON Schema that are read as rules, by the sentences that say the same. */
export async function keywordPlacesOf(given: Given): Promise<ReadonlyMap<string, string>> {
  const { requestSchemas } = await import("../../scripts/openapi/request-schemas.ts");
  const description = await read(given);
  const rules = [...requestSchemas(description)].flatMap((schema) => description.keywordsOf(schema).rules);
  return new Map(
    rules.map(({ sentence, holder, steps }) => {
      const pointer = description.originOf(holder)?.pointer ?? "";
      return [sentence.text, [pointer.replace(/^#/, ""), ...steps].join("/")] as const;
    }),
  );
}

/** What follows from the rules of one operation or schema: fields by their names, sentences as written. */
export interface Findings {
  readonly satisfiable: boolean;
  readonly dead: readonly string[];
  readonly falseOptional: readonly string[];
  readonly implied: readonly string[];
  readonly undecided: readonly string[];
}

/**
 * The findings of each operation and schema that has rules, by the operationId or the schema's name.
 *
 * @param most the steps that all of them may take together
 */
export async function analysesOf(given: Given, most?: number): Promise<ReadonlyMap<string, Findings>> {
  const { fieldName } = await import("../../scripts/language/field.ts");
  const { operationTitle } = await import("../../scripts/openapi/rule-set.ts");
  const { analyse } = await import("../../scripts/reasoning/analyse.ts");
  const { Steps } = await import("../../scripts/reasoning/steps.ts");
  const { solveWithZ3 } = await import("../../scripts/reasoning/z3.ts");
  const { ruleSets } = await read(given);
  const steps = new Steps(most);
  return new Map(
    ruleSets.map(({ owner, request, rules }) => {
      const { satisfiable, dead, falseOptional, implied, undecided } = steps.during(() =>
        analyse(request, rules, solveWithZ3),
      );
      const findings = {
        satisfiable,
        dead: dead.map(fieldName),
        falseOptional: falseOptional.map(fieldName),
        implied: implied.map(({ sentence }) => sentence.text),
        undecided: undecided.map(({ sentence }) => sentence.text),
      };
      return [owner.kind === "operation" ? operationTitle(owner) : owner.name, findings] as const;
    }),
  );
}

/** Per operation with rules, by `get /path`: how many sets of the fields that its sentences name can be present together;
 *  undefined where only the solver could tell, of too many sets. */
export async function presencePatternsOf(given: Given): Promise<ReadonlyMap<string, bigint | undefined>> {
  const { countPresencePatterns } = await import("../../scripts/reasoning/count-patterns.ts");
  const { solveWithZ3 } = await import("../../scripts/reasoning/z3.ts");
  const { ruleSets } = await read(given);
  return new Map(
    ruleSets.flatMap(({ owner, request, rules }) =>
      owner.kind === "operation" ? [[keyOf(owner), countPresencePatterns(request, rules, solveWithZ3)] as const] : [],
    ),
  );
}

/** Whether two lists of sentences, about fields of any type, accept the same requests. */
export async function acceptSame(
  one: readonly string[],
  other: readonly string[],
  names: readonly string[],
): Promise<boolean> {
  const { lowerSentence } = await import("../../scripts/language/lower.ts");
  const { parseSentences } = await import("../../scripts/language/parse.ts");
  const { compileRules } = await import("../../scripts/reasoning/compile.ts");
  const fields = names.map(
    (name): Field => ({ path: ["body", name], required: false, domain: { kind: "any" }, fields: [] }),
  );
  const find = (name: string): Field[] => fields.filter(({ path }) => path[1] === name);
  const lower = (sentences: readonly string[]): Rule[] =>
    sentences.flatMap((text) => {
      const { sentences: parsed, problems } = parseSentences(text);
      const lowered = parsed.map((sentence) =>
        lowerSentence(sentence, { find, names, object: undefined, title: "it" }),
      );
      const [problem] = [...problems, ...lowered.flatMap((result) => result.problems)];
      if (problem !== undefined) throw new Error(`${text}: ${problem.message}`);
      return lowered.flatMap(({ rule }) => rule ?? []);
    });
  const [left, right] = [lower(one), lower(other)];
  const { diagrams, nodes } = compileRules([...left, ...right], {
    guaranteed: () => false,
    isObject: () => true,
    impliedBy: () => [],
  });
  const conjunction = (rules: readonly Rule[]): number =>
    diagrams.and(...rules.flatMap((rule) => nodes.get(rule) ?? []));
  return conjunction(left) === conjunction(right);
}

/** How one description differs from another, as `kind place: what` with what both say. */
export async function driftOf(
  ours: Given,
  upstream: Given,
  extensions?: readonly string[],
): Promise<readonly string[]> {
  const { findDrift } = await import("../../scripts/drift/find-drift.ts");
  const settings = extensions === undefined ? "" : `x-openapi-rules: { drift: { extensions: [${extensions}] } }`;
  const files = {
    "api.yaml": textOf(ours),
    "upstream.yaml": textOf(upstream),
    "redocly.yaml": `apis: { main: { root: api.yaml, x-openapi-ts: { output: api.ts }, ${settings} } }`,
  };
  return withWorkspace(files, async (folder) => {
    const { differences } = await findDrift({
      upstream: join(folder, "upstream.yaml"),
      config: join(folder, "redocly.yaml"),
      api: undefined,
      known: undefined,
      allowExternalRefs: false,
    });
    return differences.map(({ kind, place, what, ours, upstream }) => {
      const said = (value: unknown): string => (value === undefined ? "-" : JSON.stringify(value));
      const isPart = ours === undefined && upstream === undefined;
      return `${kind} ${place}: ${what}${isPart ? "" : ` ${said(ours)} → ${said(upstream)}`}`;
    });
  });
}

/** The operations, by `get /path`, whose variants together allow other requests than their sentences do. */
export async function wrongCoversOf(given: Given): Promise<string[]> {
  const { compileRules } = await import("../../scripts/reasoning/compile.ts");
  const { cover } = await import("../../scripts/reasoning/cover.ts");
  const { structureOf } = await import("../../scripts/reasoning/structure.ts");
  const { ruleSets } = await read(given);
  return ruleSets.flatMap(({ owner, request, rules }) => {
    const { diagrams, node, variables } = compileRules(rules, structureOf(request, []));
    const cubes = cover(diagrams, node, variables.filter(({ inspected }) => inspected).length, 1000);
    // A set beyond the limit has no cubes.
    if (cubes === undefined) return [];
    const covered = cubes.map((cube) =>
      diagrams.and(...[...cube].map(([level, states]) => diagrams.literal(level, states))),
    );
    return diagrams.or(...covered) === node ? [] : [keyOf(owner)];
  });
}

/** Variants with their examples, and all else that `explain` says, by `get /path`. */
export async function explanationsOf(given: Given): Promise<ReadonlyMap<string, readonly ExplainedRules[]>> {
  const { explainRules } = await import("../../scripts/explain/explain-rules.ts");
  const description = await read(given);
  return new Map(
    description.operations.map((operation) => [
      `${operation.method} ${operation.path}`,
      explainRules(description, [operation]),
    ]),
  );
}

/** A description with its rules in its texts. */
export async function documented(given: Given): Promise<JsonObject> {
  const { addRules } = await import("../../scripts/docs/add-rules.ts");
  const description = await read(given);
  return addRules(description.root, description);
}

/** The Redocly plugin of this source. */
export async function loadRedoclyPlugin(): Promise<ReturnType<typeof redoclyPlugin>> {
  return (await import("../../scripts/redocly/plugin.ts")).default();
}

export { OpenApiRulesError } from "../../scripts/diagnostics.ts";
export type { RequestChange } from "../../scripts/diff/compare-requests.ts";
export { someTextFits } from "../../scripts/reasoning/globs.ts";

/** What changes in the requests of each operation from one description to another. */
export async function requestChangesOf(base: Given, revision: Given): Promise<RequestChange[]> {
  const { compareRequests } = await import("../../scripts/diff/compare-requests.ts");
  const { solveWithZ3 } = await import("../../scripts/reasoning/z3.ts");
  const [before, now] = [await read(base), await read(revision)];
  const pairs = before.operations.flatMap((operation) => {
    const same = now.operations.find(({ path, method }) => path === operation.path && method === operation.method);
    return same === undefined ? [] : [{ base: operation, revision: same }];
  });
  return compareRequests(before, now, pairs, solveWithZ3);
}

/** How calls of the operations with rules look, by `get /path`. */
export async function callTemplatesOf(given: Given): Promise<ReadonlyMap<string, CallTemplate>> {
  const { callTemplate } = await import("../../scripts/docs/call-template.ts");
  const { guideOperations } = await import("../../scripts/docs/operation-guide.ts");
  const description = await read(given);
  return new Map(
    guideOperations(description).map((guide) => [
      `${guide.operation.method} ${guide.operation.path}`,
      callTemplate(description, guide, "./types.ts"),
    ]),
  );
}

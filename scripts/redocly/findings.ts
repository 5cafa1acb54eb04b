import type { UserContext } from "@redocly/openapi-core";
import type { BoundSentence } from "../language/bind.ts";
import type { Description } from "../openapi/description.ts";
import type { Diagnostic } from "../openapi/diagnostic.ts";
import { isObject, type JsonObject } from "../openapi/json.ts";
import { type Rules, readRules } from "../openapi/read-rules.ts";
import type { RuleSet } from "../openapi/rule-set.ts";
import { type Analysis, analyse, findContradiction } from "../reasoning/analyse.ts";
import { solveWithZ3 } from "../reasoning/z3.ts";
import { LintDescription } from "./lint-description.ts";

/** What is known of one description: read once, and judged once, for all rules of a run. */
export interface Findings {
  readonly description: Description;
  readonly rules: Rules;
  /** Of rule sets whose sentences are all in order. */
  readonly analyses: readonly { readonly ruleSet: RuleSet; readonly analysis: Analysis }[];
  readonly contradictionOf: (ruleSet: RuleSet) => readonly BoundSentence[] | undefined;
  /** Reports a diagnostic at its place, each once. */
  readonly report: (context: UserContext, diagnostic: Diagnostic) => void;
}

const known = new WeakMap<JsonObject, Findings>();

/** Reads and judges the description whose root is being visited. */
export function findingsOf(root: unknown, context: UserContext): Findings | undefined {
  if (!isObject(root)) return undefined;
  const found = known.get(root);
  if (found !== undefined) return found;
  const description = new LintDescription(root, context);
  const rules = readRules(description);
  let analyses: Findings["analyses"] | undefined;
  const findings: Findings = {
    description,
    rules,
    get analyses() {
      // A sentence that can't be read would be missing among the others.
      const inOrder = rules.problems.length > 0 ? [] : rules.ruleSets;
      analyses ??= inOrder.map((ruleSet) => ({
        ruleSet,
        analysis: analyse(ruleSet.request, ruleSet.sentences, solveWithZ3),
      }));
      return analyses;
    },
    contradictionOf: ({ request, sentences }) => findContradiction(request, sentences, solveWithZ3),
    report: reporter(description),
  };
  known.set(root, findings);
  return findings;
}

/** The rules of a schema are met again in each operation that it is used in: what is said of them is said once. */
function reporter(description: LintDescription): Findings["report"] {
  const reported = new Set<string>();
  return (context, { file, line, column, message }) => {
    const key = JSON.stringify([file, line, column, message]);
    const source = description.sources.get(file);
    if (reported.has(key) || source === undefined) return;
    reported.add(key);
    context.report({ message, location: { source, pointer: undefined, start: { line, col: column } } });
  };
}

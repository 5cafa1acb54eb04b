import type { Diagnostic } from "../diagnostics.ts";
import type { Field } from "../language/field.ts";
import type { Rule } from "../language/rule.ts";
import type { Description } from "../openapi/description.ts";
import { type RuleSet, schemasAlone } from "../openapi/rule-set.ts";
import { type Analysis, analyse, findContradiction } from "../reasoning/analyse.ts";
import { relate } from "../reasoning/entailment.ts";
import { Steps } from "../reasoning/steps.ts";
import { solveWithZ3 } from "../reasoning/z3.ts";
import { sharedFields } from "./shared-fields.ts";

/** A question to the engine about a description, and the message for each finding. */
export interface LintRule {
  /** The severity in the plugin's `recommended` configuration. */
  readonly recommended: Diagnostic["severity"] | "off";
  readonly check: (linted: Linted) => readonly Diagnostic[];
}

/** A description that is being linted, analysed once for all lint rules. */
export interface Linted {
  readonly description: Description;
  /** What follows from the rules of each operation and schema; empty while some of them can't be read. */
  readonly analyses: readonly { readonly ruleSet: RuleSet; readonly analysis: Analysis }[];
  /** Without those that other operations or responses have, too, for which what was found of an operation may not hold. */
  readonly unshared: (ruleSet: RuleSet, fields: readonly Field[]) => readonly Field[];
  /** Few rules that no request can follow together, of rules that none can. */
  readonly contradictionOf: (ruleSet: RuleSet) => readonly Rule[];
  /** Whether a rule holds in every request that follows others. */
  readonly isImplied: (request: readonly Field[], others: readonly Rule[], rule: Rule) => boolean;
}

export function toLinted(description: Description): Linted {
  let analyses: Linted["analyses"] | undefined;
  let isShared: ReturnType<typeof sharedFields> | undefined;
  const steps = new Steps();
  return {
    description,
    get analyses() {
      // Without the sentences that can't be read, findings about the others would be wrong.
      const inOrder = hasErrors(description) ? [] : ruleSetsToAnalyse(description);
      analyses ??= inOrder.map((ruleSet) => ({
        ruleSet,
        analysis: steps.during(() => analyse(ruleSet.request, ruleSet.rules, solveWithZ3)),
      }));
      return analyses;
    },
    unshared({ owner }, fields) {
      if (owner.kind !== "operation" || fields.length === 0) return fields;
      isShared ??= sharedFields(description.root);
      return fields.filter((field) => isShared?.(field) === false);
    },
    contradictionOf: ({ request, rules }) =>
      steps.during(() => findContradiction(request, rules, solveWithZ3)) ?? rules,
    isImplied: (request, others, rule) => steps.during(() => relate(request, others, rule, solveWithZ3)) === "implied",
  };
}

/** A schema in place is analysed with the operations that have it; by itself where these have no names for its fields, as in arrays. */
function ruleSetsToAnalyse({ ruleSets }: Description): RuleSet[] {
  const alone = new Set(schemasAlone(ruleSets));
  return ruleSets.filter((ruleSet) => ruleSet.owner.kind !== "inline" || alone.has(ruleSet));
}

export function hasErrors({ problems }: Description): boolean {
  return problems.some(({ severity }) => severity === "error");
}

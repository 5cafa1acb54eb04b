import type { Diagnostic } from "../diagnostics.ts";
import type { Rule } from "../language/rule.ts";
import type { Description } from "../openapi/description.ts";
import type { RuleSet } from "../openapi/rule-set.ts";
import { type Analysis, analyse, findContradiction } from "../reasoning/analyse.ts";
import { solveWithZ3 } from "../reasoning/z3.ts";

/** A question to the engine about a description, and a message for each answer that its author should see. */
export interface LintRule {
  /** The severity in the plugin's `recommended` configuration. */
  readonly recommended: Diagnostic["severity"];
  readonly check: (linted: Linted) => readonly Diagnostic[];
}

/** A description that is being linted: judged once, for all lint rules. */
export interface Linted {
  readonly description: Description;
  /** What follows from the rules of each operation and schema; nothing while some of them can't be read. */
  readonly analyses: readonly { readonly ruleSet: RuleSet; readonly analysis: Analysis }[];
  readonly contradictionOf: (ruleSet: RuleSet) => readonly Rule[] | undefined;
}

export function toLinted(description: Description): Linted {
  let analyses: Linted["analyses"] | undefined;
  return {
    description,
    get analyses() {
      // A sentence that can't be read would be missing among the others.
      const inOrder = hasErrors(description) ? [] : description.ruleSets;
      analyses ??= inOrder.map((ruleSet) => ({
        ruleSet,
        analysis: analyse(ruleSet.request, ruleSet.rules, solveWithZ3),
      }));
      return analyses;
    },
    contradictionOf: ({ request, rules }) => findContradiction(request, rules, solveWithZ3),
  };
}

export function hasErrors({ problems }: Description): boolean {
  return problems.some(({ severity }) => severity === "error");
}

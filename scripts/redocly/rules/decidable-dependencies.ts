import { shortLine } from "../../language/words.ts";
import type { LintRule } from "../lint-rule.ts";

/** The analysis can decide every question about the rules within its limit of steps. */
export const decidableDependencies: LintRule = {
  recommended: "warn",
  check: ({ analyses }) =>
    analyses.flatMap(({ ruleSet, analysis: { undecided } }) => {
      const [first, ...others] = undecided;
      if (first === undefined) return [];
      const together = others.length > 0 ? ` together with the ${others.length} that share its fields` : "";
      const message = `The analysis couldn't answer every question about this rule${together}, so findings may be missing: ${shortLine(first.sentence.text)}`;
      return [ruleSet.diagnose("warn", message, first)];
    }),
};

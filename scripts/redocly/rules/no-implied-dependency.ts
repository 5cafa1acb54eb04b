import { oneLine } from "../../language/words.ts";
import type { LintRule } from "../lint-rule.ts";

/** No sentence is implied by the others and by what the schema requires. */
export const noImpliedDependency: LintRule = {
  recommended: "warn",
  check: ({ analyses }) =>
    analyses.flatMap(({ ruleSet, analysis }) =>
      analysis.implied.map((rule) => {
        const message = `This rule is implied by the others. Remove it: ${oneLine(rule.sentence.text)}`;
        return ruleSet.diagnose("warn", message, rule);
      }),
    ),
};

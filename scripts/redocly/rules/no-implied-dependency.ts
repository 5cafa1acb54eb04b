import { oneLine } from "../../language/words.ts";
import type { LintRule } from "../lint-rule.ts";

/** No sentence is implied by the others and by what the schema requires. */
export const noImpliedDependency: LintRule = {
  recommended: "warn",
  check: ({ analyses }) =>
    analyses.flatMap(({ ruleSet, analysis }) =>
      analysis.implied.map((rule) => {
        const message = `The other rules imply this one: ${oneLine(rule.sentence.text)} Remove it.`;
        return ruleSet.diagnose("warn", message, rule);
      }),
    ),
};

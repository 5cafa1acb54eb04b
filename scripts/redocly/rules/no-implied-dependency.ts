import { oneLine } from "../../language/words.ts";
import type { LintRule } from "../lint-rule.ts";

/** No sentence is implied by the others and by what the schema requires: one of a schema wherever the schema is used. */
export const noImpliedDependency: LintRule = {
  recommended: "warn",
  check: ({ analyses }) => {
    const needed = new Set(
      analyses.flatMap(({ ruleSet, analysis }) =>
        ruleSet.rules.filter((rule) => !analysis.implied.includes(rule)).map(({ sentence }) => sentence),
      ),
    );
    return analyses.flatMap(({ ruleSet, analysis }) =>
      analysis.implied
        .filter(({ sentence }) => !needed.has(sentence))
        .map((rule) => {
          const message = `This rule is implied by the others. Remove it: ${oneLine(rule.sentence.text)}`;
          return ruleSet.diagnose("warn", message, rule);
        }),
    );
  },
};

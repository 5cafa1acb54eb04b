import { fieldName } from "../../language/field.ts";
import type { LintRule } from "../lint-rule.ts";

/** Every parameter and property that the rules name can be used in some request. */
export const noDeadParameter: LintRule = {
  recommended: "error",
  check: ({ analyses, unshared }) =>
    analyses.flatMap(({ ruleSet, analysis }) =>
      unshared(ruleSet, analysis.dead).map((field) => {
        const message = `No valid request can have '${fieldName(field)}', because the rules always exclude it. Remove it, or relax the rules.`;
        return ruleSet.diagnose("error", message, field);
      }),
    ),
};

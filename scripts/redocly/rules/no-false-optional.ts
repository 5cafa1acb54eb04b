import { fieldName } from "../../language/field.ts";
import type { LintRule } from "../lint-rule.ts";

/** Fields of every valid request are declared as required. */
export const noFalseOptional: LintRule = {
  recommended: "error",
  check: ({ analyses, unshared }) =>
    analyses.flatMap(({ ruleSet, analysis }) =>
      unshared(ruleSet, analysis.falseOptional).map((field) => {
        const parent = fieldName({ ...field, path: field.path.slice(0, -1) });
        const where = parent === "" ? "in every request" : `wherever '${parent}' is`;
        const message = `'${fieldName(field)}' is declared as optional, but the rules require it ${where}. Declare it as required, or relax the rules.`;
        return ruleSet.diagnose("error", message, field);
      }),
    ),
};

import { fieldName } from "../../language/field.ts";
import type { LintRule } from "../lint-rule.ts";

/** What every valid request has is declared as required. */
export const noFalseOptional: LintRule = {
  recommended: "error",
  check: ({ analyses }) =>
    analyses.flatMap(({ ruleSet, analysis }) =>
      analysis.falseOptional.map((field) => {
        const parent = fieldName({ ...field, path: field.path.slice(0, -1) });
        const where = parent === "" ? "in every request" : `wherever '${parent}' is`;
        const message = `'${fieldName(field)}' is declared as optional, but the rules demand it ${where}. Declare it as required, or relax them.`;
        return ruleSet.diagnose("error", message, field);
      }),
    ),
};

import type { Oas3Rule } from "@redocly/openapi-core";
import { fieldName } from "../../language/field.ts";
import { findingsOf } from "../findings.ts";

/** What every valid request has is declared as required. */
export const noFalseOptional: Oas3Rule = () => ({
  Root: {
    leave(root, context) {
      const findings = findingsOf(root, context);
      for (const { ruleSet, analysis } of findings?.analyses ?? []) {
        for (const field of analysis.falseOptional) {
          const parent = fieldName({ ...field, path: field.path.slice(0, -1) });
          const where = parent === "" ? "in every request" : `wherever '${parent}' is`;
          const message = `'${fieldName(field)}' is declared as optional, but the rules demand it ${where}. Declare it as required, or relax them.`;
          findings?.report(context, ruleSet.diagnose("error", message, field));
        }
      }
    },
  },
});

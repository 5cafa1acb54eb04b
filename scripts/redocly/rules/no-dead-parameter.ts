import type { Oas3Rule } from "@redocly/openapi-core";
import { fieldName } from "../../language/field.ts";
import { findingsOf } from "../findings.ts";

/** Every parameter and property that the rules name can be used in some request. */
export const noDeadParameter: Oas3Rule = () => ({
  Root: {
    leave(root, context) {
      const findings = findingsOf(root, context);
      for (const { ruleSet, analysis } of findings?.analyses ?? []) {
        for (const field of analysis.dead) {
          const message = `No valid request has '${fieldName(field)}': the rules exclude it always. Remove it, or relax them.`;
          findings?.report(context, ruleSet.diagnose("error", message, field));
        }
      }
    },
  },
});

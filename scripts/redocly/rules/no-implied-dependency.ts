import type { Oas3Rule } from "@redocly/openapi-core";
import { findingsOf } from "../findings.ts";

/** Every sentence says something that the others, and what the schema requires, do not. */
export const noImpliedDependency: Oas3Rule = () => ({
  Root: {
    leave(root, context) {
      const findings = findingsOf(root, context);
      for (const { ruleSet, analysis } of findings?.analyses ?? []) {
        for (const bound of analysis.implied) {
          const text = bound.sentence.text.replaceAll(/\s+/g, " ");
          const message = `The other rules say this already: ${text} Remove it.`;
          findings?.report(context, ruleSet.diagnose("warn", message, bound));
        }
      }
    },
  },
});

import type { Oas3Rule } from "@redocly/openapi-core";
import { findingsOf } from "../findings.ts";

/** Some request follows all rules. */
export const satisfiableDependencies: Oas3Rule = () => ({
  Root: {
    leave(root, context) {
      const findings = findingsOf(root, context);
      for (const { ruleSet, analysis } of findings?.analyses ?? []) {
        const contradiction = analysis.satisfiable ? undefined : findings?.contradictionOf(ruleSet);
        if (contradiction === undefined) continue;
        const texts = contradiction.map(({ sentence }) => sentence.text.replaceAll(/\s+/g, " ")).join(" ");
        const message = `No request follows these rules and what the schema requires: ${texts} Relax one of them.`;
        findings?.report(context, ruleSet.diagnose("error", message, contradiction[0]));
      }
    },
  },
});

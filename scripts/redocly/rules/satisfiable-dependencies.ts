import { shortLine } from "../../language/words.ts";
import type { LintRule } from "../lint-rule.ts";

/** Some request follows all rules. */
export const satisfiableDependencies: LintRule = {
  recommended: "error",
  check: ({ analyses, contradictionOf }) =>
    analyses.flatMap(({ ruleSet, analysis }) => {
      if (analysis.satisfiable) return [];
      const contradiction = contradictionOf(ruleSet);
      const texts = contradiction.map(({ sentence }) => shortLine(sentence.text)).join(" ");
      const message = `No request can follow these rules and what the schema requires. Relax one of them: ${texts}`;
      return [ruleSet.diagnose("error", message, contradiction[0])];
    }),
};

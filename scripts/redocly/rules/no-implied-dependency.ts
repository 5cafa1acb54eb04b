import type { Sentence } from "../../language/syntax.ts";
import { shortLine } from "../../language/words.ts";
import type { LintRule } from "../lint-rule.ts";

/**
 * No sentence is implied by the others and by what the schema requires: one of a schema wherever the schema is used. Keywords that
 * are implied are no finding, because other tools read them and don't read sentences.
 */
export const noImpliedDependency: LintRule = {
  recommended: "warn",
  check: ({ analyses, isImplied }) => {
    const uses = analyses.flatMap(({ ruleSet, analysis }) =>
      ruleSet.rules.map((rule) => ({ ruleSet, rule, isNeeded: !analysis.implied.includes(rule) })),
    );
    const needed = new Set(uses.filter(({ isNeeded }) => isNeeded).map(({ rule }) => rule.sentence));
    const written = analyses.flatMap(({ ruleSet: { rules, own } }) => [
      ...rules.filter((rule) => !own.includes(rule)),
      ...own,
    ]);
    const candidates = written.flatMap(({ keyword, sentence }) =>
      keyword !== undefined || needed.has(sentence) ? [] : sentence,
    );
    // Of sentences that imply each other the first stays, and those of operations go before those of schemas within them.
    const removed = new Set<Sentence>();
    for (const sentence of [...new Set(candidates)].reverse()) {
      const isRedundant = (): boolean =>
        uses
          .filter(({ rule }) => rule.sentence === sentence)
          .every(({ ruleSet: { request, rules }, rule }) =>
            isImplied(
              request,
              rules.filter((other) => other !== rule && !removed.has(other.sentence)),
              rule,
            ),
          );
      if (removed.size === 0 || isRedundant()) removed.add(sentence);
    }
    return uses
      .filter(({ rule }) => removed.has(rule.sentence))
      .map(({ ruleSet, rule }) => {
        const message = `This rule is implied by the others. Remove it: ${shortLine(rule.sentence.text)}`;
        return ruleSet.diagnose("warn", message, rule);
      });
  },
};

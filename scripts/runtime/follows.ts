import { testArithmetic, testEquals, testLike, testNumber, testRelation } from "./conditions.ts";
import type { Rule } from "./rule.ts";
import { type RuleCheck, ruleCompiler } from "./rules.ts";

const compileRules = ruleCompiler({
  equals: testEquals,
  like: testLike,
  compare: testNumber,
  relation: testRelation,
  arithmetic: testArithmetic,
});
const ruleChecks = new WeakMap<Rule, RuleCheck>();

/** Whether `object`, plain JSON data, follows the rule. */
export function follows(rule: Rule, object: unknown): boolean {
  const check = ruleChecks.get(rule) ?? compileRules([rule]);
  ruleChecks.set(rule, check);
  return check(object);
}

import { testArithmetic, testEquals, testLike, testNumber, testRelation } from "./conditions.ts";
import type { Rule } from "./rule.ts";
import type { CompiledRule } from "./rule-fields.ts";
import { ruleCompiler } from "./rules.ts";

const compileRules = ruleCompiler({
  equals: testEquals,
  like: testLike,
  compare: testNumber,
  relation: testRelation,
  arithmetic: testArithmetic,
});
const compiled = new WeakMap<Rule, readonly CompiledRule[]>();

/** Whether `object`, plain JSON data, follows the rule. */
export function follows(rule: Rule, object: unknown): boolean {
  const tests = compiled.get(rule) ?? compileRules([rule], () => 0);
  compiled.set(rule, tests);
  return tests.every(({ holds }) => holds(0, object));
}

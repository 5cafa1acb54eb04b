import type { Diagnostic } from "../../diagnostics.ts";
import type { Rule } from "../../language/rule.ts";
import { shortLine } from "../../language/words.ts";
import type { RuleSet } from "../../openapi/rule-set.ts";
import { deriveSites, type Site } from "../../reasoning/site-variants.ts";
import { Steps } from "../../reasoning/steps.ts";
import { productLimit, variantLimit } from "../../reasoning/variants.ts";
import { toPlan, type UnionPlan } from "./union-plan.ts";

/** Derives the unions of each request, and reports what they don't express. */
export function planUnions(ruleSets: readonly RuleSet[]): { plans: UnionPlan[]; problems: Diagnostic[] } {
  const problems: Diagnostic[] = [];
  const steps = new Steps();
  const plans = ruleSets.map((ruleSet) => {
    const { request, rules, below } = ruleSet;
    const derived = steps.during(() => deriveSites(request, [...new Set([...rules, ...below])], below));
    const warn = (rules: readonly Rule[], message: string): Diagnostic[] =>
      rules.map((rule) => ruleSet.diagnose("warn", `${message}: ${shortLine(rule.sentence.text)}`, rule));
    problems.push(
      ...warn(derived.beyondTypes, "Types can't express all of this rule, so they accept more than it allows"),
      ...warn(
        derived.beyondLimit,
        `This rule is left out of the types, so they accept what breaks it, because with the rules that share its fields it makes more than ${variantLimit} variants, or takes too many steps to derive. The validator checks it`,
      ),
      ...warn(
        derived.beyondProduct,
        `This rule is left out of the types, so they accept what breaks it, because with the other rules of its object it makes more than ${productLimit} combinations. The validator checks it`,
      ),
    );
    for (const site of derived.sites) {
      if (site.impossible) {
        const rules = site.groups.find(({ variants }) => variants.length === 0)?.rules ?? [];
        const sentence = rules.find(({ keyword }) => keyword === undefined) ?? rules[0];
        problems.push(
          ruleSet.diagnose(
            // A schema that nothing fits may be intended, and requests can leave out an object in place.
            sentence?.keyword === undefined && ruleSet.owner.kind !== "inline" ? "error" : "warn",
            `No ${ruleSet.owner.kind === "operation" ? "request" : "object"} satisfies this rule together with those that share its fields.`,
            sentence,
          ),
        );
      }
    }
    problems.push(...checkNames(ruleSet, derived.sites));
    return toPlan(ruleSet, derived.sites);
  });
  return { plans, problems };
}

/** Reports names for variants that don't exist, that aren't names, or that two variants would have. */
function checkNames({ variantNames, diagnose }: RuleSet, sites: readonly Site[]): Diagnostic[] {
  const derived = new Set(
    sites.flatMap((site) => site.groups.flatMap((group) => group.variants.map(({ name }) => name))),
  );
  const report = (message: string): Diagnostic => diagnose("error", `x-variant-names: ${message}`, "x-variant-names");
  return [...variantNames].flatMap(([name, chosen]) => {
    if (!derived.has(name)) return [report(`unknown variant ${name}. Expected one of: ${[...derived].join(", ")}.`)];
    if (!/^[A-Z]\w*$/.test(chosen))
      return [report(`'${chosen}' isn't a type name. Use letters, digits and _, and start with a capital letter.`)];
    const [first] = [...variantNames].find(([, other]) => other === chosen) ?? [];
    return first === name
      ? []
      : [report(`${first} and ${name} are both called ${chosen}. Give each a name of its own.`)];
  });
}

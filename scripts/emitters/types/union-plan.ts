import type { Field } from "../../language/field.ts";
import type { Rule } from "../../language/rule.ts";
import { explainRule } from "../../language/words.ts";
import type { RuleOwner, RuleSet } from "../../openapi/rule-set.ts";
import type { Site } from "../../reasoning/site-variants.ts";
import type { FieldRule } from "../../reasoning/variant.ts";

/**
 * What the writer of unions needs to know of the rules of one request: data that can go to another thread, where a `RuleSet` can't,
 * whose fields may contain themselves.
 */
export interface UnionPlan {
  readonly owner: RuleOwner;
  readonly variantNames: ReadonlyMap<string, string>;
  readonly sites: readonly PlannedSite[];
}

export interface PlannedSite extends Pick<Site, "path" | "required"> {
  readonly groups: readonly PlannedGroup[];
}

export interface PlannedGroup {
  readonly variants: readonly PlannedVariant[];
  readonly rules: readonly PlannedRule[];
}

export interface PlannedVariant {
  readonly name: string;
  readonly rules: readonly PlannedFieldRule[];
}

export interface PlannedFieldRule extends Pick<FieldRule, "presence" | "values"> {
  readonly field: PlannedField;
}

export interface PlannedRule {
  /** As its author wrote it. */
  readonly text: string;
  readonly words: string;
  readonly fields: readonly PlannedField[];
}

export type PlannedField = Pick<Field, "path" | "required">;

export function toPlan({ owner, variantNames }: RuleSet, sites: readonly Site[]): UnionPlan {
  const fields = new Map<Field, PlannedField>();
  const rules = new Map<Rule, PlannedRule>();
  const fieldOf = (field: Field): PlannedField => once(fields, field, ({ path, required }) => ({ path, required }));
  const ruleOf = (rule: Rule): PlannedRule =>
    once(rules, rule, ({ sentence, fields: own }) => ({
      text: sentence.text,
      words: explainRule(rule),
      fields: own.map(fieldOf),
    }));
  return {
    owner,
    variantNames,
    sites: sites.map(({ path, required, groups }) => ({
      path,
      required,
      groups: groups.map((group) => ({
        variants: group.variants.map(({ name, rules: own }) => ({
          name,
          rules: own.map(({ field, presence, values }) => ({ field: fieldOf(field), presence, values })),
        })),
        rules: group.rules.map(ruleOf),
      })),
    })),
  };
}

function once<Key, Value>(known: Map<Key, Value>, key: Key, make: (key: Key) => Value): Value {
  const value = known.get(key) ?? make(key);
  known.set(key, value);
  return value;
}

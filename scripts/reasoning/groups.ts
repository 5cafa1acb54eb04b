import { commonObject, type Field, fieldId, isPrefix } from "../language/field.ts";
import { distinctFields, type Rule, variableFieldsOf } from "../language/rule.ts";
import { partition } from "./partition.ts";

/** Rules that share fields, and the object that holds all of these: where the type changes. */
export interface RuleGroup {
  /** Path of the object: `["body", "delivery"]`. Empty if the rules span several containers. */
  readonly site: readonly string[];
  readonly rules: readonly Rule[];
  readonly fields: readonly Field[];
}

/**
 * Splits rules into groups that types can express independently: no two share a field, and none reaches into an object that another
 * group turns into a union. What a schema says of an object that may be something else is apart from rules about what holds it.
 */
export function groupRules(rules: readonly Rule[]): RuleGroup[] {
  const apart = new Map<Field, Rule[]>();
  for (const rule of rules) {
    const { within } = rule;
    if (within?.mayBeOther === true && within.path.length > 1) apart.set(within, [...(apart.get(within) ?? []), rule]);
  }
  let free = mergeRules(rules.filter(({ within }) => within === undefined || !apart.has(within)));
  const deepestFirst = [...apart].sort(([a], [b]) => b.path.length - a.path.length);
  const others = deepestFirst.flatMap(([{ path }, said]) => {
    const inside = free.filter(({ site }) => isPrefix(path, site));
    free = free.filter((group) => !inside.includes(group));
    return mergeRules([...inside.flatMap((group) => group.rules), ...said]);
  });
  return [...free, ...others];
}

function mergeRules(rules: readonly Rule[]): RuleGroup[] {
  let groups = rules.map((rule) => toGroup([rule]));
  // A merged group may have a site higher up, and name fields inside the sites of others: these join it in the next round.
  for (;;) {
    const sites = new Map(groups.map(({ site }) => [JSON.stringify(site), site]));
    const reached = groups.map((group) => sitesInside(group, sites));
    const joined = new Set(reached.flat());
    const merged = partition([...groups.keys()], (index) => {
      const group = groups[index];
      if (group === undefined) return [];
      const own = JSON.stringify(group.site);
      return [...group.fields.map(fieldId), ...(reached[index] ?? []), ...(joined.has(own) ? [own] : [])];
    });
    if (merged.length === groups.length) return groups;
    groups = merged.map((members) => toGroup(members.flatMap((index) => groups[index]?.rules ?? [])));
  }
}

function toGroup(rules: readonly Rule[]): RuleGroup {
  const named = distinctFields(rules.flatMap(({ fields }) => fields));
  const site = commonObject(named);
  // Inside the object that a rule is about, the object is always present.
  const isInside = ({ within }: Rule): boolean => within === undefined || isPrefix(within.path, site);
  if (rules.every(isInside)) return { site, rules, fields: named };
  const fields = distinctFields(rules.flatMap((rule) => (isInside(rule) ? rule.fields : variableFieldsOf(rule))));
  return { site: commonObject(fields), rules, fields };
}

/** The sites below this group's own that share their first object with a field it names. */
function sitesInside({ site, fields }: RuleGroup, sites: ReadonlyMap<string, readonly string[]>): string[] {
  return [...sites].flatMap(([key, other]) => {
    if (site.length >= other.length || !isPrefix(site, other)) return [];
    const onTheWay = other.slice(0, site.length + 1);
    return fields.some(({ path }) => isPrefix(onTheWay, path)) ? [key] : [];
  });
}

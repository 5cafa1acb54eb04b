import { list } from "../../language/words.ts";
import { ruleDoc } from "./type-text.ts";
import type { PlannedFieldRule, PlannedGroup, PlannedVariant } from "./union-plan.ts";

/** The reason why a variant doesn't have a property. */
export function forbiddenDoc(group: PlannedGroup, key: string): string {
  const about = group.rules.filter(({ fields }) => fields.some(({ path }) => path.includes(key)));
  return `/** Left out in this variant. ${ruleDoc(about).join(" ").replaceAll("*/", "*\\/")} */`;
}

/** "`oplogTs` and `oplogInc` are set, all others are left out" */
export function describeVariant(variant: PlannedVariant): string {
  const depth = Math.min(...variant.rules.map(({ field }) => field.path.length)) - 1;
  const name = ({ field }: PlannedFieldRule): string => `\`${field.path.slice(depth).join(".")}\``;
  const values = variant.rules.flatMap((rule) =>
    rule.values === undefined
      ? []
      : [
          `${name(rule)} is ${rule.presence === "optional" ? "left out or " : ""}${list(
            rule.values.map((value) => `\`${value}\``),
            "or",
          )}`,
        ],
  );
  const named = (presence: PlannedFieldRule["presence"]): string[] =>
    variant.rules.filter((rule) => rule.presence === presence && rule.values === undefined).map(name);
  const [set, out, open] = [named("required"), named("forbidden"), named("optional")];
  const be = (names: readonly string[]): string => (names.length === 1 ? "is" : "are");
  return (
    [
      ...values,
      ...(set.length > 0 ? [`${list(set, "and")} ${be(set)} set`] : []),
      ...(out.length > 0
        ? [
            open.length + values.length === 0 && set.length > 0
              ? "the others are left out"
              : `${list(out, "and")} ${be(out)} left out`,
          ]
        : []),
    ].join(", ") || "any of its fields"
  );
}

/** A comment on all values does not fit a variant that has some of them. */
export function narrowedDoc(doc: string, rule: PlannedFieldRule | undefined): string {
  return rule?.values === undefined
    ? doc
    : doc
        .split("\n")
        .filter((line) => !/^\s*\* @(example|enum)\b/.test(line))
        .join("\n");
}

import type { Condition, FieldIndex, Operation, Rule } from "./rule.ts";
import { fieldLabel, fieldPath, valueAt } from "./rule-fields.ts";
import { showValue } from "./violation.ts";

/** A broken rule in words: what it demands, and what the object has instead. */
export function explainBroken(rule: Rule, object: unknown): string {
  const values = rule.fields.map((field) => valueAt(object, fieldPath(field)));
  return countDemand(rule, values) ?? `${rule.demand}; ${describeFields(rule, values)}.`;
}

/** The forms over mere presence are what most rules are, and have a short demand; undefined for a rule that isn't one of them. */
export function countDemand({ condition, fields }: Rule, values: readonly unknown[]): string | undefined {
  if (typeof condition === "number" || condition[0] !== "count") return undefined;
  const [, ranges, parts] = condition;
  const indexes = parts.filter((part) => typeof part === "number");
  const [[least, most] = [0, 0], second] = ranges;
  const total = indexes.length;
  if (total < parts.length) return undefined;
  const name = (index: FieldIndex): string => fieldLabel(fields[index] ?? "");
  const set = indexes.filter((index) => values[index] !== undefined).map(name);
  const missing = indexes.filter((index) => values[index] === undefined).map(name);
  const all = indexes.map(name).join(", ");
  if (second !== undefined) {
    const isAllOrNone = ranges.length === 2 && most === 0 && second[0] === total;
    return isAllOrNone
      ? `Set all of ${all} or none of them; this request sets ${joinWords(set)}, but not ${joinWords(missing)}.`
      : undefined;
  }
  const demand =
    most === 1 && least <= 1
      ? `${set.length > 1 || least === 0 ? "only one" : "one"} of`
      : least === 1 && most >= total
        ? "at least one of"
        : undefined;
  return demand && `Set ${demand} ${all}; this request sets ${set.length > 0 ? joinWords(set) : "none of them"}.`;
}

const comparedByCondition = /* @__PURE__ */ new WeakMap<object, ReadonlySet<FieldIndex>>();

function describeFields({ condition, fields }: Rule, values: readonly unknown[]): string {
  const compared = comparedByCondition.get(Object(condition)) ?? comparedFields(condition);
  comparedByCondition.set(Object(condition), compared);
  const shown: string[] = [];
  const set: string[] = [];
  const missing: string[] = [];
  fields.forEach((field, index) => {
    const value = values[index];
    if (value === undefined) missing.push(fieldLabel(field));
    else if (compared.has(index)) shown.push(`${fieldLabel(field)} is ${showValue(value)}`);
    else set.push(fieldLabel(field));
  });
  const parts = [
    ...shown,
    ...(set.length > 0 ? [`${joinWords(set)} ${set.length > 1 ? "are" : "is"} set`] : []),
    ...(missing.length > 0 ? [`${joinWords(missing)} ${missing.length > 1 ? "are" : "is"} not set`] : []),
  ];
  return `in this request ${joinWords(parts)}`;
}

function comparedFields(condition: Condition): ReadonlySet<FieldIndex> {
  if (typeof condition === "number") return new Set();
  switch (condition[0]) {
    case "relation":
      return new Set([condition[1], condition[3]]);
    case "arithmetic":
      return new Set(operands(condition[1]));
    case "not":
      return comparedFields(condition[1]);
    case "count":
      return new Set(condition[2].flatMap((part) => [...comparedFields(part)]));
    default:
      return new Set([condition[1]]);
  }
}

function operands(operation: Operation): FieldIndex[] {
  return typeof operation === "number" ? [operation] : [...operands(operation[1]), ...operands(operation[2])];
}

/** `a`, `a and b`, `a, b and c` */
export function joinWords(items: readonly string[]): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

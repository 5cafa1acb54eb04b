import { valueAt } from "./evaluate.ts";
import type { Condition, FieldIndex, Operation, Rule } from "./rule.ts";

/** A broken rule in words: what it demands, and what the object has instead. */
export function explainBroken(rule: Rule, object: unknown): string {
  const values = rule.fields.map(({ path }) => valueAt(object, path));
  return countDemand(rule, values) ?? `${rule.demand}; ${describeFields(rule, values)}.`;
}

/** The forms over mere presence are what most rules are, and can be said shortly. */
function countDemand({ condition, fields }: Rule, values: readonly unknown[]): string | undefined {
  const parts = condition[0] === "count" ? condition[3] : condition[0] === "all-or-none" ? condition[1] : [];
  const indexes = parts.flatMap((part) => (part[0] === "set" ? [part[1]] : []));
  if (indexes.length === 0 || indexes.length < parts.length) return undefined;
  const name = (index: FieldIndex): string => fields[index]?.name ?? "";
  const set = indexes.filter((index) => values[index] !== undefined).map(name);
  const missing = indexes.filter((index) => values[index] === undefined).map(name);
  const all = indexes.map(name).join(", ");
  if (condition[0] === "all-or-none") {
    return `Set all of ${all} or none of them; this request sets ${list(set)}, but not ${list(missing)}.`;
  }
  const [, least, most] = condition;
  const has = set.length > 0 ? list(set) : "none of them";
  if (least === 1 && most === 1)
    return `Set ${set.length > 1 ? "only one" : "one"} of ${all}; this request sets ${has}.`;
  if (least === 0 && most === 1) return `Set only one of ${all}; this request sets ${has}.`;
  return least === 1 && typeof most === "number" && most >= indexes.length
    ? `Set at least one of ${all}; this request sets ${has}.`
    : undefined;
}

function describeFields({ condition, fields }: Rule, values: readonly unknown[]): string {
  const compared = comparedFields(condition);
  const shown: string[] = [];
  const set: string[] = [];
  const missing: string[] = [];
  fields.forEach(({ name }, index) => {
    const value = values[index];
    if (value === undefined) missing.push(name);
    else if (compared.has(index)) shown.push(`${name} is ${showValue(value)}`);
    else set.push(name);
  });
  const parts = [
    ...shown,
    ...(set.length > 0 ? [`${list(set)} ${set.length > 1 ? "are" : "is"} set`] : []),
    ...(missing.length > 0 ? [`${list(missing)} ${missing.length > 1 ? "are" : "is"} not set`] : []),
  ];
  return `in this request ${list(parts)}`;
}

function comparedFields(condition: Condition): ReadonlySet<FieldIndex> {
  switch (condition[0]) {
    case "set":
      return new Set();
    case "in":
    case "like":
    case "number":
      return new Set([condition[1]]);
    case "relation":
      return new Set([condition[1], condition[3]]);
    case "arithmetic":
      return new Set(operands(condition[1]));
    case "not":
      return comparedFields(condition[1]);
    default: {
      const parts: readonly Condition[] = condition[0] === "count" ? condition[3] : condition[1];
      return new Set(parts.flatMap((part) => [...comparedFields(part)]));
    }
  }
}

function operands(operation: Operation): FieldIndex[] {
  return typeof operation === "number" ? [operation] : [...operands(operation[1]), ...operands(operation[2])];
}

/** A value for a message: short, for it may be anything. */
export function showValue(value: unknown): string {
  if (typeof value === "string") return value.length > 40 ? `a text of ${value.length} characters` : `'${value}'`;
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

/** `a`, `a and b`, `a, b and c` */
function list(items: readonly string[]): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

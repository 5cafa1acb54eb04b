import type { FieldIndex, Rule } from "./rule.ts";
import { fieldLabel, fieldPath, valueAt } from "./rule-fields.ts";
import { showValue } from "./violation.ts";

/** A broken rule in words: what it demands, and what the object has instead. */
export function explainBroken({ fields, demand, tells, compared = [] }: Rule, object: unknown): string {
  const [shown, set, missing]: [string[], string[], string[]] = [[], [], []];
  fields.forEach((field, index: FieldIndex) => {
    const [name, value] = [fieldLabel(field), valueAt(object, fieldPath(field))];
    if (value === undefined) missing.push(name);
    else if (compared.includes(index)) shown.push(`${name} is ${showValue(value)}`);
    else set.push(name);
  });
  if (tells !== undefined) {
    const demanded = set.length > 1 ? demand.replace(/^Set one/, "Set only one") : demand;
    const butNot = tells === "set" ? "" : `, but not ${joinWords(missing)}`;
    return `${demanded}; this request sets ${joinWords(set) || "none of them"}${butNot}.`;
  }
  if (set.length > 0) shown.push(`${joinWords(set)} ${set.length > 1 ? "are" : "is"} set`);
  if (missing.length > 0) shown.push(`${joinWords(missing)} ${missing.length > 1 ? "are" : "is"} not set`);
  return `${demand}; in this request ${joinWords(shown)}.`;
}

/** `a`, `a and b`, `a, b and c` */
export function joinWords(items: readonly string[]): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

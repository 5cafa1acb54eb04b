import type { FieldIndex, Rule } from "./rule.ts";
import { type NamedField, namedField, valueAt } from "./rule-fields.ts";
import { showValue } from "./violation.ts";

/** A broken rule in words: what it requires, and what the object has instead. */
export function explainBroken(
  rule: Rule,
  object: unknown,
  fields: readonly NamedField[] = rule.fields.map(namedField),
): string {
  const { requirement, shows, compared = [] } = rule;
  const [shown, set, missing]: [string[], string[], string[]] = [[], [], []];
  fields.forEach(({ name, path }, index: FieldIndex) => {
    const value = valueAt(object, path);
    if (value === undefined) missing.push(name);
    else if (compared.includes(index)) shown.push(`${name} is ${showItems(value)}`);
    else set.push(name);
  });
  if (shows !== undefined) {
    const required = set.length > 1 ? requirement.replace(/^Set one/, "Set only one") : requirement;
    const butNot = shows === "set" ? "" : `, but not ${joinWords(missing)}`;
    return `${required}; this request sets ${joinWords(set) || "none of them"}${butNot}.`;
  }
  if (set.length > 0) shown.push(`${joinWords(set)} ${set.length > 1 ? "are" : "is"} set`);
  if (missing.length > 0) shown.push(`${joinWords(missing)} ${missing.length > 1 ? "are" : "is"} not set`);
  return `${requirement}; in this request ${joinWords(shown)}.`;
}

/** A value for a message; of a list, its first items. */
export function showItems(value: unknown): string {
  if (!Array.isArray(value)) return showValue(value);
  return `[${value.slice(0, 5).map(showValue).join(", ")}${value.length > 5 ? ", …" : ""}]`;
}

/** `a`, `a and b`, `a, b and c` */
export function joinWords(items: readonly string[]): string {
  const end = items.length - 1;
  return items.reduce((text, item, index) => (index === 0 ? item : text + (index < end ? ", " : " and ") + item), "");
}

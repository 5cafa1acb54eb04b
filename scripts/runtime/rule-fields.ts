import { isObject } from "./compiler.ts";
import type { Place } from "./place.ts";
import type { Rule, RuleField } from "./rule.ts";

/** Whether a condition holds for an object, given which of its properties are present; undefined where there is no object. */
export type Test = (bits: number, object: unknown) => boolean;

export interface CompiledRule {
  readonly rule: Rule;
  readonly holds: Test;
  /** Tells what is wrong with an object that breaks the rule, unless the rule is kept. */
  explain(object: unknown, at: Place): void;
}

export function fieldLabel(field: RuleField): string {
  return typeof field === "string" ? field : field[0];
}

export function fieldPath(field: RuleField): readonly string[] {
  return typeof field === "string" ? [field] : field.slice(1);
}

/** The value at a path; undefined where some object on the way is not there. */
export function valueAt(object: unknown, path: readonly string[]): unknown {
  let current = object;
  for (const step of path) {
    if (!isObject(current) || Array.isArray(current) || !Object.hasOwn(current, step)) return undefined;
    current = current[step];
  }
  return current;
}

/** Whether an object follows rules; those that are broken are reported. */
export function followRules(
  rules: readonly CompiledRule[],
  bits: number,
  object: unknown,
  at: Place | undefined,
): boolean {
  let good = true;
  for (const rule of rules) {
    if (rule.holds(bits, object)) continue;
    if (at === undefined) return false;
    good = false;
    rule.explain(object, at);
  }
  return good;
}

import { isObject } from "./compiler.ts";
import type { Condition, FieldIndex, Rule, RuleField } from "./rule.ts";

/** A field that a rule names, and where it lies. */
export interface NamedField {
  readonly name: string;
  readonly path: readonly string[];
}

export function namedField(field: RuleField): NamedField {
  return typeof field === "string" ? { name: field, path: [field] } : { name: field[0], path: field.slice(1) };
}

/** A rule that is ready to be checked. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly fields: readonly NamedField[];
}

/** Whether a condition of a rule holds for an object. */
export type ConditionHolds = (rule: CompiledRule, condition: Condition, object: unknown) => boolean;

export function valueOfField({ fields }: CompiledRule, field: FieldIndex, object: unknown): unknown {
  return valueAt(object, fields[field]?.path ?? []);
}

/** The value at a path; undefined where some object on the way is not there. */
export function valueAt(object: unknown, path: readonly string[]): unknown {
  let current = object;
  // Rules ask often, and an iterator takes longer.
  for (let index = 0; index < path.length; index++) {
    const step = path[index] ?? "";
    if (!isObject(current) || Array.isArray(current) || !Object.hasOwn(current, step)) return undefined;
    current = current[step];
  }
  return current;
}

/** Whether a value is one of these, or of a list, one of its items. */
export function isOneOf(value: unknown, wanted: readonly unknown[]): boolean {
  return Array.isArray(value) ? value.some((item) => wanted.includes(item)) : wanted.includes(value);
}

/** The bits of a mask; 0 for one too many. */
export function bitAt(index: number): number {
  return index < 31 ? 1 << index : 0;
}

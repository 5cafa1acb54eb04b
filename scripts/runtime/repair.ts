import { isRecord } from "./compiler.ts";
import type { Condition, FieldIndex } from "./rule.ts";
import { type CompiledRule, valueAt } from "./rule-fields.ts";
import { joinWords, showItems } from "./rule-words.ts";

interface Change {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly words: string;
}

/** How many changes are made at once, how many combinations of so many are tried, and how many repairs are reported. */
const mostChanges = 8;
const mostTries = 300;
const mostRepairs = 4;

/** Whether a condition of a rule holds for an object. */
type Test = (rule: CompiledRule, condition: Condition, object: unknown) => boolean;

/**
 * The fewest changes after which an object keeps a rule, without breaking another of its rules: "remove oplogTs, or remove
 * snapshotId". Undefined where a few changes don't help.
 */
export function findRepair(
  rule: CompiledRule,
  all: readonly CompiledRule[],
  object: unknown,
  test: Test,
): string | undefined {
  const keeps = (one: CompiledRule, changed: unknown): boolean => test(one, one.rule.condition, changed);
  const search = (rules: readonly CompiledRule[]): string | undefined => {
    let tried: readonly (readonly Change[])[] = [[]];
    for (let size = 1; size <= mostChanges && tried.length <= mostTries; size++) {
      const next = new Map<string, readonly Change[]>();
      const found: string[] = [];
      for (const made of tried) {
        const changed = applyChanges(object, made);
        const broken = rules.find((one) => !keeps(one, changed));
        // Whatever keeps all rules makes one of these changes.
        for (const change of broken ? changesToward(broken, broken.rule.condition, true, changed, test) : []) {
          if (made.some(({ path }) => path.join() === change.path.join())) continue;
          const more = [...made, change];
          const key = more
            .map(({ words }) => words)
            .sort()
            .join();
          if (next.has(key)) continue;
          next.set(key, more);
          if (rules.every((one) => keeps(one, applyChanges(object, more))))
            found.push(joinWords(more.map(({ words }) => words)));
        }
      }
      if (found.length > 0) return found.slice(0, mostRepairs).join(", or ");
      tried = [...next.values()];
    }
    return undefined;
  };
  return search([rule, ...all.filter((other) => keeps(other, object))]) ?? search([rule]);
}

/** What can be done to make a condition hold, or not: any way to that has one of these changes. */
function changesToward(
  compiled: CompiledRule,
  condition: Condition,
  wanted: boolean,
  object: unknown,
  test: Test,
): readonly Change[] {
  const { rule, fields } = compiled;
  const toward = (part: Condition, goal: boolean): readonly Change[] =>
    changesToward(compiled, part, goal, object, test);
  const presentValue = (field: FieldIndex): unknown => valueAt(object, fields[field]?.path ?? []);
  const change = (field: FieldIndex, value: unknown, words: string, after = ""): Change[] => {
    const { name, path } = fields[field] ?? { name: "", path: [] };
    return presentValue(field) === value ? [] : [{ path, value, words: `${words} ${name}${after}` }];
  };
  const remove = (field: FieldIndex): Change[] =>
    rule.required?.includes(field) ? [] : change(field, undefined, "remove");
  /** Makes a field have one of these values; a list contain it. */
  const setTo = (field: FieldIndex, values: readonly unknown[]): Change[] =>
    values.flatMap((value) => {
      const current = presentValue(field);
      if (Array.isArray(current))
        return current.includes(value) ? [] : change(field, [...current, value], `add ${showItems(value)} to`);
      const whole = rule.lists?.includes(field) ? [value] : value;
      return change(field, whole, "set", ` to ${showItems(whole)}`);
    });
  const set = (field: FieldIndex): Change[] => {
    const named = namedValues(rule.condition, field);
    if (named.length > 0) return setTo(field, named);
    // Any object stands for a value that no rule names.
    return presentValue(field) === undefined ? change(field, {}, "set") : [];
  };
  const avoid = (field: FieldIndex, values: readonly unknown[]): Change[] => {
    const current = presentValue(field);
    if (!Array.isArray(current)) return set(field);
    const [left, gone] = [false, true].map((isGone) => current.filter((item) => values.includes(item) === isGone));
    return change(field, left, `remove ${joinWords([...new Set(gone)].map(showItems))} from`);
  };
  if (typeof condition === "number") return wanted ? set(condition) : remove(condition);
  if (condition[0] === "not") return toward(condition[1], !wanted);
  if (condition[0] === "count") {
    const [, ranges, parts] = condition;
    const held = parts.map((part) => test(compiled, part, object));
    const count = held.filter(Boolean).length;
    const fits = (number: number): boolean =>
      ranges.some(([least, most]) => least <= number && number <= most) === wanted;
    const isHelpful = (holds: boolean): boolean =>
      parts.some((_, index) => (holds ? index < count && fits(index) : index >= count && fits(index + 1)));
    return parts.flatMap((part, index) => (isHelpful(held[index] === true) ? toward(part, held[index] !== true) : []));
  }
  const [field, values] = namedBy(condition);
  if (values.length === 0) return fields.flatMap((_, index) => [...remove(index), ...set(index)]);
  return wanted ? setTo(field, values) : [...remove(field), ...avoid(field, values)];
}

type Comparison = Exclude<Condition, FieldIndex | readonly ["not" | "count", ...unknown[]]>;

/** The field that a comparison is about, and the values that it names for it. */
function namedBy(condition: Comparison): readonly [FieldIndex, readonly unknown[]] {
  if (condition[0] === "equals") return [condition[1], condition[2]];
  return condition[0] === "compare" && condition[2] === "==" ? [condition[1], [condition[3]]] : [0, []];
}

function namedValues(condition: Condition, field: FieldIndex): readonly unknown[] {
  if (typeof condition === "number") return [];
  if (condition[0] === "not") return namedValues(condition[1], field);
  if (condition[0] === "count") return condition[2].flatMap((part) => namedValues(part, field));
  const [about, values] = namedBy(condition);
  return about === field ? values : [];
}

function applyChanges(object: unknown, changes: readonly Change[]): unknown {
  return changes.reduce((current, { path, value }) => withValue(current, path, value), object);
}

/** A copy with another value at a path, or none where the value is undefined. */
function withValue(object: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  const copy: Record<string, unknown> = Object.assign(Object.create(null), isRecord(object) ? object : {});
  copy[step] = withValue(copy[step], rest, value);
  return copy;
}

import { applyChanges, type Change, withValue } from "./changes.ts";
import { someValue } from "./compiler.ts";
import { type Faults, type Place, stepsTo, toViolations } from "./place.ts";
import type { Condition, FieldIndex } from "./rule.ts";
import { type CompiledRule, type ConditionHolds, valueAt } from "./rule-fields.ts";
import { joinWords, showItems } from "./rule-words.ts";
import type { Scales } from "./scales.ts";

/** How many combinations of as many changes are tried, and how many repairs are reported. */
const mostTries = 300;
const mostRepairs = 4;

/** What repairs ask of the rules of an object. */
export interface Tools extends Partial<Scales> {
  readonly holds: ConditionHolds;
}

/**
 * The fewest changes after which an object keeps a rule, without breaking another of its rules: "remove oplogTs, or remove
 * snapshotId". Those that break something elsewhere in the request are reported only where all do. Undefined where a few changes
 * don't help.
 */
export function findRepair(
  rule: CompiledRule,
  all: readonly CompiledRule[],
  object: unknown,
  at: Place,
  tools: Tools,
): string | undefined {
  const keeps = (one: CompiledRule, changed: unknown): boolean => tools.holds(one, one.rule.condition, changed);
  const search = (rules: readonly CompiledRule[]): string | undefined => {
    let tried: readonly (readonly Change[])[] = [[]];
    while (tried.length > 0) {
      const next = new Map<string, readonly Change[]>();
      const found = new Map<string, unknown>();
      for (const made of tried) {
        const changed = applyChanges(object, made);
        const broken = rules.find((one) => !keeps(one, changed));
        const words = made.map((change) => change.words);
        if (!broken) found.set(joinWords(tools.tell?.(made, rules, object, keeps) ?? words), changed);
        else if (tried.length <= mostTries) {
          // Whatever keeps all rules makes one of these changes.
          for (const change of changesToward(broken, broken.rule.condition, true, changed, tools)) {
            const key = [...words, change.words].sort().join();
            if (made.every(({ path }) => String(path) !== String(change.path)))
              next.set(key, next.get(key) ?? [...made, change]);
          }
        }
      }
      const choices = [...found.keys()];
      const good = choices.filter((words) => !worsens(at, found.get(words)));
      if (found.size > 0) return (good[0] ? good : choices).slice(0, mostRepairs).join(", or ");
      tried = [...next.values()];
    }
    return undefined;
  };
  return search([rule, ...all.filter((other) => keeps(other, object))]) ?? search([rule]);
}

/** Where faults times parts are more, repairs aren't tried on the whole request. */
const mostTried = 10_000;

/** Whether the request, were the object at a place so, would break something else. */
function worsens(at: Place, changed: unknown): boolean {
  const { faults, parts, whole } = at.report;
  const known = identities(faults);
  return (
    whole !== undefined &&
    known.length * parts < mostTried &&
    identities(whole.explain(withValue(whole.value, stepsTo(at), changed))).some((one) => !known.includes(one))
  );
}

/** Faults by their places and sentences: their words may change with a value. */
function identities(faults: Faults): string[] {
  return toViolations(faults).map(({ path, sentence }) => path + sentence);
}

/** What can be done to make a condition hold, or not: any way to that has one of these changes. */
function changesToward(
  compiled: CompiledRule,
  condition: Condition,
  wanted: boolean,
  object: unknown,
  tools: Tools,
): readonly Change[] {
  const { rule, fields } = compiled;
  const toward = (part: Condition, goal: boolean): readonly Change[] =>
    changesToward(compiled, part, goal, object, tools);
  const presentValue = (field: FieldIndex): unknown => valueAt(object, fields[field]?.path ?? []);
  const change = (field: FieldIndex, value: unknown, words: string, after = ""): Change[] =>
    fields
      .slice(field, field + 1)
      .flatMap(({ name, path }) =>
        valueAt(object, path) === value ? [] : { path, value, words: `${words} ${name}${after}` },
      );
  const remove = (field: FieldIndex): Change[] =>
    rule.required?.includes(field) ? [] : change(field, undefined, "remove");
  const trySamples = (field: FieldIndex): readonly Change[] | undefined => tools.samples?.(fields[field], object);
  /** Makes a field have one of these values; a list contain it. */
  const setTo = (field: FieldIndex, values: readonly unknown[]): readonly Change[] =>
    trySamples(field) ??
    values.flatMap((value) => {
      const current = presentValue(field);
      if (Array.isArray(current))
        return current.includes(value) ? [] : change(field, [...current, value], `add ${showItems(value)} to`);
      const whole = rule.lists?.includes(field) ? [value] : value;
      return change(field, whole, "set", ` to ${showItems(whole)}`);
    });
  const set = (field: FieldIndex): readonly Change[] => {
    const named = namedValues(rule.condition, field);
    if (named.length > 0) return setTo(field, named);
    return trySamples(field) ?? (presentValue(field) === undefined ? change(field, someValue, "set") : []);
  };
  const avoid = (field: FieldIndex, values: readonly unknown[]): readonly Change[] => {
    const current = presentValue(field);
    if (!Array.isArray(current)) return set(field);
    const left = current.filter((item) => !values.includes(item));
    const gone = values.filter((value) => current.includes(value));
    return change(field, left, `remove ${joinWords(gone.map(showItems))} from`);
  };
  if (typeof condition === "number") return wanted ? set(condition) : remove(condition);
  if (condition[0] === "not") return toward(condition[1], !wanted);
  if (condition[0] === "count") {
    const [, ranges, parts] = condition;
    const held = parts.map((part) => tools.holds(compiled, part, object));
    const count = held.filter(Boolean).length;
    const fits = (number: number): boolean =>
      ranges.some(([least, most]) => least <= number && number <= most) === wanted;
    const isHelpful = (holds: boolean): boolean =>
      [...parts, 0].some((_, number) => fits(number) && (holds ? number < count : number > count));
    return parts.flatMap((part, index) => (isHelpful(held[index] === true) ? toward(part, held[index] !== true) : []));
  }
  const [field, values] = namedBy(condition);
  if (values.length === 0) return fields.flatMap((_, index) => [...remove(index), ...set(index)]);
  return wanted ? setTo(field, values) : [...remove(field), ...avoid(field, values)];
}

type Comparison = Exclude<Condition, FieldIndex | readonly ["not" | "count", ...unknown[]]>;

/** The field that a comparison is about, and the values that it names for it. */
function namedBy(condition: Comparison): readonly [FieldIndex, readonly unknown[]] {
  return condition[0] === "equals" ? [condition[1], condition[2]] : [0, []];
}

function namedValues(condition: Condition, field: FieldIndex): readonly unknown[] {
  if (typeof condition === "number") return [];
  if (condition[0] === "not") return namedValues(condition[1], field);
  if (condition[0] === "count") return condition[2].flatMap((part) => namedValues(part, field));
  const [about, values] = namedBy(condition);
  return about === field ? values : [];
}

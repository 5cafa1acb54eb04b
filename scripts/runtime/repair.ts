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
const mostChanges = 3;
const mostTries = 200;
const mostRepairs = 4;

/**
 * The fewest changes after which an object keeps a rule, without breaking another of its rules: "remove oplogTs, or remove
 * snapshotId". Undefined where a few changes don't help.
 */
export function findRepair(
  rule: CompiledRule,
  all: readonly CompiledRule[],
  object: unknown,
  keeps: (rule: CompiledRule, object: unknown) => boolean,
): string | undefined {
  const changes = changesFor(rule, object);
  const search = (rules: readonly CompiledRule[]): string | undefined => {
    let combinations: readonly (readonly Change[])[] = [[]];
    for (let size = 1; size <= mostChanges; size++) {
      combinations = combinations.flatMap((made) => nextChanges(changes, made).map((change) => [...made, change]));
      combinations = combinations.slice(0, mostTries);
      const found = combinations.filter((made) => {
        const changed = made.reduce((current, { path, value }) => withValue(current, path, value), object);
        return rules.every((one) => keeps(one, changed));
      });
      if (found.length > 0) {
        const words = found.slice(0, mostRepairs).map((made) => joinWords(made.map((change) => change.words)));
        return words.join(", or ");
      }
    }
    return undefined;
  };
  return search([rule, ...all.filter((other) => keeps(other, object))]) ?? search([rule]);
}

/** Those behind the last that was made, of other fields: each combination is tried once. */
function nextChanges(changes: readonly Change[], made: readonly Change[]): readonly Change[] {
  const last = made.at(-1);
  return last === undefined
    ? changes
    : changes.slice(changes.indexOf(last) + 1).filter(({ path }) => made.every((change) => change.path !== path));
}

/** What can be done to each field: leave it out, set it, or give it a value that the rule names. */
function changesFor(
  { rule: { condition, required = [], lists = [] }, fields }: CompiledRule,
  object: unknown,
): Change[] {
  return fields.flatMap(({ name, path }, index): Change[] => {
    const value = valueAt(object, path);
    const set = namedValues(condition, index).flatMap((named): Change[] => {
      if (Array.isArray(value))
        return value.includes(named)
          ? [{ path, value: value.filter((item) => item !== named), words: `remove ${showItems(named)} from ${name}` }]
          : [{ path, value: [...value, named], words: `add ${showItems(named)} to ${name}` }];
      const wanted = lists.includes(index) ? [named] : named;
      return wanted === value ? [] : [{ path, value: wanted, words: `set ${name} to ${showItems(wanted)}` }];
    });
    // Any object stands for a value that no rule names.
    if (value === undefined) return set.length > 0 ? set : [{ path, value: {}, words: `set ${name}` }];
    return required.includes(index) ? set : [{ path, value: undefined, words: `remove ${name}` }, ...set];
  });
}

function namedValues(condition: Condition, field: FieldIndex): readonly unknown[] {
  if (typeof condition === "number") return [];
  if (condition[0] === "equals") return condition[1] === field ? condition[2] : [];
  if (condition[0] === "compare") return condition[1] === field && condition[2] === "==" ? [condition[3]] : [];
  const parts = condition[0] === "not" ? [condition[1]] : condition[0] === "count" ? condition[2] : [];
  return parts.flatMap((part) => namedValues(part, field));
}

/** A copy with another value at a path, or none where the value is undefined. */
function withValue(object: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  const copy: Record<string, unknown> = Object.assign(Object.create(null), isRecord(object) ? object : {});
  copy[step] = withValue(copy[step], rest, value);
  return copy;
}

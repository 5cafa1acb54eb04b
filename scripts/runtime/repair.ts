import { isRecord } from "./compiler.ts";
import type { Condition, FieldIndex, Rule } from "./rule.ts";
import { type CompiledRule, fieldLabel, fieldPath, valueAt } from "./rule-fields.ts";
import { joinWords } from "./rule-words.ts";
import { showValue } from "./violation.ts";

interface Change {
  readonly field: FieldIndex;
  readonly value: unknown;
  readonly words: string;
}

/** How many changes are made at once, how many combinations are tried, and how many repairs are told. */
const mostChanges = 3;
const mostTries = 400;
const mostRepairs = 4;
/** Stands for a value that no rule names. */
const something = /* @__PURE__ */ Symbol();

/**
 * The fewest changes after which an object follows a rule, without breaking another of its rules: "remove oplogTs, or remove
 * snapshotId". Undefined where a few changes don't help.
 */
export function findRepair(rule: Rule, all: readonly CompiledRule[], object: unknown): string | undefined {
  const changes = changesFor(rule, object);
  const own = all.filter((other) => other.rule === rule);
  const kept = all.filter(({ holds }) => holds(0, object));
  return searchRepair(rule, changes, object, [...own, ...kept]) ?? searchRepair(rule, changes, object, own);
}

function searchRepair(
  rule: Rule,
  changes: readonly Change[],
  object: unknown,
  rules: readonly CompiledRule[],
): string | undefined {
  let tries = 0;
  let combinations: readonly { readonly made: readonly Change[]; readonly next: number }[] = [{ made: [], next: 0 }];
  for (let size = 1; size <= mostChanges; size++) {
    combinations = combinations.flatMap(({ made, next }) =>
      changes.flatMap((change, index) =>
        index >= next && made.every(({ field }) => field !== change.field)
          ? [{ made: [...made, change], next: index + 1 }]
          : [],
      ),
    );
    const found = combinations.filter(({ made }) => {
      if (++tries > mostTries) return false;
      const changed = made.reduce(
        (current, { field, value }) => withValue(current, fieldPath(rule.fields[field] ?? ""), value),
        object,
      );
      return rules.every(({ holds }) => holds(0, changed));
    });
    if (found.length > 0) {
      return found
        .slice(0, mostRepairs)
        .map(({ made }) => joinWords(made.map(({ words }) => words)))
        .join(", or ");
    }
  }
  return undefined;
}

/** What can be done to each field: leave it out, set it, or give it a value that the rule names. */
function changesFor({ fields, condition, required = [] }: Rule, object: unknown): Change[] {
  return fields.flatMap((field, index): Change[] => {
    const name = fieldLabel(field);
    const value = valueAt(object, fieldPath(field));
    const named = namedValues(condition, index).filter((other) => other !== value);
    const set = named.map((other) => ({ field: index, value: other, words: `set ${name} to ${showValue(other)}` }));
    const remove = required.includes(index) ? [] : [{ field: index, value: undefined, words: `remove ${name}` }];
    if (value !== undefined) return [...remove, ...set];
    return named.length > 0 ? set : [{ field: index, value: something, words: `set ${name}` }];
  });
}

function namedValues(condition: Condition, field: FieldIndex): (string | number | boolean)[] {
  if (typeof condition === "number") return [];
  switch (condition[0]) {
    case "equals":
      return condition[1] === field ? [...condition[2]] : [];
    case "not":
      return namedValues(condition[1], field);
    case "count":
      return condition[2].flatMap((part) => namedValues(part, field));
    default:
      return [];
  }
}

/** A copy with another value at a path, or none where the value is undefined. */
function withValue(object: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  const copy: Record<string, unknown> = Object.assign(Object.create(null), isRecord(object) ? object : {});
  const changed = withValue(copy[step], rest, value);
  if (changed === undefined) delete copy[step];
  else copy[step] = changed;
  return copy;
}

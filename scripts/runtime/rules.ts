import { addFault, child, type Place, pointerTo } from "./place.ts";
import { findRepair } from "./repair.ts";
import type { Condition, FieldIndex, Rule } from "./rule.ts";
import { type CompiledRule, type ConditionHolds, namedField, valueAt } from "./rule-fields.ts";
import { explainBroken } from "./rule-words.ts";
import { escapeControls, type Violation } from "./violation.ts";

/** Tests one kind of condition, which asks for the values of fields. */
export type ConditionTest = (
  condition: Exclude<Condition, FieldIndex>,
  read: (field: FieldIndex) => unknown,
) => boolean;

/** By the kind of condition; those that each rule may have are built in. */
export type Conditions = Readonly<
  Partial<Record<"equals" | "like" | "compare" | "relation" | "arithmetic", ConditionTest>>
>;

/**
 * Whether an object keeps rules; those that are broken are reported.
 *
 * @param present the bits of the properties that it has
 */
export type RuleCheck = (object: unknown, at?: Place, present?: number) => boolean;

/** @param bitOf stands for the presence of a property; 0 for one without a bit */
export type RuleCompiler = (rules: readonly Rule[], bitOf?: (property: string) => number) => RuleCheck;

/** How many verdicts are remembered, and how many conditions without a bit one may depend on: beyond that, numbers aren't exact. */
const mostVerdicts = 1000;
const mostOthers = 20;

/**
 * All that rules say of an object depends on which of their conditions hold: these make a number, by which the verdict is remembered.
 *
 * @param conditions those that some rule has, beyond presence, `not` and `count`
 */
export function ruleCompiler(conditions: Conditions = {}): RuleCompiler {
  const holds: ConditionHolds = (compiled, condition, object) => {
    const read = (field: FieldIndex): unknown => valueAt(object, compiled.fields[field]?.path ?? []);
    if (typeof condition === "number") return read(condition) !== undefined;
    if (condition[0] === "not") return !holds(compiled, condition[1], object);
    if (condition[0] !== "count") return conditions[condition[0]]?.(condition, read) ?? true;
    let count = 0;
    for (const part of condition[2]) if (holds(compiled, part, object)) count++;
    return condition[1].some(([least, most]) => least <= count && count <= most);
  };
  return (rules, bitOf = () => 0) => {
    const all = rules.map((rule) => ({ rule, fields: rule.fields.map(namedField) }));
    const verdicts = new Map<number, boolean>();
    const others: (readonly [CompiledRule, Condition])[] = [];
    let mask = 0;
    for (const compiled of all) {
      for (const condition of leavesOf(compiled.rule.condition)) {
        const path = (typeof condition === "number" && compiled.fields[condition]?.path) || [];
        const bit = path.length === 1 ? bitOf(path[0] ?? "") : 0;
        mask |= bit;
        if (bit === 0) others.push([compiled, condition]);
      }
    }
    const isExact = others.length <= mostOthers;
    return (object, at, present = 0) => {
      if (at !== undefined) return reportBroken(all, object, at, holds);
      let key = present & mask;
      if (isExact) for (const [one, condition] of others) key = 2 * key + (holds(one, condition, object) ? 1 : 0);
      const known = isExact ? verdicts.get(key) : undefined;
      if (known !== undefined) return known;
      const verdict = all.every((one) => holds(one, one.rule.condition, object));
      if (isExact && verdicts.size < mostVerdicts) verdicts.set(key, verdict);
      return verdict;
    };
  };
}

/** The conditions that a condition is made of, beyond `not` and `count`. */
function leavesOf(condition: Condition): readonly Condition[] {
  if (typeof condition !== "number" && condition[0] === "not") return leavesOf(condition[1]);
  return typeof condition !== "number" && condition[0] === "count" ? condition[2].flatMap(leavesOf) : [condition];
}

function reportBroken(all: readonly CompiledRule[], object: unknown, at: Place, holds: ConditionHolds): boolean {
  const broken = all.filter((compiled) => !holds(compiled, compiled.rule.condition, object));
  for (const compiled of broken) {
    const place = (compiled.rule.holder ?? []).reduce<Place>(child, at);
    addFault(
      place,
      0.001,
      () => new BrokenRule(compiled, pointerTo(place), object, () => findRepair(compiled, all, object, holds)),
    );
  }
  return broken.length === 0;
}

/** A broken rule. Its repair takes longer to find than all else together: it is searched when it is read. */
class BrokenRule implements Violation {
  readonly path: string;
  readonly fields: readonly string[];
  readonly message: string;
  readonly sentence: string;
  declare readonly id?: string;
  readonly #find: () => string | undefined;

  constructor({ rule, fields }: CompiledRule, path: string, object: unknown, find: () => string | undefined) {
    this.path = path;
    this.fields = fields.map(({ name }) => name);
    this.message = escapeControls(rule.message ?? explainBroken(rule, object, fields));
    this.sentence = rule.sentence;
    if (rule.id !== undefined) this.id = rule.id;
    this.#find = find;
  }

  get repair(): string | undefined {
    return this.#find();
  }

  toJSON(): object {
    return { ...this, repair: this.repair };
  }
}

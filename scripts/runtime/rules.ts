import type { Property } from "./objects.ts";
import { addFault, child, type Place, pointerTo } from "./place.ts";
import { findRepair, type Tools } from "./repair.ts";
import type { Condition, FieldIndex, Rule } from "./rule.ts";
import { bitAt, type CompiledRule, type ConditionHolds, isOneOf, namedField, valueOfField } from "./rule-fields.ts";
import { explainBroken } from "./rule-words.ts";
import type { ScalesOf } from "./scales.ts";
import { escapeControls, type Violation } from "./violation.ts";

/** Tests one kind of condition. */
export type ConditionTest = (condition: Exclude<Condition, FieldIndex>, rule: CompiledRule, object: unknown) => boolean;

/** By the kind of condition; those that each rule may have are built in. */
export type Conditions = Readonly<
  Partial<Record<"equals" | "like" | "compare" | "relation" | "arithmetic", ConditionTest>>
>;

/**
 * Whether an object keeps rules; those that are broken are reported.
 *
 * @param bits those that stand for what holds of its properties
 */
export type RuleCheck = (object: unknown, at?: Place, bits?: number) => boolean;

/** @param properties those of the object, which are told what rules ask of them */
export type RuleCompiler = (rules: readonly Rule[], properties?: ReadonlyMap<string, Property>) => RuleCheck;

/** How many verdicts are remembered, and how many conditions without a bit one may depend on: beyond that, numbers aren't exact. */
const mostVerdicts = 1000;
const mostOthers = 20;

/**
 * All that rules say of an object depends on which of their conditions hold: these make a number, by which the verdict is remembered.
 *
 * @param conditions those that some rule has, beyond presence, `not` and `count`
 * @param scales where some rule has scales
 */
export function ruleCompiler(conditions: Conditions = {}, scales?: ScalesOf): RuleCompiler {
  const holds: ConditionHolds = (rule, condition, object) => {
    if (typeof condition === "number") return valueOfField(rule, condition, object) !== undefined;
    if (condition[0] === "not") return !holds(rule, condition[1], object);
    if (condition[0] !== "count") return conditions[condition[0]]?.(condition, rule, object) ?? true;
    let count = 0;
    for (const part of condition[2]) if (holds(rule, part, object)) count++;
    for (const [least, most] of condition[1]) if (least <= count && count <= most) return true;
    return false;
  };
  return (rules, properties = new Map()) => {
    const all = rules.map((rule): CompiledRule => ({ rule, fields: rule.fields.map(namedField) }));
    const verdicts = new Map<number, boolean>();
    const others: { readonly rule: CompiledRule; readonly condition: Condition }[] = [];
    let mask = 0;
    let used = properties.size;
    for (const rule of all) {
      for (const condition of leavesOf(rule.rule.condition)) {
        const [field, values] =
          typeof condition === "number" ? [condition] : condition[0] === "equals" ? [condition[1], condition[2]] : [];
        const [name, ...inner] = (field !== undefined && rule.fields[field]?.path) || [];
        const property = name !== undefined && inner.length === 0 ? properties.get(name) : undefined;
        const bit = (values === undefined ? property?.bit : property && bitAt(used++)) ?? 0;
        if (property !== undefined && values !== undefined && bit > 0) {
          const { bitsOf } = property;
          property.bitsOf = (value) => (bitsOf?.(value) ?? 0) | (isOneOf(value, values) ? bit : 0);
        }
        mask |= bit;
        if (bit === 0) others.push({ rule, condition });
      }
    }
    const isExact = others.length <= mostOthers;
    return (object, at, bits = 0) => {
      if (at !== undefined) return reportBroken(all, object, at, { holds, ...scales?.(all) });
      let key = bits & mask;
      if (isExact) for (const { rule, condition } of others) key = 2 * key + (holds(rule, condition, object) ? 1 : 0);
      const known = isExact ? verdicts.get(key) : undefined;
      if (known !== undefined) return known;
      let verdict = true;
      for (const rule of all) verdict &&= holds(rule, rule.rule.condition, object);
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

function reportBroken(all: readonly CompiledRule[], object: unknown, at: Place, tools: Tools): boolean {
  const broken = all.filter((compiled) => !tools.holds(compiled, compiled.rule.condition, object));
  for (const compiled of broken) {
    const place = (compiled.rule.holder ?? []).reduce<Place>(child, at);
    addFault(
      place,
      0.001,
      () => new BrokenRule(compiled, pointerTo(place), object, () => findRepair(compiled, all, object, at, tools)),
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

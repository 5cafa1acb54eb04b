import { addFault, child, type Place, pointerTo } from "./place.ts";
import { findRepair } from "./repair.ts";
import type { Condition, FieldIndex, Rule } from "./rule.ts";
import { bitAt, type CompiledRule, namedField, valueAt } from "./rule-fields.ts";
import { explainBroken } from "./rule-words.ts";
import { escapeControls, type Violation } from "./violation.ts";

/** Makes the test of one kind of condition, which asks for the values of fields. */
export type ConditionCompiler = (
  condition: Exclude<Condition, FieldIndex>,
  read: (field: FieldIndex) => (object: unknown) => unknown,
) => (object: unknown) => boolean;

/** By the kind of condition; those that each rule may have are built in. */
export type Conditions = Readonly<
  Partial<Record<"equals" | "like" | "compare" | "relation" | "arithmetic", ConditionCompiler>>
>;

/**
 * Whether an object keeps rules; those that are broken are reported.
 *
 * @param tracked a bit for each tracked property that it has
 */
export type RuleCheck = (object: unknown, at?: Place, tracked?: number) => boolean;

/** @param names the tracked properties, in the order of their bits */
export type RuleCompiler = (rules: readonly Rule[], names?: readonly string[]) => RuleCheck;

/** A condition, or the presence of a field. All that rules say of an object depends on which of them hold. */
interface Leaf {
  /** 0 for one too many, which is asked each time. */
  readonly bit: number;
  readonly test: (object: unknown) => boolean;
}

/** How many combinations of leaves have a verdict that is remembered. */
const mostVerdicts = 1000;

/** @param conditions those that some rule has, beyond presence, `not` and `count` */
export function ruleCompiler(conditions: Conditions = {}): RuleCompiler {
  return (rules, names = []) => {
    const leaves: Leaf[] = [];
    const untracked: Leaf[] = [];
    const toBit = (test: Leaf["test"], name?: string): number => {
      const known = name === undefined ? -1 : names.indexOf(name);
      const index = known < 0 ? names.length + untracked.length : known;
      const leaf = { test, bit: bitAt(index) };
      leaves.push(leaf);
      if (known < 0) untracked.push(leaf);
      return leaf.bit;
    };
    const compiled = rules.map((rule) => compileRule(rule, conditions, toBit));
    const isWhole = leaves.every(({ bit }) => bit !== 0);
    const verdicts = new Map<number, boolean>();
    const test = ({ tests }: CompiledRule, condition: Condition, object: unknown): boolean =>
      tests.get(condition)?.(bitsOf(leaves, object, 0), object) === true;
    return (object, at, tracked = 0) => {
      const bits = bitsOf(untracked, object, tracked);
      if (at === undefined) {
        const known = verdicts.get(bits);
        if (known !== undefined) return known;
        const verdict = compiled.every(({ holds }) => holds(bits, object));
        if (isWhole && verdicts.size < mostVerdicts) verdicts.set(bits, verdict);
        return verdict;
      }
      const broken = compiled.filter(({ holds }) => !holds(bits, object));
      for (const rule of broken) {
        const place = (rule.rule.holder ?? []).reduce<Place>(child, at);
        addFault(
          place,
          0.001,
          () => new BrokenRule(rule, pointerTo(place), object, () => findRepair(rule, compiled, object, test)),
        );
      }
      return broken.length === 0;
    };
  };
}

function bitsOf(leaves: readonly Leaf[], object: unknown, known: number): number {
  let bits = known;
  for (const { bit, test } of leaves) if (test(object)) bits |= bit;
  return bits;
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

function compileRule(
  rule: Rule,
  conditions: Conditions,
  toBit: (test: Leaf["test"], property?: string) => number,
): CompiledRule {
  const fields = rule.fields.map(namedField);
  const read = (index: FieldIndex): ((object: unknown) => unknown) => {
    const path = fields[index]?.path ?? [];
    return (object) => valueAt(object, path);
  };
  const leaf = (test: Leaf["test"], property?: string): CompiledRule["holds"] => {
    const bit = toBit(test, property);
    return bit === 0 ? (_, object) => test(object) : (bits) => (bits & bit) !== 0;
  };
  const tests = new Map<Condition, CompiledRule["holds"]>();
  const compile = (condition: Condition): CompiledRule["holds"] => {
    const made = compileKind(condition);
    tests.set(condition, made);
    return made;
  };
  const compileKind = (condition: Condition): CompiledRule["holds"] => {
    if (typeof condition === "number") {
      const path = fields[condition]?.path ?? [];
      return leaf((object) => valueAt(object, path) !== undefined, path.length === 1 ? path[0] : undefined);
    }
    if (condition[0] === "not") {
      const inner = compile(condition[1]);
      return (bits, object) => !inner(bits, object);
    }
    if (condition[0] === "count") {
      const [, ranges, parts] = condition;
      const tests = parts.map(compile);
      return (bits, object) => {
        let count = 0;
        for (const test of tests) if (test(bits, object)) count++;
        return ranges.some(([least, most]) => least <= count && count <= most);
      };
    }
    return leaf(conditions[condition[0]]?.(condition, read) ?? (() => true));
  };
  return { rule, fields, holds: compile(rule.condition), tests };
}

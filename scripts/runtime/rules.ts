import type { Place } from "./place.ts";
import { findRepair } from "./repair.ts";
import type { Condition, FieldIndex, Rule } from "./rule.ts";
import { type CompiledRule, fieldLabel, fieldPath, type Test, valueAt } from "./rule-fields.ts";
import { explainBroken } from "./rule-words.ts";
import { escapeControls, type Violation } from "./violation.ts";

/** What a kind of condition is made of. */
export interface RuleContext {
  test(condition: Condition): Test;
  value(field: FieldIndex): (bits: number, object: unknown) => unknown;
}

/** Makes the tests of one kind of condition. */
export type ConditionCompiler = (condition: Exclude<Condition, FieldIndex>, context: RuleContext) => Test;

/** By the kind of condition; those that each rule may have are built in. */
export type Conditions = Readonly<
  Partial<Record<"equals" | "like" | "compare" | "relation" | "arithmetic", ConditionCompiler>>
>;

export type RuleCompiler = (rules: readonly Rule[], bitOf: (name: string) => number) => readonly CompiledRule[];

/** @param conditions those that some rule has, beyond presence, `not` and `count` */
export function ruleCompiler(conditions: Conditions = {}): RuleCompiler {
  return (rules, bitOf) => {
    // Without masks it asks any object.
    let unmasked: readonly CompiledRule[] | undefined;
    return rules.map((rule) => ({
      rule,
      holds: compileRule(rule, conditions, bitOf),
      explain(object, at) {
        unmasked ??= rules.map((other) => {
          const holds = compileRule(other, conditions, () => 0);
          return { rule: other, holds, explain: () => undefined };
        });
        const all = unmasked;
        const place = commonPath(rule).reduce<Place>((parent, step) => parent.child(step), at);
        place.fail((path) => new BrokenRule(rule, path, object, () => findRepair(rule, all, object)), 0.001);
      },
    }));
  };
}

/** A broken rule. Its repair takes longer to find than all else together: it is searched when it is read. */
class BrokenRule implements Violation {
  readonly path: string;
  readonly fields: readonly string[];
  readonly message: string;
  readonly sentence: string;
  declare readonly id?: string;
  readonly #find: () => string | undefined;

  constructor(rule: Rule, path: string, object: unknown, find: () => string | undefined) {
    this.path = path;
    this.fields = rule.fields.map(fieldLabel);
    this.message = escapeControls(rule.message ?? explainBroken(rule, object));
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

/** The path of the object that holds all fields of a rule. */
function commonPath({ fields }: Rule): readonly string[] {
  const parents = fields.map((field) => fieldPath(field).slice(0, -1));
  const [first = [], ...others] = parents;
  const end = first.findIndex((step, index) => others.some((path) => path[index] !== step));
  return end < 0 ? first : first.slice(0, end);
}

function compileRule(rule: Rule, conditions: Conditions, bitOf: (name: string) => number): Test {
  const value = (index: FieldIndex): ((bits: number, object: unknown) => unknown) => {
    const path = fieldPath(rule.fields[index] ?? "");
    const bit = bitOf(path[0] ?? "");
    if (bit === 0) return (_, object) => valueAt(object, path);
    return (bits, object) => ((bits & bit) === 0 ? undefined : valueAt(object, path));
  };
  const bitOfField = (condition: Condition): number => {
    const path = typeof condition === "number" ? fieldPath(rule.fields[condition] ?? "") : [];
    return path.length === 1 ? bitOf(path[0] ?? "") : 0;
  };
  const test = (condition: Condition): Test => {
    if (typeof condition === "number") {
      const bit = bitOfField(condition);
      const read = value(condition);
      return bit === 0 ? (bits, object) => read(bits, object) !== undefined : (bits) => (bits & bit) !== 0;
    }
    if (condition[0] === "not") {
      const inner = test(condition[1]);
      return (bits, object) => !inner(bits, object);
    }
    if (condition[0] === "count") {
      const [, ranges, parts] = condition;
      const fieldBits = parts.map(bitOfField);
      if (!fieldBits.includes(0) && new Set(fieldBits).size === parts.length) {
        return countBits(
          fieldBits.reduce((sum, bit) => sum | bit, 0),
          ranges,
        );
      }
      return countTests(parts.map(test), ranges);
    }
    const compile = conditions[condition[0]];
    if (compile === undefined) throw new TypeError(`no condition ${condition[0]}`);
    return compile(condition, { test, value });
  };
  return test(rule.condition);
}

function isIn(count: number, ranges: readonly (readonly [number, number])[]): boolean {
  for (const [least, most] of ranges) if (least <= count && count <= most) return true;
  return false;
}

function countBits(mask: number, ranges: readonly (readonly [number, number])[]): Test {
  return (bits) => {
    let count = 0;
    for (let rest = bits & mask; rest !== 0; rest &= rest - 1) count++;
    return isIn(count, ranges);
  };
}

function countTests(tests: readonly Test[], ranges: readonly (readonly [number, number])[]): Test {
  return (bits, object) => {
    let count = 0;
    for (const test of tests) if (test(bits, object)) count++;
    return isIn(count, ranges);
  };
}

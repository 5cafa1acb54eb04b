import { addFault, child, type Place, pointerTo } from "./place.ts";
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
    const compile = (maskOf: (name: string) => number): CompiledRule[] =>
      rules.map((rule) => ({
        rule,
        holds: compileRule(rule, conditions, maskOf),
        explain(object, at) {
          unmasked ??= compile(() => 0);
          const all = unmasked;
          const place = commonPath(rule).reduce<Place>(child, at);
          addFault(
            place,
            0.001,
            () => new BrokenRule(rule, pointerTo(place), object, () => findRepair(rule, all, object)),
          );
        },
      }));
    return compile(bitOf);
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
  const [first = [], ...others] = fields.map((field) => fieldPath(field).slice(0, -1));
  const end = first.findIndex((step, index) => others.some((path) => path[index] !== step));
  return end < 0 ? first : first.slice(0, end);
}

function compileRule(
  { fields, condition: whole }: Rule,
  conditions: Conditions,
  bitOf: (name: string) => number,
): Test {
  const value: RuleContext["value"] = (index) => {
    const path = fieldPath(fields[index] ?? "");
    const bit = bitOf(path[0] ?? "");
    return (bits, object) => (bit === 0 || (bits & bit) !== 0 ? valueAt(object, path) : undefined);
  };
  const bitOfField = (condition: Condition): number => {
    const path = typeof condition === "number" ? fieldPath(fields[condition] ?? "") : [];
    return path.length === 1 ? bitOf(path[0] ?? "") : 0;
  };
  const test = (condition: Condition): Test => {
    if (typeof condition === "number") {
      const path = fieldPath(fields[condition] ?? "");
      const bit = bitOfField(condition);
      return bit === 0 ? (_, object) => valueAt(object, path) !== undefined : (bits) => (bits & bit) !== 0;
    }
    if (condition[0] === "not") {
      const inner = test(condition[1]);
      return (bits, object) => !inner(bits, object);
    }
    if (condition[0] === "count") {
      const [, ranges, parts] = condition;
      const [tests, bitsOf] = [parts.map(test), parts.map(bitOfField)];
      const allowed = Array.from({ length: parts.length + 1 }, (_, count) =>
        ranges.some(([least, most]) => least <= count && count <= most),
      );
      if (!bitsOf.includes(0) && new Set(bitsOf).size === parts.length) {
        const mask = bitsOf.reduce((sum, bit) => sum | bit, 0);
        return (bits) => {
          let count = 0;
          for (let rest = bits & mask; rest !== 0; rest &= rest - 1) count++;
          return allowed[count] === true;
        };
      }
      return (bits, object) => {
        let count = 0;
        for (const part of tests) if (part(bits, object)) count++;
        return allowed[count] === true;
      };
    }
    const compile = conditions[condition[0]];
    if (compile === undefined) throw new TypeError(`no condition ${condition[0]}`);
    return compile(condition, { test, value });
  };
  return test(whole);
}

import { follows } from "../runtime/follows.ts";
import type { Condition, Operation, Rule } from "../runtime/rule.ts";
import type { Hints } from "./candidates.ts";

/** Conditions of rules that look at the values of fields. */

export function fieldsOfAtom(atom: Condition): readonly number[] {
  if (typeof atom === "number") return [];
  switch (atom[0]) {
    case "equals":
    case "like":
    case "compare":
      return [atom[1]];
    case "relation":
      return [atom[1], atom[3]];
    case "arithmetic":
      return operands(atom[1]);
    default:
      return [];
  }
}

function operands(operation: Operation): readonly number[] {
  return typeof operation === "number" ? [operation] : [...operands(operation[1]), ...operands(operation[2])];
}

export function addHints(hints: Hints, atom: Condition): Hints {
  if (typeof atom === "number") return hints;
  switch (atom[0]) {
    case "equals":
      return { ...hints, values: [...hints.values, ...atom[2]] };
    case "like":
      return { ...hints, globs: [...hints.globs, atom[2]] };
    case "compare":
      return { ...hints, values: [...hints.values, atom[3]] };
    case "arithmetic":
      return { ...hints, values: [...hints.values, atom[3]], compared: true };
    default:
      return { ...hints, compared: true };
  }
}

/** The test of a condition that looks at one value; `key` is the same for conditions that ask the same. */
export function valueTest(
  atom: Condition,
): { readonly key: string; readonly test: (value: unknown) => boolean } | undefined {
  if (typeof atom === "number") return undefined;
  if (atom[0] !== "equals" && atom[0] !== "like" && atom[0] !== "compare") return undefined;
  const condition: Condition =
    atom[0] === "compare"
      ? ["compare", 0, atom[2], atom[3]]
      : atom[0] === "like"
        ? ["like", 0, atom[2]]
        : ["equals", 0, atom[2]];
  const rule: Rule = { sentence: "", fields: ["value"], condition, requirement: "" };
  return { key: JSON.stringify(condition), test: (value) => follows(rule, { value }) };
}

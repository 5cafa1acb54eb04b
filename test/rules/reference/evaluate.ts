import { calculate, type Exact, exactValue, order } from "./exact.ts";
import { instant } from "./instant.ts";
import { readSentences } from "./read-sentences.ts";
import { type Comparison, type Node, namesIn, type Operand, type Relation, type Rule } from "./syntax.ts";

/** What a request has under a name: undefined where nothing. `date` says that its schema makes it a date. */
export interface Found {
  readonly value: unknown;
  readonly date: boolean;
}
export type Lookup = (name: string) => Found;

/** The section «Meaning» of the definition, line by line. */
export function holds(rule: Rule, found: Lookup): boolean {
  switch (rule.kind) {
    case "alone":
      return !allPresent(rule.of, found) || compare(rule.of, found);
    case "if":
      return !isTrue(rule.condition, found) || isTrue(rule.consequence, found);
    case "predefined":
      return isTrue(rule.of, found);
  }
}

/** The sentences of one `x-dependencies` entry that do not hold, as written. */
export function brokenOf(entry: string, found: Lookup): string[] {
  return readSentences(entry).flatMap(({ rule, text }) => (holds(rule, found) ? [] : [text]));
}

function isTrue(node: Node, found: Lookup): boolean {
  switch (node.kind) {
    case "present":
      return found(node.name).value !== undefined;
    case "equals":
      return itemsOf(found(node.name)).some((item) => node.values.some((value) => item === value));
    case "like":
      return itemsOf(found(node.name)).some((item) => like(item, node.glob));
    case "number":
      return itemsOf(found(node.name)).some((item) => {
        const number = exactValue(item);
        return number === undefined ? node.relation === "!=" : relates(order(number, node.limit), node.relation);
      });
    case "relational":
    case "arithmetic":
      return allPresent(node, found) && compare(node, found);
    case "not":
      return !isTrue(node.of, found);
    case "and":
      return node.of.every((part) => isTrue(part, found));
    case "or":
      return node.of.some((part) => isTrue(part, found));
    case "form": {
      const count = node.of.filter((part) => isTrue(part, found)).length;
      switch (node.form) {
        case "Or":
          return count >= 1;
        case "ZeroOrOne":
          return count <= 1;
        case "OnlyOne":
          return count === 1;
        case "AllOrNone":
          return count === 0 || count === node.of.length;
      }
    }
  }
}

/** What a comparison with a value looks at: the items of an array, of which one must do; nothing where the field is absent. */
function itemsOf({ value }: Found): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function allPresent(comparison: Comparison, found: Lookup): boolean {
  return namesIn(comparison).every((name) => found(name).value !== undefined);
}

/** Assumes that every operand is present. */
function compare(comparison: Comparison, found: Lookup): boolean {
  if (comparison.kind === "arithmetic") {
    const result = resultOf(comparison.chain, found);
    return result !== undefined && relates(order(result, comparison.limit), comparison.relation);
  }
  const [left, right] = [found(comparison.left), found(comparison.right)];
  const scale = left.date && right.date ? instant : exactValue;
  const [from, to] = [scale(left.value), scale(right.value)];
  if (from !== undefined && to !== undefined) return relates(order(from, to), comparison.relation);
  if (comparison.relation === "==") return left.value === right.value;
  return comparison.relation === "!=" && left.value !== right.value;
}

function relates(order: number, relation: Relation): boolean {
  switch (relation) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "==":
      return order === 0;
    case "!=":
      return order !== 0;
  }
}

/** The usual precedence: products first, then sums from the left. Undefined where an operand isn't a number, or a divisor is zero. */
function resultOf(operand: Operand, found: Lookup): Exact | undefined {
  if (typeof operand === "string") return exactValue(found(operand).value);
  const summands: { sign: "+" | "-"; value: Exact | undefined }[] = [
    { sign: "+", value: resultOf(operand.first, found) },
  ];
  for (const { by, operand: next } of operand.rest) {
    const value = resultOf(next, found);
    const last = summands.at(-1);
    if (by === "+" || by === "-") summands.push({ sign: by, value });
    else if (last) last.value = last.value && value && calculate(last.value, by, value);
  }
  return summands.reduce<Exact | undefined>((sum, { sign, value }) => sum && value && calculate(sum, sign, value), {
    over: 0n,
    under: 1n,
  });
}

/** `*` is any run of characters, also of none; everything else is itself. */
function like(value: unknown, glob: string): boolean {
  if (typeof value !== "string") return false;
  const [start = "", ...others] = glob.split("*");
  const end = others.pop();
  if (end === undefined) return value === glob;
  if (!value.startsWith(start)) return false;
  let at = start.length;
  for (const piece of others) {
    const next = value.indexOf(piece, at);
    if (next < 0) return false;
    at = next + piece.length;
  }
  return value.length - end.length >= at && value.endsWith(end);
}

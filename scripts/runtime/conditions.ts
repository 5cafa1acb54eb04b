import type { Operation, RelationalOperator } from "./rule.ts";
import type { ConditionCompiler } from "./rules.ts";
import { calculate, compareFractions, type Fraction, toFraction } from "./values/decimal.ts";
import { matchesGlob } from "./values/glob.ts";
import { compareInstants, parseInstant } from "./values/instant.ts";

/** Whether a value, or an item of a list, is as a condition wants it. */
function someItem(value: unknown, wants: (value: unknown) => boolean): boolean {
  return Array.isArray(value) ? value.some(wants) : wants(value);
}

/** `p=='a'|'b'` */
export const testEquals: ConditionCompiler = (condition, readerOf) => {
  if (condition[0] !== "equals") return () => false;
  const [, field, values] = condition;
  const read = readerOf(field);
  const wanted: ReadonlySet<unknown> = new Set(values);
  return (object) => {
    const found = read(object);
    return Array.isArray(found) ? found.some((item) => wanted.has(item)) : wanted.has(found);
  };
};

/** `p LIKE 'x*'` */
export const testLike: ConditionCompiler = (condition, readerOf) => {
  if (condition[0] !== "like") return () => false;
  const [, field, glob] = condition;
  const read = readerOf(field);
  return (object) => someItem(read(object), (text) => typeof text === "string" && matchesGlob(text, glob));
};

/** `p>=3` */
export const testNumber: ConditionCompiler = (condition, readerOf) => {
  if (condition[0] !== "compare") return () => false;
  const [, field, operator, limit] = condition;
  const read = readerOf(field);
  return (object) => someItem(read(object), (number) => relate(number, operator, limit));
};

/** `a<=b` */
export const testRelation: ConditionCompiler = (condition, readerOf) => {
  if (condition[0] !== "relation") return () => false;
  const [, left, operator, right, as] = condition;
  const [readLeft, readRight] = [readerOf(left), readerOf(right)];
  return (object) => {
    const [a, b] = [readLeft(object), readRight(object)];
    if (as === "dates" && typeof a === "string" && typeof b === "string") {
      const [from, to] = [parseInstant(a), parseInstant(b)];
      if (from !== undefined && to !== undefined) return inRelation(compareInstants(from, to), operator);
    }
    return relate(a, operator, b);
  };
};

/** `a+b*c<=10`, in decimals */
export const testArithmetic: ConditionCompiler = (condition, readerOf) => {
  if (condition[0] !== "arithmetic") return () => false;
  const [, operation, operator, limit] = condition;
  const result = compileOperation(operation, readerOf);
  const bound = toFraction(limit);
  return (object) => {
    const found = result(object);
    return found !== undefined && inRelation(compareFractions(found, bound), operator);
  };
};

function relate(left: unknown, operator: RelationalOperator, right: unknown): boolean {
  if (left === undefined || right === undefined) return false;
  if (isFiniteNumber(left) && isFiniteNumber(right)) return inRelation(left - right, operator);
  return operator === "==" ? left === right : operator === "!=" && left !== right;
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

/** @param order negative, 0 or positive */
function inRelation(order: number, operator: RelationalOperator): boolean {
  switch (operator) {
    case "<":
      return order < 0;
    case ">":
      return order > 0;
    case "<=":
      return order <= 0;
    case ">=":
      return order >= 0;
    case "==":
      return order === 0;
    case "!=":
      return order !== 0;
  }
}

/** @returns undefined where a field holds no number, and for a division by zero */
function compileOperation(
  operation: Operation,
  readerOf: Parameters<ConditionCompiler>[1],
): (object: unknown) => Fraction | undefined {
  if (typeof operation === "number") {
    const read = readerOf(operation);
    return (object) => {
      const operand = read(object);
      return isFiniteNumber(operand) ? toFraction(operand) : undefined;
    };
  }
  const [operator, left, right] = operation;
  const [first, second] = [compileOperation(left, readerOf), compileOperation(right, readerOf)];
  return (object) => {
    const [a, b] = [first(object), second(object)];
    return a === undefined || b === undefined ? undefined : calculate(operator, a, b);
  };
}

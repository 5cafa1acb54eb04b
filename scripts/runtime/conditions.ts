import type { Operation, RelationalOperator } from "./rule.ts";
import { type CompiledRule, isOneOf, valueOfField } from "./rule-fields.ts";
import type { ConditionTest } from "./rules.ts";
import { calculate, compareFractions, type Fraction, toFraction } from "./values/decimal.ts";
import { matchesGlob } from "./values/glob.ts";
import { compareInstants, parseInstant } from "./values/instant.ts";

/** Whether a value, or an item of a list, is as a condition wants it. */
function someItem(value: unknown, wants: (value: unknown) => boolean): boolean {
  return Array.isArray(value) ? value.some(wants) : wants(value);
}

/** `p=='a'|'b'` */
export const testEquals: ConditionTest = (condition, rule, object) => {
  if (condition[0] !== "equals") return false;
  return isOneOf(valueOfField(rule, condition[1], object), condition[2]);
};

/** `p LIKE 'x*'` */
export const testLike: ConditionTest = (condition, rule, object) => {
  if (condition[0] !== "like") return false;
  const [, field, glob] = condition;
  return someItem(valueOfField(rule, field, object), (text) => typeof text === "string" && matchesGlob(text, glob));
};

/** `p>=3` */
export const testNumber: ConditionTest = (condition, rule, object) => {
  if (condition[0] !== "compare") return false;
  const [, field, operator, limit] = condition;
  return someItem(valueOfField(rule, field, object), (number) => relate(number, operator, limit));
};

/** `a<=b` */
export const testRelation: ConditionTest = (condition, rule, object) => {
  if (condition[0] !== "relation") return false;
  const [, left, operator, right, as] = condition;
  const [a, b] = [valueOfField(rule, left, object), valueOfField(rule, right, object)];
  if (as === "dates" && typeof a === "string" && typeof b === "string") {
    const [from, to] = [parseInstant(a), parseInstant(b)];
    if (from !== undefined && to !== undefined) return inRelation(compareInstants(from, to), operator);
  }
  return relate(a, operator, b);
};

/** `a+b*c<=10`, in decimals */
export const testArithmetic: ConditionTest = (condition, rule, object) => {
  if (condition[0] !== "arithmetic") return false;
  const [, operation, operator, limit] = condition;
  const found = resultOf(operation, rule, object);
  return found !== undefined && inRelation(compareFractions(found, toFraction(limit)), operator);
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
function resultOf(operation: Operation, rule: CompiledRule, object: unknown): Fraction | undefined {
  if (typeof operation === "number") {
    const operand = valueOfField(rule, operation, object);
    return isFiniteNumber(operand) ? toFraction(operand) : undefined;
  }
  const [operator, left, right] = operation;
  const [a, b] = [resultOf(left, rule, object), resultOf(right, rule, object)];
  return a === undefined || b === undefined ? undefined : calculate(operator, a, b);
}

import type { Condition, FieldIndex, Operation, RelationalOperator, Rule } from "./rule.ts";
import { calculate, compareFractions, type Fraction, toFraction } from "./values/decimal.ts";
import { matchesGlob } from "./values/glob.ts";
import { compareInstants, parseInstant } from "./values/instant.ts";

/** Whether `object`, a plain JSON value, follows the rule. */
export function follows(rule: Rule, object: unknown): boolean {
  const values = rule.fields.map(({ path }) => valueAt(object, path));
  if (rule.unlessAbsent === true && values.includes(undefined)) return true;
  return holds(rule.condition, (field) => values[field]);
}

/** The value at a path; undefined where some object on the way is not there. */
export function valueAt(object: unknown, path: readonly string[]): unknown {
  let current = object;
  for (const step of path) {
    if (typeof current !== "object" || current === null || Array.isArray(current) || !Object.hasOwn(current, step)) {
      return undefined;
    }
    current = (current as Readonly<Record<string, unknown>>)[step];
  }
  return current;
}

function holds(condition: Condition, value: (field: FieldIndex) => unknown): boolean {
  switch (condition[0]) {
    case "set":
      return value(condition[1]) !== undefined;
    case "in":
      return condition[2].some((wanted) => value(condition[1]) === wanted);
    case "like": {
      const text = value(condition[1]);
      return typeof text === "string" && matchesGlob(text, condition[2]);
    }
    case "number":
      return relate(value(condition[1]), condition[2], condition[3], "values");
    case "relation":
      return relate(value(condition[1]), condition[2], value(condition[3]), condition[4]);
    case "arithmetic": {
      const result = resultOf(condition[1], value);
      return result !== undefined && inRelation(compareFractions(result, toFraction(condition[3])), condition[2]);
    }
    case "not":
      return !holds(condition[1], value);
    case "count": {
      const [, least, most, conditions] = condition;
      const holding = conditions.filter((part) => holds(part, value)).length;
      return least <= holding && holding <= most;
    }
    case "all-or-none": {
      const holding = condition[1].filter((part) => holds(part, value)).length;
      return holding === 0 || holding === condition[1].length;
    }
  }
}

function relate(left: unknown, operator: RelationalOperator, right: unknown, as: "values" | "dates"): boolean {
  if (left === undefined || right === undefined) return false;
  if (as === "dates" && typeof left === "string" && typeof right === "string") {
    const [from, to] = [parseInstant(left), parseInstant(right)];
    if (from !== undefined && to !== undefined) return inRelation(compareInstants(from, to), operator);
  }
  const order = compareNumbers(left, right);
  if (order !== undefined) return inRelation(order, operator);
  return operator === "==" ? left === right : operator === "!=" && left !== right;
}

/** How two finite numbers stand to each other; undefined for anything else. */
function compareNumbers(left: unknown, right: unknown): number | undefined {
  return isFiniteNumber(left) && isFiniteNumber(right) ? left - right : undefined;
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

/** @param order negative, 0 or positive; undefined where there is none: then no relation holds */
function inRelation(order: number | undefined, operator: RelationalOperator): boolean {
  if (order === undefined) return false;
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
function resultOf(operation: Operation, value: (field: FieldIndex) => unknown): Fraction | undefined {
  if (typeof operation === "number") {
    const operand = value(operation);
    return isFiniteNumber(operand) ? toFraction(operand) : undefined;
  }
  const [operator, left, right] = operation;
  const [a, b] = [resultOf(left, value), resultOf(right, value)];
  return a === undefined || b === undefined ? undefined : calculate(operator, a, b);
}

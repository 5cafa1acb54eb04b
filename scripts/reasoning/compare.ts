import type { Value } from "../language/field.ts";
import type { RelationalOperator } from "../language/syntax.ts";

/** Whether `left operator right` holds for two values; values of different types are unequal and unordered. */
export function compareValues(left: Value, operator: RelationalOperator, right: Value): boolean {
  switch (operator) {
    case "==":
      return left === right;
    case "!=":
      return left !== right;
    default:
      return typeof left === "number" && typeof right === "number" && compareNumbers(left, operator, right);
  }
}

function compareNumbers(left: number, operator: RelationalOperator, right: number): boolean {
  switch (operator) {
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "<=":
      return left <= right;
    case ">=":
      return left >= right;
    case "==":
      return left === right;
    case "!=":
      return left !== right;
  }
}

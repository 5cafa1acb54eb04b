import type { Exact } from "./exact.ts";
import { KEYWORDS, type Node, type Operand, type Rule } from "./syntax.ts";

/** A rule as a sentence that reads as the same tree. */
export function print(rule: Rule): string {
  switch (rule.kind) {
    case "alone":
      return `${printNode(rule.of)};`;
    case "predefined":
      return rule.of.kind === "not" ? `NOT ${printNode(rule.of.of)};` : `${printNode(rule.of)};`;
    case "if":
      return `IF ${printNode(rule.condition)} THEN ${printNode(rule.consequence)};`;
  }
}

function printNode(node: Node): string {
  switch (node.kind) {
    case "present":
      return printName(node.name);
    case "equals":
      return `${printName(node.name)}==${node.values.map(printValue).join("|")}`;
    case "like":
      return `${printName(node.name)} LIKE ${printValue(node.glob)}`;
    case "number":
      return `${printName(node.name)} ${node.relation} ${printExact(node.limit)}`;
    case "relational":
      return `${printName(node.left)} ${node.relation} ${printName(node.right)}`;
    case "arithmetic":
      return `${printOperand(node.chain).replace(/^\((.*)\)$/s, "$1")} ${node.relation} ${printExact(node.limit)}`;
    case "not":
      return `NOT (${printNode(node.of)})`;
    case "and":
    case "or":
      return node.of.map((part) => printPart(part)).join(` ${node.kind.toUpperCase()} `);
    case "form":
      return `${node.form}(${node.of.map(printNode).join(", ")})`;
  }
}

function printPart(node: Node): string {
  return node.kind === "and" || node.kind === "or" ? `(${printNode(node)})` : printNode(node);
}

function printOperand(operand: Operand): string {
  if (typeof operand === "string") return printName(operand);
  const rest = operand.rest.map(({ by, operand: next }) => ` ${by} ${printOperand(next)}`);
  return `(${printOperand(operand.first)}${rest.join("")})`;
}

function printName(name: string): string {
  return /^[A-Za-z_.][\w.]*$/.test(name) && !KEYWORDS.has(name) ? name : `[${name}]`;
}

function printValue(value: string | boolean): string {
  if (typeof value === "boolean") return String(value);
  return value.includes("'") ? `"${value}"` : `'${value}'`;
}

/** @param value a fraction whose denominator divides a power of ten */
function printExact({ over, under }: Exact): string {
  let [digits, places] = [over, 0];
  let rest = under;
  for (; digits % rest !== 0n; places += 1) digits *= 10n;
  rest = digits / rest;
  const text = String(rest < 0n ? -rest : rest).padStart(places + 1, "0");
  const point = text.length - places;
  return `${rest < 0n ? "-" : ""}${text.slice(0, point)}${places > 0 ? `.${text.slice(point)}` : ""}`;
}

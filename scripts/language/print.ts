import type { Dependency, Operation, Predicate, PredicateAtom } from "./syntax.ts";
import { writeName, writeText } from "./tokens.ts";

/** A dependency as a sentence of IDL, for rules that were read from keywords. */
export function printDependency(dependency: Dependency): string {
  return dependency.kind === "conditional"
    ? `IF ${printPredicate(dependency.condition)} THEN ${printPredicate(dependency.consequence)};`
    : `${printPredicate(dependency)};`;
}

export function printPredicate(predicate: Predicate): string {
  switch (predicate.kind) {
    case "not":
      return `NOT ${isTerm(predicate.operand) ? printPredicate(predicate.operand) : `(${printPredicate(predicate.operand)})`}`;
    case "and":
    case "or":
      return predicate.operands
        .map((operand) =>
          operand.kind === "and" || operand.kind === "or" ? `(${printPredicate(operand)})` : printPredicate(operand),
        )
        .join(` ${predicate.kind.toUpperCase()} `);
    case "predefined":
      return `${predicate.form}(${predicate.operands.map(printPredicate).join(", ")})`;
    default:
      return printAtom(predicate);
  }
}

function printAtom(atom: PredicateAtom): string {
  switch (atom.kind) {
    case "presence":
      return writeName(atom.parameter.name);
    case "string-equality":
      return `${writeName(atom.parameter.name)}==${atom.values.map(({ value }) => writeText(value)).join("|")}`;
    case "boolean-equality":
      return `${writeName(atom.parameter.name)}==${atom.value}`;
    case "like":
      return `${writeName(atom.parameter.name)} LIKE ${writeText(atom.pattern)}`;
    case "number-comparison":
      return `${writeName(atom.parameter.name)}${atom.operator}${atom.value}`;
    case "relational":
      return `${writeName(atom.left.name)} ${atom.operator} ${writeName(atom.right.name)}`;
    case "arithmetic":
      return `${printOperation(atom.operation)} ${atom.operator} ${atom.value}`;
  }
}

function printOperation(operation: Operation): string {
  if (operation.kind === "operand") return writeName(operation.parameter.name);
  const side = (part: Operation): string =>
    part.kind === "binary" ? `(${printOperation(part)})` : printOperation(part);
  return `${side(operation.left)} ${operation.operator} ${side(operation.right)}`;
}

function isTerm(predicate: Predicate): boolean {
  return ["presence", "string-equality", "boolean-equality", "like", "number-comparison"].includes(predicate.kind);
}

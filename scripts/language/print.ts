import type { Dependency, Operation, Predicate, PredicateAtom } from "./syntax.ts";

/** A dependency as a sentence of IDL, for rules that nobody wrote as one. */
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
      return printName(atom.parameter.name);
    case "string-equality":
      return `${printName(atom.parameter.name)}==${atom.values.map(({ value }) => printText(value)).join("|")}`;
    case "boolean-equality":
      return `${printName(atom.parameter.name)}==${atom.value}`;
    case "like":
      return `${printName(atom.parameter.name)} LIKE ${printText(atom.pattern)}`;
    case "number-comparison":
      return `${printName(atom.parameter.name)}${atom.operator}${atom.value}`;
    case "relational":
      return `${printName(atom.left.name)} ${atom.operator} ${printName(atom.right.name)}`;
    case "arithmetic":
      return `${printOperation(atom.operation)} ${atom.operator} ${atom.value}`;
  }
}

function printOperation(operation: Operation): string {
  if (operation.kind === "operand") return printName(operation.parameter.name);
  const side = (part: Operation): string =>
    part.kind === "binary" ? `(${printOperation(part)})` : printOperation(part);
  return `${side(operation.left)} ${operation.operator} ${side(operation.right)}`;
}

function isTerm(predicate: Predicate): boolean {
  return ["presence", "string-equality", "boolean-equality", "like", "number-comparison"].includes(predicate.kind);
}

function printName(name: string): string {
  return /^[A-Za-z_.][A-Za-z0-9_.]*$/.test(name) ? name : `[${name}]`;
}

function printText(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}

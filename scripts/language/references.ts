import type { Dependency, Operation, Predicate, PredicateAtom, Reference } from "./syntax.ts";

/** The references of a dependency or predicate, in the order of its text. A name that occurs twice is listed twice. */
export function referencesOf(node: Dependency | Predicate): Reference[] {
  switch (node.kind) {
    case "conditional":
      return [...referencesOf(node.condition), ...referencesOf(node.consequence)];
    case "not":
      return referencesOf(node.operand);
    case "and":
    case "or":
    case "predefined":
      return node.operands.flatMap(referencesOf);
    default:
      return atomReferences(node);
  }
}

function atomReferences(atom: PredicateAtom): Reference[] {
  switch (atom.kind) {
    case "relational":
      return [atom.left, atom.right];
    case "arithmetic":
      return operationReferences(atom.operation);
    default:
      return [atom.parameter];
  }
}

export function operationReferences(operation: Operation): Reference[] {
  return operation.kind === "operand"
    ? [operation.parameter]
    : [...operationReferences(operation.left), ...operationReferences(operation.right)];
}

/** The atoms of a dependency or predicate, in the order of its text. */
export function predicateAtoms(node: Dependency | Predicate): PredicateAtom[] {
  switch (node.kind) {
    case "conditional":
      return [...predicateAtoms(node.condition), ...predicateAtoms(node.consequence)];
    case "not":
      return predicateAtoms(node.operand);
    case "and":
    case "or":
    case "predefined":
      return node.operands.flatMap(predicateAtoms);
    default:
      return [node];
  }
}

import { type BoundSentence, fieldOf } from "../language/bind.ts";
import { fieldId } from "../language/field.ts";
import type { Atom, Dependency, Operation, Predicate } from "../language/model.ts";
import { finiteValues } from "./states.ts";

/** What the states of fields can't decide: LIKE, numbers, arithmetic on open fields. */
export interface TheoryAtom {
  readonly level: number;
  readonly atom: Atom;
  readonly bound: BoundSentence;
}

/** Every atom that the states leave open, in each sentence; its level comes behind those of the variables. */
export function collectTheory(sentences: readonly BoundSentence[], firstLevel: number): TheoryAtom[] {
  const atoms = new Map<string, TheoryAtom>();
  const visit = (bound: BoundSentence, node: Dependency | Predicate): void => {
    switch (node.kind) {
      case "conditional":
        visit(bound, node.condition);
        visit(bound, node.consequence);
        return;
      case "not":
        visit(bound, node.operand);
        return;
      case "and":
      case "or":
      case "predefined":
        for (const operand of node.operands) visit(bound, operand);
        return;
      default: {
        const key = theoryKey(node, bound);
        if (key !== undefined && !atoms.has(key)) atoms.set(key, { level: firstLevel + atoms.size, atom: node, bound });
      }
    }
  };
  for (const bound of sentences) visit(bound, bound.sentence.dependency);
  return [...atoms.values()];
}

/** The identity of an atom that states alone can't decide; undefined for the others. */
export function theoryKey(atom: Atom, bound: BoundSentence): string | undefined {
  const id = (reference: { name: string }): string =>
    fieldId(fieldOf(bound, { ...reference, span: { start: 0, end: 0 } }));
  switch (atom.kind) {
    case "presence":
    case "string-equality":
    case "boolean-equality":
      return undefined;
    case "like":
      return hasFiniteDomain(bound, atom.parameter.name)
        ? undefined
        : JSON.stringify([id(atom.parameter), "LIKE", atom.pattern]);
    case "number-comparison":
      if (hasFiniteDomain(bound, atom.parameter.name) || atom.operator === "==" || atom.operator === "!=")
        return undefined;
      return JSON.stringify([id(atom.parameter), atom.operator, atom.value]);
    case "relational":
      if (hasFiniteDomain(bound, atom.left.name) && hasFiniteDomain(bound, atom.right.name)) return undefined;
      return JSON.stringify([id(atom.left), atom.operator, id(atom.right)]);
    case "arithmetic":
      return JSON.stringify([operationKey(atom.operation, id), atom.operator, atom.value]);
  }
}

function operationKey(operation: Operation, id: (reference: { name: string }) => string): unknown {
  return operation.kind === "operand"
    ? id(operation.parameter)
    : [operationKey(operation.left, id), operation.operator, operationKey(operation.right, id)];
}

function hasFiniteDomain(bound: BoundSentence, name: string): boolean {
  const field = bound.fields.get(name);
  return field !== undefined && finiteValues(field.domain) !== undefined;
}

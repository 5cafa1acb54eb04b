import { fieldId } from "../language/field.ts";
import type { Atom, FieldOperation, Rule } from "../language/rule.ts";
import { finiteValues } from "./states.ts";

/** What the states of fields can't decide: LIKE, numbers, arithmetic on open fields, the items of arrays. */
export interface TheoryAtom {
  readonly level: number;
  readonly atom: Atom;
}

/** Every atom that the states leave open, by its key; its level comes after those of the variables. */
export function collectTheory(rules: readonly Rule[], firstLevel: number): ReadonlyMap<string, TheoryAtom> {
  const found = new Map<string, TheoryAtom>();
  for (const rule of rules) {
    for (const atom of rule.atoms) {
      const key = theoryKey(atom);
      if (key !== undefined && !found.has(key)) found.set(key, { level: firstLevel + found.size, atom });
    }
  }
  return found;
}

/** The identity of an atom that states alone can't decide; undefined for the others. */
export function theoryKey(atom: Atom): string | undefined {
  switch (atom.kind) {
    case "present":
      return undefined;
    case "equals":
      return atom.field.domain.kind === "array" ? keyOf(fieldId(atom.field), "==", ...atom.values) : undefined;
    case "like":
      return finiteValues(atom.field.domain) ? undefined : keyOf(fieldId(atom.field), "LIKE", atom.pattern);
    case "compare":
      if (atom.field.domain.kind === "array") return keyOf(fieldId(atom.field), atom.operator, atom.value);
      return finiteValues(atom.field.domain) || atom.operator === "==" || atom.operator === "!="
        ? undefined
        : keyOf(fieldId(atom.field), atom.operator, atom.value);
    case "relation":
      return finiteValues(atom.left.domain) && finiteValues(atom.right.domain)
        ? undefined
        : keyOf(fieldId(atom.left), atom.operator, fieldId(atom.right));
    case "arithmetic":
      return keyOf(operationKey(atom.operation), atom.operator, atom.value);
  }
}

function operationKey(operation: FieldOperation): unknown {
  return operation.kind === "operand"
    ? fieldId(operation.field)
    : [operationKey(operation.left), operation.operator, operationKey(operation.right)];
}

function keyOf(...parts: readonly unknown[]): string {
  return JSON.stringify(parts);
}

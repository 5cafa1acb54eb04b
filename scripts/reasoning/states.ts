import type { BoundSentence } from "../language/bind.ts";
import { fieldOf } from "../language/bind.ts";
import { type Domain, type Field, fieldId, type Value } from "../language/field.ts";
import { atomsOf } from "../language/references.ts";

/**
 * A state of a field that rules can tell apart from its others: left out; set to one value; or set to anything that no state of
 * its own stands for.
 */
export type State =
  | { readonly kind: "absent" }
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "other" };

export interface Variable {
  readonly field: Field;
  readonly states: readonly State[];
  /** Whether some rule asks for the field's value, not just for its presence. */
  readonly inspected: boolean;
}

/**
 * The states of `field`, as the sentences need them: only its presence, or each value of an enum, or each constant that an
 * open string or number is compared with.
 */
export function variableOf(field: Field, sentences: readonly BoundSentence[], mayBeAbsent: boolean): Variable {
  const absent: State[] = mayBeAbsent ? [{ kind: "absent" }] : [];
  const inspected = sentences.some((bound) => inspects(bound, field));
  if (!inspected) return { field, states: [...absent, { kind: "other" }], inspected };
  const values = finiteValues(field.domain);
  const states: State[] =
    values !== undefined
      ? values.map((value) => ({ kind: "value", value }))
      : [...constants(field, sentences).map((value): State => ({ kind: "value", value })), { kind: "other" }];
  return { field, states: [...absent, ...states], inspected };
}

/** The values of a field that has only so many; undefined for an open one. */
export function finiteValues(domain: Domain): readonly Value[] | undefined {
  return domain.kind === "finite" ? domain.values : undefined;
}

function inspects(bound: BoundSentence, field: Field): boolean {
  return atomsOf(bound.sentence.dependency).some((atom) => {
    switch (atom.kind) {
      case "presence":
        return false;
      case "relational":
        // Two open fields are compared by a theory atom of its own; their values are not told apart.
        return (
          [atom.left, atom.right].some((reference) => isField(bound, reference.name, field)) &&
          finiteValues(fieldOf(bound, atom.left).domain) !== undefined &&
          finiteValues(fieldOf(bound, atom.right).domain) !== undefined
        );
      case "arithmetic":
        return false;
      default:
        return isField(bound, atom.parameter.name, field);
    }
  });
}

function constants(field: Field, sentences: readonly BoundSentence[]): Value[] {
  const values = new Set<Value>();
  for (const bound of sentences) {
    for (const atom of atomsOf(bound.sentence.dependency)) {
      if (atom.kind === "string-equality" && isField(bound, atom.parameter.name, field)) {
        for (const { value } of atom.values) values.add(value);
      } else if (atom.kind === "boolean-equality" && isField(bound, atom.parameter.name, field)) values.add(atom.value);
      else if (atom.kind === "number-comparison" && isField(bound, atom.parameter.name, field)) {
        if (atom.operator === "==" || atom.operator === "!=") values.add(atom.value);
      }
    }
  }
  return [...values];
}

function isField(bound: BoundSentence, name: string, field: Field): boolean {
  const named = bound.fields.get(name);
  return named !== undefined && fieldId(named) === fieldId(field);
}

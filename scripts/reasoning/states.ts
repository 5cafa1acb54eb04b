import { type Domain, type Field, fieldId, type Value } from "../language/field.ts";
import { type Atom, fieldsOfAtom, type Rule } from "../language/rule.ts";

/**
 * A state of a field that rules can distinguish: absent; set to one specific value; or set to any value without a state of its own.
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
 * The states of fields, as the rules need them: only its presence, or each value of an enum, or each constant that an open
 * string or number is compared with.
 */
export function variablesOf(
  fields: readonly Field[],
  rules: readonly Rule[],
  mayBeAbsent: (field: Field) => boolean,
): Variable[] {
  const asked = new Map<string, Set<Value>>();
  for (const atom of rules.flatMap(({ atoms }) => atoms)) {
    for (const field of inspectedBy(atom)) {
      const values = asked.get(fieldId(field)) ?? new Set();
      for (const value of constantsOf(atom)) values.add(value);
      asked.set(fieldId(field), values);
    }
  }
  return fields.map((field) => {
    const constants = asked.get(fieldId(field));
    const absent: State[] = mayBeAbsent(field) ? [{ kind: "absent" }] : [];
    if (constants === undefined) return { field, states: [...absent, { kind: "other" }], inspected: false };
    const finite = finiteValues(field.domain);
    const values = [...(finite ?? constants)].map((value): State => ({ kind: "value", value }));
    const other: State[] = finite === undefined ? [{ kind: "other" }] : [];
    return { field, states: [...absent, ...values, ...other], inspected: true };
  });
}

/** The values of a field that has finitely many; undefined for an open one. */
export function finiteValues(domain: Domain): readonly Value[] | undefined {
  return domain.kind === "finite" ? domain.values : undefined;
}

/** The fields that need states for their values because of an atom. Comparing two open fields is a theory atom. */
function inspectedBy(atom: Atom): readonly Field[] {
  switch (atom.kind) {
    case "present":
    case "arithmetic":
      return [];
    case "relation":
      return finiteValues(atom.left.domain) && finiteValues(atom.right.domain) ? fieldsOfAtom(atom) : [];
    default:
      return atom.field.domain.kind === "array" ? [] : [atom.field];
  }
}

function constantsOf(atom: Atom): readonly Value[] {
  if (atom.kind === "equals") return atom.values;
  return atom.kind === "compare" && (atom.operator === "==" || atom.operator === "!=") ? [atom.value] : [];
}

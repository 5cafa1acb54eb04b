import { type Domain, type Field, fieldId, type Value } from "../language/field.ts";
import { type Atom, fieldsOfAtom, type Rule } from "../language/rule.ts";
import { matchesGlob } from "../runtime/values/glob.ts";
import { compareValues } from "./compare.ts";

/**
 * A state of a field that rules can distinguish: absent; set to one of some values, which no rule tells apart; or set to any value
 * without a state of its own.
 */
export type State =
  | { readonly kind: "absent" }
  | { readonly kind: "values"; readonly values: readonly [Value, ...Value[]] }
  | { readonly kind: "other" };

export interface Variable {
  readonly field: Field;
  readonly states: readonly State[];
  /** Whether some rule asks for the field's value, not just for its presence. */
  readonly inspected: boolean;
}

/**
 * The states of fields, as the rules need them: only its presence, or the values of an enum, or the constants that an open
 * string or number is compared with. An enum of thousands has few states where rules name few of its values.
 */
export function variablesOf(
  fields: readonly Field[],
  rules: readonly Rule[],
  mayBeAbsent: (field: Field) => boolean,
): Variable[] {
  const inspecting = new Map<string, Atom[]>();
  for (const atom of rules.flatMap(({ atoms }) => atoms)) {
    for (const field of inspectedBy(atom)) {
      const known = inspecting.get(fieldId(field));
      if (known === undefined) inspecting.set(fieldId(field), [atom]);
      else known.push(atom);
    }
  }
  return fields.map((field) => {
    const atoms = inspecting.get(fieldId(field));
    const absent: State[] = mayBeAbsent(field) ? [{ kind: "absent" }] : [];
    if (atoms === undefined) return { field, states: [...absent, { kind: "other" }], inspected: false };
    const finite = finiteValues(field.domain);
    const values = finite ?? [...new Set(atoms.flatMap(constantsOf))];
    const other: State[] = finite === undefined ? [{ kind: "other" }] : [];
    return { field, states: [...absent, ...valueStates(values, field, atoms), ...other], inspected: true };
  });
}

/** Groups values by the answers that all atoms give for them, in the order of their first values. */
function valueStates(values: readonly Value[], field: Field, atoms: readonly Atom[]): State[] {
  const groupOf = new Map(values.map((value) => [value, 0]));
  const parts = new Map<string, number>();
  for (const [index, atom] of atoms.entries()) {
    for (const [value, answer] of answersOf(atom, field, values)) {
      const group = groupOf.get(value);
      if (group === undefined) continue;
      const key = `${group} ${index} ${answer}`;
      const part = parts.get(key) ?? parts.size + 1;
      parts.set(key, part);
      groupOf.set(value, part);
    }
  }
  const groups = new Map<number, [Value, ...Value[]]>();
  for (const [value, group] of groupOf) {
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [value]);
    else members.push(value);
  }
  return [...groups.values()].map((members) => ({ kind: "values", values: members }));
}

/** What an atom says of the values of a field: those that are left out have one and the same answer. */
function answersOf(atom: Atom, field: Field, values: readonly Value[]): readonly (readonly [Value, unknown])[] {
  if (atom.kind === "relation") return relationAnswers(atom, field, values);
  const constants = constantsOf(atom);
  const told = constants.length > 0 || !isValueAtom(atom) ? constants : values.filter(valueTest(atom));
  return told.map((value) => [value, true]);
}

/** For each value, which of the other field's values go with it: those are nested, so their number tells. */
function relationAnswers(
  { left, operator, right }: Extract<Atom, { kind: "relation" }>,
  field: Field,
  values: readonly Value[],
): readonly (readonly [Value, unknown])[] {
  const others = finiteValues((fieldId(left) === fieldId(field) ? right : left).domain) ?? [];
  if (operator === "==" || operator === "!=") return others.map((value, index) => [value, index]);
  const bounds = others.filter((value) => typeof value === "number").sort((a, b) => a - b);
  const numbers = values.filter((value) => typeof value === "number").sort((a, b) => a - b);
  let [below, equal] = [0, 0];
  return numbers.map((value) => {
    while ((bounds[below] ?? Infinity) < value) below++;
    equal = Math.max(below, equal);
    while ((bounds[equal] ?? Infinity) <= value) equal++;
    return [value, `${below}/${equal}`];
  });
}

/** An atom that the value of its field decides, where that is known. */
type ValueAtom = Extract<Atom, { kind: "equals" | "like" | "compare" }>;

function isValueAtom(atom: Atom): atom is ValueAtom {
  return atom.kind === "equals" || atom.kind === "like" || atom.kind === "compare";
}

export function valueTest(atom: ValueAtom): (value: Value) => boolean {
  switch (atom.kind) {
    case "equals": {
      const values = new Set(atom.values);
      return (value) => values.has(value);
    }
    case "like":
      return (value) => typeof value === "string" && matchesGlob(value, atom.pattern);
    case "compare":
      return (value) => compareValues(value, atom.operator, atom.value);
  }
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
  return isEquality(atom) ? [atom.value] : [];
}

function isEquality(atom: Atom): atom is Extract<Atom, { kind: "compare" }> {
  return atom.kind === "compare" && (atom.operator === "==" || atom.operator === "!=");
}

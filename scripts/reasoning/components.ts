import { type Field, fieldId } from "../language/field.ts";
import { distinctFields, type Rule, variableFieldsOf } from "../language/rule.ts";
import type { Structure } from "./compile.ts";
import { partition } from "./partition.ts";

/** Rules that can be judged apart from all others: they share no field with those, nor any that theirs imply. */
export interface Component {
  readonly rules: readonly Rule[];
  /** The fields that the rules name. */
  readonly fields: readonly Field[];
  /** These, and the objects that the rules are about. */
  readonly variables: readonly Field[];
}

export function splitComponents(rules: readonly Rule[], structure: Structure): Component[] {
  // An object that no rule is about doesn't relate those about its fields.
  const asked = new Set(rules.flatMap(variableFieldsOf).map(fieldId));
  const touched = (rule: Rule): string[] =>
    variableFieldsOf(rule)
      .flatMap((field) => [field, ...structure.impliedBy(field)])
      .map(fieldId)
      .filter((id) => asked.has(id));
  return partition(rules, touched).map((members) => ({
    rules: members,
    fields: distinctFields(members.flatMap(({ fields }) => fields)),
    variables: distinctFields(members.flatMap(variableFieldsOf)),
  }));
}

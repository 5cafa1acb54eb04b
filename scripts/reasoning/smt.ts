import { type Field, fieldId } from "../language/field.ts";
import type { Rule } from "../language/rule.ts";
import type { Structure } from "./compile.ts";
import type { Component } from "./components.ts";
import { SmtFields } from "./smt-fields.ts";
import { ruleFormula } from "./smt-rules.ts";

/** Is there a request that follows these rules and breaks that one, with these fields and without that one? */
export interface Question {
  readonly holding: readonly Rule[];
  readonly broken?: Rule;
  readonly present?: readonly Field[];
  readonly absent?: Field;
}

/** How much work the solver may put into one question: a count of its own steps, the same on every machine. */
const effort = 3_000_000;

/** The questions as an SMT-LIB 2.6 script that answers `sat`, `unsat` or `unknown` for each. */
export function toSmt(component: Component, structure: Structure, questions: readonly Question[]): string {
  const fields = new SmtFields(component.variables, constantsOf(component.rules));
  const imposed = component.variables.flatMap((field) => [
    ...(structure.guaranteed(field) ? [fields.present(field)] : []),
    ...structure
      .impliedBy(field)
      .filter((implied) => fields.knows(implied))
      .map((implied) => `(=> ${fields.present(field)} ${fields.present(implied)})`),
  ]);
  const names = new Map(component.rules.map((rule, index) => [rule, `rule${index}`]));
  const definitions = component.rules.map(
    (rule, index) => `(define-fun rule${index} () Bool ${ruleFormula(rule, fields)})`,
  );
  const known = [
    `(set-option :rlimit ${effort})`,
    ...fields.declarations(),
    ...imposed.map((formula) => `(assert ${formula})`),
    ...definitions,
  ];
  // Each question from the start: between `push` and `pop` the solver works without some of its means, and may never end.
  const asked = questions.map(({ holding, broken, present = [], absent }) => [
    ...known,
    ...holding.map((rule) => `(assert ${names.get(rule)})`),
    ...(broken ? [`(assert (not ${names.get(broken)}))`] : []),
    ...present.filter((field) => fields.knows(field)).map((field) => `(assert ${fields.present(field)})`),
    ...(absent ? [`(assert (not ${fields.present(absent)}))`] : []),
    "(check-sat)",
    "(reset)",
  ]);
  return asked.flat().join("\n");
}

/** The texts that a field is compared with, in every rule. */
function constantsOf(rules: readonly Rule[]): ReadonlyMap<string, ReadonlySet<string>> {
  const constants = new Map<string, Set<string>>();
  for (const atom of rules.flatMap(({ atoms }) => atoms)) {
    if (atom.kind !== "equals") continue;
    const known = constants.get(fieldId(atom.field)) ?? new Set();
    for (const value of atom.values) if (typeof value === "string") known.add(value);
    constants.set(fieldId(atom.field), known);
  }
  return constants;
}

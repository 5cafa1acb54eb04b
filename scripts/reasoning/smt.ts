import type { BoundSentence } from "../language/bind.ts";
import { type Field, fieldId } from "../language/field.ts";
import { atomsOf } from "../language/references.ts";
import type { Structure } from "./compile.ts";
import type { Component } from "./components.ts";
import { SmtFields } from "./smt-fields.ts";
import { SmtSentences } from "./smt-sentences.ts";

/** Is there a request in which these sentences hold, and this one does not, with these fields and without that one? */
export interface Question {
  readonly holding: readonly BoundSentence[];
  readonly broken?: BoundSentence;
  readonly present?: readonly Field[];
  readonly absent?: Field;
}

/** How much work the solver may put into one question: a count of its own steps, the same on every machine. */
const effort = 3_000_000;

/** The questions as an SMT-LIB 2.6 script that answers `sat`, `unsat` or `unknown` for each. */
export function toSmt(component: Component, structure: Structure, questions: readonly Question[]): string {
  const fields = new SmtFields(component.variables, constantsOf(component.sentences));
  const sentences = new SmtSentences(fields);
  const imposed = component.variables.flatMap((field) => [
    ...(structure.guaranteed(field) ? [fields.present(field)] : []),
    ...structure
      .impliedBy(field)
      .filter((implied) => fields.knows(implied))
      .map((implied) => `(=> ${fields.present(field)} ${fields.present(implied)})`),
  ]);
  const names = new Map(component.sentences.map((sentence, index) => [sentence, `rule${index}`]));
  const definitions = component.sentences.map(
    (sentence, index) => `(define-fun rule${index} () Bool ${sentences.sentence(sentence)})`,
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
    ...holding.map((sentence) => `(assert ${names.get(sentence)})`),
    ...(broken ? [`(assert (not ${names.get(broken)}))`] : []),
    ...present.filter((field) => fields.knows(field)).map((field) => `(assert ${fields.present(field)})`),
    ...(absent ? [`(assert (not ${fields.present(absent)}))`] : []),
    "(check-sat)",
    "(reset)",
  ]);
  return asked.flat().join("\n");
}

/** The texts that a field is compared with, in every sentence. */
function constantsOf(sentences: readonly BoundSentence[]): ReadonlyMap<string, ReadonlySet<string>> {
  const constants = new Map<string, Set<string>>();
  for (const { sentence, fields } of sentences) {
    for (const atom of atomsOf(sentence.dependency)) {
      const field = atom.kind === "string-equality" ? fields.get(atom.parameter.name) : undefined;
      if (atom.kind !== "string-equality" || field === undefined) continue;
      const known = constants.get(fieldId(field)) ?? new Set();
      for (const { value } of atom.values) known.add(value);
      constants.set(fieldId(field), known);
    }
  }
  return constants;
}

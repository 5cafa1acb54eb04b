import { type BoundSentence, fieldsOf, variableFieldsOf } from "../language/bind.ts";
import { type Field, fieldId } from "../language/field.ts";
import type { Structure } from "./compile.ts";

/** Sentences that can be judged apart from all others: they share no field with those, nor any that theirs imply. */
export interface Component {
  readonly sentences: readonly BoundSentence[];
  /** The fields that the sentences name. */
  readonly fields: readonly Field[];
  /** These, and the objects that the sentences are about. */
  readonly variables: readonly Field[];
}

export function splitComponents(sentences: readonly BoundSentence[], structure: Structure): Component[] {
  const parents = new Map<string, string>();
  const find = (id: string): string => {
    const parent = parents.get(id);
    return parent === undefined || parent === id ? id : find(parent);
  };
  const touched = sentences.map((sentence) => {
    const fields = variableFieldsOf(sentence);
    const ids = fields.flatMap((field) => [field, ...structure.impliedBy(field)]).map(fieldId);
    const [first = ""] = ids;
    for (const id of ids) parents.set(find(id), find(first));
    return first;
  });
  const components = new Map<string, BoundSentence[]>();
  for (const [index, sentence] of sentences.entries()) {
    const root = find(touched[index] ?? "");
    components.set(root, [...(components.get(root) ?? []), sentence]);
  }
  return [...components.values()].map((members) => ({
    sentences: members,
    fields: distinctFields(members.flatMap(fieldsOf)),
    variables: distinctFields(members.flatMap(variableFieldsOf)),
  }));
}

function distinctFields(fields: readonly Field[]): Field[] {
  return [...new Map(fields.map((field) => [fieldId(field), field])).values()];
}

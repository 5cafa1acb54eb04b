import { type Domain, type Field, fieldId } from "../../language/field.ts";
import { type Atom, type FieldOperation, foldCondition, type Rule } from "../../language/rule.ts";
import { explainDependency, plain } from "../../language/words.ts";
import type { Condition, Operation, Rule as RuleData, RuleField } from "../../runtime/rule.ts";
import { countDemand } from "../../runtime/rule-words.ts";

/**
 * A rule as data for a validator.
 *
 * @param pathOf from the object in which the rule stands to a field
 */
export function toRule(rule: Rule, pathOf: (field: Field) => readonly string[]): RuleData {
  const { dependency, text } = rule.sentence;
  // A field that the sentence names in two ways keeps the first.
  const names = new Map([...rule.names].reverse().map(([name, field]) => [fieldId(field), name]));
  const indexes = new Map(rule.fields.map((field, index) => [fieldId(field), index]));
  const indexOf = (field: Field): number => {
    const index = indexes.get(fieldId(field));
    if (index === undefined) throw new RangeError(`${fieldId(field)} is not a field of the rule`);
    return index;
  };
  const required = rule.fields.flatMap((field, index) => (field.required ? [index] : []));
  const data: RuleData = {
    sentence: text,
    fields: rule.fields.map((field) => toField(names.get(fieldId(field)) ?? "", pathOf(field))),
    condition: foldCondition<Condition>(rule.condition, {
      atom: (atom) => toAtom(atom, indexOf),
      not: (condition) => ["not", condition],
      count: (allowed, conditions) => ["count", allowed, conditions],
    }),
    ...(required.length > 0 && { required }),
    ...(rule.notes.id !== undefined && { id: rule.notes.id }),
    ...(rule.notes.message !== undefined && { message: rule.notes.message }),
  };
  if (countDemand(data, []) !== undefined) return data;
  return { ...data, demand: explainDependency(dependency, plain).replace(/\.$/, "") };
}

function toField(name: string, path: readonly string[]): RuleField {
  return path.length === 1 && path[0] === name ? name : [name, ...path];
}

type IndexOf = (field: Field) => number;

function toAtom(atom: Atom, indexOf: IndexOf): Condition {
  switch (atom.kind) {
    case "present":
      return indexOf(atom.field);
    case "equals":
      return ["equals", indexOf(atom.field), atom.values.filter((value) => value !== null)];
    case "like":
      return ["like", indexOf(atom.field), atom.pattern];
    case "compare":
      return ["compare", indexOf(atom.field), atom.operator, atom.value];
    case "relation": {
      const as = [atom.left, atom.right].every(({ domain }) => mayBeDate(domain)) ? "dates" : "values";
      return ["relation", indexOf(atom.left), atom.operator, indexOf(atom.right), as];
    }
    case "arithmetic":
      return ["arithmetic", toOperation(atom.operation, indexOf), atom.operator, atom.value];
  }
}

function mayBeDate(domain: Domain): boolean {
  return domain.kind === "any" || (domain.kind === "string" && domain.date);
}

function toOperation(operation: FieldOperation, indexOf: IndexOf): Operation {
  return operation.kind === "operand"
    ? indexOf(operation.field)
    : [operation.operator, toOperation(operation.left, indexOf), toOperation(operation.right, indexOf)];
}

/** From the request, `{ params, body }`, to a field. */
export function requestPath(path: readonly string[]): readonly string[] {
  return path[0] === "body" ? path : ["params", ...path];
}

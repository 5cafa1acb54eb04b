import { type Domain, type Field, fieldId } from "../../language/field.ts";
import { type Atom, type FieldOperation, foldCondition, type Rule } from "../../language/rule.ts";
import { explainDependency, plain } from "../../language/words.ts";
import type { Condition, Operation, Rule as RuleData } from "../../runtime/rule.ts";

/**
 * A rule as data for a generated validator.
 *
 * @param pathOf from the object in which the rule stands to a field
 */
export function toRule(rule: Rule, pathOf: (field: Field) => readonly string[]): RuleData {
  const names = new Map([...rule.names].reverse().map(([name, field]) => [fieldId(field), name]));
  const indexes = new Map(rule.fields.map((field, index) => [fieldId(field), index]));
  const indexOf = (field: Field): number => indexes.get(fieldId(field)) ?? 0;
  return {
    sentence: rule.sentence.text,
    demand: explainDependency(rule.sentence.dependency, plain).replace(/\.$/, ""),
    fields: rule.fields.map((field) => ({ name: names.get(fieldId(field)) ?? "", path: pathOf(field) })),
    condition: foldCondition<Condition>(rule.condition, {
      atom: (atom) => toAtom(atom, indexOf),
      not: (condition) => ["not", condition],
      count: (allowed, conditions) => {
        const [first, ...others] = allowed.map(
          ([least, most]): Condition => ["count", least, Math.min(most, conditions.length), conditions],
        );
        if (first !== undefined && others.length === 0) return first;
        return ["all-or-none", conditions];
      },
    }),
  };
}

type IndexOf = (field: Field) => number;

function toAtom(atom: Atom, indexOf: IndexOf): Condition {
  switch (atom.kind) {
    case "present":
      return ["set", indexOf(atom.field)];
    case "equals":
      return [
        "in",
        indexOf(atom.field),
        [...atom.values].filter((value) => typeof value === "string" || typeof value === "boolean"),
      ];
    case "like":
      return ["like", indexOf(atom.field), atom.pattern];
    case "compare":
      return ["number", indexOf(atom.field), atom.operator, atom.value];
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

import { type BoundSentence, fieldOf } from "../../language/bind.ts";
import { type Domain, type Field, fieldId } from "../../language/field.ts";
import type { Atom, Dependency, Operation, PredefinedForm, Predicate, Reference } from "../../language/model.ts";
import { explainDependency, plain } from "../../language/words.ts";
import type { Condition, Rule, RuleField, Operation as RuleOperation } from "../../runtime/rule.ts";

/**
 * A sentence as data for a generated validator.
 *
 * @param pathOf from the object in which the rule stands to a field
 */
export function toRule(bound: BoundSentence, pathOf: (field: Field) => readonly string[]): Rule {
  const { dependency, text } = bound.sentence;
  const fields = new Map<string, { readonly index: number; readonly field: RuleField }>();
  const indexOf = (reference: Reference): number => {
    const field = fieldOf(bound, reference);
    const known = fields.get(fieldId(field));
    if (known !== undefined) return known.index;
    const index = fields.size;
    fields.set(fieldId(field), { index, field: { name: reference.name, path: pathOf(field) } });
    return index;
  };
  const condition = toCondition(dependency, indexOf, (reference) => fieldOf(bound, reference).domain);
  return {
    sentence: text,
    demand: explainDependency(dependency, plain).replace(/\.$/, ""),
    fields: [...fields.values()].map(({ field }) => field),
    condition,
    ...(isComparison(dependency) && { unlessAbsent: true }),
  };
}

function isComparison({ kind }: Dependency): boolean {
  return kind === "relational" || kind === "arithmetic";
}

type IndexOf = (reference: Reference) => number;
type DomainOf = (reference: Reference) => Domain;

function toCondition(node: Dependency | Predicate, indexOf: IndexOf, domainOf: DomainOf): Condition {
  const convert = (part: Predicate): Condition => toCondition(part, indexOf, domainOf);
  switch (node.kind) {
    case "conditional":
      return ["count", 1, 2, [["not", convert(node.condition)], convert(node.consequence)]];
    case "not":
      return ["not", convert(node.operand)];
    case "and":
      return ["count", node.operands.length, node.operands.length, node.operands.map(convert)];
    case "or":
      return ["count", 1, node.operands.length, node.operands.map(convert)];
    case "predefined":
      return toCount(node.form, node.operands.map(convert));
    default:
      return toAtom(node, indexOf, domainOf);
  }
}

function toCount(form: PredefinedForm, parts: readonly Condition[]): Condition {
  switch (form) {
    case "Or":
      return ["count", 1, parts.length, parts];
    case "OnlyOne":
      return ["count", 1, 1, parts];
    case "ZeroOrOne":
      return ["count", 0, 1, parts];
    case "AllOrNone":
      return ["all-or-none", parts];
  }
}

function toAtom(atom: Atom, indexOf: IndexOf, domainOf: DomainOf): Condition {
  switch (atom.kind) {
    case "presence":
      return ["set", indexOf(atom.parameter)];
    case "string-equality":
      return ["in", indexOf(atom.parameter), atom.values.map(({ value }) => value)];
    case "boolean-equality":
      return ["in", indexOf(atom.parameter), [atom.value]];
    case "like":
      return ["like", indexOf(atom.parameter), atom.pattern];
    case "number-comparison":
      return ["number", indexOf(atom.parameter), atom.operator, atom.value];
    case "relational": {
      const dates = [atom.left, atom.right].every((reference) => mayBeDate(domainOf(reference)));
      const [left, right] = [indexOf(atom.left), indexOf(atom.right)];
      return ["relation", left, atom.operator, right, dates ? "dates" : "values"];
    }
    case "arithmetic":
      return ["arithmetic", toOperation(atom.operation, indexOf), atom.operator, atom.value];
  }
}

function mayBeDate(domain: Domain): boolean {
  return domain.kind === "any" || (domain.kind === "string" && domain.date);
}

function toOperation(operation: Operation, indexOf: IndexOf): RuleOperation {
  return operation.kind === "operand"
    ? indexOf(operation.parameter)
    : [operation.operator, toOperation(operation.left, indexOf), toOperation(operation.right, indexOf)];
}

/** From the request, `{ params, body }`, to a field. */
export function requestPath(path: readonly string[]): readonly string[] {
  return path[0] === "body" ? path : ["params", ...path];
}

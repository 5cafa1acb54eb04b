import { type BoundSentence, fieldOf } from "../../language/bind.ts";
import { type Domain, type Field, fieldId } from "../../language/field.ts";
import type { Atom, Dependency, Operation, PredefinedForm, Predicate, Reference } from "../../language/model.ts";
import { explainDependency, plain } from "../../language/words.ts";
import type { Condition, Rule, RuleField, Operation as RuleOperation } from "../../runtime/rule.ts";
import { countDemand } from "../../runtime/rule-words.ts";

/**
 * A sentence as data for a validator: its lowered form.
 *
 * @param pathOf from the object in which the rule stands to a field
 */
export function toRule(bound: BoundSentence, pathOf: (field: Field) => readonly string[]): Rule {
  const { dependency, text } = bound.sentence;
  const fields = new Map<string, { readonly index: number; readonly field: RuleField; readonly required: boolean }>();
  const indexOf = (reference: Reference): number => {
    const field = fieldOf(bound, reference);
    const known = fields.get(fieldId(field));
    if (known !== undefined) return known.index;
    const index = fields.size;
    fields.set(fieldId(field), {
      index,
      field: toField(reference.name, pathOf(field)),
      required: field.required,
    });
    return index;
  };
  const comparison = toCondition(dependency, indexOf, (reference) => fieldOf(bound, reference).domain);
  const listed = [...fields.values()].map(({ field }) => field);
  const condition = isComparison(dependency) ? unlessAbsent(comparison, listed.length) : comparison;
  const required = [...fields.values()].flatMap((field) => (field.required ? [field.index] : []));
  const rule = { sentence: text, fields: listed, condition, ...(required.length > 0 && { required }) };
  if (countDemand(rule, []) !== undefined) return rule;
  return { ...rule, demand: explainDependency(dependency, plain).replace(/\.$/, "") };
}

function toField(name: string, path: readonly string[]): RuleField {
  return path.length === 1 && path[0] === name ? name : [name, ...path];
}

/** A comparison that stands alone asks nothing of a request that lacks one of its fields. */
function unlessAbsent(comparison: Condition, fields: number): Condition {
  const present = Array.from({ length: fields }, (_, field) => field);
  return either(["not", allOf(present)], comparison);
}

function either(...parts: Condition[]): Condition {
  return ["count", [[1, parts.length]], parts];
}

function allOf(parts: readonly Condition[]): Condition {
  return ["count", [[parts.length, parts.length]], parts];
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
      return either(["not", convert(node.condition)], convert(node.consequence));
    case "not":
      return ["not", convert(node.operand)];
    case "and":
      return allOf(node.operands.map(convert));
    case "or":
      return either(...node.operands.map(convert));
    case "predefined":
      return toCount(node.form, node.operands.map(convert));
    default:
      return toAtom(node, indexOf, domainOf);
  }
}

function toCount(form: PredefinedForm, parts: readonly Condition[]): Condition {
  switch (form) {
    case "Or":
      return either(...parts);
    case "OnlyOne":
      return ["count", [[1, 1]], parts];
    case "ZeroOrOne":
      return ["count", [[0, 1]], parts];
    case "AllOrNone":
      return [
        "count",
        [
          [0, 0],
          [parts.length, parts.length],
        ],
        parts,
      ];
  }
}

function toAtom(atom: Atom, indexOf: IndexOf, domainOf: DomainOf): Condition {
  switch (atom.kind) {
    case "presence":
      return indexOf(atom.parameter);
    case "string-equality":
      return ["equals", indexOf(atom.parameter), atom.values.map(({ value }) => value)];
    case "boolean-equality":
      return ["equals", indexOf(atom.parameter), [atom.value]];
    case "like":
      return ["like", indexOf(atom.parameter), atom.pattern];
    case "number-comparison":
      return ["compare", indexOf(atom.parameter), atom.operator, atom.value];
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

import type { Domain, Field } from "./field.ts";
import { forms } from "./forms.ts";
import { nearest } from "./nearest.ts";
import { operationReferences, predicateAtoms, referencesOf } from "./references.ts";
import {
  type Atom,
  all,
  any,
  atomsOf,
  type Condition,
  distinctFields,
  type FieldOperation,
  fieldsOfAtom,
  not,
  type Rule,
  type RuleNotes,
} from "./rule.ts";
import type {
  Dependency,
  Operation,
  Predicate,
  PredicateAtom,
  Problem,
  Reference,
  Relational,
  Sentence,
  Span,
} from "./syntax.ts";
import { list } from "./words.ts";

/** The names that a sentence can use. */
export interface Scope {
  find(name: string): readonly Field[];
  /** Every known name, for suggestions. */
  readonly names: readonly string[];
  /** The object that has the names as properties; undefined for the whole request. */
  readonly object: Field | undefined;
  /** The scope in messages: "the operation", "the schema RestoreJob". */
  readonly title: string;
  /** What else to say where a name is unknown. */
  readonly hint?: string;
}

/**
 * Binds the names of a sentence to fields, and lowers it to a rule. What a sentence asks of a field must make
 * sense for its type.
 */
export function lowerSentence(
  sentence: Sentence,
  scope: Scope,
  notes: RuleNotes = {},
): { rule?: Rule; problems: Problem[] } {
  const problems: Problem[] = [];
  const names = new Map<string, Field>();
  for (const reference of referencesOf(sentence.dependency)) {
    const found = scope.find(reference.name);
    const [field] = found;
    if (field === undefined) problems.push({ message: unknownName(reference.name, scope), span: reference.span });
    else if (found.length > 1) problems.push({ message: ambiguousName(reference.name, found), span: reference.span });
    else names.set(reference.name, field);
  }
  for (const atom of predicateAtoms(sentence.dependency)) problems.push(...checkAtom(atom, names));
  return problems.length > 0 ? { problems } : { rule: lowerBound(sentence, names, scope.object, notes), problems };
}

/**
 * The rule of a sentence whose names are bound to fields.
 *
 * @param within the object that has the names as properties
 */
export function lowerBound(
  sentence: Sentence,
  names: ReadonlyMap<string, Field>,
  within: Field | undefined,
  notes: RuleNotes = {},
): Rule {
  const condition = lowerDependency(sentence.dependency, ({ name }) => {
    const field = names.get(name);
    if (field === undefined) throw new RangeError(`${name} is not bound`);
    return field;
  });
  const fields = distinctFields([...names.values()]);
  return { sentence, condition, names, fields, atoms: atomsOf(condition), within, notes };
}

type FieldOf = (reference: Reference) => Field;

function lowerDependency(dependency: Dependency, fieldOf: FieldOf): Condition {
  switch (dependency.kind) {
    case "conditional":
      return any([not(lowerPredicate(dependency.condition, fieldOf)), lowerPredicate(dependency.consequence, fieldOf)]);
    case "relational":
    case "arithmetic": {
      // A comparison on its own applies only to requests that have all of its fields.
      const comparison = lowerAtom(dependency, fieldOf);
      const present = fieldsOfAtom(comparison).map((field): Condition => ({ kind: "present", field }));
      return any([not(all(present)), comparison]);
    }
    default:
      return lowerPredicate(dependency, fieldOf);
  }
}

function lowerPredicate(predicate: Predicate, fieldOf: FieldOf): Condition {
  switch (predicate.kind) {
    case "not":
      return not(lowerPredicate(predicate.operand, fieldOf));
    case "and":
      return all(predicate.operands.map((operand) => lowerPredicate(operand, fieldOf)));
    case "or":
      return any(predicate.operands.map((operand) => lowerPredicate(operand, fieldOf)));
    case "predefined":
      return {
        kind: "count",
        allowed: forms[predicate.form].allowed(predicate.operands.length),
        conditions: predicate.operands.map((operand) => lowerPredicate(operand, fieldOf)),
      };
    default:
      return lowerAtom(predicate, fieldOf);
  }
}

function lowerAtom(atom: PredicateAtom, fieldOf: FieldOf): Atom {
  switch (atom.kind) {
    case "presence":
      return { kind: "present", field: fieldOf(atom.parameter) };
    case "string-equality":
      return { kind: "equals", field: fieldOf(atom.parameter), values: atom.values.map(({ value }) => value) };
    case "boolean-equality":
      return { kind: "equals", field: fieldOf(atom.parameter), values: [atom.value] };
    case "like":
      return { kind: "like", field: fieldOf(atom.parameter), pattern: atom.pattern };
    case "number-comparison":
      return { kind: "compare", field: fieldOf(atom.parameter), operator: atom.operator, value: atom.value };
    case "relational":
      return { kind: "relation", left: fieldOf(atom.left), operator: atom.operator, right: fieldOf(atom.right) };
    case "arithmetic":
      return {
        kind: "arithmetic",
        operation: lowerOperation(atom.operation, fieldOf),
        operator: atom.operator,
        value: atom.value,
      };
  }
}

function lowerOperation(operation: Operation, fieldOf: FieldOf): FieldOperation {
  if (operation.kind === "operand") return { kind: "operand", field: fieldOf(operation.parameter) };
  const { operator, left, right } = operation;
  return { kind: "binary", operator, left: lowerOperation(left, fieldOf), right: lowerOperation(right, fieldOf) };
}

function unknownName(name: string, scope: Scope): string {
  const similar = nearest(name, scope.names);
  const remedy =
    similar.length > 0 ? ` Did you mean ${similar.join(", ")}?` : ` It has ${scope.names.join(", ") || "none"}.`;
  return `Unknown name '${name}': ${scope.title} has no such parameter or property.${remedy}${scope.hint === undefined ? "" : ` ${scope.hint}`}`;
}

function ambiguousName(name: string, fields: readonly Field[]): string {
  return `'${name}' is ambiguous: it names ${list(fields.map(describePlace), "and")}. Rename all but one of them.`;
}

function describePlace({ path }: Field): string {
  return path[0] === "body"
    ? `the body property ${path.slice(1).join(".")}`
    : `the ${path[0]} parameter ${path.slice(1).join(".")}`;
}

function checkAtom(atom: PredicateAtom, fields: ReadonlyMap<string, Field>): Problem[] {
  const domainOf = (reference: Reference): Domain => fields.get(reference.name)?.domain ?? { kind: "any" };
  const mistake = (reference: Reference, comparison: string): Problem[] => {
    const { name, span } = reference;
    return [{ message: `'${name}' is ${describeDomain(domainOf(reference))}: it can't be ${comparison}.`, span }];
  };
  // An array that is compared with a value, or matched, holds such an item.
  const itemDomainOf = (reference: Reference): Domain => {
    const domain = domainOf(reference);
    return domain.kind === "array" ? domain.items : domain;
  };
  switch (atom.kind) {
    case "presence":
      return [];
    case "string-equality":
      if (!holds(itemDomainOf(atom.parameter), "string")) return mistake(atom.parameter, "compared with a string");
      return atom.values.flatMap((value) =>
        outsideEnum(itemDomainOf(atom.parameter), atom.parameter, value.value, value.span),
      );
    case "boolean-equality":
      return holds(itemDomainOf(atom.parameter), "boolean") ? [] : mistake(atom.parameter, "compared with a boolean");
    case "like":
      return holds(itemDomainOf(atom.parameter), "string") ? [] : mistake(atom.parameter, "matched with LIKE");
    case "number-comparison": {
      const domain = atom.operator === "==" ? itemDomainOf(atom.parameter) : domainOf(atom.parameter);
      if (!holds(domain, "number")) return mistake(atom.parameter, `compared with a number by '${atom.operator}'`);
      return atom.operator === "==" ? outsideEnum(domain, atom.parameter, atom.value, atom.span) : [];
    }
    case "arithmetic":
      return operationReferences(atom.operation).flatMap((reference) =>
        holds(domainOf(reference), "number") ? [] : mistake(reference, "part of an arithmetic operation"),
      );
    case "relational":
      return checkRelational(atom, domainOf(atom.left), domainOf(atom.right));
  }
}

function checkRelational(atom: Relational, left: Domain, right: Domain): Problem[] {
  const problem = (message: string): Problem[] => [
    { message, span: { start: atom.left.span.start, end: atom.right.span.end } },
  ];
  const kinds = (["string", "number", "boolean"] as const).filter((kind) => holds(left, kind) && holds(right, kind));
  if (kinds.length === 0) {
    return problem(
      `'${atom.left.name}' is ${describeDomain(left)} and '${atom.right.name}' is ${describeDomain(right)}: they can't be compared.`,
    );
  }
  const ordered = kinds.includes("number") || (kinds.includes("string") && isDate(left) && isDate(right));
  if (atom.operator !== "==" && atom.operator !== "!=" && !ordered) {
    return problem(
      `'${atom.left.name}' and '${atom.right.name}' can't be compared with '${atom.operator}': only numbers, and strings of format date or date-time, have an order. Use == or !=.`,
    );
  }
  return [];
}

function isDate(domain: Domain): boolean {
  return domain.kind === "any" || (domain.kind === "string" && domain.date);
}

function outsideEnum(domain: Domain, parameter: Reference, value: string | number, span: Span): Problem[] {
  if (domain.kind !== "finite" || domain.values.includes(value)) return [];
  const strings = domain.values.filter((member) => typeof member === "string");
  const similar = typeof value === "string" ? nearest(value, strings) : [];
  const remedy =
    similar.length > 0
      ? `Did you mean ${similar.map((member) => `'${member}'`).join(", ")}?`
      : `Expected one of: ${domain.values.map(quote).join(", ")}.`;
  return [{ message: `${quote(value)} isn't a value of '${parameter.name}'. ${remedy}`, span }];
}

function quote(value: unknown): string {
  return typeof value === "string" ? `'${value}'` : String(value);
}

/** Whether a field of this domain can hold a value of that type. */
function holds(domain: Domain, type: "string" | "number" | "boolean"): boolean {
  switch (domain.kind) {
    case "finite":
      return domain.values.some((value) => typeof value === type);
    case "any":
      return true;
    default:
      return domain.kind === type;
  }
}

function describeDomain(domain: Domain): string {
  switch (domain.kind) {
    case "finite":
      return `one of ${domain.values.map(quote).join(", ")}`;
    case "any":
      return "of any type";
    case "string":
      return domain.date ? "a date" : "a string";
    case "number":
      return domain.integer ? "an integer" : "a number";
    default:
      return `an ${domain.kind}`;
  }
}

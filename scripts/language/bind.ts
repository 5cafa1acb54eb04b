import { type Domain, type Field, fieldId } from "./field.ts";
import type { Atom, Problem, Reference, Sentence, Span } from "./model.ts";
import { nearest } from "./nearest.ts";
import { atomsOf, operationReferences, referencesOf } from "./references.ts";

/** A sentence whose names are known: which field each of them means. */
export interface BoundSentence {
  readonly sentence: Sentence;
  readonly fields: ReadonlyMap<string, Field>;
  /** The object in whose schema the sentence stands: it says nothing of a request that lacks it. */
  readonly within: Field | undefined;
}

/** What a name can mean at the place of a sentence. */
export interface Scope {
  find(name: string): readonly Field[];
  /** Every name that means something, for suggestions. */
  readonly names: readonly string[];
  /** The object whose properties the names are; undefined for those of the whole request. */
  readonly object: Field | undefined;
  /** How a problem calls the scope: "the operation", "the schema RestoreJob". */
  readonly title: string;
}

/** Looks each name up, and checks that what a sentence asks of a field is something that the field can be asked. */
export function bindSentence(sentence: Sentence, scope: Scope): { bound?: BoundSentence; problems: Problem[] } {
  const problems: Problem[] = [];
  const fields = new Map<string, Field>();
  for (const reference of referencesOf(sentence.dependency)) {
    const found = scope.find(reference.name);
    const [field] = found;
    if (field === undefined) problems.push({ message: unknownName(reference.name, scope), span: reference.span });
    else if (found.length > 1) problems.push({ message: ambiguousName(reference.name, found), span: reference.span });
    else fields.set(reference.name, field);
  }
  for (const atom of atomsOf(sentence.dependency)) problems.push(...checkAtom(atom, fields));
  return problems.length > 0 ? { problems } : { bound: { sentence, fields, within: scope.object }, problems };
}

export function fieldOf(bound: BoundSentence, reference: Reference): Field {
  const field = bound.fields.get(reference.name);
  if (field === undefined) throw new RangeError(`${reference.name} is not bound`);
  return field;
}

function unknownName(name: string, scope: Scope): string {
  const similar = nearest(name, scope.names);
  const remedy =
    similar.length > 0 ? ` Did you mean ${similar.join(", ")}?` : ` It has ${scope.names.join(", ") || "none"}.`;
  return `'${name}' names no parameter or property of ${scope.title}.${remedy}`;
}

function ambiguousName(name: string, fields: readonly Field[]): string {
  const places = [
    ...new Set(fields.map((field) => (field.path[0] === "body" ? "a body property" : `a ${field.path[0]} parameter`))),
  ];
  return `'${name}' is ambiguous: it names ${places.join(" and ")}. Rename one of them, IDL can't tell them apart.`;
}

function checkAtom(atom: Atom, fields: ReadonlyMap<string, Field>): Problem[] {
  const domainOf = (reference: Reference): Domain => fields.get(reference.name)?.domain ?? { kind: "any" };
  const mistake = (reference: Reference, comparison: string, place: Span = reference.span): Problem[] => [
    {
      message: `'${reference.name}' is ${describeDomain(domainOf(reference))}: it can't be ${comparison}.`,
      span: place,
    },
  ];
  switch (atom.kind) {
    case "presence":
      return [];
    case "string-equality":
      if (!holds(domainOf(atom.parameter), "string")) return mistake(atom.parameter, "compared with a string");
      return atom.values.flatMap((value) =>
        outsideEnum(domainOf(atom.parameter), atom.parameter, value.value, value.span),
      );
    case "boolean-equality":
      return holds(domainOf(atom.parameter), "boolean") ? [] : mistake(atom.parameter, "compared with a boolean");
    case "like":
      return holds(domainOf(atom.parameter), "string") ? [] : mistake(atom.parameter, "matched with LIKE");
    case "number-comparison":
      if (!holds(domainOf(atom.parameter), "number")) return mistake(atom.parameter, "compared with a number");
      return atom.operator === "==" ? outsideEnum(domainOf(atom.parameter), atom.parameter, atom.value, atom.span) : [];
    case "arithmetic":
      return operationReferences(atom.operation).flatMap((reference) =>
        holds(domainOf(reference), "number") ? [] : mistake(reference, "part of an arithmetic operation"),
      );
    case "relational":
      return checkRelational(atom, domainOf(atom.left), domainOf(atom.right));
  }
}

function checkRelational(atom: Extract<Atom, { kind: "relational" }>, left: Domain, right: Domain): Problem[] {
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
      `'${atom.left.name}' ${atom.operator} '${atom.right.name}' has no meaning: only numbers, and strings of format date or date-time, have an order. Use == or !=.`,
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
      : `It may be ${domain.values.map(quote).join(", ")}.`;
  return [{ message: `${quote(value)} is none of the values of '${parameter.name}'. ${remedy}`, span }];
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

/** The fields that a sentence depends on: those that it names, and the object in whose schema it stands. */
export function variableFieldsOf(bound: BoundSentence): readonly Field[] {
  return bound.within === undefined ? fieldsOf(bound) : [...fieldsOf(bound), bound.within];
}

const fieldLists = new WeakMap<BoundSentence, readonly Field[]>();

/** One sentence's fields, each once, in the order of its text. */
export function fieldsOf(bound: BoundSentence): readonly Field[] {
  const known = fieldLists.get(bound) ?? listFields(bound);
  fieldLists.set(bound, known);
  return known;
}

function listFields(bound: BoundSentence): Field[] {
  const fields = new Map<string, Field>();
  for (const reference of referencesOf(bound.sentence.dependency)) {
    const field = fieldOf(bound, reference);
    fields.set(fieldId(field), field);
  }
  return [...fields.values()];
}

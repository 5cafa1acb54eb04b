import { type Field, fieldId, type Value } from "./field.ts";
import type { Range } from "./forms.ts";
import type { RelationalOperator, Sentence } from "./syntax.ts";

/**
 * A rule: what a sentence means, over fields instead of names. This one form is what diagrams, the solver, validators and types
 * read; `foldCondition` is the walk that they share.
 */
export interface Rule {
  readonly sentence: Sentence;
  readonly condition: Condition;
  /** The names that the sentence uses, in the order of its text. */
  readonly names: ReadonlyMap<string, Field>;
  /** The fields of the condition, each once, in the order of the text. */
  readonly fields: readonly Field[];
  /** The atoms of the condition, in the order of the text. */
  readonly atoms: readonly Atom[];
  /** The object that the sentence is about: the rule doesn't apply to a request without it, or with null in its place. */
  readonly within: Field | undefined;
  /** What the author adds to the sentence. */
  readonly notes: RuleNotes;
  /** The keyword of JSON Schema that says the same, if nobody wrote the sentence. */
  readonly keyword?: string;
}

/** The parts of an entry `{ rule, id, message, description }` of `x-dependencies`. */
export interface RuleNotes {
  readonly id?: string;
  readonly message?: string;
  readonly description?: string;
}

/** A comparison holds only where all of its fields are present. */
export type Atom =
  | { readonly kind: "present"; readonly field: Field }
  | { readonly kind: "equals"; readonly field: Field; readonly values: readonly Value[] }
  | { readonly kind: "like"; readonly field: Field; readonly pattern: string }
  | { readonly kind: "compare"; readonly field: Field; readonly operator: RelationalOperator; readonly value: number }
  | { readonly kind: "relation"; readonly left: Field; readonly operator: RelationalOperator; readonly right: Field }
  | {
      readonly kind: "arithmetic";
      readonly operation: FieldOperation;
      readonly operator: RelationalOperator;
      readonly value: number;
    };

export type FieldOperation =
  | { readonly kind: "operand"; readonly field: Field }
  | {
      readonly kind: "binary";
      readonly operator: "+" | "-" | "*" | "/";
      readonly left: FieldOperation;
      readonly right: FieldOperation;
    };

/** `count`: as many of the conditions hold as one of the ranges allows. AND, OR, IF and every predefined form are counts. */
export type Condition =
  | Atom
  | { readonly kind: "not"; readonly condition: Condition }
  | { readonly kind: "count"; readonly allowed: readonly Range[]; readonly conditions: readonly Condition[] };

/** What a fold makes of each kind of condition. */
export interface ConditionFold<Result> {
  readonly atom: (atom: Atom) => Result;
  readonly not: (result: Result) => Result;
  readonly count: (allowed: readonly Range[], results: readonly Result[]) => Result;
}

export function foldCondition<Result>(condition: Condition, fold: ConditionFold<Result>): Result {
  switch (condition.kind) {
    case "not":
      return fold.not(foldCondition(condition.condition, fold));
    case "count":
      return fold.count(
        condition.allowed,
        condition.conditions.map((part) => foldCondition(part, fold)),
      );
    default:
      return fold.atom(condition);
  }
}

export function atomsOf(condition: Condition): readonly Atom[] {
  return foldCondition<readonly Atom[]>(condition, {
    atom: (atom) => [atom],
    not: (atoms) => atoms,
    count: (_, parts) => parts.flat(),
  });
}

/** The fields of an atom, in the order of its text. */
export function fieldsOfAtom(atom: Atom): readonly Field[] {
  switch (atom.kind) {
    case "relation":
      return [atom.left, atom.right];
    case "arithmetic":
      return fieldsOfOperation(atom.operation);
    default:
      return [atom.field];
  }
}

function fieldsOfOperation(operation: FieldOperation): readonly Field[] {
  return operation.kind === "operand"
    ? [operation.field]
    : [...fieldsOfOperation(operation.left), ...fieldsOfOperation(operation.right)];
}

/** The fields that decide the rule: those of its condition, and the object that it is about. */
export function variableFieldsOf({ fields, within }: Rule): readonly Field[] {
  return within === undefined ? fields : [...fields, within];
}

export function distinctFields(fields: readonly Field[]): Field[] {
  return [...new Map(fields.map((field) => [fieldId(field), field])).values()];
}

export const not = (condition: Condition): Condition => ({ kind: "not", condition });

export const all = (conditions: readonly Condition[]): Condition => ({
  kind: "count",
  allowed: [[conditions.length, conditions.length]],
  conditions,
});

export const any = (conditions: readonly Condition[]): Condition => ({
  kind: "count",
  allowed: [[1, conditions.length]],
  conditions,
});

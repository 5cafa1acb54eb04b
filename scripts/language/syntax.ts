import type { FormName } from "./forms.ts";

/**
 * The syntax tree of IDL sentences (Martin-Lopez, Segura, Ruiz-Cortés: "IDL4OAS", IEEE TSC 2021): what an author wrote, with names
 * that aren't bound to fields yet. `lower.ts` does that. Nothing in here knows OpenAPI, YAML or TypeScript.
 */

/** Offsets into the text that was parsed: `start` is the first character, `end` the one after the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const relationalOperators = ["<", ">", "<=", ">=", "==", "!="] as const;
export type RelationalOperator = (typeof relationalOperators)[number];

/** A parameter or body property, by the name the sentence gives it (without the brackets of `[Accept-Language]`). */
export interface Reference {
  readonly name: string;
  readonly span: Span;
}

export interface StringValue {
  readonly value: string;
  readonly span: Span;
}

/** `p` */
export interface Presence {
  readonly kind: "presence";
  readonly parameter: Reference;
}

/** `p=='a'|'b'` */
export interface StringEquality {
  readonly kind: "string-equality";
  readonly parameter: Reference;
  readonly values: readonly StringValue[];
}

/** `p==true` */
export interface BooleanEquality {
  readonly kind: "boolean-equality";
  readonly parameter: Reference;
  readonly value: boolean;
}

/** `p LIKE 'x*'` */
export interface Like {
  readonly kind: "like";
  readonly parameter: Reference;
  readonly pattern: string;
}

/** `p>=3` */
export interface NumberComparison {
  readonly kind: "number-comparison";
  readonly parameter: Reference;
  readonly operator: RelationalOperator;
  readonly value: number;
  readonly span: Span;
}

/** `a<=b` */
export interface Relational {
  readonly kind: "relational";
  readonly left: Reference;
  readonly operator: RelationalOperator;
  readonly right: Reference;
}

/** `a+b*c<=10`; the usual precedence, from left to right */
export interface Arithmetic {
  readonly kind: "arithmetic";
  readonly operation: Operation;
  readonly operator: RelationalOperator;
  readonly value: number;
}

export type Operation =
  | { readonly kind: "operand"; readonly parameter: Reference }
  | {
      readonly kind: "binary";
      readonly operator: "+" | "-" | "*" | "/";
      readonly left: Operation;
      readonly right: Operation;
    };

export interface Not {
  readonly kind: "not";
  readonly operand: Predicate;
}

export interface Junction {
  readonly kind: "and" | "or";
  readonly operands: readonly Predicate[];
}

export interface Predefined {
  readonly kind: "predefined";
  readonly form: FormName;
  readonly operands: readonly Predicate[];
}

export type PredicateAtom =
  | Presence
  | StringEquality
  | BooleanEquality
  | Like
  | NumberComparison
  | Relational
  | Arithmetic;

export type Predicate = PredicateAtom | Not | Junction | Predefined;

/** `IF condition THEN consequence` */
export interface Conditional {
  readonly kind: "conditional";
  readonly condition: Predicate;
  readonly consequence: Predicate;
}

/**
 * What may be a sentence. An author's is one of `Relational | Arithmetic | Conditional | Predefined`, or a `not` before a predefined
 * form; one that is read from keywords of JSON Schema may be any predicate.
 */
export type Dependency = Conditional | Predicate;

/** One sentence: its meaning, and the words of its author, untouched. */
export interface Sentence {
  readonly dependency: Dependency;
  readonly text: string;
  readonly span: Span;
}

/** A mistake in a text, at its place in that text. */
export interface Problem {
  readonly message: string;
  readonly span: Span;
}

/** The data of a rule, as a generated validator holds it: a sentence whose names have become paths. */

export type RelationalOperator = "<" | ">" | "<=" | ">=" | "==" | "!=";

/** A field that a rule speaks of, by its index in `Rule.fields`. */
export type FieldIndex = number;

export type Operation = FieldIndex | readonly ["+" | "-" | "*" | "/", Operation, Operation];

export type Condition =
  | readonly ["set", FieldIndex]
  /** Present and equal to one of the values. */
  | readonly ["in", FieldIndex, readonly (string | boolean)[]]
  | readonly ["like", FieldIndex, string]
  /** `p >= 3` */
  | readonly ["number", FieldIndex, RelationalOperator, number]
  /** `a <= b`; dates are compared as instants. */
  | readonly ["relation", FieldIndex, RelationalOperator, FieldIndex, "values" | "dates"]
  | readonly ["arithmetic", Operation, RelationalOperator, number]
  | readonly ["not", Condition]
  /** So many of the conditions hold, `least` to `most`. */
  | readonly ["count", number, number, readonly Condition[]]
  | readonly ["all-or-none", readonly Condition[]];

export interface RuleField {
  /** The name that the sentence uses. */
  readonly name: string;
  /** From the object in which the rule stands: the request, or the object of a schema. */
  readonly path: readonly string[];
}

export interface Rule {
  /** As its author wrote it. */
  readonly sentence: string;
  /** What it demands, in words, without a full stop. */
  readonly demand: string;
  readonly fields: readonly RuleField[];
  readonly condition: Condition;
  /** A comparison that stands alone asks nothing of a request that lacks one of its fields. */
  readonly unlessAbsent?: boolean;
}

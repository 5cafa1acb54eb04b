/** A rule as a generated module holds it: the lowered form of a sentence, with its names as paths. */

export type RelationalOperator = "<" | ">" | "<=" | ">=" | "==" | "!=";

/** A field that a rule names, by its index in `Rule.fields`. */
export type FieldIndex = number;

export type Operation = FieldIndex | readonly ["+" | "-" | "*" | "/", Operation, Operation];

export type Condition =
  /** The field is present. */
  | FieldIndex
  /** Present and equal to one of the values; of a list, one of its items is. The same holds for `like` and `compare`. */
  | readonly ["equals", FieldIndex, readonly (string | number | boolean)[]]
  | readonly ["like", FieldIndex, string]
  /** `p >= 3`; `p == 3` is `equals`. */
  | readonly ["compare", FieldIndex, Exclude<RelationalOperator, "==">, number]
  /** `a <= b`, both present; dates are compared as instants. */
  | readonly ["relation", FieldIndex, RelationalOperator, FieldIndex, "values" | "dates"]
  | readonly ["arithmetic", Operation, RelationalOperator, number]
  | readonly ["not", Condition]
  /** How many of the conditions hold lies in one of the ranges, `[least, most]`. */
  | readonly ["count", readonly (readonly [number, number])[], readonly Condition[]];

/** The numbers that a schema allows, or the texts of points in time that have a format. */
export interface Scale {
  readonly format?: "date" | "date-time";
  /** All of them. */
  readonly values?: readonly number[];
  /** Whose multiples they are. */
  readonly step?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/** The name that the sentence uses and, unless it is the same, the path from the object in which the rule stands. */
export type RuleField = string | readonly [name: string, ...path: string[]];

export interface Rule {
  /** As its author wrote it. */
  readonly sentence: string;
  readonly fields: readonly RuleField[];
  /** The path of the object that holds all of its fields, unless it is that in which the rule stands. */
  readonly holder?: readonly string[];
  readonly condition: Condition;
  /** What it requires, in words, without a full stop. */
  readonly requirement: string;
  /** Which fields of an object its words list: those that are set, or those that are missing, too. Without it, values are shown as well. */
  readonly shows?: "set" | "set and missing";
  /** The fields that are compared with something, by their indexes: their values are shown. */
  readonly compared?: readonly FieldIndex[];
  /** The fields that can't be left out, by their indexes. */
  readonly required?: readonly FieldIndex[];
  /** What the fields that are compared by their order may be set to, by their indexes. */
  readonly scales?: readonly (readonly [FieldIndex, Scale])[];
  /** The compared fields that are lists, by their indexes. */
  readonly lists?: readonly FieldIndex[];
  readonly id?: string;
  /** What its author wants to be said when it is broken. */
  readonly message?: string;
}

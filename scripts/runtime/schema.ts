import type { Rule } from "./rule.ts";

/**
 * What a generated module holds for the runtime: JSON as text, which engines load faster than code and which is read on first use,
 * and the data that it refers to by their indexes here. What leads back to itself is referred to by a function.
 */
export type Data = readonly [text: string, ...used: (Data | (() => Data))[]];

/**
 * A JSON Schema (2020-12). A number is the index of a schema in the data that this one stands in. It has `properties` if something
 * is to check of objects, and `minItems` or another keyword of lists if something is of lists.
 */
export type Schema = boolean | number | SchemaObject;

export interface SchemaObject {
  readonly $ref?: Schema;
  readonly type?: string | readonly string[];
  /** `const` is an `enum` of one value. */
  readonly enum?: readonly unknown[];
  readonly multipleOf?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: Pattern;
  readonly format?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly prefixItems?: readonly Schema[];
  readonly items?: Schema;
  readonly contains?: Schema;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly unevaluatedItems?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: readonly (readonly [Pattern, Schema])[];
  readonly additionalProperties?: Schema;
  readonly propertyNames?: Schema;
  readonly required?: readonly string[];
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly dependentSchemas?: Readonly<Record<string, Schema>>;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly unevaluatedProperties?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  readonly rules?: readonly Rule[];
  /** Whether objects or lists may have parts at which no keyword looks: that these are plain data is asked apart. */
  readonly hasUnseen?: true;
}

/** A regular expression, and how to match it in linear time where a backtracking engine wouldn't. */
export type Pattern = string | readonly [pattern: string, matching: Matching];

export type Matching =
  /** `^[class]{least,most}$` */
  | readonly ["class", string, number, number | null]
  /** An automaton. */
  | readonly ["table", PatternTable]
  /** All of the patterns match, or with `true` don't. */
  | readonly ["all", readonly (readonly [isNegated: boolean, pattern: Pattern])[]];

/** An automaton: for each state its steps to others, `[first, last, target]` with code points; it begins in state 0. */
export interface PatternTable {
  readonly steps: readonly (readonly (readonly [number, number, number])[])[];
  readonly finals: readonly number[];
}

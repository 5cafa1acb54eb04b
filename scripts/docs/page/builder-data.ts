import type { CallTemplate } from "./written-call.ts";

/** What the request builder knows of one operation. */
export interface BuilderOperation {
  /** The id of the operation's section in the page. */
  readonly id: string;
  readonly template: CallTemplate;
  readonly fields: readonly BuilderField[];
  readonly examples: readonly BuilderExample[];
  /** Paths of the objects that every request has. */
  readonly objects: readonly (readonly string[])[];
  readonly choices: readonly BuilderChoice[];
  readonly rules: readonly { readonly words: string; readonly fields: readonly number[] }[];
}

export interface BuilderField {
  /** Within the request: `["body", "delivery", "methodName"]`, `["params", "query", "limit"]`. */
  readonly path: readonly string[];
  readonly name: string;
  readonly kind: FieldKind;
  /** Of a choice, or of a list of choices. */
  readonly values: readonly (string | number | boolean | null)[];
  readonly required: boolean;
  /** Whether one of several schemas for the object that holds it requires it. */
  readonly requiredBySome: boolean;
  readonly description: string;
  readonly callouts: readonly { readonly kind: string; readonly text: string }[];
  readonly example: unknown;
}

export type ScalarKind = "text" | "number" | "choice";

/** How a value is typed: as a scalar, as a list of scalars, as a text of several lines, or else as JSON. */
export type FieldKind = ScalarKind | "longText" | "json" | { readonly list: ScalarKind };

/** A request that the description shows. */
export interface BuilderExample {
  readonly title: string;
  readonly description: string;
  readonly body: unknown;
}

/** A request follows one of the variants: what each says of the fields. */
export interface BuilderChoice {
  /** Indices into the fields of the operation. */
  readonly fields: readonly number[];
  readonly variants: readonly (readonly BuilderCell[])[];
}

export interface BuilderCell {
  readonly presence: "required" | "optional" | "forbidden";
  readonly values?: readonly unknown[];
}

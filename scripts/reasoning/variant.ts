import type { Field, Value } from "../language/field.ts";

/** What a variant says of one field. */
export interface FieldRule {
  readonly field: Field;
  /** `required`: must be set; `forbidden`: must not; `optional`: may. */
  readonly presence: "required" | "forbidden" | "optional";
  /** The values it may have, if the rules narrow them. */
  readonly values: readonly Value[] | undefined;
}

/** One kind of request that the rules allow: a rule for each field that they name. */
export interface Variant {
  readonly name: string;
  readonly rules: readonly FieldRule[];
}

import type { InvalidField } from "./atlas-api-error.ts";
import { nameErrorClass } from "./error-name.ts";

/** One rule that a request breaks. */
export interface Violation {
  /** The part of the request that the rule is about, as a path into the body with dots; `""` for the body itself. */
  readonly path: string;
  /** The fields involved, as paths into the body. */
  readonly fields: readonly string[];
  /** What is wrong and how to mend it. */
  readonly message: string;
  /** The rule in IDL, as the OpenAPI document states it, if it is one of its rules. */
  readonly sentence: string | undefined;
}

/**
 * The request breaks rules that are known beforehand: **nothing was sent.** Mend it and call again.
 *
 * The client's option `validate: false` turns these checks off.
 */
export class RequestInvalidError extends Error {
  static {
    nameErrorClass(RequestInvalidError, "RequestInvalidError");
  }

  /** What is wrong with which field, in the shape of Atlas's `badRequestDetail.fields`. */
  readonly fields: readonly InvalidField[];
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    super(`The request was not sent, for it is invalid. ${violations.map(describe).join(" ")}`);
    this.violations = violations;
    this.fields = violations.flatMap(({ path, fields, message }) =>
      (fields.length === 0 ? [path] : fields).map((field) => ({ field, description: message })),
    );
  }
}

function describe({ path, fields, message, sentence }: Violation): string {
  const where = fields.length === 0 ? path : fields.join(", ");
  return `${where === "" ? "" : `${where}: `}${message}${sentence === undefined ? "" : ` (rule: ${sentence})`}`;
}

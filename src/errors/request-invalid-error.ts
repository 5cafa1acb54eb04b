import type { Violation } from "../generated.ts";
import type { InvalidField } from "./atlas-api-error.ts";
import { nameErrorClass } from "./error-name.ts";

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
    super(`The request was not sent, for it is invalid. ${violations.map(({ message }) => message).join(" ")}`);
    this.violations = violations;
    this.fields = violations.flatMap(({ fields, message }) => fields.map((field) => ({ field, description: message })));
  }
}

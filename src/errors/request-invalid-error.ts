import type { Violation } from "../generated.ts";
import type { InvalidField } from "./atlas-api-error.ts";
import { nameErrorClass, RestoreJobsError } from "./restore-jobs-error.ts";

/**
 * The request breaks rules that are known beforehand: **nothing was sent.** Fix it and call again.
 *
 * The client's option `validate: false` turns the checks off, except that a body must be a JSON object.
 */
export class RequestInvalidError extends RestoreJobsError {
  static {
    nameErrorClass(RequestInvalidError, "RequestInvalidError");
  }

  readonly code = "REQUEST_INVALID";
  /** What is wrong with which field, in the shape of Atlas's `badRequestDetail.fields`. */
  readonly fields: readonly InvalidField[];
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    super(`The request is invalid and was not sent. ${violations.map(({ message }) => message).join(" ")}`);
    this.violations = violations;
    this.fields = violations.flatMap(({ fields, message }) => fields.map((field) => ({ field, description: message })));
  }
}

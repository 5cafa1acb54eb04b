import { RequestInvalidError } from "../errors/request-invalid-error.ts";
import type { RequestValidator, Violation } from "../generated.ts";

/**
 * Checks a request by the generated validator of its operation, and for what else is known beforehand.
 *
 * @param others What no schema and no rule can say.
 * @throws {RequestInvalidError} with everything that is wrong.
 */
export function checkBeforeSending(
  validate: RequestValidator,
  request: { readonly params: object; readonly body?: object },
  others: readonly Violation[] = [],
): void {
  const violations = [...validate(request), ...others];
  if (violations.length > 0) {
    throw new RequestInvalidError(violations);
  }
}

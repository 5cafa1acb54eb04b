import { RequestInvalidError } from "../errors/request-invalid-error.ts";
import type { RequestBody } from "../generated.ts";
import { checkRestoreWindow } from "./check-restore-window.ts";

/**
 * Checks a restore request for all that is known beforehand.
 *
 * @param now Milliseconds since the UNIX epoch.
 * @throws {RequestInvalidError} with everything that is wrong.
 */
export function checkBeforeSending(body: RequestBody<"createGroupClusterRestoreJob">, now: number): void {
  const violations = checkRestoreWindow(body, now);
  if (violations.length > 0) {
    throw new RequestInvalidError(violations);
  }
}

import { nameErrorClass, RestoreJobsError } from "./restore-jobs-error.ts";

/**
 * `"token"`: no usable credentials are available; nothing was sent to the operation.
 * `"request"`: the operation itself refused the credentials (401).
 * `"revoke"`: the access token couldn't be revoked.
 */
export type AuthenticationStep = "token" | "request" | "revoke";

/**
 * Credentials are missing, unusable or refused. The operation was not carried out, so it is safe to call again.
 *
 * `cause` is an {@link AtlasApiError} if the operation answered 401 or the token endpoint answered with an error
 * (`errorCode` and `detail` are then OAuth's `error` and `error_description`), a {@link ConnectionError} if the token
 * endpoint couldn't be reached; otherwise a copy of the fault with its name, message, code and stack and no other field.
 */
export class AuthenticationError extends RestoreJobsError {
  static {
    nameErrorClass(AuthenticationError, "AuthenticationError");
  }

  readonly code = "AUTHENTICATION_FAILED";
  readonly step: AuthenticationStep;

  constructor(step: AuthenticationStep, message: string, options?: { cause: unknown }, requestId?: string) {
    super(message, requestId ?? requestIdOf(options?.cause), options);
    this.step = step;
  }
}

function requestIdOf(cause: unknown): string | undefined {
  return cause instanceof RestoreJobsError ? cause.requestId : undefined;
}

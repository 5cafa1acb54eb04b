import { nameErrorClass } from "./error-name.ts";

/**
 * `"token"`: no usable credentials could be got, nothing was sent to the operation.
 * `"request"`: the operation itself refused the credentials (401).
 * `"revoke"`: the access token could not be revoked.
 */
export type AuthenticationStep = "token" | "request" | "revoke";

/**
 * Credentials are missing, unusable or refused. The operation was not carried out, so calling again is safe.
 *
 * `cause` is the {@link AtlasApiError} if the operation answered 401 or the token endpoint answered with an error
 * (`errorCode` and `detail` are then OAuth's `error` and `error_description`); otherwise a copy of the fault that has its name,
 * message, code and stack but no other field, so that nothing secret comes along.
 */
export class AuthenticationError extends Error {
  static {
    nameErrorClass(AuthenticationError, "AuthenticationError");
  }

  readonly step: AuthenticationStep;

  constructor(step: AuthenticationStep, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.step = step;
  }
}

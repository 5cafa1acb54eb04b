/**
 * Which error it is, for programs: stable across versions, unlike messages, and usable where `instanceof` isn't (two
 * copies of the package, another realm).
 */
export type RestoreJobsErrorCode =
  | "REQUEST_INVALID"
  | "API_ERROR"
  | "AUTHENTICATION_FAILED"
  | "CONNECTION_FAILED"
  | "OUTCOME_UNKNOWN"
  | "RESTORE_JOB_FAILED"
  | "WAIT_TIMED_OUT";

/** The base of every error that this package defines. */
export abstract class RestoreJobsError extends Error {
  abstract readonly code: RestoreJobsErrorCode;
  /** The id that the server gave the request, for a support case; `undefined` without an answer that has one. */
  readonly requestId: string | undefined;

  constructor(message: string, requestId?: string, options?: { cause: unknown }) {
    super(message, options);
    this.requestId = requestId;
  }
}

/**
 * Gives an error class its `name` on the prototype, where the built-in errors have theirs: the first line of a stack
 * shows it, a minifier can't change it, and `JSON.stringify` and `util.inspect` don't repeat it.
 */
export function nameErrorClass(errorClass: { readonly prototype: Error }, name: string): void {
  Object.defineProperty(errorClass.prototype, "name", { value: name, configurable: true, writable: true });
}

/** Which request an error is about. Has neither headers nor body nor query, and so no secret. */
export interface RequestSummary {
  readonly method: string;
  /** Origin and path, without the query. */
  readonly url: string;
}

import type { Violation } from "../generated.ts";

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
  /** The id that the server gave the request, which support asks for; `undefined` if no response has one. */
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

/** Joins sentences, and leaves out empty ones. */
export function joinSentences(...sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

/** Which request an error is about. Has neither headers nor body nor query, and so no secret. */
export interface RequestSummary {
  readonly method: string;
  /** Origin and path, without the query. */
  readonly url: string;
}

/** One violation in a request, as in Atlas's `badRequestDetail.fields`. `field` is a path into the body. */
export interface InvalidField {
  readonly field: string;
  readonly description: string;
}

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
    const [first, ...others] = violations.map(({ message }) => message);
    const list = others.length === 0 ? ` ${first}` : [first, ...others].map((message) => `\n- ${message}`).join("");
    super(`The request is invalid and was not sent.${list}`);
    this.violations = violations;
    this.fields = violations.flatMap(({ fields, message }) => fields.map((field) => ({ field, description: message })));
  }
}

/**
 * `"token"`: no usable credentials are available; nothing was sent to the operation.
 * `"request"`: the operation itself refused the credentials (401).
 * `"revoke"`: the access token couldn't be revoked.
 */
export type AuthenticationStep = "token" | "request" | "revoke";

/**
 * Credentials are missing, unusable or refused. The operation was not carried out, so it is safe to call again.
 *
 * `cause` is an {@link AtlasApiError} if the operation returned 401 or the token endpoint returned an error
 * (`errorCode` and `detail` are then OAuth's `error` and `error_description`), a {@link ConnectionError} if the token
 * endpoint couldn't be reached; otherwise a copy of the fault with its name, message, code and stack and no other field.
 */
export class AuthenticationError extends RestoreJobsError {
  static {
    nameErrorClass(AuthenticationError, "AuthenticationError");
  }

  readonly code = "AUTHENTICATION_FAILED";
  readonly step: AuthenticationStep;

  constructor(step: AuthenticationStep, message: string, options?: { cause: unknown }) {
    super(message, requestIdOf(options?.cause), options);
    this.step = step;
  }
}

/** The request id of the error that another one is thrown because of. */
export function requestIdOf(cause: unknown): string | undefined {
  return cause instanceof RestoreJobsError ? cause.requestId : undefined;
}

/** What the two errors for a missing or unusable response are made of. */
export interface MissingResponse {
  /** What happened instead, as the beginning of a sentence: `"the connection failed (…)"`. */
  readonly why: string;
  readonly request: RequestSummary;
  readonly cause?: unknown;
  /** Of the response that can't be used, if one came. */
  readonly requestId?: string | undefined;
  /** Sentences about earlier tries, and the reason for not trying again. */
  readonly history?: string;
}

/**
 * No usable response came, and **nothing has changed in Atlas**: either nothing was sent, or the request only reads (a
 * broken connection, the time limit, a 2xx response with a body that can't be used). It is safe to call again.
 *
 * That nothing was sent must be proven: a refused connection, a host name without address, a TLS handshake or a proxy's
 * CONNECT that failed. Only a runtime that reports such causes (Node does) allows the proof; elsewhere a POST that failed
 * on the network ends in an {@link OutcomeUnknownError}.
 */
export class ConnectionError extends RestoreJobsError {
  static {
    nameErrorClass(ConnectionError, "ConnectionError");
  }

  readonly code = "CONNECTION_FAILED";
  readonly request: RequestSummary;

  constructor({ why, request, cause, requestId, history = "" }: MissingResponse) {
    const what = `${request.method} ${request.url} got no usable response: ${why}. Nothing has changed in Atlas.`;
    super(joinSentences(what, history), requestId, { cause });
    this.request = request;
  }
}

/**
 * The request may have been received, and no response says what became of it: **it may have been carried out**, so that for
 * a create the restore job may exist.
 *
 * Thrown for a request that changes something (POST), after it was handed to `fetch`: for a broken connection, the time
 * limit, an abort by the caller's signal, a status that doesn't prove that nothing changed (5xx, 408, 409, 301 to 303 …),
 * a 2xx response with a body that is missing, cut off, too big or not a list of restore jobs with one at least, and a
 * `fetch` that gives no `Response`. `cause` says which: an {@link AtlasApiError} for an error status, the signal's reason
 * for an abort, a `TimeoutError` for the time limit, else a copy of the fault.
 *
 * Look before you call again (`findRestoreJob(client, cluster, body, error.sentAt)`): a second automated restore deletes
 * the target's data again.
 */
export class OutcomeUnknownError extends RestoreJobsError {
  static {
    nameErrorClass(OutcomeUnknownError, "OutcomeUnknownError");
  }

  readonly code = "OUTCOME_UNKNOWN";
  readonly request: RequestSummary;
  /** When the request was handed to `fetch`, by this machine's clock. */
  readonly sentAt: Date;

  /** @param warning What may have happened and what to do about it, in sentences. */
  constructor({ why, request, cause, requestId, history = "" }: MissingResponse, sentAt: Date, warning: string) {
    const what = `${request.method} ${request.url} was sent, but ${why}.`;
    super(joinSentences(what, warning, history), requestId, { cause });
    this.request = request;
    this.sentAt = sentAt;
  }
}

import { nameErrorClass, type RequestSummary, RestoreJobsError } from "./restore-jobs-error.ts";

/** What the two errors for a missing or unusable answer are made of. */
export interface MissingAnswer {
  /** What happened instead, as the beginning of a sentence: `"the connection failed (…)"`. */
  readonly why: string;
  readonly request: RequestSummary;
  readonly cause: unknown;
  /** Of the answer that can't be used, if one came. */
  readonly requestId: string | undefined;
  /** Sentences about earlier tries and why there is no other; may be empty. */
  readonly history: string;
}

/**
 * No usable answer came, and **nothing has changed in Atlas**: either nothing was sent, or the request only reads (a
 * broken connection, the time limit, a 2xx answer with a body that can't be used). It is safe to call again.
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

  constructor({ why, request, cause, requestId, history }: MissingAnswer) {
    const end = history === "" ? "" : ` ${history}`;
    super(
      `${request.method} ${request.url} got no usable answer: ${why}. Nothing has changed in Atlas.${end}`,
      requestId,
      { cause },
    );
    this.request = request;
  }
}

/**
 * The request may have been received, and no answer says what became of it: **it may have been carried out**, so that for
 * a create the restore job may exist.
 *
 * Thrown for a request that changes something (POST), after it was handed to `fetch`: for a broken connection, the time
 * limit, an abort by the caller's signal, a status that doesn't prove that nothing changed (5xx, 408, 409, 301 to 303 …),
 * and a 2xx answer with a body that is missing, cut off, too big or not a list of restore jobs. `cause` says which: an
 * {@link AtlasApiError} for an error status, the signal's reason for an abort, a `TimeoutError` for the time limit, else a
 * copy of the fault.
 *
 * Look before you call again (`findRestoreJob(client, cluster, body, error.sentAt)`): a second automated restore removes
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
  constructor({ why, request, cause, requestId, history }: MissingAnswer, sentAt: Date, warning: string) {
    const end = history === "" ? "" : ` ${history}`;
    super(`${request.method} ${request.url} was sent, but ${why}. ${warning}${end}`, requestId, { cause });
    this.request = request;
    this.sentAt = sentAt;
  }
}

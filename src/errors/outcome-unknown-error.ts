import { nameErrorClass } from "./error-name.ts";
import type { RequestSummary } from "./request-summary.ts";

/**
 * The request may have been received, and no usable answer came: **the restore job may exist.**
 *
 * Thrown for a request that changes something (POST), after it was handed to `fetch`, for: a broken connection, the
 * time limit, an abort by the caller's signal, a 5xx answer, a 303 or unreadable redirect, and a 2xx answer whose body
 * is missing, cut off, too big or not a list of restore jobs. `cause` says which: an {@link AtlasApiError} for an
 * answer with an error status, the signal's reason for an abort, a `TimeoutError` for the time limit, else the fault.
 *
 * Look before you call again (`findRestoreJob(client, cluster, body, error.sentAt)`): a second automated restore removes
 * the target's data again.
 */
export class OutcomeUnknownError extends Error {
  static {
    nameErrorClass(OutcomeUnknownError, "OutcomeUnknownError");
  }

  readonly request: RequestSummary;
  /** When the request was handed to `fetch`, by this machine's clock. */
  readonly sentAt: Date;

  /**
   * @param why What happened instead of an answer, as the beginning of a sentence: `"the connection broke"`.
   * @param story Sentences about earlier tries; may be empty.
   */
  constructor(why: string, request: RequestSummary, sentAt: Date, cause: unknown, story = "") {
    super(
      `${request.method} ${request.url} was sent, but ${why}. The restore job MAY EXIST. ` +
        `Before calling again, list the cluster's restore jobs (findRestoreJob does) and look for one created at or ` +
        `after ${sentAt.toISOString()}: an automated restore that runs twice removes the target's data twice.` +
        (story === "" ? "" : ` ${story}`),
      { cause },
    );
    this.request = request;
    this.sentAt = sentAt;
  }
}

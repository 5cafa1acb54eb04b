import { nameErrorClass } from "./error-name.ts";
import type { RequestSummary } from "./request-summary.ts";

/**
 * No usable answer came, and **nothing has changed in Atlas**: either the connection was never made, so that nothing
 * was sent, or the request only reads (a broken connection, the time limit, a 2xx answer with a body that can't be
 * used). Calling again is safe.
 *
 * Never made means proven: a refused connection, a host name without address, a certificate that was not accepted.
 * Only a runtime that reports such causes (Node does) allows the proof; elsewhere a POST that failed on the network
 * ends in an {@link OutcomeUnknownError}.
 */
export class ConnectionError extends Error {
  static {
    nameErrorClass(ConnectionError, "ConnectionError");
  }

  readonly request: RequestSummary;

  /**
   * @param why What happened instead of an answer, as the beginning of a sentence: `"the connection broke"`.
   * @param story Sentences about earlier tries and why there is no other; may be empty.
   */
  constructor(why: string, request: RequestSummary, cause: unknown, story = "") {
    const told = story === "" ? "" : ` ${story}`;
    super(`${request.method} ${request.url} got no usable answer: ${why}. Nothing has changed in Atlas.${told}`, {
      cause,
    });
    this.request = request;
  }
}

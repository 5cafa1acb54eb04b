import { nameErrorClass } from "./error-name.ts";
import type { RequestSummary } from "./request-summary.ts";

/**
 * No usable answer came, and **nothing has changed in Atlas**: either the connection was never made, so that nothing
 * was sent, or the request only reads. Calling again is safe.
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

  constructor(why: string, request: RequestSummary, cause: unknown) {
    super(`${request.method} ${request.url} got no answer: ${why}. Nothing has changed in Atlas.`, { cause });
    this.request = request;
  }
}

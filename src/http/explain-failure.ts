import { AuthenticationError } from "../errors/authentication-error.ts";
import { ConnectionError } from "../errors/connection-error.ts";
import { OutcomeUnknownError } from "../errors/outcome-unknown-error.ts";
import { summarizeRequest } from "../errors/request-summary.ts";
import type { Deadline } from "./deadline.ts";
import { copyFault, describeFault, provesNothingSent } from "./fault.ts";
import { OriginError } from "./origin-error.ts";
import type { Redactor } from "./redactor.ts";
import { changesNothing } from "./semantics.ts";
import { UnusableResponse } from "./unusable-response.ts";

/** What is known of one try while it runs. */
export interface Try {
  readonly request: Request;
  /** Which try of the call it is, from 1. */
  readonly number: number;
  readonly deadline: Deadline;
  /** The limit that the deadline stands for, in milliseconds: that of a try, or of the call in its last. */
  readonly limit: number;
  /** Whether the call's time is over when the deadline is. */
  readonly isLast: boolean;
  readonly redactor: Redactor;
  /** Since when the operation's request may have been carried out; `undefined` while it can't have been. */
  uncertainSince: Date | undefined;
}

/** A try that brought no answer. */
export interface Failure {
  readonly kind: "failure";
  /** Makes what the call rejects with. The story tells of earlier tries and may be empty. */
  readonly error: (story: string) => unknown;
  /** What kept the answer away, for a try that may be repeated: it changed nothing, and the next may fare better. */
  readonly passing: string | undefined;
}

/** Turns whatever ended a try into the error that tells the caller where things stand. */
export function explainFailure(fault: unknown, current: Try): Failure {
  const { deadline, limit, isLast, request, uncertainSince } = current;
  const mayHaveChanged = uncertainSince !== undefined && !changesNothing(request);
  if (isFinal(fault) && !mayHaveChanged) {
    return final(fault);
  }
  const cause = deadline.signal.aborted
    ? deadline.signal.reason
    : copyFault(fault, (text) => current.redactor.redact(text));
  const why = explainSilence(current, fault, cause);
  const summary = summarizeRequest(request);
  if (mayHaveChanged) {
    return {
      kind: "failure",
      error: (story) => new OutcomeUnknownError(why, summary, uncertainSince, cause, story),
      passing: undefined,
    };
  }
  if (deadline.signal.aborted && !deadline.timedOut()) {
    return final(cause);
  }
  if (uncertainSince !== undefined || provesNothingSent(fault)) {
    const passing = fault instanceof UnusableResponse || (isLast && deadline.timedOut()) ? undefined : why;
    return { kind: "failure", error: (story) => new ConnectionError(why, summary, cause, story), passing };
  }
  const failed = deadline.timedOut() ? `took longer than ${limit} ms` : "failed";
  return final(
    new AuthenticationError("token", `Getting credentials ${failed}, so nothing was carried out.`, { cause }),
  );
}

function final(error: unknown): Failure {
  return { kind: "failure", error: () => error, passing: undefined };
}

/** Errors that say all there is to say, unless something was sent before them. */
function isFinal(error: unknown): boolean {
  return error instanceof AuthenticationError || error instanceof OriginError;
}

/** Why no usable answer came, to follow "was sent, but". */
function explainSilence({ deadline, limit }: Try, fault: unknown, cause: unknown): string {
  if (deadline.timedOut()) {
    return `no complete answer came within ${limit} ms`;
  }
  if (deadline.signal.aborted) {
    return "the caller's signal aborted before the answer was complete";
  }
  if (fault instanceof UnusableResponse) {
    return fault.message;
  }
  const told = cause instanceof Error ? describeFault(cause) : String(cause);
  return provesNothingSent(fault) ? `no connection could be made (${told})` : `the connection failed (${told})`;
}

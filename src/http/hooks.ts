import type { ResponseSummary } from "../errors/atlas-api-error.ts";
import type { RequestSummary } from "../errors/restore-jobs-error.ts";

/** A request that is about to be sent: the operation's, or one for credentials. */
export interface RequestEvent extends RequestSummary {
  /** Which try of the call this belongs to, from 1. */
  readonly attempt: number;
}

/** The head of an answer: parsed values from a fixed list of headers. */
export interface ResponseEvent extends ResponseSummary {
  readonly request: RequestEvent;
  /** From sending the request to the head of the answer. */
  readonly milliseconds: number;
}

/** A try that failed, before the wait for the next. */
export interface RetryEvent extends RequestSummary {
  /** The try that failed, from 1. */
  readonly attempt: number;
  /** Why it is tried again, such as `the answer was 429`. */
  readonly reason: string;
  /** Milliseconds until the next try. */
  readonly wait: number;
  /** Of the answer that is tried again, if there was one. */
  readonly requestId: string | undefined;
}

/**
 * Functions for logging. What they get has no secret; what they return is ignored, what they throw too, and nothing waits
 * for them: a log that fails must neither stop a call nor make it look undone.
 */
export interface Hooks {
  readonly onRequest?: ((event: RequestEvent) => unknown) | undefined;
  readonly onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  readonly onRetry?: ((event: RetryEvent) => unknown) | undefined;
}

/** Calls a hook, whatever it does. The event is made only if somebody listens. */
export function notify<Event>(hook: ((event: Event) => unknown) | undefined, makeEvent: () => Event): void {
  if (hook === undefined) {
    return;
  }
  // An async function turns a throw and a rejection into one thing, which nobody hears of.
  const call = async (): Promise<unknown> => hook(makeEvent());
  call().catch(() => undefined);
}

import type { RequestSummary } from "../errors/request-summary.ts";
import { summarizeRequest } from "../errors/request-summary.ts";

/** A request on its way: the operation's, or one for credentials. Without query and body, so without secrets. */
export interface RequestEvent extends RequestSummary {
  /** By lower-case name. Only well-known harmless headers show their value, the others say `[redacted]`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Which try of the call this belongs to, from 1. */
  readonly attempt: number;
}

/** The head of an answer. */
export interface ResponseEvent {
  readonly request: RequestEvent;
  readonly status: number;
  /** As in {@link RequestEvent}. */
  readonly headers: Readonly<Record<string, string>>;
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
}

/**
 * Functions for logging. What they get holds no secret; what they return is ignored, what they throw too, and nothing
 * waits for them: a log that fails must neither stop a call nor make it look undone.
 */
export interface Hooks {
  readonly onRequest?: ((event: RequestEvent) => unknown) | undefined;
  readonly onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  readonly onRetry?: ((event: RetryEvent) => unknown) | undefined;
}

/** Headers that hold no secret. A list of those that do would miss the one that a proxy or a user invents. */
const HARMLESS: ReadonlySet<string> = new Set([
  "accept",
  "content-encoding",
  "content-length",
  "content-type",
  "date",
  "ratelimit-limit",
  "ratelimit-remaining",
  "retry-after",
  "user-agent",
  "x-request-id",
]);

/** Calls a hook, whatever it does. */
export function notify<Event>(hook: ((event: Event) => unknown) | undefined, makeEvent: () => Event): void {
  if (hook === undefined) {
    return;
  }
  // An async function turns a throw and a rejection into one thing, which nobody is to hear of.
  const call = async (): Promise<unknown> => hook(makeEvent());
  call().catch(() => undefined);
}

export function describeRequest(request: Request, attempt: number): RequestEvent {
  return { ...summarizeRequest(request), headers: redactHeaders(request.headers), attempt };
}

export function redactHeaders(headers: Headers): Record<string, string> {
  const shown: Record<string, string> = {};
  headers.forEach((value, name) => {
    shown[name] = HARMLESS.has(name) ? value : "[redacted]";
  });
  return shown;
}

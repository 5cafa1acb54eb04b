import type { ResponseSummary } from "../errors/atlas-api-error.ts";
import type { RequestSummary } from "../errors/restore-jobs-errors.ts";
import type { ResponseHead } from "./response.ts";

/** A request that is about to be sent: the operation's, or one for credentials. */
export interface RequestEvent extends RequestSummary {
  /** Which try of the call this belongs to, from 1. */
  readonly attempt: number;
  /** The id that the server gave the try before, so that a log shows which lines belong to one call. */
  readonly requestId: string | undefined;
}

/** The head of a response: parsed values from a fixed list of headers. */
export interface ResponseEvent extends ResponseSummary {
  readonly request: RequestEvent;
  /** From sending the request to the head of the response. */
  readonly milliseconds: number;
}

/** A try that failed, before the wait for the next. */
export interface RetryEvent extends RequestSummary {
  /** The try that failed, from 1. */
  readonly attempt: number;
  /** Why it is tried again, such as `the response was 429`. */
  readonly reason: string;
  /** Milliseconds until the next try. */
  readonly wait: number;
  /** Of the response that is tried again, if there was one. */
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
  // An async function turns a throw into a rejection, so one catch ignores both.
  const call = async (): Promise<unknown> => hook(makeEvent());
  call().catch(() => undefined);
}

type HeadersOf = Pick<ResponseHead["headers"], "get">;

/** Headers that name a request in the server's log; the first that is there counts. */
const REQUEST_IDS = ["x-request-id", "x-amzn-requestid", "x-correlation-id", "request-id"];

/** What such an id looks like: none needs to be longer or to have other characters. */
const REQUEST_ID = /^[\w.:/+=@-]{1,128}$/;

/** RFC 9110 section 8.3.1, of practical length */
const CONTENT_TYPE = /^\s*([\w.+-]{1,64}\/[\w.+-]{1,64})\s*(?:;|$)/;

/** The facts of a response's head that errors and hooks show. */
export function summarizeResponse(
  { status, headers }: { readonly status: number; readonly headers: HeadersOf },
  redact: (text: string) => string,
): ResponseSummary {
  const read = (name: string): string => headers.get(name) ?? "";
  const clean = (text: string | undefined): string | undefined => text && redact(text);
  const location = read("location");
  return {
    status,
    requestId: clean(readRequestId(headers)),
    contentType: clean(CONTENT_TYPE.exec(read("content-type"))?.[1]),
    retryAfter: readRetryAfter(headers, Date.now()),
    ...readReports(headers),
    redirectOrigin: clean(URL.canParse(location) ? new URL(location).origin : undefined),
  };
}

function readRequestId(headers: HeadersOf): string | undefined {
  const id = REQUEST_IDS.map((name) => headers.get(name)).find((value) => value !== null);
  return id && REQUEST_ID.test(id) ? id : undefined;
}

/** What any response reports beside its result; `undefined` for what it leaves out, or doesn't give in numbers. */
export function readReports(headers: HeadersOf): Pick<ResponseSummary, "date" | "rateLimit"> {
  const remaining = readCount(headers.get("RateLimit-Remaining"));
  return {
    date: readHttpDate(headers.get("Date") ?? ""),
    rateLimit: remaining === undefined ? undefined : { limit: readCount(headers.get("RateLimit-Limit")), remaining },
  };
}

function readCount(value: string | null): number | undefined {
  return value !== null && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/**
 * How long a `Retry-After` header asks to wait, in milliseconds; `undefined` without one that can be read. Of several the
 * longest counts.
 *
 * A date counts from the response's own `Date`, so that a clock that is wrong on either side doesn't matter.
 *
 * @param now For a response without `Date`: milliseconds since the UNIX epoch.
 * @see RFC 9110 section 10.2.3
 */
export function readRetryAfter(headers: HeadersOf, now: number): number | undefined {
  // `Headers` joins several with a comma, which two forms of a date have after the day's name as well.
  const values = (headers.get("Retry-After") ?? "")
    .split(/(?<!Mon|Tue|Wed|Thu|Fri|Sat|Sun|day),/)
    .map((value) => value.trim());
  const waits = values.flatMap((value) => {
    if (/^\d+$/.test(value)) {
      return Number(value) * 1000;
    }
    const until = readHttpDate(value);
    return until === undefined ? [] : Math.max(0, until - (readHttpDate(headers.get("Date") ?? "") ?? now));
  });
  return waits.length === 0 ? undefined : Math.max(...waits);
}

const DAY_NAME = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/;

/**
 * Milliseconds since the UNIX epoch. The day's name is asked for because `Date.parse` takes almost anything, such as
 * "-5", for a date.
 *
 * @see RFC 9110 section 5.6.7 for the three forms
 */
function readHttpDate(text: string): number | undefined {
  // The asctime form has no zone and means GMT.
  const time = DAY_NAME.test(text) ? Date.parse(text.endsWith("GMT") ? text : `${text} GMT`) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

import type { RateLimit } from "../errors/atlas-api-error.ts";
import { AuthenticationError } from "../errors/authentication-error.ts";
import { VERSION } from "../version.ts";
import { type Answer, discardBody, readAnswer, UnusableResponse } from "./answer.ts";
import type { Auth, AuthContext } from "./auth.ts";
import type { Call } from "./call.ts";
import type { Clock } from "./clock.ts";
import type { Deadline } from "./deadline.ts";
import { copyFault, describeFault, provesNothingSent } from "./fault.ts";
import type { Fetch, FetchInit, FetchResponse } from "./fetch.ts";
import { type Hooks, notify, type RequestEvent } from "./hooks.ts";
import { readRateLimit, summarizeResponse } from "./response-summary.ts";

/** What every try of a client's calls has in common. */
export interface TryConfig {
  readonly baseUrl: URL;
  readonly auth: Auth;
  readonly fetch: Fetch;
  /** Time limit in milliseconds from sending a request to the last byte of its answer. */
  readonly attemptTimeout: number;
  readonly hooks: Hooks;
  readonly clock: Clock;
  readonly onAnswer: (head: { readonly rateLimit: RateLimit | undefined; readonly date: string | null }) => void;
  readonly exchange: AuthContext["exchange"];
}

/** How one try ended. */
export type Outcome = { readonly kind: "answer"; readonly answer: Answer } | Failure;

/** A try that brought no answer. */
export interface Failure {
  readonly kind: "failure";
  /** What happened instead, to follow "was sent, but". */
  readonly why: string;
  readonly cause: unknown;
  /** Whether `cause` is what the call rejects with, because it says all there is to say. */
  readonly isFinal: boolean;
  /** Whether it may be tried again: it changed nothing, and the next try may fare better. */
  readonly passing: boolean;
}

/** Credentials were about to leave for another place than the one they were given for. */
class OriginError extends TypeError {}

/**
 * One try: credentials, origin guard, time limit, bounded reading. Never rejects. Nothing is repeated here, except that
 * an `Auth` may send again after a 401.
 */
export async function sendOnce(config: TryConfig, call: Call, deadline: Deadline): Promise<Outcome> {
  let last: FetchResponse | undefined;
  try {
    deadline.signal.throwIfAborted();
    const head = await deadline.race(
      config.auth.authorize(call.request, {
        send: async (headers) => {
          if (last !== undefined) {
            await discardBody(last, deadline);
          }
          last = await sendWith(config, call, deadline, headers);
          return last;
        },
        exchange: config.exchange,
        conceal: (secret) => call.redactor.conceal(secret),
        redact: call.redact,
        baseUrl: config.baseUrl.href.replace(/\/$/, ""),
        signal: deadline.signal,
      }),
    );
    if (last === undefined || head !== last) {
      throw new TypeError("An Auth must return what its last send() returned.");
    }
    return { kind: "answer", answer: await readAnswer(last, deadline) };
  } catch (fault) {
    return explain(fault, call, deadline);
  }
}

/** Hands the operation's request to `fetch`, with these headers added. */
async function sendWith(
  { baseUrl, fetch, attemptTimeout, hooks, clock, onAnswer }: TryConfig,
  call: Call,
  deadline: Deadline,
  headers: Readonly<Record<string, string>>,
): Promise<FetchResponse> {
  const { method, url, body } = call.request;
  const { signal } = deadline;
  signal.throwIfAborted();
  checkOrigin(url, baseUrl);
  for (const name in headers) {
    call.redactor.learn(headers[name] ?? "");
  }
  const init = makeInit(method, { ...USER_AGENT, ...call.request.headers, ...headers }, body, signal);
  const describe = (): RequestEvent => ({ ...call.summarizeRequest(), attempt: call.tries });
  notify(hooks.onRequest, describe);
  deadline.limitTo(attemptTimeout);
  const start = performance.now();
  call.sends(clock.now());
  let response: FetchResponse;
  try {
    response = await deadline.race(fetch(url, init));
  } catch (fault) {
    // Once the signal has aborted, the fault is the caller's reason and proves nothing, whatever its code.
    if (!signal.aborted && provesNothingSent(fault)) {
      call.provedUndone();
    }
    throw fault;
  }
  call.answered = response;
  call.endsWith(response.status);
  onAnswer({ rateLimit: readRateLimit(response.headers), date: response.headers.get("date") });
  notify(hooks.onResponse, () => ({
    request: describe(),
    ...summarizeResponse(response, call.redact),
    milliseconds: performance.now() - start,
  }));
  return response;
}

/**
 * Pages and their workers. There the header would say less than the browser's own, and those that let a script set it ask
 * the server for leave first (CORS), which refuses a header that it doesn't know.
 */
const inBrowser = "document" in globalThis || "importScripts" in globalThis;

const USER_AGENT: Readonly<Record<string, string>> = inBrowser ? {} : { "user-agent": `atlas-restore-jobs/${VERSION}` };

/** Without a prototype, from which `fetch` would read what somebody put there. */
function makeInit(
  method: string,
  headers: Record<string, string>,
  body: string | undefined,
  signal: AbortSignal,
): FetchInit {
  const init: FetchInit = { method, headers, redirect: "manual", signal, ...(body !== undefined && { body }) };
  return Object.assign(Object.create(null), init);
}

function checkOrigin(url: string, { origin }: URL): void {
  if (!url.startsWith(`${origin}/`) && new URL(url).origin !== origin) {
    throw new OriginError(
      `Nothing was sent: the credentials are for ${origin}, the request is for ${new URL(url).origin}.`,
    );
  }
}

/** Turns whatever ended a try into what is known of it. */
function explain(fault: unknown, call: Call, deadline: Deadline): Failure {
  const { signal, timedOut, limit } = deadline;
  const failure = (why: string, cause: unknown, isFinal: boolean, passing = false): Failure => ({
    kind: "failure",
    why,
    cause,
    isFinal,
    passing,
  });
  if ((fault instanceof AuthenticationError || fault instanceof OriginError) && !call.mayHaveChanged) {
    return failure(fault.message, fault, true);
  }
  if (timedOut) {
    const unsent = new AuthenticationError(
      "token",
      `Getting credentials took longer than ${limit} ms, so nothing was carried out.`,
      {
        cause: signal.reason,
      },
    );
    return call.wasReceived
      ? failure(`no complete answer came within ${limit} ms`, signal.reason, false, !call.mayHaveChanged)
      : failure(unsent.message, unsent, true);
  }
  if (signal.aborted) {
    return failure("the caller's signal aborted before the answer was complete", signal.reason, !call.mayHaveChanged);
  }
  const cause = copyFault(fault, call.redact);
  if (fault instanceof UnusableResponse) {
    return failure(fault.message, cause, false);
  }
  const neverSent = provesNothingSent(fault);
  const why = `${neverSent ? "no connection could be made" : "the connection failed"} (${describeFault(cause)})`;
  if (call.wasReceived || neverSent) {
    return failure(why, cause, false, !call.mayHaveChanged);
  }
  const unsent = new AuthenticationError("token", "Getting credentials failed, so nothing was carried out.", { cause });
  return failure(unsent.message, unsent, true);
}

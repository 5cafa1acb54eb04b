import type { ResponseSummary } from "../errors/atlas-api-error.ts";
import { AuthenticationError } from "../errors/restore-jobs-errors.ts";
import type { Auth, AuthContext } from "./auth.ts";
import { Call } from "./call.ts";
import type { Hooks } from "./events.ts";
import { notify, type RequestEvent, readReports, summarizeResponse } from "./events.ts";
import { copyFault, describeFault, provesNothingSent } from "./fault.ts";
import { type Fetch, type FetchInit, type FetchResponse, isResponse } from "./fetch.ts";
import { discardBody, readResponse, UnusableResponse, type WholeResponse } from "./response.ts";
import { type Failure, type Outcome, planRetry, type RetryLimits } from "./retry.ts";
import { type Clock, Deadline, raceAbort } from "./time.ts";

/** Everything that a client's calls have in common. */
export interface SendConfig extends RetryLimits {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly auth: Auth;
  readonly fetch: Fetch;
  /** Time limit of the whole call in milliseconds: credentials, tries and waits together. */
  readonly timeout: number;
  readonly hooks: Hooks;
  readonly clock: Clock;
  readonly onReports: (reports: Pick<ResponseSummary, "rateLimit" | "date">) => void;
}

/**
 * Sends the request of a call, as often as {@link planRetry} says, and returns the whole response, whatever its status.
 *
 * @throws One of this package's errors, or the reason of the caller's signal.
 */
export async function send(config: SendConfig, call: Call): Promise<WholeResponse> {
  const { timeout, clock, hooks, budget } = config;
  // Not by the wall clock, which may be set back meanwhile.
  const end = performance.now() + timeout;
  for (;;) {
    call.tries += 1;
    const deadline = new Deadline(call.signal, end - performance.now(), timeout);
    const outcome = await sendOnce(config, call, deadline);
    deadline.stop();
    const plan = planRetry(outcome, call, config, end - performance.now(), clock);
    if (plan.again) {
      const { wait, reason } = plan;
      const { tries: attempt, requestId } = call;
      notify(hooks.onRetry, () => ({ ...call.summarizeRequest(), attempt, reason, wait, requestId }));
      await raceAbort(clock.sleep(wait, call.signal ?? NEVER), call.signal);
      continue;
    }
    call.remark = plan.remark;
    if (outcome.kind === "response") {
      if (outcome.response.status < 400) {
        budget.repay();
      }
      return outcome.response;
    }
    throw outcome.isFinal ? outcome.cause : call.noUsableResponse(outcome.why, outcome.cause);
  }
}

/** A signal that never aborts. */
const NEVER = new AbortController().signal;

/**
 * One try: credentials, time limit, bounded reading. Never rejects. Nothing is repeated here, except that an `Auth` may send
 * again after a 401.
 */
async function sendOnce(config: SendConfig, call: Call, deadline: Deadline): Promise<Outcome> {
  let last: FetchResponse | undefined;
  try {
    deadline.signal.throwIfAborted();
    const head = await deadline.race(
      config.auth.authorize(call.request, {
        send: async (headers) => {
          if (last !== undefined) {
            await discardBody(last, deadline);
          }
          last = await handOver(config, call, deadline, headers);
          return last;
        },
        exchange: makeExchange(config),
        conceal: (secret) => call.redactor.conceal(secret),
        redact: call.redact,
        baseUrl: config.baseUrl,
        signal: deadline.signal,
      }),
    );
    if (last === undefined || head !== last) {
      throw new TypeError("An Auth must return what its last send() returned.");
    }
    return { kind: "response", response: await readResponse(last, deadline) };
  } catch (fault) {
    return explain(fault, call, deadline);
  }
}

/** Hands the operation's request to `fetch`, with these headers added. */
async function handOver(
  { baseUrl, fetch, attemptTimeout, hooks, clock, onReports }: SendConfig,
  call: Call,
  deadline: Deadline,
  headers: Readonly<Record<string, string>>,
): Promise<FetchResponse> {
  const { method, url, body } = call.request;
  const { signal } = deadline;
  signal.throwIfAborted();
  checkOrigin(url, baseUrl);
  call.redactor.learn(headers);
  const init: FetchInit = {
    method,
    headers: { ...USER_AGENT, ...call.request.headers, ...headers },
    redirect: "manual",
    signal,
    ...(body !== undefined && { body }),
  };
  const { tries: attempt, requestId } = call;
  const describe = (): RequestEvent => ({ ...call.summarizeRequest(), attempt, requestId });
  notify(hooks.onRequest, describe);
  deadline.limitTo(attemptTimeout);
  const start = performance.now();
  call.sends(clock.now());
  let response: FetchResponse;
  try {
    // Without a prototype, from which `fetch` would read what somebody put there.
    response = await deadline.race(fetch(url, Object.assign(Object.create(null), init)));
  } catch (fault) {
    // Once the signal has aborted, the fault is the caller's reason and proves nothing, whatever its code.
    if (!signal.aborted && provesNothingSent(fault)) {
      call.provedUndone();
    }
    throw fault;
  }
  if (!isResponse(response)) {
    throw new UnusableResponse("fetch gave no Response");
  }
  call.answered = response;
  call.endsWith(response.status);
  onReports(readReports(response.headers));
  notify(hooks.onResponse, () => ({
    request: describe(),
    ...summarizeResponse(response, call.redact),
    milliseconds: performance.now() - start,
  }));
  return response;
}

/** The version of this package. A test compares it with package.json, which code for browsers can't read. */
export const VERSION = "0.1.0";

/**
 * Pages and their workers. There the header would say less than the browser's own, and those that let a script set it ask
 * the server first (CORS), which refuses a header that it doesn't know.
 */
const inBrowser = "document" in globalThis || "importScripts" in globalThis;

const USER_AGENT: Readonly<Record<string, string>> = inBrowser ? {} : { "user-agent": `atlas-restore-jobs/${VERSION}` };

/** Credentials were about to leave for another place than the one they were given for. */
class OriginError extends TypeError {}

function checkOrigin(url: string, baseUrl: string): void {
  if (url.startsWith(`${baseUrl}/`)) {
    return;
  }
  const [target, own] = [new URL(url).origin, new URL(baseUrl).origin];
  if (target !== own) {
    throw new OriginError(`Nothing was sent: the credentials are for ${own}, the request is for ${target}.`);
  }
}

/** Turns whatever ended a try into what is known of it. */
function explain(fault: unknown, call: Call, { signal, timedOut, limit }: Deadline): Failure {
  const isHarmless = !call.mayHaveChanged;
  const failure = (why: string, cause: unknown, isFinal: boolean, mayPass = false): Failure => {
    return { kind: "failure", why, cause, isFinal, passing: mayPass && isHarmless };
  };
  const unsent = (why: string, cause: unknown): Failure => {
    const error = new AuthenticationError("token", `Getting credentials ${why}, so nothing was carried out.`, {
      cause,
    });
    return failure(error.message, error, true);
  };
  if ((fault instanceof AuthenticationError || fault instanceof OriginError) && isHarmless) {
    return failure(fault.message, fault, true);
  }
  if (timedOut) {
    return call.wasReceived
      ? failure(`no complete response came within ${limit} ms`, signal.reason, false, true)
      : unsent(`took longer than ${limit} ms`, signal.reason);
  }
  if (signal.aborted) {
    return failure("the caller's signal aborted before the response was complete", signal.reason, isHarmless);
  }
  const cause = copyFault(fault, call.redact);
  if (fault instanceof UnusableResponse) {
    return failure(fault.message, cause, false);
  }
  const neverSent = provesNothingSent(fault);
  const what = neverSent ? "no connection could be made" : "the connection failed";
  return call.wasReceived || neverSent
    ? failure(`${what} (${describeFault(cause)})`, cause, false, true)
    : unsent("failed", cause);
}

/** For requests that bring their own credentials. */
const asItIs: Auth = { authorize: (_request, { send: sendIt }) => sendIt({}) };

/** Sends the requests of an `Auth`, as often as reads are. */
function makeExchange(config: SendConfig): AuthContext["exchange"] {
  return async ({ url, method, headers, body }, signal) => {
    const call = new Call({ url, method, headers, body }, { signal, repeatable: true, warn: undefined });
    call.redactor.learn(headers);
    return send({ ...config, auth: asItIs }, call);
  };
}

import type { Auth } from "../auth/auth.ts";
import { AuthenticationError } from "../errors/authentication-error.ts";
import { ConnectionError } from "../errors/connection-error.ts";
import { OutcomeUnknownError } from "../errors/outcome-unknown-error.ts";
import { summarizeRequest } from "../errors/request-summary.ts";
import { bufferResponse, UnusableResponse } from "./buffer-response.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import { copyFault, describeFault, provesNothingSent } from "./fault.ts";
import { Redactor } from "./redactor.ts";
import { changesNothing, refusesRequest } from "./semantics.ts";

/** Sends a request and returns the whole answer, or rejects with one of this package's errors. */
export type Send = (request: Request) => Promise<Response>;

export interface SendConfig {
  readonly baseUrl: URL;
  readonly auth: Auth;
  readonly fetch: (request: Request) => Promise<Response>;
  /** Time limit of the whole call in milliseconds: credentials, sending, and the last byte of the answer. */
  readonly timeout: number;
}

/** Time limit in milliseconds of a request that an {@link Auth} sends for itself. */
const EXCHANGE_TIMEOUT = 30_000;

/** What is known of one call while it runs. */
interface Call {
  readonly request: Request;
  readonly deadline: Deadline;
  readonly redactor: Redactor;
  /** Since when the operation's request may have been carried out; `undefined` while it can't have been. */
  uncertainSince: Date | undefined;
}

/**
 * The way of every request, from the client to the network and back: credentials, origin guard, time limit, bounded
 * reading. Nothing is repeated here; an {@link Auth} may send again after a 401.
 */
export function createSend(config: SendConfig): Send {
  const exchange = (request: Request): Promise<Response> => exchangeOnce(config, request);
  return async (original) => {
    const deadline = startDeadline(original.signal, config.timeout);
    const request = new Request(original, { signal: deadline.signal, redirect: "manual" });
    const call: Call = { request, deadline, redactor: new Redactor(), uncertainSince: undefined };
    try {
      deadline.signal.throwIfAborted();
      const response = await deadline.race(
        config.auth.authorize(request, {
          send: (authorized) => sendOperation(config, call, authorized),
          exchange,
          conceal: (secret) => call.redactor.conceal(secret),
          baseUrl: config.baseUrl.href.replace(/\/$/, ""),
          signal: deadline.signal,
        }),
      );
      return await bufferResponse(response, deadline.race, (text) => call.redactor.redact(text));
    } catch (error) {
      throw explain(error, call);
    } finally {
      deadline.stop();
    }
  };
}

async function sendOperation(config: SendConfig, call: Call, request: Request): Promise<Response> {
  call.deadline.signal.throwIfAborted();
  const before = call.uncertainSince;
  call.uncertainSince = before ?? new Date();
  try {
    const response = await transmit(config, call, request);
    if (refusesRequest(response)) {
      call.uncertainSince = before;
    }
    return response;
  } catch (error) {
    // Once the signal has aborted, the error is the caller's reason and proves nothing, whatever its code.
    if (error instanceof OriginError || (!call.deadline.signal.aborted && provesNothingSent(error))) {
      call.uncertainSince = before;
    }
    throw error;
  }
}

/** Sends a request of an {@link Auth}. Nothing ends it but its own signal and time limit, for several calls may wait. */
async function exchangeOnce(config: SendConfig, request: Request): Promise<Response> {
  const deadline = startDeadline(request.signal, EXCHANGE_TIMEOUT);
  const redactor = new Redactor();
  try {
    const response = await transmit(config, { deadline, redactor }, request);
    return await bufferResponse(response, deadline.race, (text) => redactor.redact(text));
  } finally {
    deadline.stop();
  }
}

async function transmit(
  config: SendConfig,
  { deadline, redactor }: Pick<Call, "deadline" | "redactor">,
  request: Request,
): Promise<Response> {
  const { signal } = deadline;
  signal.throwIfAborted();
  if (new URL(request.url).origin !== config.baseUrl.origin) {
    throw new OriginError(config.baseUrl.origin, new URL(request.url).origin);
  }
  redactor.learn(request.headers.get("Authorization"));
  return deadline.race(config.fetch(new Request(request, { signal, redirect: "manual" })));
}

/** Credentials were about to leave for another place than the one they were given for. */
class OriginError extends TypeError {
  constructor(configured: string, asked: string) {
    super(`Nothing was sent: the credentials are for ${configured}, the request is for ${asked}.`);
  }
}

/** Turns whatever ended a call into the error that tells the caller where things stand. */
function explain(error: unknown, call: Call): unknown {
  const { deadline, request, uncertainSince } = call;
  const mayHaveChanged = uncertainSince !== undefined && !changesNothing(request);
  if (isFinal(error) && !mayHaveChanged) {
    return error;
  }
  const cause = deadline.signal.aborted
    ? deadline.signal.reason
    : copyFault(error, (text) => call.redactor.redact(text));
  const aborted = deadline.signal.aborted && !deadline.timedOut();
  if (mayHaveChanged) {
    return new OutcomeUnknownError(
      explainSilence(call, error, cause),
      summarizeRequest(request),
      uncertainSince,
      cause,
    );
  }
  if (aborted) {
    return cause;
  }
  if (uncertainSince !== undefined || provesNothingSent(error)) {
    return new ConnectionError(explainSilence(call, error, cause), summarizeRequest(request), cause);
  }
  const why = deadline.timedOut() ? `took longer than ${deadline.timeout} ms` : "failed";
  return new AuthenticationError("token", `Getting credentials ${why}, so nothing was carried out.`, { cause });
}

/** Errors that say all there is to say, unless something was sent before them. */
function isFinal(error: unknown): boolean {
  return error instanceof AuthenticationError || error instanceof OriginError;
}

/** Why no usable answer came, to follow "was sent, but". */
function explainSilence(call: Call, error: unknown, cause: unknown): string {
  if (call.deadline.timedOut()) {
    return `no complete answer came within ${call.deadline.timeout} ms`;
  }
  if (call.deadline.signal.aborted) {
    return "the caller's signal aborted before the answer was complete";
  }
  if (error instanceof UnusableResponse) {
    return error.message;
  }
  const story = cause instanceof Error ? describeFault(cause) : String(cause);
  return provesNothingSent(error) ? `no connection could be made (${story})` : `the connection failed (${story})`;
}

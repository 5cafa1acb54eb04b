import type { AttemptConfig } from "./attempt-config.ts";
import { bufferResponse } from "./buffer-response.ts";
import { startDeadline } from "./deadline.ts";
import { exchange } from "./exchange.ts";
import { explainFailure, type Failure, type Try } from "./explain-failure.ts";
import { provesNothingSent } from "./fault.ts";
import { OriginError } from "./origin-error.ts";
import { readRateLimit } from "./rate-limit.ts";
import { Redactor } from "./redactor.ts";
import { refusesRequest } from "./semantics.ts";
import { transmit } from "./transmit.ts";

/**
 * A request that can be sent any number of times. Its body, if it may have one, was read: a copy with the bytes is cheaper than
 * `clone()`, which sends every byte through two streams.
 */
export interface RepeatableRequest {
  readonly request: Request;
  readonly body: ArrayBuffer | undefined;
}

/** How one try ended. */
export type Outcome =
  | { readonly kind: "answer"; readonly response: Response; readonly mayHaveChanged: boolean }
  | Failure;

/**
 * One try: credentials, origin guard, time limit, bounded reading. Never rejects. Nothing is repeated here, except that
 * an `Auth` may send again after a 401.
 *
 * @param rest What the call's time limit, `timeout`, leaves: milliseconds.
 */
export async function attempt(
  config: AttemptConfig,
  { request: original, body }: RepeatableRequest,
  number: number,
  rest: { readonly remaining: number; readonly timeout: number },
): Promise<Outcome> {
  const isLast = rest.remaining <= config.attemptTimeout;
  const limit = isLast ? rest.timeout : config.attemptTimeout;
  const deadline = startDeadline(original.signal, Math.ceil(isLast ? rest.remaining : limit), limit);
  const init = { signal: deadline.signal, redirect: "manual" } as const;
  const request = new Request(original, body === undefined ? init : { ...init, body });
  const redactor = new Redactor();
  const current: Try = { request, number, deadline, limit, isLast, redactor, uncertainSince: undefined };
  try {
    deadline.signal.throwIfAborted();
    const answer = await deadline.race(
      config.auth.authorize(request, {
        send: (authorized) => sendOperation(config, current, authorized),
        exchange: (other) => exchange(config, number, other),
        conceal: (secret) => redactor.conceal(secret),
        baseUrl: config.baseUrl.href.replace(/\/$/, ""),
        signal: deadline.signal,
      }),
    );
    const response = await bufferResponse(answer, deadline.race, (text) => redactor.redact(text));
    return { kind: "answer", response, mayHaveChanged: current.uncertainSince !== undefined };
  } catch (error) {
    return explainFailure(error, current);
  } finally {
    deadline.stop();
  }
}

async function sendOperation(config: AttemptConfig, current: Try, request: Request): Promise<Response> {
  current.deadline.signal.throwIfAborted();
  const before = current.uncertainSince;
  current.uncertainSince = before ?? new Date();
  try {
    const response = await transmit(config, current, request);
    if (refusesRequest(response)) {
      current.uncertainSince = before;
    }
    const rateLimit = readRateLimit(response.headers);
    if (rateLimit !== undefined) {
      config.onRateLimit(rateLimit);
    }
    return response;
  } catch (error) {
    // Once the signal has aborted, the error is the caller's reason and proves nothing, whatever its code.
    if (error instanceof OriginError || (!current.deadline.signal.aborted && provesNothingSent(error))) {
      current.uncertainSince = before;
    }
    throw error;
  }
}

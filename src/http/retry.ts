import type { Call } from "./call.ts";
import { readRetryAfter } from "./events.ts";
import type { WholeResponse } from "./response.ts";
import type { Clock } from "./time.ts";

/** How one try ended. */
export type Outcome = { readonly kind: "response"; readonly response: WholeResponse } | Failure;

/** A try that brought no response. */
export interface Failure {
  readonly kind: "failure";
  /** What happened instead, to follow "was sent, but". */
  readonly why: string;
  readonly cause: unknown;
  /** Whether the call rejects with `cause` itself, because it needs no explanation. */
  readonly isFinal: boolean;
  /** Whether it may be tried again: it changed nothing, and the next try may fare better. */
  readonly passing: boolean;
}

/** How long a call may take, and how often it may be tried. */
export interface RetryLimits {
  readonly attemptTimeout: number;
  readonly maxRetries: number;
  readonly budget: RetryBudget;
}

/** To wait so many milliseconds and try again, or to end the call, with a reason if there is one. */
export type Plan =
  | { readonly again: true; readonly wait: number; readonly reason: string }
  | { readonly again: false; readonly remark: string };

/**
 * The least time that a try must have, in milliseconds. A POST that gets less might be carried out without a response: a
 * sure refusal would become an unknown outcome.
 */
const LEAST_TRY = 1000;

/**
 * Decides whether to try again. A request that changes something is repeated only where it can't have been carried out:
 * after a 429, and where no connection was made. A 503 isn't such a proof, because a proxy may have sent it.
 *
 * @param remaining Milliseconds that the call's time limit leaves.
 * @see RFC 9110 section 9.2.2, RFC 6585 section 4
 */
export function planRetry(
  outcome: Outcome,
  call: Call,
  { attemptTimeout, maxRetries, budget }: RetryLimits,
  remaining: number,
  clock: Pick<Clock, "now" | "random">,
): Plan {
  const response = outcome.kind === "response" ? outcome.response : undefined;
  const reason = reasonToRetry(outcome, call);
  if (reason === undefined || call.tries > maxRetries) {
    return { again: false, remark: "" };
  }
  const requested = response && readRetryAfter(response.headers, clock.now());
  const least = requested ?? 0;
  const spare = remaining - least - Math.min(LEAST_TRY, attemptTimeout);
  if (spare <= 0) {
    const left = `the time limit leaves ${(Math.max(0, remaining) / 1000).toFixed(1)} s`;
    return requested === undefined
      ? { again: false, remark: `${NO_RETRY} ${left}.` }
      : {
          again: false,
          remark: `${NO_RETRY} Retry-After asks for a wait of ${requested / 1000} s, and ${left}. Set a longer timeout.`,
        };
  }
  if (!budget.spend()) {
    return { again: false, remark: `${NO_RETRY} the calls of this client have used up their shared retries.` };
  }
  return { again: true, wait: least + Math.min(fullJitter(call.tries, clock.random), spare), reason };
}

const NO_RETRY = "It is not retried because";

function reasonToRetry(outcome: Outcome, call: Call): string | undefined {
  if (outcome.kind === "failure") {
    return outcome.passing ? outcome.why : undefined;
  }
  const { status } = outcome.response;
  const isPassing = status === 429 ? !call.mayHaveChanged : status >= 500 && call.isRepeatable;
  return isPassing ? `the response was ${status}` : undefined;
}

/** The longest wait before the second try, in milliseconds. It doubles with each further try. */
const FIRST_WAIT = 500;

/** The longest wait of all, in milliseconds. */
const LONGEST_WAIT = 10_000;

/**
 * How long to wait after so many tries, in milliseconds: anything from nothing to a limit that doubles, so that callers
 * who failed together don't come back together.
 *
 * @see "Exponential Backoff And Jitter", AWS Architecture Blog, 2015: full jitter
 */
function fullJitter(tries: number, random: () => number): number {
  return random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1));
}

/** How many retries a client has in store. */
const CAPACITY = 50;

/** How many come back in a second. */
const REFILL = 0.5;

/**
 * The retries that all calls of a client share: a server that fails must not get five times the requests. A good response
 * gives one back, and time does.
 *
 * @see gRPC proposal A6, "Throttling Retry Attempts and Hedged RPCs"
 */
export class RetryBudget {
  readonly #now: () => number;
  #left = CAPACITY;
  #since: number;

  constructor(now: () => number) {
    this.#now = now;
    this.#since = now();
  }

  /** @returns Whether there was one left. */
  spend(): boolean {
    const now = this.#now();
    this.#add(Math.max(0, now - this.#since) * (REFILL / 1000));
    this.#since = now;
    if (this.#left < 1) {
      return false;
    }
    this.#left -= 1;
    return true;
  }

  repay(): void {
    this.#add(1);
  }

  #add(retries: number): void {
    this.#left = Math.min(CAPACITY, this.#left + retries);
  }
}

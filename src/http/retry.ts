import type { Outcome } from "./attempt.ts";
import { fullJitter } from "./backoff.ts";
import type { Clock } from "./clock.ts";
import { readRetryAfter } from "./retry-after.ts";
import { changesNothing } from "./semantics.ts";

/** What is known when a try has ended. */
export interface Situation {
  readonly request: { readonly method: string };
  /** How many tries there were, this one included. */
  readonly tries: number;
  readonly maxRetries: number;
  /** Milliseconds that the call's time limit leaves. */
  readonly remaining: number;
  /** The time limit of a try, in milliseconds. */
  readonly attemptTimeout: number;
}

/** To wait and try again, or to end the call with a story of the tries for its error. */
export type Plan =
  | { readonly kind: "again"; readonly wait: number; readonly reason: string }
  | { readonly kind: "end"; readonly story: string };

/**
 * The least time that a try must have, in milliseconds. A POST that gets less might be carried out without telling: a
 * sure refusal would become an unknown outcome.
 */
const LEAST_TRY = 1000;

/**
 * Decides whether to try again. A request that changes something is repeated only where it can't have been carried out:
 * after a 429, and where no connection was made. A 503 is no such proof, for a proxy may have sent it.
 *
 * @see RFC 9110 section 9.2.2, RFC 6585 section 4
 */
export function planRetry(outcome: Outcome, situation: Situation, clock: Pick<Clock, "now" | "random">): Plan {
  const { tries, maxRetries, remaining, attemptTimeout } = situation;
  const reason = reasonToRetry(outcome, situation);
  const past = tellTries(situation);
  if (reason === undefined || tries > maxRetries) {
    return { kind: "end", story: past };
  }
  const asked = outcome.kind === "answer" ? readRetryAfter(outcome.response.headers, clock.now()) : undefined;
  const least = asked ?? 0;
  const spare = remaining - least - Math.min(LEAST_TRY, attemptTimeout);
  if (spare <= 0) {
    return { kind: "end", story: [past, tellHurry(asked, remaining)].filter((part) => part !== "").join(" ") };
  }
  return { kind: "again", wait: least + Math.min(fullJitter(tries, clock.random), spare), reason };
}

function reasonToRetry(outcome: Outcome, { request }: Situation): string | undefined {
  if (outcome.kind === "failure") {
    return outcome.passing;
  }
  const { status } = outcome.response;
  const safe = changesNothing(request);
  if (status === 429 ? safe || !outcome.mayHaveChanged : status >= 500 && safe) {
    return `the answer was ${status}`;
  }
  return undefined;
}

function tellTries({ request, tries }: Situation): string {
  if (tries === 1) {
    return "";
  }
  return changesNothing(request)
    ? `It was tried ${tries} times.`
    : `This was try ${tries}; Atlas carried out none of those before, for they were refused (429) or never connected.`;
}

function tellHurry(asked: number | undefined, remaining: number): string {
  const left = `the time limit leaves ${(Math.max(0, remaining) / 1000).toFixed(1)} s`;
  return asked === undefined
    ? `It is not tried again, for ${left}.`
    : `It is not tried again, for Retry-After asks to wait ${asked / 1000} s, and ${left}: set a longer timeout.`;
}

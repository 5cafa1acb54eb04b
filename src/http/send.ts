import { summarizeRequest } from "../errors/request-summary.ts";
import { attempt, type Outcome } from "./attempt.ts";
import type { AttemptConfig } from "./attempt-config.ts";
import type { Clock } from "./clock.ts";
import { raceAbort } from "./deadline.ts";
import { notify } from "./hooks.ts";
import { planRetry } from "./retry.ts";
import { changesNothing } from "./semantics.ts";

/** The last answer to a request, and the story of its tries: sentences for an error, or nothing. */
export interface Sent {
  readonly response: Response;
  readonly story: string;
}

/** Sends a request and returns the whole answer, or rejects with one of this package's errors. */
export type Send = (request: Request) => Promise<Sent>;

export interface SendConfig extends AttemptConfig {
  /** Time limit of the whole call in milliseconds: tries and waits together. */
  readonly timeout: number;
  /** How often to try again at most. */
  readonly maxRetries: number;
  readonly clock: Clock;
}

/** The way of every request, from the client to the network and back, as often as {@link planRetry} says. */
export function createSend(config: SendConfig): Send {
  const { timeout, attemptTimeout, maxRetries, clock } = config;
  return async (original) => {
    // Not by the wall clock, which may be set back meanwhile.
    const end = performance.now() + timeout;
    const left = (): number => end - performance.now();
    const body = changesNothing(original) ? undefined : await raceAbort(original.arrayBuffer(), original.signal);
    for (let tries = 1; ; tries += 1) {
      const outcome = await attempt(config, { request: original, body }, tries, { remaining: left(), timeout });
      const situation = { request: original, tries, maxRetries, remaining: left(), attemptTimeout };
      const plan = planRetry(outcome, situation, clock);
      if (plan.kind === "end") {
        return finish(outcome, plan.story);
      }
      const { wait, reason } = plan;
      notify(config.hooks.onRetry, () => ({ ...summarizeRequest(original), attempt: tries, reason, wait }));
      await raceAbort(clock.sleep(wait, original.signal), original.signal);
    }
  };
}

function finish(outcome: Outcome, story: string): Sent {
  if (outcome.kind === "failure") {
    throw outcome.error(story);
  }
  return { response: outcome.response, story };
}

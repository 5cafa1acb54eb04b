import type { Answer } from "./answer.ts";
import type { Auth, AuthContext } from "./auth.ts";
import { Call } from "./call.ts";
import { Deadline, raceAbort } from "./deadline.ts";
import { notify } from "./hooks.ts";
import { planRetry, type RetryLimits } from "./retry.ts";
import { sendOnce, type TryConfig } from "./send-once.ts";

/** Everything that a client's calls have in common. */
export interface SendConfig extends Omit<TryConfig, "exchange">, RetryLimits {
  /** Time limit of the whole call in milliseconds: credentials, tries and waits together. */
  readonly timeout: number;
}

/**
 * Sends the request of a call, as often as {@link planRetry} says, and returns the whole answer, whatever its status.
 *
 * @throws One of this package's errors, or the reason of the caller's signal.
 */
export async function send(config: SendConfig, call: Call): Promise<Answer> {
  const { timeout, clock, hooks, budget } = config;
  const tryConfig = { ...config, exchange: makeExchange(config) };
  // Not by the wall clock, which may be set back meanwhile.
  const end = performance.now() + timeout;
  for (;;) {
    call.tries += 1;
    const deadline = new Deadline(call.signal, end - performance.now(), timeout);
    const outcome = await sendOnce(tryConfig, call, deadline);
    deadline.stop();
    const plan = planRetry(outcome, call, config, end - performance.now(), clock);
    if (plan.kind === "again") {
      const { wait, reason } = plan;
      notify(hooks.onRetry, () => ({
        ...call.summarizeRequest(),
        attempt: call.tries,
        reason,
        wait,
        requestId: call.requestId,
      }));
      await sleepUnlessAborted(config, call, wait);
      continue;
    }
    call.remark = plan.remark;
    if (outcome.kind === "answer") {
      if (outcome.answer.status < 400) {
        budget.repay();
      }
      return outcome.answer;
    }
    throw outcome.isFinal ? outcome.cause : call.noAnswer(outcome.why, outcome.cause);
  }
}

async function sleepUnlessAborted({ clock }: SendConfig, { signal }: Call, wait: number): Promise<void> {
  await raceAbort(clock.sleep(wait, signal ?? NEVER), signal);
}

/** A signal that never aborts. */
const NEVER = new AbortController().signal;

/** For requests that bring their own credentials. */
const asItIs: Auth = { authorize: (_request, { send }) => send({}) };

/** Sends the requests of an `Auth`, as often as reads are. */
function makeExchange(config: SendConfig): AuthContext["exchange"] {
  return async ({ url, method, headers, body }, signal) => {
    const call = new Call({ url, method, headers, body }, { signal, repeatable: true });
    for (const name in headers) {
      call.redactor.learn(headers[name] ?? "");
    }
    return send({ ...config, auth: asItIs }, call);
  };
}

/** `setTimeout` takes a signed 32-bit number, and fires at once for a larger one. */
const MAX_TIMEOUT = 2_147_483_647;

/** A time limit, joined with the caller's own signal. */
export interface Deadline {
  /** Aborts with the caller's reason, or with a `TimeoutError` when the time is up. */
  readonly signal: AbortSignal;
  readonly timedOut: () => boolean;
  /** Settles as `work` does, but rejects at once when the signal aborts: not every `fetch` heeds its signal. */
  readonly race: <Value>(work: Promise<Value>) => Promise<Value>;
  /** Frees the timer and the listener on the caller's signal. */
  readonly stop: () => void;
}

/** @throws RangeError unless `timeout` is a positive number of milliseconds that a timer can hold. */
export function checkTimeout(timeout: number, option = "timeout"): number {
  if (!(timeout > 0 && timeout <= MAX_TIMEOUT)) {
    throw new RangeError(`${option} must be a number of milliseconds from 1 to ${MAX_TIMEOUT}, not ${timeout}.`);
  }
  return timeout;
}

/**
 * By hand, where `AbortSignal.any` and `AbortSignal.timeout` look shorter: this leaves nothing behind on a caller's
 * long-lived signal, and their timer doesn't keep Node running while a token function waits.
 *
 * @param limit What to call the limit, where `timeout` is what is left of it.
 */
export function startDeadline(callerSignal: AbortSignal, timeout: number, limit = timeout): Deadline {
  const controller = new AbortController();
  const { signal } = controller;
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = !signal.aborted;
    controller.abort(new DOMException(`No answer within ${limit} ms.`, "TimeoutError"));
  }, timeout);
  const passOn = (): void => controller.abort(callerSignal.reason);
  if (callerSignal.aborted) {
    passOn();
  } else {
    callerSignal.addEventListener("abort", passOn, { once: true });
  }
  return {
    signal,
    timedOut: () => timedOut,
    race: (work) => raceAbort(work, signal),
    stop() {
      clearTimeout(timer);
      callerSignal.removeEventListener("abort", passOn);
    },
  };
}

/** Settles as `work` does, but rejects with the signal's reason as soon as it aborts. */
export function raceAbort<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason);
    const settled = (): void => signal.removeEventListener("abort", giveUp);
    if (signal.aborted) {
      giveUp();
    }
    signal.addEventListener("abort", giveUp, { once: true });
    work.then(resolve, reject).finally(settled);
  });
}

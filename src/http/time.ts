/** Time and randomness. Tests pass their own; all other code uses {@link systemClock}. */
export interface Clock {
  /** Now, in milliseconds since the UNIX epoch. */
  readonly now: () => number;
  /** A number from 0 up to 1, for jitter. */
  readonly random: () => number;
  /** Resolves after so many milliseconds, or rejects with the signal's reason as soon as it aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

export const systemClock: Clock = {
  now: Date.now,
  random: Math.random,
  async sleep(milliseconds, signal) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const over = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    try {
      await raceAbort(over, signal);
    } finally {
      clearTimeout(timer);
    }
  },
};

/** `setTimeout` takes a signed 32-bit number, and fires at once for a larger one. */
const MAX_TIMEOUT = 2_147_483_647;

/** @throws RangeError unless `timeout` is a number of milliseconds that a timer can hold. */
export function checkTimeout(timeout: number, option = "timeout"): number {
  if (typeof timeout !== "number" || !(timeout >= 1 && timeout <= MAX_TIMEOUT)) {
    throw new RangeError(`${option} must be a number of milliseconds from 1 to ${MAX_TIMEOUT}, not ${shown(timeout)}.`);
  }
  return timeout;
}

/** A value in a message, where `"5"` is recognizable as a string. */
export function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

/** Who waits for a signal to abort. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/** One listener for all signals, so that adding it twice changes nothing. */
function callBack(this: AbortSignal): void {
  for (const callback of [...(waiting.get(this) ?? [])]) callback();
}

/**
 * Calls back when a signal aborts; at once if it has. However many wait for one signal, it has one listener, and none when
 * nobody waits: Node warns of more than ten, and a long-lived signal would keep them all.
 *
 * @returns What takes the callback back.
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal === undefined) {
    return () => undefined;
  }
  if (signal.aborted) {
    callback();
    return () => undefined;
  }
  const callbacks = waiting.get(signal) ?? new Set();
  waiting.set(signal, callbacks.add(callback));
  signal.addEventListener("abort", callBack);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size === 0) {
      signal.removeEventListener("abort", callBack);
    }
  };
}

/** Settles as `work` does, but rejects with the signal's reason as soon as it aborts. */
export async function raceAbort<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = onAbort(signal, () => reject(signal?.reason));
  });
  try {
    return await Promise.race([aborted, work]);
  } finally {
    stop();
  }
}

/** A time limit, joined with the caller's own signal. */
export class Deadline {
  readonly #controller = new AbortController();
  /** Aborts with the caller's reason, or with a `TimeoutError` when the time is over. */
  readonly signal = this.#controller.signal;
  readonly #ended: Promise<never>;
  readonly #stopListening: () => void;
  #reject: (reason: unknown) => void = () => undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #endsAt: number;
  #limit: number;
  #timedOut = false;

  /**
   * By hand, where `AbortSignal.any` and `AbortSignal.timeout` look shorter: this leaves nothing behind on a caller's
   * long-lived signal, and their timer doesn't keep Node running while a token function waits.
   *
   * @param limit What to call the limit, where `timeout` is what is left of it.
   */
  constructor(callerSignal: AbortSignal | undefined, timeout: number, limit = timeout) {
    this.#ended = new Promise((_, reject) => {
      this.#reject = reject;
    });
    // Nobody may be waiting when the time is over.
    this.#ended.catch(() => undefined);
    this.#stopListening = onAbort(callerSignal, () => this.#end(callerSignal?.reason));
    this.#endsAt = performance.now() + timeout;
    this.#limit = limit;
  }

  get timedOut(): boolean {
    return this.#timedOut;
  }

  /** The limit in force, in milliseconds. */
  get limit(): number {
    return this.#limit;
  }

  /** Shortens the time that is left, in milliseconds. A longer time changes nothing. */
  limitTo(timeout: number): void {
    const endsAt = performance.now() + timeout;
    if (endsAt < this.#endsAt) {
      this.#endsAt = endsAt;
      this.#limit = timeout;
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
  }

  /** Starts the timer, which {@link race} does too: often a shorter limit is known before anybody waits. */
  start(): this {
    if (!this.signal.aborted) {
      this.#timer ??= setTimeout(() => this.#timeOut(), Math.ceil(this.#endsAt - performance.now()));
    }
    return this;
  }

  /** Settles as `work` does, but rejects at once when the signal aborts: not every `fetch` heeds its signal. */
  race<Value>(work: Promise<Value>): Promise<Value> {
    this.start();
    return Promise.race([this.#ended, work]);
  }

  /** Throws the signal's reason if the time is over, even if nothing has let the timer run. */
  throwIfOver(): void {
    if (performance.now() >= this.#endsAt && !this.signal.aborted) {
      this.#timeOut();
    }
    this.signal.throwIfAborted();
  }

  /** Frees the timer and the listener on the caller's signal. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#stopListening();
  }

  #timeOut(): void {
    this.#timedOut = !this.signal.aborted;
    this.#end(new DOMException(`No response within ${this.#limit} ms.`, "TimeoutError"));
  }

  #end(reason: unknown): void {
    this.#controller.abort(reason);
    this.#reject(this.signal.reason);
  }
}

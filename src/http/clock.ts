/** Time and chance. Tests give their own; everyone else has {@link systemClock}. */
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
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const giveUp = (): void => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", giveUp);
        resolve();
      }, milliseconds);
      if (signal.aborted) {
        giveUp();
      }
      signal.addEventListener("abort", giveUp, { once: true });
    }),
};

import type { Clock } from "../../src/index.ts";

/** A clock that waits for nothing, remembers how long it should have waited, and jitters by a known share. */
export function impatientClock(random = 0.5): Partial<Clock> & { readonly waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    random: () => random,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
    },
  };
}

import type { RateLimit } from "../http/rate-limit.ts";

const FIRST = 2000;
const GROWTH = 1.5;

/** A minute: what the rate limit counts by, and soon enough for a restore that takes longer than a few minutes. */
const LONGEST = 60_000;

/** Below this share of the rate limit, what is left is for those who have something to do. */
const SCARCE = 0.1;

/**
 * How long to wait after so many looks, in milliseconds: from 2 s, half as long again each time, up to a minute; between
 * the half and the whole of that, by chance. With a tenth of the rate limit left, or less, the wait is the longest.
 */
export function pollInterval(looks: number, rateLimit: RateLimit | undefined, random: () => number): number {
  const longest = rateLimit !== undefined && isScarce(rateLimit) ? LONGEST : Math.min(LONGEST, FIRST * GROWTH ** looks);
  return longest * (0.5 + random() / 2);
}

function isScarce({ limit, remaining }: RateLimit): boolean {
  return limit === undefined ? remaining === 0 : remaining <= limit * SCARCE;
}

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
export function fullJitter(tries: number, random: () => number): number {
  return random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1));
}

/**
 * Effort is counted in steps instead of time, so that every machine finds the same. A step is about two microseconds: making a node of
 * a diagram, or joining two.
 */

/** A result takes more steps than there are. */
export class TooManySteps extends Error {}

/** What the analysis of all rules of a description may take, and what deriving its types may: about ten seconds each. */
const stepsOfDescription = 5_000_000;

/** Steps that several computations take together. */
export class Steps {
  private left: number;

  constructor(most = stepsOfDescription) {
    this.left = most;
  }

  /** What is computed meanwhile takes its steps from here, and from those around. Beyond them it throws `TooManySteps`. */
  during<Result>(compute: () => Result): Result {
    around.push(this);
    try {
      return compute();
    } finally {
      around.pop();
    }
  }

  take(steps: number): void {
    this.left -= steps;
    if (this.left < 0) throw new TooManySteps();
  }
}

/** Everything here is synchronous, so a stack knows which computations are under way. */
const around: Steps[] = [];

/** @throws TooManySteps where what is about to be done takes more than is left */
export function takeSteps(steps: number): void {
  for (const one of around) one.take(steps);
}

/** What `compute` returns; undefined where it takes too many steps. */
export function withinSteps<Result>(compute: () => Result): Result | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof TooManySteps) return undefined;
    throw error;
  }
}

import { calculate, toFraction } from "../runtime/values/decimal.ts";

/** How many multiples beside each point are tried: unless all are multiples of the other steps, one of these isn't. */
const besides = [-3, -2, -1, 0, 1, 2, 3, 4];

/**
 * Numbers of every kind that exists: at each point, between two of them and beyond all, whole numbers and others, multiples of each
 * step and of several.
 *
 * @param points where something changes
 * @param multiples what numbers may have to be multiples of
 */
export function representativeNumbers(points: readonly number[], multiples: readonly number[]): number[] {
  const sorted = [...new Set([0, ...points])].filter(Number.isFinite).sort((a, b) => a - b);
  const steps = combinedSteps([1, ...multiples.filter((step) => step > 0 && Number.isFinite(step))]);
  const beside = sorted.flatMap((point) =>
    steps.flatMap((step) => besides.map((count) => decimal(step * (Math.floor(decimal(point / step)) + count)))),
  );
  const between = sorted.flatMap((point, index) => {
    const next = sorted[index + 1] ?? point + 2;
    const width = next - point;
    return [point + width / 2, point + width / 4, decimal(point + width * 0.3)];
  });
  const [first = 0] = sorted;
  const all = [...sorted, ...beside, ...between, first - 0.5, first - 1];
  return [...new Set(all)].filter((value) => Math.abs(value) <= Number.MAX_SAFE_INTEGER);
}

/** The steps, and the least common multiples of two. */
function combinedSteps(steps: readonly number[]): number[] {
  const distinct = [...new Set(steps)];
  const pairs = distinct.flatMap((a, index) => distinct.slice(index + 1).map((b) => commonMultiple(a, b)));
  return [...new Set([...distinct, ...pairs])].filter((step) => step <= Number.MAX_SAFE_INTEGER);
}

function commonMultiple(a: number, b: number): number {
  const [left, right] = [toFraction(a), toFraction(b)];
  const [x, y] = [left.numerator * right.denominator, right.numerator * left.denominator];
  let [greater, less] = [x, y];
  while (less !== 0n) [greater, less] = [less, greater % less];
  return Number((x * y) / greater) / Number(left.denominator * right.denominator);
}

export function isMultiple(value: number, of: number): boolean {
  const quotient = calculate("/", toFraction(value), toFraction(of));
  return quotient !== undefined && quotient.numerator % quotient.denominator === 0n;
}

/** Without what binary fractions add: 0.1 × 3 is 0.3. */
function decimal(value: number): number {
  return Number(value.toPrecision(15));
}

/** Exact fractions: JSON's numbers are decimals, and IDL's `a + b == 0.3` means them, not their nearest binary neighbours. */
export interface Fraction {
  readonly numerator: bigint;
  /** Positive. */
  readonly denominator: bigint;
}

/** The value that the shortest decimal notation of a finite number stands for. */
export function toFraction(value: number): Fraction {
  const [digits = "0", exponent = "0"] = String(value).split("e");
  const [whole = "0", decimals = ""] = digits.split(".");
  const scale = Number(exponent) - decimals.length;
  const unscaled = BigInt(whole + decimals);
  return scale >= 0
    ? { numerator: unscaled * 10n ** BigInt(scale), denominator: 1n }
    : { numerator: unscaled, denominator: 10n ** BigInt(-scale) };
}

/** @returns undefined for a division by zero */
export function calculate(operator: "+" | "-" | "*" | "/", a: Fraction, b: Fraction): Fraction | undefined {
  switch (operator) {
    case "+":
      return {
        numerator: a.numerator * b.denominator + b.numerator * a.denominator,
        denominator: a.denominator * b.denominator,
      };
    case "-":
      return calculate("+", a, { numerator: -b.numerator, denominator: b.denominator });
    case "*":
      return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
    case "/": {
      if (b.numerator === 0n) return undefined;
      const sign = b.numerator < 0n ? -1n : 1n;
      return { numerator: a.numerator * b.denominator * sign, denominator: a.denominator * b.numerator * sign };
    }
  }
}

/** Negative, 0 or positive, as `a` is less than, equal to or greater than `b`. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

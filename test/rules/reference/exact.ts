/** A fraction of whole numbers, so that 0.1 + 0.2 is 0.3. The denominator is above zero. */
export interface Exact {
  readonly over: bigint;
  readonly under: bigint;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

/** @param text a decimal as IDL or JavaScript writes it */
export function exact(text: string): Exact | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const digits = BigInt(`${sign}${whole}${fraction}`);
  const power = Number(exponent) - fraction.length;
  return power < 0 ? fractionOf(digits, 10n ** BigInt(-power)) : fractionOf(digits * 10n ** BigInt(power), 1n);
}

/** The decimal that JavaScript prints for a number: what its author wrote, not the nearest binary fraction. */
export function exactValue(value: unknown): Exact | undefined {
  return typeof value === "number" ? exact(String(value)) : undefined;
}

function fractionOf(over: bigint, under: bigint): Exact {
  const [top, bottom] = under < 0n ? [-over, -under] : [over, under];
  const shared = commonDivisor(top < 0n ? -top : top, bottom);
  return { over: top / shared, under: bottom / shared };
}

function commonDivisor(left: bigint, right: bigint): bigint {
  return right === 0n ? left : commonDivisor(right, left % right);
}

export function calculate(left: Exact, by: "+" | "-" | "*" | "/", right: Exact): Exact | undefined {
  switch (by) {
    case "+":
      return fractionOf(left.over * right.under + right.over * left.under, left.under * right.under);
    case "-":
      return fractionOf(left.over * right.under - right.over * left.under, left.under * right.under);
    case "*":
      return fractionOf(left.over * right.over, left.under * right.under);
    case "/":
      return right.over === 0n ? undefined : fractionOf(left.over * right.under, left.under * right.over);
  }
}

/** Below, at or above zero as left is less than, equal to or greater than right. */
export function order(left: Exact, right: Exact): number {
  const difference = left.over * right.under - right.over * left.under;
  return difference < 0n ? -1 : Number(difference > 0n);
}

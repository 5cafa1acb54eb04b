import type { Value } from "../language/field.ts";
import { toFraction } from "../runtime/values/decimal.ts";
import { parseInstant } from "../runtime/values/instant.ts";

/** Values as SMT-LIB writes them. */

/** A number as an SMT-LIB real. */
export function realText(value: number): string {
  const { numerator, denominator } = toFraction(value);
  return fractionText(numerator, denominator);
}

/** The instant that a text denotes, in seconds, as an SMT-LIB real. */
export function instantText(text: string): string | undefined {
  const instant = parseInstant(text);
  if (instant === undefined) return undefined;
  const scale = 10n ** BigInt(instant.fraction.length);
  return fractionText(BigInt(instant.seconds) * scale + BigInt(instant.fraction || "0"), scale);
}

function fractionText(numerator: bigint, denominator: bigint): string {
  const size = numerator < 0n ? -numerator : numerator;
  const text = denominator === 1n ? `${size}.0` : `(/ ${size}.0 ${denominator}.0)`;
  return numerator < 0n ? `(- ${text})` : text;
}

/** A value as a term, or as a part of a name. */
export function literalText(value: Value): string {
  return typeof value === "number" ? realText(value) : typeof value === "string" ? stringText(value) : String(value);
}

/** A text as an SMT-LIB string. */
export function stringText(value: string): string {
  const characters = [...value].map((character) =>
    /^[A-Za-z0-9 _.,:;*+/=()<>-]$/.test(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return `"${characters.join("")}"`;
}

import type { SchemaError } from "./schema-words.ts";
import { calculate, toFraction } from "./values/decimal.ts";
import { isDate, isDateTime } from "./values/instant.ts";

/** What compiled schemas call: the checks that plain code of a keyword does not hold. */

export const formats = {
  date: isDate,
  "date-time": isDateTime,
  uuid: (text: string): boolean => /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text),
};

/** Patterns are meant for Unicode (JSON Schema, section 6.4); those that are none of its patterns are read as of old. */
export function toRegExp(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return new RegExp(pattern);
  }
}

export function isMultipleOf(value: number, divisor: number): boolean {
  if (!Number.isFinite(value)) return false;
  const quotient = calculate("/", toFraction(value), toFraction(divisor));
  return quotient === undefined || quotient.numerator % quotient.denominator === 0n;
}

/** Whether no two items are equal: each is looked up once, for to compare all pairs of a long list would take for ever. */
export function areUnique(items: readonly unknown[]): boolean {
  return new Set(items.map(toKey)).size === items.length;
}

/** The same text for equal JSON values, whatever the order of their properties. */
function toKey(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** More errors than these help nobody, and a request of a million wrong values has as many. */
export const mostErrors = 1000;

/** The errors so far, and those of one more part. */
export function joinErrors(errors: SchemaError[] | null, more: readonly SchemaError[]): SchemaError[] {
  if (errors === null) return more.slice(0, mostErrors);
  for (const error of more.slice(0, Math.max(0, mostErrors - errors.length))) errors.push(error);
  return errors;
}

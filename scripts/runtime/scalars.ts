import { article, type Piece } from "./compiler.ts";
import { patternText, plainMatcher } from "./matcher.ts";
import { calculate, toFraction } from "./values/decimal.ts";
import { isDate, isDateTime } from "./values/instant.ts";
import { showValue } from "./violation.ts";

/** `enum` of strings, numbers, booleans and null. */
export const checkEnum: Piece = ({ enum: list }) => {
  if (list === undefined) return undefined;
  const allowed = new Set(list);
  return (value, at) => allowed.has(value) || (at?.fail(oneOfWords(list, value), 100) ?? false);
};

/** `enum` with objects or lists among its values. */
export const checkDeepEnum: Piece = ({ enum: list }) => {
  if (list === undefined) return undefined;
  const allowed = new Set(list.map(toKey));
  return (value, at) => {
    // A key of something that isn't JSON can't be made.
    if (at === undefined && typeof value === "bigint") return false;
    return allowed.has(toKey(value)) || (at?.fail(oneOfWords(list, value), 100) ?? false);
  };
};

function oneOfWords(list: readonly unknown[], value: unknown): string {
  return `must be ${list.length > 1 ? "one of " : ""}${list.map(showValue).join(", ") || "left out"}, not ${showValue(value)}`;
}

/** The same text for equal JSON values, whatever the order of their properties. */
export function toKey(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

export const checkLength: Piece = ({ minLength = 0, maxLength = Number.POSITIVE_INFINITY }) => {
  if (minLength === 0 && maxLength === Number.POSITIVE_INFINITY) return undefined;
  return (value, at) => {
    if (typeof value !== "string") return true;
    const { length } = value;
    // A character is one or two units of UTF-16: most texts need no counting.
    const isLong = length >= 2 * minLength || (length >= minLength && countCharacters(value) >= minLength);
    const isShort = length <= maxLength || (length <= 2 * maxLength && countCharacters(value) <= maxLength);
    if (isLong && isShort) return true;
    return at?.fail(isLong ? tooLong(maxLength, "character") : tooShort(minLength, "character")) ?? false;
  };
};

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

export function tooShort(least: number, thing: string): string {
  return `is too short: it must have ${least} or more ${plural(thing)}`;
}

export function tooLong(most: number, thing: string): string {
  return `is too long: it must have ${most} or fewer ${plural(thing)}`;
}

function plural(thing: string): string {
  return thing.endsWith("y") ? `${thing.slice(0, -1)}ies` : `${thing}s`;
}

export const checkPattern: Piece = ({ pattern }, { extras }) => {
  if (pattern === undefined) return undefined;
  const matcher = (extras.matcher ?? plainMatcher)(pattern);
  return (value, at) =>
    typeof value !== "string" ||
    matcher.test(value) ||
    (at?.fail(`must match the pattern ${patternText(pattern)}, which ${showValue(value)} doesn't`) ?? false);
};

export const checkBounds: Piece = ({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }) => {
  const limits = [
    [">=", minimum],
    ["<=", maximum],
    [">", exclusiveMinimum],
    ["<", exclusiveMaximum],
  ] as const;
  if (limits.every(([, limit]) => limit === undefined)) return undefined;
  const least = minimum ?? Number.NEGATIVE_INFINITY;
  const most = maximum ?? Number.POSITIVE_INFINITY;
  const above = exclusiveMinimum ?? Number.NEGATIVE_INFINITY;
  const below = exclusiveMaximum ?? Number.POSITIVE_INFINITY;
  return (value, at) => {
    if (typeof value !== "number") return true;
    const failed = [value < least, value > most, value <= above, value >= below];
    const index = failed.indexOf(true);
    const [operator, limit] = limits[index] ?? limits[0];
    return index < 0 || (at?.fail(`must be ${operator} ${limit}, not ${value}`) ?? false);
  };
};

/** In decimals: by binary fractions, 0.3 would not be a multiple of 0.1. */
export const checkMultiple: Piece = ({ multipleOf }) => {
  if (multipleOf === undefined) return undefined;
  const divisor = toFraction(multipleOf);
  return (value, at) => {
    if (typeof value !== "number") return true;
    const quotient = Number.isFinite(value) ? calculate("/", toFraction(value), divisor) : undefined;
    const passes = quotient !== undefined && quotient.numerator % quotient.denominator === 0n;
    return passes || (at?.fail(`must be a multiple of ${multipleOf}, not ${value}`) ?? false);
  };
};

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** `format: uuid` */
export const checkUuid: Piece = ({ format }) =>
  format !== "uuid"
    ? undefined
    : (value, at) =>
        typeof value !== "string" || uuid.test(value) || (at?.fail(`must be a UUID, not ${showValue(value)}`) ?? false);

/** `format: date` and `format: date-time` (RFC 3339) */
export const checkDate: Piece = ({ format }) => {
  if (format !== "date" && format !== "date-time") return undefined;
  const test = format === "date" ? isDate : isDateTime;
  return (value, at) =>
    typeof value !== "string" ||
    test(value) ||
    (at?.fail(`must be ${article(format)}, not ${showValue(value)}`) ?? false);
};

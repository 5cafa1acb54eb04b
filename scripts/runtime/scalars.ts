import { article, type Check, isObject, matcherOf, type Piece } from "./compiler.ts";
import { patternText } from "./matcher.ts";
import { fail } from "./place.ts";
import { calculate, toFraction } from "./values/decimal.ts";
import { isDate, isDateTime } from "./values/instant.ts";
import { showValue } from "./violation.ts";

/** `enum` of strings, numbers, booleans and null. */
export const checkEnum: Piece = ({ enum: list }) => {
  if (list === undefined) return undefined;
  const allowed = new Set(list);
  const fits = (value: unknown): boolean => allowed.has(value);
  const check: Check = (value, at) => fits(value) || (at !== undefined && fail(at, oneOfWords(list, value), 100, list));
  return Object.assign(check, { fits });
};

/** `enum` with objects or lists among its values. */
export const checkDeepEnum: Piece = ({ enum: list }) => {
  if (list === undefined) return undefined;
  return (value, at) =>
    list.some((listed) => equalsListed(listed, value)) || (at !== undefined && fail(at, oneOfWords(list, value), 100));
};

/** Looks no deeper into a value than the listed one goes: keywords of each level may ask for the same. */
function equalsListed(listed: unknown, value: unknown): boolean {
  if (!isObject(listed) || !isObject(value)) return listed === value;
  if (Array.isArray(listed) !== Array.isArray(value)) return false;
  const keys = Object.keys(listed);
  return (
    keys.length === Object.values(value).filter((part) => part !== undefined).length &&
    keys.every((key) => Object.hasOwn(value, key) && equalsListed(listed[key], value[key]))
  );
}

export function oneOfWords(list: readonly unknown[], value: unknown): string {
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

/** The check of a keyword that speaks of texts: what isn't one passes. */
function textCheck(fits: (text: string) => boolean, words: (text: string) => string): Check {
  const check: Check = (value, at) =>
    typeof value !== "string" || fits(value) || (at !== undefined && fail(at, words(value)));
  return Object.assign(check, { fits });
}

export const checkLength: Piece = ({ minLength = 0, maxLength = Number.POSITIVE_INFINITY }) => {
  if (minLength === 0 && maxLength === Number.POSITIVE_INFINITY) return undefined;
  // A character is one or two units of UTF-16: most texts need no counting.
  const isLong = (text: string): boolean =>
    text.length >= 2 * minLength || (text.length >= minLength && countCharacters(text) >= minLength);
  const isShort = (text: string): boolean =>
    text.length <= maxLength || (text.length <= 2 * maxLength && countCharacters(text) <= maxLength);
  return textCheck(
    (text) => isLong(text) && isShort(text),
    (text) => (isLong(text) ? tooLong(maxLength, "character") : tooShort(minLength, "character")),
  );
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

export const checkPattern: Piece = ({ pattern }, compiler) =>
  pattern === undefined
    ? undefined
    : textCheck(
        matcherOf(pattern, compiler).test,
        (text) => `must match the pattern ${patternText(pattern)}, which ${showValue(text)} doesn't`,
      );

export const checkBounds: Piece = ({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }) => {
  if ((minimum ?? maximum ?? exclusiveMinimum ?? exclusiveMaximum) === undefined) return undefined;
  return (value, at) => {
    if (typeof value !== "number") return true;
    let bound: string | undefined;
    if (minimum !== undefined && value < minimum) bound = `>= ${minimum}`;
    else if (maximum !== undefined && value > maximum) bound = `<= ${maximum}`;
    else if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) bound = `> ${exclusiveMinimum}`;
    else if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) bound = `< ${exclusiveMaximum}`;
    return bound === undefined || (at !== undefined && fail(at, `must be ${bound}, not ${value}`));
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
    return passes || (at !== undefined && fail(at, `must be a multiple of ${multipleOf}, not ${value}`));
  };
};

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** `format: uuid` */
export const checkUuid: Piece = ({ format }) =>
  format !== "uuid"
    ? undefined
    : textCheck(
        (text) => uuid.test(text),
        (text) => `must be a UUID, not ${showValue(text)}`,
      );

/** `format: date` and `format: date-time` (RFC 3339) */
export const checkDate: Piece = ({ format }) =>
  format !== "date" && format !== "date-time"
    ? undefined
    : textCheck(
        format === "date" ? isDate : isDateTime,
        (text) => `must be ${article(format)}, not ${showValue(text)}`,
      );

import { calculate, type Exact, exact } from "./exact.ts";

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(\.\d+)?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/;
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The seconds of an RFC 3339 date or date-time since 0000-03-01, exact to any fraction; undefined for any other text. A date is its
 * first instant in UTC, as `new Date` reads it.
 */
export function instant(text: unknown): Exact | undefined {
  if (typeof text !== "string") return undefined;
  const midnight = days(text);
  if (midnight !== undefined) return exact(String(midnight * 86400));
  const [, date = "", hour, minute, second, fraction = ".0", sign, offsetHour = "0", offsetMinute = "0"] =
    DATE_TIME.exec(text) ?? [];
  const day = days(date);
  if (day === undefined) return undefined;
  const ahead = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === "-" ? -60 : 60);
  const whole = exact(String(day * 86400 + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - ahead));
  const part = exact(`0${fraction}`);
  return whole && part && calculate(whole, "+", part);
}

/** Days since 0000-03-01: with March as the first month, the leap day is the last of its year. */
function days(text: string): number | undefined {
  const [, year, month, day] = (DATE.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 && leap ? 29 : (MONTHS[month - 1] ?? 0);
  if (day < 1 || day > length) return undefined;
  const start = month < 3 ? year - 1 : year;
  const before = [306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275][month - 1] ?? 0;
  return start * 365 + Math.floor(start / 4) - Math.floor(start / 100) + Math.floor(start / 400) + before + day - 1;
}

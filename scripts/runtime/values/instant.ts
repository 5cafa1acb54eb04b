/** A moment: seconds since the UNIX epoch, and the digits behind the point, however many there are. */
export interface Instant {
  readonly seconds: number;
  readonly fraction: string;
}

const fullDate = /^(\d{4})-(\d\d)-(\d\d)$/;
const dateTime = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

/** The moment that a `full-date` (its midnight in UTC) or a `date-time` of RFC 3339 section 5.6 names; undefined for any other text. */
export function parseInstant(text: string): Instant | undefined {
  // The longest that is worth a look: a date-time with a fraction of more digits than any clock has.
  if (text.length > 100) return undefined;
  const match = fullDate.exec(text) ?? dateTime.exec(text);
  if (match === null) return undefined;
  const [, year = "", month = "", day = "", hour = "0", minute = "0", second = "0", fraction = ""] = match;
  const [, , , , , , , , sign = "+", offsetHour = "0", offsetMinute = "0"] = match;
  const midnight = midnightOf(Number(year), Number(month), Number(day));
  const leap = second === "60" ? 1 : 0;
  const inRange = Number(hour) < 24 && Number(minute) < 60 && Number(second) - leap < 60;
  if (midnight === undefined || !inRange || Number(offsetHour) > 23 || Number(offsetMinute) > 59) return undefined;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === "-" ? -60 : 60);
  const seconds = midnight + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset;
  // A leap second is the last of a day in UTC.
  if (leap === 1 && mod(seconds, 86400) !== 0) return undefined;
  return { seconds, fraction: fraction.replace(/0+$/, "") };
}

function midnightOf(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / 1000 : undefined;
}

function mod(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

/** Negative, 0 or positive, as `a` is before, at or after `b`. */
export function compareInstants(a: Instant, b: Instant): number {
  if (a.seconds !== b.seconds) return a.seconds - b.seconds;
  return a.fraction === b.fraction ? 0 : a.fraction < b.fraction ? -1 : 1;
}

export function isDate(text: string): boolean {
  return fullDate.test(text) && parseInstant(text) !== undefined;
}

export function isDateTime(text: string): boolean {
  return !fullDate.test(text) && parseInstant(text) !== undefined;
}

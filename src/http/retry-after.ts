const DAY_NAME = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/;

/**
 * How long a `Retry-After` header asks to wait, in milliseconds; `undefined` without one that can be read.
 *
 * A date counts from the answer's own `Date`, so that a clock that is wrong on either side doesn't matter.
 *
 * @param now For an answer without `Date`: milliseconds since the UNIX epoch.
 * @see RFC 9110 section 10.2.3, and 5.6.7 for the three forms of a date
 */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get("Retry-After")?.trim() ?? "";
  if (/^\d+$/.test(value)) {
    return Number(value) * 1000;
  }
  const until = parseHttpDate(value);
  return until === undefined ? undefined : Math.max(0, until - (parseHttpDate(headers.get("Date") ?? "") ?? now));
}

/** The day's name is asked for because `Date.parse` takes almost anything, such as "-5", for a date. */
function parseHttpDate(text: string): number | undefined {
  // The asctime form names no zone and means GMT.
  const time = DAY_NAME.test(text) ? Date.parse(text.endsWith("GMT") ? text : `${text} GMT`) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

import { isObject } from "../answer/json.ts";
import type { Violation } from "../generated.ts";

const MINUTE = 60_000;

/** How far back Atlas restores to, in milliseconds. @see The API page, `pointInTimeUTCMillis` */
const WINDOW = 24 * 60 * MINUTE;

/** How much this machine's clock may differ from Atlas's, in milliseconds: in doubt, Atlas decides. */
const SKEW = 5 * MINUTE;

/**
 * Checks that `pointInTimeUTCMillis` lies within the last 24 hours.
 *
 * @param now Milliseconds since the UNIX epoch.
 * @returns What is wrong, if anything.
 */
export function checkRestoreWindow(body: unknown, now: number): Violation[] {
  const moment = isObject(body) ? body["pointInTimeUTCMillis"] : undefined;
  if (typeof moment !== "number" || isWithin(moment, now)) {
    return [];
  }
  return [
    {
      path: "/body/pointInTimeUTCMillis",
      fields: ["pointInTimeUTCMillis"],
      message: `pointInTimeUTCMillis must lie within the last 24 hours, from ${toIso(now - WINDOW)} to ${toIso(now)}, and is ${describe(moment, now)}.`,
      sentence: undefined,
    },
  ];
}

function isWithin(moment: number, now: number): boolean {
  return moment >= now - WINDOW - SKEW && moment <= now + SKEW;
}

function describe(moment: number, now: number): string {
  const seconds = isWithin(moment * 1000, now) ? " (these look like seconds: multiply by 1000)" : "";
  return `${moment}, which is ${toIso(moment)}${seconds}`;
}

/** `Date` throws for moments more than 100 million days from 1970. */
function toIso(moment: number): string {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? "no date" : date.toISOString();
}

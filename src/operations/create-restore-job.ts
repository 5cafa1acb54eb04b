import { RequestInvalidError } from "../errors/restore-jobs-errors.ts";
import {
  type RequestBody,
  type Violation,
  validateCreateGroupClusterRestoreJob as validateCreate,
} from "../generated.ts";
import { type CallOptions, checkCallOptions } from "../options.ts";
import { isObject } from "../response/json.ts";
import {
  type ClusterPath,
  type Connection,
  CREATED,
  checkCluster,
  formatQuery,
  type RequestParts,
  type RestoreJobList,
  refuseViolations,
  run,
} from "./operation.ts";

/** Sends the POST and returns the jobs, or rejects with an error that says what is known of the outcome. */
export async function createRestoreJob(
  connection: Connection,
  cluster: ClusterPath,
  body: RequestBody<"createGroupClusterRestoreJob">,
  options: CallOptions = {},
): Promise<RestoreJobList> {
  const own = checkCallOptions(options);
  const { parts, violations } = prepareCreate(connection, cluster, body, own);
  refuseViolations(violations);
  return run(connection, parts, CREATED, own, warnOfRestore);
}

/** What an unknown outcome of a create means. */
export function warnOfRestore(sentAt: Date): string {
  return (
    "The restore job MAY EXIST. Before calling again, list the cluster's restore jobs (findRestoreJob does) and look for " +
    `one created at or after ${sentAt.toISOString()}: an automated restore that runs twice deletes the target's data twice.`
  );
}

/** A create that is ready to be sent, and all that is wrong with it. */
export interface PreparedCreate {
  readonly parts: RequestParts & { readonly text: string };
  /** The body that a server would read. */
  readonly value: unknown;
  readonly violations: readonly Violation[];
}

/** @throws {RequestInvalidError | TypeError} It can't be sent at all. */
export function prepareCreate(
  { config, validate }: Pick<Connection, "config" | "validate">,
  cluster: ClusterPath,
  body: unknown,
  options: CallOptions,
): PreparedCreate {
  const path = checkCluster(cluster);
  const query = formatQuery(options);
  const { text, value } = serialize(body);
  const violations = validate
    ? [...validateCreate({ params: { path, query }, body: value }), ...checkRestoreWindow(value, config.clock.now())]
    : [];
  return { parts: { method: "POST", path: { ...path, jobId: undefined }, query, text }, value, violations };
}

/**
 * Turns a body into the one text that is checked and sent. What is checked is what a server reads in that text, so that
 * no `toJSON`, getter or proxy can answer twice in different ways.
 *
 * @throws {RequestInvalidError} JSON can't say it, or it isn't an object.
 */
function serialize(body: unknown): { readonly text: string; readonly value: unknown } {
  let text: string | undefined;
  try {
    text = JSON.stringify(body);
  } catch (error) {
    throw invalidBody(`can't be written as JSON (${error instanceof Error ? error.message : "it throws"})`);
  }
  const value: unknown = text === undefined ? undefined : JSON.parse(text);
  if (text === undefined || !isObject(value)) {
    const kind = Array.isArray(value) ? "an array" : value === null ? "null" : typeof (value ?? body);
    throw invalidBody(`must be an object, not ${kind}`);
  }
  return { text, value };
}

function invalidBody(why: string): RequestInvalidError {
  return new RequestInvalidError([
    { path: "/body", fields: ["body"], message: `The body ${why}.`, sentence: undefined },
  ]);
}

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
function checkRestoreWindow(body: unknown, now: number): Violation[] {
  const moment = isObject(body) ? body["pointInTimeUTCMillis"] : undefined;
  if (typeof moment !== "number" || isWithin(moment, now)) {
    return [];
  }
  const seconds = isWithin(moment * 1000, now) ? " (these look like seconds: multiply by 1000)" : "";
  return [
    {
      path: "/body/pointInTimeUTCMillis",
      fields: ["pointInTimeUTCMillis"],
      message: `pointInTimeUTCMillis must be within the last 24 hours (${toIso(now - WINDOW)} to ${toIso(now)}), but is ${moment}, which is ${toIso(moment)}${seconds}.`,
      sentence: undefined,
    },
  ];
}

function isWithin(moment: number, now: number): boolean {
  return moment >= now - WINDOW - SKEW && moment <= now + SKEW;
}

/** `Date` throws for moments more than 100 million days from 1970. */
function toIso(moment: number): string {
  return Math.abs(moment) <= 8.64e15 ? new Date(moment).toISOString() : "not a date";
}

import { checkClient } from "../check-options.ts";
import type { RestoreJobsClient } from "../client.ts";
import { ConnectionError } from "../errors/restore-jobs-errors.ts";
import type { RequestBody } from "../generated.ts";
import { checkTimeout, Deadline } from "../http/time.ts";
import type { ClusterPath, RestoreJob } from "../operations/operation.ts";
import { fillPath } from "../operations/operation.ts";
import { type CallOptions, checkCallOptions } from "../options.ts";

/** How much this machine's clock may differ from Atlas's when no response has shown it, in milliseconds. */
const SKEW = 5 * 60_000;

/** Time limit of the whole search in milliseconds, unless given. */
const DEFAULT_TIMEOUT = 60_000;

/** The most that Atlas gives at a time. */
const ITEMS_PER_PAGE = 500;

type Request = RequestBody<"createGroupClusterRestoreJob">;

/** The fields of a delivery that a job repeats from its request. */
const TARGET_FIELDS = ["targetGroupId", "targetClusterName", "targetClusterId"] as const;

/**
 * Finds the jobs that a create with an unknown outcome may have made: those created at or after `since` that nothing in
 * `cluster` and `body` contradicts. Five minutes are allowed for clocks that differ, and more if Atlas's responses say that
 * its clock is further behind.
 *
 * What is compared is what a job repeats of its request: cluster, project, `snapshotId`, the delivery's method (a job says
 * `HTTP` for an automated restore) and target. What a job doesn't report can't be compared: the checkpoint, oplog timestamp
 * or point in time, and who created it. So a job found **may** be another's, made at the same time for the same target.
 * As a job may show up late, look again after a minute before you take an empty result for proof that there is none.
 *
 * @param cluster The cluster that was backed up, as for `createRestoreJob`.
 * @param since When the create was sent: `sentAt` of the `OutcomeUnknownError`.
 * @param options `timeout` (60 s unless given) limits the whole search, all pages together.
 * @throws {ConnectionError} The list did not end within `timeout`; else as `listRestoreJobs` does.
 * @example
 * if (error instanceof OutcomeUnknownError) {
 *   const jobs = await findRestoreJob(client, cluster, body, error.sentAt);
 * }
 */
export async function findRestoreJob(
  client: Pick<RestoreJobsClient, "listRestoreJobs"> & Partial<Pick<RestoreJobsClient, "clockOffset">>,
  cluster: ClusterPath,
  body: Request,
  since: Date,
  options: CallOptions = {},
): Promise<RestoreJob[]> {
  const { signal, timeout = DEFAULT_TIMEOUT } = checkCallOptions(options);
  checkClient(client, ["listRestoreJobs"]);
  const earliest = (typeof since?.getTime === "function" ? since.getTime() : Number.NaN) - SKEW;
  if (Number.isNaN(earliest)) {
    throw new TypeError("since must be a valid Date, such as sentAt of an OutcomeUnknownError.");
  }
  const deadline = new Deadline(signal, checkTimeout(timeout)).start();
  const query = { includeCount: false, itemsPerPage: ITEMS_PER_PAGE };
  const found: RestoreJob[] = [];
  try {
    for await (const job of client.listRestoreJobs(cluster, query, { ...options, signal: deadline.signal })) {
      const behind = Math.min(0, client.clockOffset?.() ?? 0);
      if (mayBeNew(job, earliest + behind) && mayComeFrom(job, cluster, body)) {
        found.push(job);
      }
      // A server that answers from memory never lets the timer run.
      deadline.throwIfOver();
    }
    return found;
  } catch (error) {
    throw deadline.timedOut && error === deadline.signal.reason ? tooLong(timeout, cluster, error) : error;
  } finally {
    deadline.stop();
  }
}

/** The client's base URL isn't known here. */
function tooLong(timeout: number, cluster: ClusterPath, cause: unknown): ConnectionError {
  const why = `the list of restore jobs did not end within ${timeout} ms`;
  const request = { method: "GET", url: fillPath(cluster) };
  return new ConnectionError({ why, request, cause });
}

/** A job with a `created` that is missing or unreadable may be new. */
function mayBeNew({ created = "" }: RestoreJob, since: number): boolean {
  return !(Date.parse(created) < since);
}

function mayComeFrom(job: RestoreJob, cluster: ClusterPath, { snapshotId, delivery }: Request): boolean {
  // Responses are not checked for what a schema promises, and nothing is worse here than a job not found.
  const reported: Partial<RestoreJob["delivery"]> = job.delivery ?? {};
  const hidesMethod = reported.methodName === "HTTP" && delivery.methodName === "AUTOMATED_RESTORE";
  return (
    agree(job.groupId, cluster.groupId) &&
    agree(job.clusterName, cluster.clusterName) &&
    agree(job.snapshotId, snapshotId) &&
    (hidesMethod || agree(reported.methodName, delivery.methodName)) &&
    TARGET_FIELDS.every((field) => agree(reported[field], delivery[field]))
  );
}

/** Whether two values are the same, or one of them is unknown. */
function agree(reported: unknown, requested: string | undefined): boolean {
  return typeof reported !== "string" || requested === undefined || reported === requested;
}

import type { RestoreJobsClient } from "../client.ts";
import type { RequestBody } from "../generated.ts";
import type { ClusterPath, RestoreJob } from "../operations/cluster-path.ts";
import type { CallOptions } from "../options.ts";

/** How much this machine's clock may differ from Atlas's, in milliseconds. */
const SKEW = 5 * 60_000;

type Request = RequestBody<"createGroupClusterRestoreJob">;

/** The fields of a delivery that a job repeats from its request. */
const TARGET_FIELDS = ["targetGroupId", "targetClusterName", "targetClusterId"] as const;

/**
 * Finds the jobs that a create with an unknown outcome may have made: those created at or after `since`, less five
 * minutes for clocks that differ, that nothing in `body` contradicts.
 *
 * What is compared is what a job repeats of its request: `snapshotId`, the delivery's method (a job says `HTTP` for an
 * automated restore) and target. What a job doesn't tell can't be compared: the checkpoint, oplog timestamp or point in
 * time, and who created it. So a job found **may** be another's, made at the same time for the same target; and as a job
 * may show up late, look again after a minute before you take an empty result for proof that there is none.
 *
 * @param cluster The cluster that was backed up, as for `createRestoreJob`.
 * @param since When the create was sent: `sentAt` of the `OutcomeUnknownError`.
 * @throws as `listRestoreJobs` does.
 */
export async function findRestoreJob(
  client: Pick<RestoreJobsClient, "listRestoreJobs">,
  cluster: ClusterPath,
  body: Request,
  since: Date,
  options?: CallOptions,
): Promise<RestoreJob[]> {
  const found: RestoreJob[] = [];
  for await (const job of client.listRestoreJobs(cluster, { includeCount: false }, options)) {
    if (mayBeNew(job, since) && mayComeFrom(job, body)) {
      found.push(job);
    }
  }
  return found;
}

/** A job whose `created` is missing or unreadable may be new. */
function mayBeNew({ created = "" }: RestoreJob, since: Date): boolean {
  return !(Date.parse(created) < since.getTime() - SKEW);
}

function mayComeFrom(job: RestoreJob, { snapshotId, delivery }: Request): boolean {
  // Answers are not checked for what a schema promises, and nothing is worse here than a job not found.
  const told: Partial<RestoreJob["delivery"]> = job.delivery ?? {};
  const hidesMethod = told.methodName === "HTTP" && delivery.methodName === "AUTOMATED_RESTORE";
  return (
    agree(job.snapshotId, snapshotId) &&
    (hidesMethod || agree(told.methodName, delivery.methodName)) &&
    TARGET_FIELDS.every((field) => agree(told[field], delivery[field]))
  );
}

/** Whether two values are the same, or one of them isn't told. */
function agree(told: unknown, asked: string | undefined): boolean {
  return typeof told !== "string" || asked === undefined || told === asked;
}

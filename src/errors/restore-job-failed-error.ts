import type { RestoreJob } from "../operations/cluster-path.ts";
import { nameErrorClass } from "./error-name.ts";

/** What an error tells of a job: never where to download its data, for that holds a key. */
export interface RestoreJobState {
  readonly id: string | undefined;
  readonly batchId: string | undefined;
  readonly clusterName: string | undefined;
  readonly statusName: string | undefined;
}

export function summarizeJob({ id, batchId, clusterName, statusName }: RestoreJob): RestoreJobState {
  return { id, batchId, clusterName, statusName };
}

/**
 * A restore job ended as `BROKEN` or `KILLED`. **After an automated restore the target may be empty or half restored.**
 *
 * @see The API page, response field `statusName`.
 */
export class RestoreJobFailedError extends Error {
  static {
    nameErrorClass(RestoreJobFailedError, "RestoreJobFailedError");
  }

  /** The jobs that failed, one at least. */
  readonly failed: readonly RestoreJobState[];
  /** All jobs of the restore, as they stood then: others may be going on. */
  readonly jobs: readonly RestoreJobState[];

  constructor(jobs: readonly RestoreJob[], failed: readonly RestoreJob[]) {
    const list = failed.map(({ id, statusName }) => `${id} is ${statusName}`).join(", ");
    super(
      `The restore failed: job ${list} (${failed.length} of ${jobs.length}). The target of an automated restore may be ` +
        "empty or half restored: look at it before you create another job.",
    );
    this.failed = failed.map(summarizeJob);
    this.jobs = jobs.map(summarizeJob);
  }
}

import type { components } from "../generated.ts";
import { nameErrorClass, RestoreJobsError, requestIdOf } from "./restore-jobs-errors.ts";

type RestoreJob = components["schemas"]["RestoreJob"];

/** What an error says about a job: never where to download its data, because that holds a key. */
export interface RestoreJobState {
  readonly id: string | undefined;
  readonly batchId: string | undefined;
  readonly clusterName: string | undefined;
  readonly statusName: string | undefined;
}

function summarizeJob({ id, batchId, clusterName, statusName }: RestoreJob): RestoreJobState {
  return { id, batchId, clusterName, statusName };
}

function listStates(jobs: readonly RestoreJob[]): string {
  return jobs.map(({ id, statusName }) => `${id} is ${statusName}`).join(", ");
}

/**
 * A restore job ended as `BROKEN` or `KILLED`. **After an automated restore the target may be empty or half restored.**
 *
 * @see The API page, response field `statusName`.
 */
export class RestoreJobFailedError extends RestoreJobsError {
  static {
    nameErrorClass(RestoreJobFailedError, "RestoreJobFailedError");
  }

  readonly code = "RESTORE_JOB_FAILED";
  /** The jobs that failed, one at least. */
  readonly failed: readonly RestoreJobState[];
  /** All jobs of the restore, as they stood then. Some may still be running. */
  readonly jobs: readonly RestoreJobState[];

  constructor(jobs: readonly RestoreJob[], failed: readonly RestoreJob[]) {
    super(
      `The restore failed: job ${listStates(failed)} (${failed.length} of ${jobs.length}). The target of an automated ` +
        "restore may be empty or half restored: check it before you create another job.",
    );
    this.failed = failed.map(summarizeJob);
    this.jobs = jobs.map(summarizeJob);
  }
}

/** The jobs were still running when the time to wait was over. They continue in Atlas: it is safe to wait again. */
export class WaitTimeoutError extends RestoreJobsError {
  static {
    nameErrorClass(WaitTimeoutError, "WaitTimeoutError");
  }

  readonly code = "WAIT_TIMED_OUT";
  /** The jobs as they were last seen; empty if no response reported them. */
  readonly jobs: readonly RestoreJobState[];

  /** @param cause The fault that made the last look fail, if it failed. */
  constructor(timeout: number, jobs: readonly RestoreJob[], cause: unknown) {
    const states = listStates(jobs) || "no response reported them";
    const message = `The restore jobs had not ended after ${timeout} ms (${states}). They continue in Atlas: wait again.`;
    super(message, requestIdOf(cause), { cause });
    this.jobs = jobs.map(summarizeJob);
  }
}

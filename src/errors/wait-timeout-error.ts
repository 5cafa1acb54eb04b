import type { RestoreJob } from "../operations/cluster-path.ts";
import { nameErrorClass } from "./error-name.ts";
import { type RestoreJobState, summarizeJob } from "./restore-job-failed-error.ts";

/** The jobs were still going on when the time to wait was over. They go on in Atlas: waiting again is safe. */
export class WaitTimeoutError extends Error {
  static {
    nameErrorClass(WaitTimeoutError, "WaitTimeoutError");
  }

  /** The jobs as they were last seen; empty if no answer told of them. */
  readonly jobs: readonly RestoreJobState[];

  /** @param cause The fault that kept the last look from succeeding, if it failed. */
  constructor(timeout: number, jobs: readonly RestoreJob[], cause: unknown) {
    const states = jobs.map(({ id, statusName }) => `${id} is ${statusName}`).join(", ") || "no answer told of them";
    super(`The restore jobs had not ended after ${timeout} ms (${states}). They go on in Atlas: wait for them again.`, {
      cause,
    });
    this.jobs = jobs.map(summarizeJob);
  }
}

import { RestoreJobFailedError } from "../errors/restore-job-failed-error.ts";
import { WaitTimeoutError } from "../errors/wait-timeout-error.ts";
import { type Clock, systemClock } from "../http/clock.ts";
import { checkTimeout, startDeadline } from "../http/deadline.ts";
import { notify } from "../http/hooks.ts";
import type { ClusterPath, RestoreJob } from "../operations/cluster-path.ts";
import { type JobReader, lookAtJobs } from "./look-at-jobs.ts";
import { PassingFaults } from "./passing-fault.ts";
import { pollInterval } from "./poll-interval.ts";
import { type JobsToWatch, WatchedJobs } from "./watched-jobs.ts";

/** How things stand after a look. */
export interface Progress {
  /** The jobs as they were last seen; empty before Atlas told of any. */
  readonly jobs: readonly RestoreJob[];
  /** What kept the last look from succeeding; `undefined` if it did. */
  readonly fault: unknown;
}

export interface WaitOptions {
  /** Gives up waiting. The jobs go on. */
  readonly signal?: AbortSignal | undefined;
  /** How long to wait in milliseconds, 24 hours unless given. From 1 to 2 147 483 647, which is 24 days. */
  readonly timeout?: number | undefined;
  /** Called after each look. What it throws is ignored. */
  readonly onProgress?: ((progress: Progress) => unknown) | undefined;
  /** Replaces time and chance, for tests. */
  readonly clock?: Partial<Clock> | undefined;
}

const DEFAULT_TIMEOUT = 24 * 60 * 60 * 1000;

/**
 * Waits until every job of a restore has finished. Of a sharded cluster that is every job of the batch, though only one
 * be named.
 *
 * It looks after 2 s, then less and less often, up to once a minute, and as seldom as that when the rate limit runs low.
 * Faults of the network, 429 and 5xx don't end it, nor does a token that can't be got, unless three looks in a row fail
 * for that. A status that this version doesn't know counts as not finished.
 *
 * @param cluster The cluster that was backed up, as for `createRestoreJob`.
 * @param jobs The id of a job, or jobs as `createRestoreJob` and `findRestoreJob` return them.
 * @returns All jobs of the restore, each `FINISHED`.
 * @throws {RestoreJobFailedError} as soon as one is `BROKEN` or `KILLED`.
 * @throws {WaitTimeoutError} They were still going on when the time was over.
 * @throws {AtlasApiError | AuthenticationError} Looking is refused, such as 404 for an unknown job.
 * @throws The reason of `options.signal`, if it aborted.
 * @throws {TypeError | RangeError} There is nothing to wait for, or `timeout` is out of range.
 */
export async function waitForRestoreJob(
  client: JobReader,
  cluster: ClusterPath,
  jobs: JobsToWatch,
  options: WaitOptions = {},
): Promise<readonly RestoreJob[]> {
  const { signal = new AbortController().signal, onProgress } = options;
  const { random, sleep } = { ...systemClock, ...options.clock };
  const timeout = checkTimeout(options.timeout ?? DEFAULT_TIMEOUT);
  const watched = new WatchedJobs(jobs);
  const faults = new PassingFaults();
  const deadline = startDeadline(signal, timeout);
  try {
    for (let looks = 0; ; looks += 1) {
      await look(client, cluster, watched, faults, deadline.signal);
      notify(onProgress, () => ({ jobs: watched.jobs, fault: faults.last }));
      if (watched.failed.length > 0) {
        throw new RestoreJobFailedError(watched.jobs, watched.failed);
      }
      if (faults.last === undefined && watched.unfinishedIds.length === 0) {
        return watched.jobs;
      }
      await deadline.race(sleep(pollInterval(looks, client.rateLimit(), random), deadline.signal));
    }
  } catch (error) {
    const late = deadline.timedOut() && !(error instanceof RestoreJobFailedError);
    throw late ? new WaitTimeoutError(timeout, watched.jobs, faults.last) : error;
  } finally {
    deadline.stop();
  }
}

async function look(
  client: JobReader,
  cluster: ClusterPath,
  watched: WatchedJobs,
  faults: PassingFaults,
  signal: AbortSignal,
): Promise<void> {
  try {
    signal.throwIfAborted();
    await lookAtJobs(client, cluster, watched, { signal });
    faults.succeeded();
  } catch (fault) {
    if (signal.aborted || !faults.passes(fault)) {
      throw fault;
    }
  }
}

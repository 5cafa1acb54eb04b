import { checkClient, describe, type OptionTypes, takeOptions } from "../check-options.ts";
import type { RestoreJobsClient } from "../client.ts";
import { AtlasApiError, type RateLimit } from "../errors/atlas-api-error.ts";
import { RestoreJobFailedError, WaitTimeoutError } from "../errors/job-errors.ts";
import { AuthenticationError, ConnectionError } from "../errors/restore-jobs-errors.ts";
import type { ResponseBody } from "../generated.ts";
import { notify } from "../http/events.ts";
import { type Clock, checkTimeout, Deadline } from "../http/time.ts";
import type { ClusterPath, RestoreJob } from "../operations/operation.ts";
import { type CallOptions, checkSignal, setClock } from "../options.ts";

/** What to wait for: the id of a job, or jobs as `createRestoreJob` and `findRestoreJob` return them. */
export type JobsToWatch = string | readonly RestoreJob[] | ResponseBody<"createGroupClusterRestoreJob">;

/** How things stand after a look. */
export interface Progress {
  /** The jobs as they were last seen; empty before Atlas reported any. */
  readonly jobs: readonly RestoreJob[];
  /** What kept the last look from succeeding; `undefined` if it did. */
  readonly fault: unknown;
}

export interface WaitOptions {
  /** Gives up waiting. The jobs continue. */
  readonly signal?: AbortSignal | undefined;
  /** How long to wait in milliseconds, 24 hours unless given. From 1 to 2 147 483 647, which is 24 days. */
  readonly timeout?: number | undefined;
  /** Called after each look. What it throws is ignored. */
  readonly onProgress?: ((progress: Progress) => unknown) | undefined;
  /** Replaces time and randomness, for tests. */
  readonly clock?: Partial<Clock> | undefined;
}

/** The part of the client that following a job needs. */
export type JobReader = Pick<RestoreJobsClient, "getRestoreJob" | "listRestoreJobs" | "rateLimit">;

const DEFAULT_TIMEOUT = 24 * 60 * 60 * 1000;

const WAIT_OPTIONS: OptionTypes<WaitOptions> = {
  signal: undefined,
  timeout: undefined,
  onProgress: "function",
  clock: "object",
};

/**
 * Waits until every job of a restore has finished. Of a sharded cluster that is every job of the batch, though only one
 * is named; a batch counts as finished when two looks in a row show the same jobs, because some may show up late.
 *
 * It looks after 2 s, then less and less often, up to once a minute, and no more often than that when the rate limit runs
 * low. Faults of the network, 429 and 5xx don't end it; nor does a 404 in the first minute, in which a new job may be
 * unknown; nor does a missing token, unless three looks in a row fail for that. A response about another job is ignored. A
 * status that this version doesn't know counts as not finished.
 *
 * @param cluster The cluster that was backed up, as for `createRestoreJob`.
 * @param jobs The id of a job, or jobs as `createRestoreJob` and `findRestoreJob` return them.
 * @returns All jobs of the restore, each `FINISHED`.
 * @throws {RestoreJobFailedError} as soon as one is `BROKEN` or `KILLED`.
 * @throws {WaitTimeoutError} They were still running when the time was over.
 * @throws {AtlasApiError | AuthenticationError} Looking is refused, such as 404 for an unknown job.
 * @throws The reason of `options.signal`, if it aborted.
 * @throws {TypeError | RangeError} There is nothing to wait for, or `timeout` is out of range.
 * @example
 * const jobs = await waitForRestoreJob(client, cluster, await client.createRestoreJob(cluster, body));
 */
export async function waitForRestoreJob(
  client: JobReader,
  cluster: ClusterPath,
  jobs: JobsToWatch,
  options: WaitOptions = {},
): Promise<readonly RestoreJob[]> {
  const { signal, timeout = DEFAULT_TIMEOUT, onProgress, clock } = checkSignal(takeOptions("", options, WAIT_OPTIONS));
  checkTimeout(timeout);
  checkClient(client, ["getRestoreJob", "listRestoreJobs", "rateLimit"]);
  const { now, random, sleep } = setClock(clock);
  const watched = new WatchedJobs(jobs);
  const faults = new PassingFaults(now);
  const deadline = new Deadline(signal, timeout).start();
  let before = "";
  try {
    for (let looks = 0; ; looks += 1) {
      await look(client, cluster, watched, faults, deadline.signal);
      notify(onProgress, () => ({ jobs: watched.jobs, fault: faults.last }));
      if (watched.failed.length > 0) {
        throw new RestoreJobFailedError(watched.jobs, watched.failed);
      }
      const members = watched.jobs.map(({ id }) => id).join();
      const isSettled = watched.batchIds.size === 0 || members === before;
      if (faults.last === undefined && watched.unfinishedIds.length === 0 && isSettled) {
        return watched.jobs;
      }
      before = members;
      await deadline.race(sleep(pollInterval(looks, client.rateLimit(), random), deadline.signal));
    }
  } catch (error) {
    const late = deadline.timedOut && !(error instanceof RestoreJobFailedError);
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

/**
 * Looks once at every job that has not finished, and at every batch as a whole, because a batch may hold jobs that weren't
 * named. One request per batch, one per lone job.
 */
async function lookAtJobs(
  client: JobReader,
  cluster: ClusterPath,
  watched: WatchedJobs,
  options: CallOptions,
): Promise<void> {
  const listed = new Set<string>();
  const seen = new Set<string | undefined>();
  const listBatches = async (): Promise<void> => {
    for (const batchId of [...watched.batchIds].filter((id) => !listed.has(id))) {
      listed.add(batchId);
      for await (const job of client.listRestoreJobs(cluster, { batchId, includeCount: false }, options)) {
        // If the query had no effect, the jobs of every other restore would be waited for too.
        if (job.batchId === batchId) {
          watched.note(job);
          seen.add(job.id);
        }
      }
    }
  };
  await listBatches();
  for (const id of watched.unfinishedIds.filter((open) => !seen.has(open))) {
    const job = await client.getRestoreJob(cluster, id, options);
    if (job.id !== undefined && job.id !== id) {
      throw new OtherJobError(`The response for restore job ${id} is about job ${job.id}.`);
    }
    watched.note({ ...job, id });
  }
  await listBatches();
}

/** The jobs of one restore, as far as they are known. */
export class WatchedJobs {
  readonly #jobs = new Map<string, RestoreJob | undefined>();

  /** @throws TypeError for no job, and for one without id: nothing would ever end the wait. */
  constructor(given: JobsToWatch) {
    if (typeof given === "string") {
      this.#jobs.set(given, undefined);
      return;
    }
    const jobs = isArray(given) ? given : given?.results;
    if (!Array.isArray(jobs)) {
      throw new TypeError(
        `Can't wait for ${describe(given)}. Pass the id of a restore job, a list of jobs, or what a create returned.`,
      );
    }
    for (const job of jobs) {
      if (typeof job?.id !== "string") {
        throw new TypeError("Can't wait for a restore job without an id. Pass the jobs as Atlas returned them.");
      }
      this.#jobs.set(job.id, job);
    }
    if (this.#jobs.size === 0) {
      throw new TypeError("The list of restore jobs to wait for is empty.");
    }
  }

  /** Notes how a job stands now, and takes it in if it is new. */
  note(job: RestoreJob): void {
    if (job.id !== undefined) {
      this.#jobs.set(job.id, job);
    }
  }

  /** The jobs that Atlas has reported. */
  get jobs(): RestoreJob[] {
    return [...this.#jobs.values()].filter((job) => job !== undefined);
  }

  get batchIds(): Set<string> {
    return new Set(this.jobs.flatMap(({ batchId }) => batchId ?? []));
  }

  /** Ids of the jobs that have not finished. A status that this version doesn't know counts as not finished. */
  get unfinishedIds(): string[] {
    return [...this.#jobs].flatMap(([id, job]) => (job?.statusName === "FINISHED" ? [] : id));
  }

  get failed(): RestoreJob[] {
    return this.jobs.filter(({ statusName }) => statusName === "BROKEN" || statusName === "KILLED");
  }
}

/** `Array.isArray` doesn't narrow read-only arrays (TypeScript issue 17002). */
function isArray(given: Exclude<JobsToWatch, string>): given is readonly RestoreJob[] {
  return Array.isArray(given);
}

/** A server or cache returned another job. */
class OtherJobError extends Error {}

/** How many looks in a row may fail without a token: a token endpoint may be down for a minute, a wrong secret stays wrong. */
const MAX_TOKEN_FAULTS = 3;

/** How long a new job may be unknown to the servers that answer reads, in milliseconds. */
const UNKNOWN_AT_FIRST = 60_000;

/** Distinguishes faults that may have passed by the next look from those that stay. */
class PassingFaults {
  /** The fault of the last look, if it failed. */
  last: unknown;
  readonly #now: () => number;
  readonly #start: number;
  #tokenFaults = 0;

  constructor(now: () => number) {
    this.#now = now;
    this.#start = now();
  }

  succeeded(): void {
    this.#tokenFaults = 0;
    this.last = undefined;
  }

  /** Notes a fault. @returns Whether to look again. */
  passes(fault: unknown): boolean {
    this.last = fault;
    if (fault instanceof AuthenticationError && fault.step === "token") {
      this.#tokenFaults += 1;
      return this.#tokenFaults < MAX_TOKEN_FAULTS;
    }
    if (fault instanceof AtlasApiError) {
      const isNew = fault.status === 404 && this.#now() - this.#start < UNKNOWN_AT_FIRST;
      return isNew || fault.status === 429 || fault.status >= 500;
    }
    return fault instanceof ConnectionError || fault instanceof OtherJobError;
  }
}

const FIRST = 2000;
const GROWTH = 1.5;

/** A minute: what the rate limit counts by, and often enough for a restore that takes more than a few minutes. */
const LONGEST = 60_000;

/** At or below this share of the rate limit, what is left is kept for other calls. */
const SCARCE = 0.1;

/**
 * How long to wait after so many looks, in milliseconds: from 2 s, 1.5 times as long each time, up to a minute; a random
 * time between half of that and the whole. With a tenth of the rate limit left, or less, the wait is the longest.
 */
export function pollInterval(looks: number, rateLimit: RateLimit | undefined, random: () => number): number {
  const longest = rateLimit !== undefined && isScarce(rateLimit) ? LONGEST : Math.min(LONGEST, FIRST * GROWTH ** looks);
  return longest * (0.5 + random() / 2);
}

function isScarce({ limit, remaining }: RateLimit): boolean {
  return limit === undefined ? remaining === 0 : remaining <= limit * SCARCE;
}

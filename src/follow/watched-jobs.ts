import type { ResponseBody } from "../generated.ts";
import type { RestoreJob } from "../operations/operation.ts";

/** What to wait for: the id of a job, or jobs as `createRestoreJob` and `findRestoreJob` return them. */
export type JobsToWatch = string | readonly RestoreJob[] | ResponseBody<"createGroupClusterRestoreJob">;

/** The jobs of one restore, as far as they are known. */
export class WatchedJobs {
  readonly #jobs = new Map<string, RestoreJob | undefined>();

  /** @throws TypeError for no job, and for one without id: nothing would ever end the wait. */
  constructor(given: JobsToWatch) {
    if (typeof given === "string") {
      this.#jobs.set(given, undefined);
      return;
    }
    for (const job of isArray(given) ? given : (given.results ?? [])) {
      if (job.id === undefined) {
        throw new TypeError("A restore job without id can't be waited for: pass the jobs as Atlas sent them.");
      }
      this.#jobs.set(job.id, job);
    }
    if (this.#jobs.size === 0) {
      throw new TypeError("No restore job to wait for: the list is empty.");
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

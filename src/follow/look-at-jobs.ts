import type { RestoreJobsClient } from "../client.ts";
import type { ClusterPath } from "../operations/cluster-path.ts";
import type { CallOptions } from "../options.ts";
import type { WatchedJobs } from "./watched-jobs.ts";

/** The part of the client that following a job needs. */
export type JobReader = Pick<RestoreJobsClient, "getRestoreJob" | "listRestoreJobs" | "rateLimit">;

/**
 * Looks once at every job that has not finished, and at every batch as a whole, for a batch may hold jobs that nobody
 * has named. One request per batch, one per lone job.
 */
export async function lookAtJobs(
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
        // Had the query no effect, the jobs of every other restore would be waited for too.
        if (job.batchId === batchId) {
          watched.note(job);
          seen.add(job.id);
        }
      }
    }
  };
  await listBatches();
  for (const id of watched.unfinishedIds.filter((open) => !seen.has(open))) {
    watched.note({ ...(await client.getRestoreJob(cluster, id, options)), id });
  }
  await listBatches();
}

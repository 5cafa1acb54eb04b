import { readAnswer } from "../answer/read-answer.ts";
import { type paths, validateGetGroupClusterRestoreJob } from "../generated.ts";
import type { CallOptions } from "../options.ts";
import { checkBeforeSending } from "./check-before-sending.ts";
import { checkPathSegments } from "./check-path-segments.ts";
import type { ClusterPath, RestoreJob } from "./cluster-path.ts";
import { formatQuery, type OperationContext } from "./context.ts";
import { isRestoreJob } from "./is-restore-job.ts";
import { observe } from "./observe.ts";

const PATH = "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs/{jobId}" satisfies keyof paths;

/** Reads one job. */
export async function getRestoreJob(
  { api, connect, validate }: OperationContext,
  cluster: ClusterPath,
  jobId: string,
  options: CallOptions = {},
): Promise<RestoreJob> {
  const { groupId, clusterName } = cluster;
  const params = { path: { groupId, clusterName, jobId }, query: formatQuery(options) };
  checkPathSegments(params.path);
  if (validate) {
    checkBeforeSending(validateGetGroupClusterRestoreJob, { params });
  }
  const { signal, envelope } = options;
  const answer = await observe({ method: "GET", url: PATH }, connect(options), (fetch) =>
    api.GET(PATH, {
      params,
      // There is no body for it to speak of.
      headers: { "Content-Type": null },
      parseAs: "text",
      fetch,
      ...(signal && { signal }),
    }),
  );
  return readAnswer(answer, { envelope: envelope === true, what: "a restore job", fits: isRestoreJob });
}

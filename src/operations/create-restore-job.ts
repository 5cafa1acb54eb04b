import type { RequestBodyOption } from "openapi-fetch";
import { readAnswer } from "../answer/read-answer.ts";
import {
  type operations,
  type paths,
  type RequestBody,
  type ResponseBody,
  validateCreateGroupClusterRestoreJob,
} from "../generated.ts";
import type { CallOptions } from "../options.ts";
import { checkBeforeSending } from "./check-before-sending.ts";
import { checkPathSegments } from "./check-path-segments.ts";
import { checkRestoreWindow } from "./check-restore-window.ts";
import type { ClusterPath } from "./cluster-path.ts";
import { formatQuery, type OperationContext } from "./context.ts";
import { isRestoreJobList } from "./is-restore-job.ts";
import { observe } from "./observe.ts";

type Operation = "createGroupClusterRestoreJob";

/** A page of restore jobs: one, or for a sharded cluster one per shard and one for the config servers. */
export type RestoreJobList = ResponseBody<Operation>;

const PATH = "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs" satisfies keyof paths;

/** Sends the POST and returns the jobs or rejects with an error that says where the caller stands. */
export async function createRestoreJob(
  { api, connect, validate, clock }: OperationContext,
  cluster: ClusterPath,
  body: RequestBody<Operation>,
  options: CallOptions = {},
): Promise<RestoreJobList> {
  checkPathSegments(cluster);
  const params = { path: cluster, query: formatQuery(options) };
  if (validate) {
    const late = checkRestoreWindow(body, clock.now());
    checkBeforeSending(validateCreateGroupClusterRestoreJob, { params, body }, late);
  }
  const { signal, envelope } = options;
  const answer = await observe({ method: "POST", url: PATH }, connect(options), (fetch) =>
    api.POST(PATH, {
      params,
      body: asWritable(body),
      parseAs: "text",
      fetch,
      ...(signal && { signal }),
    }),
  );
  return readAnswer(answer, { envelope: envelope === true, what: "a list of restore jobs", fits: isRestoreJobList });
}

/**
 * The body as openapi-fetch's types want it under `exactOptionalPropertyTypes`: its `Writable<>` turns the variants'
 * `field?: undefined` into `field?: never`, which refuses an explicit `undefined`. JSON has none, so nothing is hidden.
 */
function asWritable(body: RequestBody<Operation>): RequestBodyOption<operations[Operation]>["body"] {
  return body as RequestBodyOption<operations[Operation]>["body"];
}

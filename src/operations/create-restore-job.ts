import type { Client, RequestBodyOption } from "openapi-fetch";
import { readAnswer } from "../answer/read-answer.ts";
import type { operations, PathParameters, paths, RequestBody, ResponseBody } from "../generated.ts";
import type { Send } from "../http/send.ts";
import type { CallOptions } from "../options.ts";
import { checkPathSegments } from "./check-path-segments.ts";
import { isRestoreJobList } from "./is-restore-job-list.ts";
import { observe } from "./observe.ts";

type Operation = "createGroupClusterRestoreJob";

/** A cluster that is backed up: `groupId` is its project, `clusterName` its name. */
export type ClusterPath = PathParameters<Operation>;

/** A page of restore jobs: one, or for a sharded cluster one per shard and one for the config servers. */
export type RestoreJobList = ResponseBody<Operation>;

const PATH = "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs" satisfies keyof paths;

/** Sends the POST, at most once, and returns the jobs or rejects with an error that says where the caller stands. */
export async function createRestoreJob(
  api: Client<paths>,
  connect: (timeout: number | undefined) => Send,
  cluster: ClusterPath,
  body: RequestBody<Operation>,
  { signal, timeout, envelope, pretty }: CallOptions = {},
): Promise<RestoreJobList> {
  checkPathSegments(cluster);
  const answer = await observe({ method: "POST", url: PATH }, connect(timeout), (fetch) =>
    api.POST(PATH, {
      params: { path: cluster, query: { ...(envelope && { envelope }), ...(pretty && { pretty }) } },
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

import { isObject } from "../answer/json.ts";
import type { components, PathParameters, ResponseBody } from "../generated.ts";

/** A cluster that is backed up: `groupId` is its project, `clusterName` its name. */
export type ClusterPath = PathParameters<"createGroupClusterRestoreJob">;

/** A restore job, as Atlas tells of it. An `HTTP` delivery holds a secret: `authValue`, and within `url`. */
export type RestoreJob = components["schemas"]["RestoreJob"];

/** A page of restore jobs. For a create: one job, or for a sharded cluster one per shard and one for the config servers. */
export type RestoreJobList = ResponseBody<"createGroupClusterRestoreJob">;

/**
 * Whether a body is a list of restore jobs, as far as a caller would crash otherwise: `results` is an array of objects.
 * The fields of a job are Atlas's word, typed by the fragment and not checked: an answer with a new field or status
 * must not turn a restore that began into an error.
 */
export function isRestoreJobList(body: unknown): body is RestoreJobList {
  return isObject(body) && Array.isArray(body["results"]) && body["results"].every(isObject);
}

/** Whether a body is one restore job, to the same degree: `delivery`, which every job has, is an object. */
export function isRestoreJob(body: unknown): body is RestoreJob {
  return isObject(body) && isObject(body["delivery"]);
}

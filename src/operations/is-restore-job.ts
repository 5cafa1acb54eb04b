import { isObject } from "../answer/is-object.ts";
import type { ResponseBody } from "../generated.ts";

/**
 * Whether a body is a list of restore jobs, as far as a caller would crash otherwise: `results` is an array of objects.
 * The fields of a job are Atlas's word, typed by the fragment and not checked: an answer with a new field or status
 * must not turn a restore that began into an error.
 */
export function isRestoreJobList(body: unknown): body is ResponseBody<"createGroupClusterRestoreJob"> {
  return isObject(body) && Array.isArray(body["results"]) && body["results"].every(isObject);
}

/** Whether a body is one restore job, to the same degree: `delivery`, which every job has, is an object. */
export function isRestoreJob(body: unknown): body is ResponseBody<"getGroupClusterRestoreJob"> {
  return isObject(body) && isObject(body["delivery"]);
}

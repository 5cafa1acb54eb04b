import createClient, { type Client } from "openapi-fetch";
import { parseBaseUrl } from "./base-url.ts";
import type { paths, RequestBody, RequestMediaType } from "./generated.ts";
import { checkTimeout } from "./http/deadline.ts";
import { createSend, type Send } from "./http/send.ts";
import { type ClusterPath, createRestoreJob, type RestoreJobList } from "./operations/create-restore-job.ts";
import { type CallOptions, type ClientOptions, DEFAULT_TIMEOUT } from "./options.ts";

/** The resource version of every operation here: the only one there is. Errors come as `application/json`. */
const MEDIA_TYPE = "application/vnd.atlas.2023-01-01+json" satisfies RequestMediaType<"createGroupClusterRestoreJob">;

/** A client for legacy backup restore jobs. Its functions need no `this`. */
export interface RestoreJobsClient {
  /**
   * Creates restore jobs for one legacy backup of a cluster.
   *
   * **With `delivery.methodName` `"AUTOMATED_RESTORE"` Atlas removes all data on the target cluster first.** The POST
   * is therefore sent once at most.
   *
   * @param cluster The cluster that was backed up. The one to restore to, which may be another, stands in `body.delivery`.
   * @param body What to restore and how to deliver it.
   * @returns The jobs made: one, or for a sharded cluster one per shard and one for the config servers, which share a
   *   `batchId`.
   * @throws {AtlasApiError} Atlas refused the request (3xx, 4xx): nothing has changed.
   * @throws {AuthenticationError} No credentials could be got, or Atlas refused them (401): nothing has changed.
   * @throws {ConnectionError} No connection could be made: nothing was sent.
   * @throws {OutcomeUnknownError} The POST may have been received, and no usable answer came: the jobs may exist.
   * @throws The reason of `options.signal`, if it aborted before anything was sent.
   * @throws {TypeError | RangeError} An argument can't be sent, or `timeout` is out of range: nothing was sent.
   * @see The API page, "Create One Legacy Backup Restore Job".
   */
  readonly createRestoreJob: (
    cluster: ClusterPath,
    body: RequestBody<"createGroupClusterRestoreJob">,
    options?: CallOptions,
  ) => Promise<RestoreJobList>;
  /**
   * The openapi-fetch client below, with the same types, credentials, media types, time limit and body limits. It
   * returns `{ data, error, response }` for every answer, 401 and 5xx included, and rejects for the same faults as
   * `createRestoreJob`. It refuses another origin than `baseUrl`'s. Answers are read whole: `parseAs: "stream"` gains
   * nothing. Under `exactOptionalPropertyTypes` it takes a body literal but no variable of type `RequestBody<…>`, for
   * openapi-fetch's types refuse the explicit `undefined` that such a variable may hold; `createRestoreJob` takes both.
   */
  readonly api: Client<paths>;
}

/**
 * Makes a client. It opens no connection and asks for no token before the first call.
 *
 * @throws {TypeError | RangeError} An option is unusable; the message says which and why.
 */
export function createRestoreJobsClient(options: ClientOptions): RestoreJobsClient {
  const { auth, fetch = (request: Request) => globalThis.fetch(request) } = options;
  if (typeof auth?.authorize !== "function") {
    throw new TypeError("auth is missing: pass a way to authenticate, such as auth: bearer(token).");
  }
  const baseUrl = parseBaseUrl(options.baseUrl);
  const clientTimeout = checkTimeout(options.timeout ?? DEFAULT_TIMEOUT);
  const connect = (timeout: number = clientTimeout): Send =>
    createSend({ baseUrl, auth, fetch, timeout: checkTimeout(timeout) });
  const api = createClient<paths>({
    baseUrl: baseUrl.href,
    fetch: connect(),
    headers: { Accept: MEDIA_TYPE, "Content-Type": MEDIA_TYPE },
  });
  return {
    createRestoreJob: (cluster, body, callOptions) => createRestoreJob(api, connect, cluster, body, callOptions),
    api,
  };
}

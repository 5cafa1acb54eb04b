import createClient, { type Client } from "openapi-fetch";
import { parseBaseUrl } from "./base-url.ts";
import type { paths, RequestBody, RequestMediaType } from "./generated.ts";
import { systemClock } from "./http/clock.ts";
import { defaultFetch } from "./http/default-fetch.ts";
import { setLimits } from "./http/limits.ts";
import type { RateLimit } from "./http/rate-limit.ts";
import { createSend, type Send } from "./http/send.ts";
import type { ClusterPath, RestoreJob } from "./operations/cluster-path.ts";
import type { OperationContext } from "./operations/context.ts";
import { createRestoreJob, type RestoreJobList } from "./operations/create-restore-job.ts";
import { getRestoreJob } from "./operations/get-restore-job.ts";
import { type ListQuery, listRestoreJobs } from "./operations/list-restore-jobs.ts";
import type { CallOptions, ClientOptions, Limits } from "./options.ts";

/** The resource version of every operation here: the only one there is. Errors come as `application/json`. */
const MEDIA_TYPE = "application/vnd.atlas.2023-01-01+json" satisfies RequestMediaType<"createGroupClusterRestoreJob">;

/** A client for legacy backup restore jobs. Its functions need no `this`. */
export interface RestoreJobsClient {
  /**
   * Creates restore jobs for one legacy backup of a cluster.
   *
   * **With `delivery.methodName` `"AUTOMATED_RESTORE"` Atlas removes all data on the target cluster first.** The POST
   * is therefore sent again only where it can't have been carried out: after a 429, and where no connection was made.
   *
   * @param cluster The cluster that was backed up. The one to restore to, which may be another, stands in `body.delivery`.
   * @param body What to restore and how to deliver it.
   * @returns The jobs made: one, or for a sharded cluster one per shard and one for the config servers, which share a
   *   `batchId`.
   * @throws {RequestInvalidError} The request breaks a rule, such as the 24 hours of `pointInTimeUTCMillis`: nothing
   *   was sent.
   * @throws {AtlasApiError} Atlas refused the request (3xx, 4xx): nothing has changed.
   * @throws {AuthenticationError} No credentials could be got, or Atlas refused them (401): nothing has changed.
   * @throws {ConnectionError} No connection could be made: nothing was sent.
   * @throws {OutcomeUnknownError} The POST may have been received, and no usable answer came: the jobs may exist.
   * @throws The reason of `options.signal`, if it aborted before anything was sent.
   * @throws {TypeError | RangeError} An argument can't be sent, or a limit is out of range: nothing was sent.
   * @see The API page, "Create One Legacy Backup Restore Job".
   */
  readonly createRestoreJob: (
    cluster: ClusterPath,
    body: RequestBody<"createGroupClusterRestoreJob">,
    options?: CallOptions,
  ) => Promise<RestoreJobList>;
  /**
   * Lists the restore jobs of a cluster, or with `query.batchId` those of one restore of a sharded cluster.
   *
   * Iterate with `for await`: a page is asked for when the one before is used up, and none after a `break`. Time limits
   * and tries are per page. A job that moved between two pages while they were read comes once.
   *
   * @param query `itemsPerPage` (1 to 500, 100 unless given) is how many jobs to ask for at a time, `pageNum` the page to
   *   begin with.
   * @throws {AtlasApiError | AuthenticationError | ConnectionError | TypeError | RangeError} as `getRestoreJob` does, from
   *   the iteration.
   */
  readonly listRestoreJobs: (
    cluster: ClusterPath,
    query?: ListQuery,
    options?: CallOptions,
  ) => AsyncGenerator<RestoreJob, void, undefined>;
  /**
   * Reads one restore job.
   *
   * @throws {AtlasApiError} Atlas answered with an error, such as 404 for an unknown job.
   * @throws {AuthenticationError} No credentials could be got, or Atlas refused them (401).
   * @throws {ConnectionError} No usable answer came.
   * @throws The reason of `options.signal`, if it aborted.
   * @throws {TypeError | RangeError} An argument can't be sent, or a limit is out of range.
   */
  readonly getRestoreJob: (cluster: ClusterPath, jobId: string, options?: CallOptions) => Promise<RestoreJob>;
  /** What the last answer that named the rate limit said of it; `undefined` before there was one. */
  readonly rateLimit: () => RateLimit | undefined;
  /**
   * The openapi-fetch client below, with the same types, credentials, media types, limits and retries. It
   * returns `{ data, error, response }` for every answer, 401 and 5xx included, and rejects for the same faults as
   * the functions above. It checks no request beforehand. It refuses another origin than `baseUrl`'s. Answers are read whole: `parseAs: "stream"` gains
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
  const { auth, fetch = defaultFetch, hooks = {}, validate = true } = options;
  if (typeof auth?.authorize !== "function") {
    throw new TypeError("auth is missing: pass a way to authenticate, such as auth: bearer(token).");
  }
  const baseUrl = parseBaseUrl(options.baseUrl);
  const limits = setLimits(options);
  const clock = { ...systemClock, ...options.clock };
  let rateLimit: RateLimit | undefined;
  const onRateLimit = (latest: RateLimit): void => {
    rateLimit = latest;
  };
  const connect = (chosen: Limits): Send =>
    createSend({ baseUrl, auth, fetch, hooks, clock, onRateLimit, ...setLimits(chosen, limits) });
  const send = connect({});
  const api = createClient<paths>({
    baseUrl: baseUrl.href,
    fetch: async (request) => (await send(request)).response,
    headers: { Accept: MEDIA_TYPE, "Content-Type": MEDIA_TYPE },
  });
  const context: OperationContext = { api, connect, validate, clock };
  return {
    createRestoreJob: (...call) => createRestoreJob(context, ...call),
    listRestoreJobs: (...call) => listRestoreJobs(context, ...call),
    getRestoreJob: (...call) => getRestoreJob(context, ...call),
    rateLimit: () => rateLimit,
    api,
  };
}

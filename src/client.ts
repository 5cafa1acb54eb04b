import type { Client } from "openapi-fetch";
import { createApi } from "./api.ts";
import type { RateLimit } from "./errors/atlas-api-error.ts";
import type { paths, RequestBody } from "./generated.ts";
import { RetryBudget } from "./http/retry.ts";
import { createRestoreJob } from "./operations/create-restore-job.ts";
import type { ClusterPath, Connection, ResponseReports, RestoreJob, RestoreJobList } from "./operations/operation.ts";
import { planRestore, type RestorePlan } from "./operations/plan-restore.ts";
import { getRestoreJob, type ListQuery, listRestoreJobs } from "./operations/read-restore-jobs.ts";
import { type CallOptions, type ClientOptions, setOptions } from "./options.ts";

/** What can be done with legacy backup restore jobs. These functions need no `this`. */
export interface RestoreJobsFunctions extends ResponseReports {
  /**
   * Creates restore jobs for one legacy backup of a cluster.
   *
   * **With `delivery.methodName` `"AUTOMATED_RESTORE"` Atlas deletes all data on the target cluster first.** The POST
   * is therefore sent again only where it can't have been carried out: after a 429, and where no connection was made.
   *
   * The body is written as JSON once. That text is what is checked and what is sent.
   *
   * @param cluster The cluster that was backed up. The one to restore to, which may be another, is in `body.delivery`.
   * @param body What to restore and how to deliver it.
   * @returns The jobs made: one, or for a sharded cluster one per shard and one for the config servers, which share a
   *   `batchId`.
   * @throws {RequestInvalidError} The request breaks a rule, such as the 24 hours of `pointInTimeUTCMillis`: nothing
   *   was sent.
   * @throws {AtlasApiError} Atlas refused the request by a status that proves it (400, 403, 404, 429 …): nothing has
   *   changed.
   * @throws {AuthenticationError} There are no credentials, or Atlas refused them (401): nothing has changed.
   * @throws {ConnectionError} No connection could be made: nothing was sent.
   * @throws {OutcomeUnknownError} The POST may have been carried out, and no response says so: the jobs may exist.
   * @throws The reason of `options.signal`, if it aborted before anything was sent.
   * @throws {TypeError | RangeError} An argument or option is unusable: nothing was sent.
   * @see The API page, "Create One Legacy Backup Restore Job".
   * @example
   * const { results } = await client.createRestoreJob(
   *   { groupId: "5c8a1f0fc56c98145d922b73", clusterName: "orders-production" },
   *   { delivery: { methodName: "HTTP" }, snapshotId: "681715c0ce2f8a4f6b1d09e4" },
   * );
   */
  readonly createRestoreJob: (
    cluster: ClusterPath,
    body: RequestBody<"createGroupClusterRestoreJob">,
    options?: CallOptions,
  ) => Promise<RestoreJobList>;
  /**
   * Says what `createRestoreJob` would do with the same arguments, and sends nothing: the request, the cluster that would
   * lose its data, and both in words; or what is wrong. For scripts and agents that must ask a person first.
   *
   * @throws {TypeError} An argument can't be sent.
   */
  readonly planRestore: (
    cluster: ClusterPath,
    body: RequestBody<"createGroupClusterRestoreJob">,
    options?: CallOptions,
  ) => RestorePlan;
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
   * @throws {RequestInvalidError} An id or name can't be one: nothing was sent.
   * @throws {AtlasApiError} Atlas returned an error, such as 404 for an unknown job.
   * @throws {AuthenticationError} There are no credentials, or Atlas refused them (401).
   * @throws {ConnectionError} No usable response came.
   * @throws The reason of `options.signal`, if it aborted.
   * @throws {TypeError | RangeError} An argument or option is unusable.
   */
  readonly getRestoreJob: (cluster: ClusterPath, jobId: string, options?: CallOptions) => Promise<RestoreJob>;
}

/** A client for legacy backup restore jobs. */
export interface RestoreJobsClient extends RestoreJobsFunctions {
  /**
   * The openapi-fetch client, with the same types, credentials, media types, limits and retries. It returns
   * `{ data, error, response }` for every response, 401 and 5xx included, and rejects for the same faults as the functions
   * above. It checks no request beforehand, and refuses another origin than `baseUrl`'s. Responses are read whole:
   * `parseAs: "stream"` gains nothing. A middleware that is added here sees the functions' requests, too.
   *
   * Under `exactOptionalPropertyTypes` it takes a body literal but no variable of type `RequestBody<…>`, because
   * openapi-fetch's types refuse the explicit `undefined` that such a variable may hold; `createRestoreJob` takes both.
   */
  readonly api: Client<paths>;
}

/**
 * Makes a client. It opens no connection and asks for no token before the first call.
 *
 * @throws {TypeError | RangeError} An option is unusable; the message says which and why.
 * @example
 * const client = createRestoreJobsClient({ auth: bearer(token), timeout: 20_000 });
 */
export function createRestoreJobsClient(options: ClientOptions): RestoreJobsClient {
  const connection = connect(options);
  return { ...bindFunctions(connection), api: createApi(connection) };
}

/**
 * Makes a client without `.api`, so that a bundle for a page or worker is smaller by openapi-fetch and what connects it.
 *
 * @throws {TypeError | RangeError} An option is unusable; the message says which and why.
 * @example
 * const { createRestoreJob } = createRestoreJobsFunctions({ auth: bearer(token) });
 */
export function createRestoreJobsFunctions(options: ClientOptions): RestoreJobsFunctions {
  return bindFunctions(connect(options));
}

/**
 * Prepares what all calls share: credentials, limits, the retry budget. Pass it to the functions that this package
 * exports, such as `createRestoreJob`. A bundle then contains only the functions that it imports.
 *
 * @throws {TypeError | RangeError} An option is unusable; the message says which and why.
 * @example
 * const connection = connect({ auth: bearer(token) });
 * const job = await getRestoreJob(connection, cluster, jobId);
 */
export function connect(options: ClientOptions): Connection {
  const { limits, validate, ...rest } = setOptions(options);
  const { now } = rest.clock;
  let rateLimit: RateLimit | undefined;
  let clockOffset: number | undefined;
  return {
    validate,
    config: {
      ...limits,
      ...rest,
      budget: new RetryBudget(now),
      onReports(latest) {
        rateLimit = latest.rateLimit ?? rateLimit;
        clockOffset = latest.date === undefined ? clockOffset : latest.date - now();
      },
    },
    rateLimit: () => rateLimit,
    clockOffset: () => clockOffset,
  };
}

function bindFunctions(connection: Connection): RestoreJobsFunctions {
  const { rateLimit, clockOffset } = connection;
  return {
    createRestoreJob: (...call) => createRestoreJob(connection, ...call),
    planRestore: (...call) => planRestore(connection, ...call),
    listRestoreJobs: (...call) => listRestoreJobs(connection, ...call),
    getRestoreJob: (...call) => getRestoreJob(connection, ...call),
    rateLimit,
    clockOffset,
  };
}

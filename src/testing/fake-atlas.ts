/**
 * An Atlas in memory, for tests of programs that restore.
 *
 * @packageDocumentation
 */

import { checkType, describe, type OptionTypes, takeOptions } from "../check-options.ts";
import {
  type RequestValidator,
  validateCreateGroupClusterRestoreJob as validateCreate,
  validateGetGroupClusterRestoreJob as validateGet,
  validateListGroupClusterRestoreJobs as validateList,
} from "../generated.ts";
import type { Fetch, FetchInit } from "../http/fetch.ts";
import type { Clock } from "../http/time.ts";
import { onAbort, shown } from "../http/time.ts";
import type { RestoreJob } from "../operations/operation.ts";
import { MEDIA_TYPE } from "../operations/operation.ts";
import { parseJson } from "../response/json.ts";
import { type FakeJob, JobStore, type JobStoreOptions } from "./job-store.ts";

/** How a fake Atlas behaves. */
export interface FakeAtlasOptions extends JobStoreOptions {
  /** The time at the beginning, in milliseconds since the UNIX epoch: 2025-05-04T10:00:00Z unless given. */
  readonly now?: number;
  /** Names of the clusters that exist; unless given, every cluster exists. */
  readonly clusters?: readonly string[];
}

/**
 * What goes wrong with one request:
 * - a status with Atlas's error format: the request is not carried out;
 * - `"refused"`: no connection, provably;
 * - `"reset"`: the connection breaks before the request is carried out, which the caller can't know;
 * - `"lost"`: the request is carried out, and the connection breaks before the response;
 * - `"stalled"`: it is carried out, and no response comes;
 * - `"unreadable"`: it is carried out, and the response is the page of a proxy.
 */
export type FakeFault =
  | {
      readonly status: number;
      readonly errorCode?: string;
      readonly detail?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | "refused"
  | "reset"
  | "lost"
  | "stalled"
  | "unreadable";

const OPTIONS: OptionTypes<FakeAtlasOptions> = {
  now: "number",
  clusters: undefined,
  duration: "number",
  ending: "string",
  shards: "number",
};

const ENDINGS: { readonly [Name in NonNullable<JobStoreOptions["ending"]>]: true } = {
  FINISHED: true,
  BROKEN: true,
  KILLED: true,
};

type FaultResponse = Exclude<FakeFault, string>;

const FAULT_RESPONSE: OptionTypes<FaultResponse> = {
  status: "number",
  errorCode: "string",
  detail: "string",
  headers: "object",
};

const NAMED_FAULTS: { readonly [Name in Extract<FakeFault, string>]: true } = {
  refused: true,
  reset: true,
  lost: true,
  stalled: true,
  unreadable: true,
};

/** @throws TypeError | RangeError for a fault that doesn't exist; no request has failed yet. */
function checkFault(fault: FakeFault): FakeFault {
  if (typeof fault === "string" && Object.hasOwn(NAMED_FAULTS, fault)) {
    return fault;
  }
  if (typeof fault !== "object" || fault === null) {
    const names = Object.keys(NAMED_FAULTS).join(", ");
    throw new TypeError(`Unknown fault ${shown(fault)}. Expected one of: ${names}; or { status }.`);
  }
  const own = takeOptions("fault.", fault, FAULT_RESPONSE);
  checkType("fault.status", own.status, "number");
  // The Fetch standard decides which statuses and headers a response can have.
  failAs(own, 0);
  return own;
}

/** @throws TypeError | RangeError that names the option, for an unusable one. */
function checkOptions(options: FakeAtlasOptions): FakeAtlasOptions {
  const own = takeOptions("", options, OPTIONS);
  const { now, clusters, duration, ending, shards = 0 } = own;
  if (clusters !== undefined && !Array.isArray(clusters)) {
    throw new TypeError(`clusters must be an array of names, not ${describe(clusters)}.`);
  }
  if (ending !== undefined && !Object.hasOwn(ENDINGS, ending)) {
    throw new TypeError(`ending must be one of ${Object.keys(ENDINGS).join(", ")}, not ${shown(ending)}.`);
  }
  for (const [name, value] of Object.entries({ now, duration })) {
    if (value !== undefined && !Number.isFinite(value)) {
      throw new RangeError(`${name} must be a number of milliseconds, not ${shown(value)}.`);
    }
  }
  if (!(Number.isInteger(shards) && shards >= 0)) {
    throw new RangeError(`shards must be a whole number from 0, not ${shown(shards)}.`);
  }
  return own;
}

/** A request that arrived, refused or not. */
export interface FakeRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly body: unknown;
}

/** An Atlas in memory. */
export interface FakeAtlas {
  /** For the client. */
  readonly fetch: Fetch;
  /** For the client and for `waitForRestoreJob`: its time is the fake's, and passes at once when they wait. */
  readonly clock: Clock;
  readonly requests: readonly FakeRequest[];
  /** All jobs as they stand now. */
  readonly jobs: () => RestoreJob[];
  /** Makes time pass, in milliseconds. */
  readonly advance: (milliseconds: number) => void;
  /** Makes the next requests go wrong in turn, token requests excepted. */
  readonly failNext: (...faults: readonly FakeFault[]) => void;
}

/**
 * Makes an Atlas in memory behind `fetch`. It follows the API's description: it checks requests as the description says,
 * keeps the jobs that it makes, lists them in pages, and lets them run by its own clock. It issues tokens to service
 * accounts and takes any credentials; it sends no digest challenge.
 *
 * @throws {TypeError | RangeError} An option is unusable; `failNext` throws for a fault that doesn't exist.
 * @example
 * const atlas = createFakeAtlas({ duration: 3_600_000 });
 * const client = createRestoreJobsClient({ auth: bearer("fake-token"), fetch: atlas.fetch, clock: atlas.clock });
 * atlas.failNext("lost");
 * await client.createRestoreJob(cluster, body); // rejects with an OutcomeUnknownError, and the job exists
 */
export function createFakeAtlas(options: FakeAtlasOptions = {}): FakeAtlas {
  const own = checkOptions(options);
  let now = own.now ?? Date.UTC(2025, 4, 4, 10);
  const store = new JobStore(own, () => now);
  const requests: FakeRequest[] = [];
  const faults: FakeFault[] = [];

  const fetch: Fetch = async (address, init) => {
    init.signal?.throwIfAborted();
    const url = new URL(address);
    if (url.pathname.endsWith("/api/oauth/token")) {
      return reply(
        200,
        { access_token: "fake-token", token_type: "Bearer", expires_in: 3600 },
        now,
        "application/json",
      );
    }
    const fault = faults.shift();
    if (fault === "refused") {
      throw new TypeError("fetch failed", { cause: Object.assign(new Error("refused"), { code: "ECONNREFUSED" }) });
    }
    const body = init.body === undefined ? undefined : parseJson(init.body);
    requests.push({ method: init.method, path: `${url.pathname}${url.search}`, body });
    if (fault === "reset") {
      throw reset();
    }
    if (typeof fault === "object") {
      return failAs(fault, now);
    }
    const response = respond(store, own.clusters, url, init, body, now);
    switch (fault) {
      case "lost":
        throw reset();
      case "stalled":
        return new Promise((_, reject) => {
          onAbort(init.signal, () => reject(init.signal?.reason));
        });
      case "unreadable":
        return new Response("<html>Sign in</html>", { headers: { "content-type": "text/html" } });
      case undefined:
        return response;
    }
  };

  return {
    fetch,
    requests,
    clock: {
      now: () => now,
      random: () => 0.5,
      async sleep(milliseconds, signal) {
        signal.throwIfAborted();
        now += milliseconds;
        // A turn of the event loop, so that timers and aborts come through.
        await new Promise((resolve) => setTimeout(resolve));
      },
    },
    jobs: () => store.jobs().map(({ job }) => job),
    advance(milliseconds) {
      checkType("milliseconds", milliseconds, "number");
      now += milliseconds;
    },
    failNext: (...next) => void faults.push(...next.map(checkFault)),
  };
}

function failAs(fault: FaultResponse, now: number): Response {
  const { status, errorCode = "UNEXPECTED_ERROR", detail = "Made to fail.", headers } = fault;
  return refuse(status, errorCode, detail, now, [], headers);
}

function reset(): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }) });
}

const PATH = /^.*\/api\/atlas\/v2\/groups\/([^/]+)\/clusters\/([^/]+)\/restoreJobs(?:\/([^/]+))?$/;

/** The response to a request without a fault. */
function respond(
  store: JobStore,
  clusters: readonly string[] | undefined,
  url: URL,
  { method, headers }: FetchInit,
  body: unknown,
  now: number,
): Response {
  const [match, groupId = "", clusterName = "", jobId] =
    PATH.exec(url.pathname)?.map((part) => part && decodeURIComponent(part)) ?? [];
  const fail = (status: number, errorCode: string, detail: string, fields: readonly object[] = []): Response =>
    refuse(status, errorCode, detail, now, fields);
  if (match === undefined) {
    return fail(404, "RESOURCE_NOT_FOUND", `Cannot find resource ${url.pathname}.`);
  }
  const given = new Headers(headers);
  if (!given.has("authorization")) {
    return fail(401, "USER_UNAUTHORIZED", "You are not authorized for this resource.");
  }
  if (given.get("accept") !== MEDIA_TYPE) {
    return fail(406, "INVALID_VERSION_DATE", `Accept must be ${MEDIA_TYPE}.`);
  }
  const isCreate = method === "POST" && jobId === undefined;
  if (!isCreate && method !== "GET") {
    return fail(405, "METHOD_NOT_ALLOWED", `${method} isn't supported here.`);
  }
  if (isCreate && given.get("content-type") !== MEDIA_TYPE) {
    return fail(415, "UNSUPPORTED_MEDIA_TYPE", `Content-Type must be ${MEDIA_TYPE}.`);
  }
  const query = Object.fromEntries(Array.from(url.searchParams, ([name, value]) => [name, readParameter(name, value)]));
  const path = { groupId, clusterName, ...(jobId !== undefined && { jobId }) };
  const validate: RequestValidator = isCreate ? validateCreate : jobId === undefined ? validateList : validateGet;
  const violations = validate({ params: { path, query }, ...(isCreate && { body }) });
  if (violations.length > 0) {
    const fields = violations.flatMap((violation) =>
      violation.fields.map((field) => ({ field, description: violation.message })),
    );
    return fail(400, "VALIDATION_ERROR", violations.map(({ message }) => message).join(" "), fields);
  }
  if (clusters !== undefined && !clusters.includes(clusterName)) {
    return fail(404, "CLUSTER_NOT_FOUND", `No cluster named ${clusterName} exists in group ${groupId}.`);
  }
  const isEnvelope = query["envelope"] === true;
  if (isCreate) {
    const results = store.create(groupId, clusterName, body);
    return reply(200, { results, totalCount: results.length, links: [], ...(isEnvelope && { status: 200 }) }, now);
  }
  const jobs = store.jobs().filter((each) => each.groupId === groupId && each.clusterName === clusterName);
  if (jobId === undefined) {
    return reply(200, { ...page(jobs, query, url), ...(isEnvelope && { status: 200 }) }, now);
  }
  const found = jobs.find(({ job }) => job.id === jobId)?.job;
  if (found === undefined) {
    return fail(404, "RESOURCE_NOT_FOUND", `No restore job ${jobId} exists.`);
  }
  return reply(200, isEnvelope ? { status: 200, content: found } : found, now);
}

/** What the query says, in the types of the description. */
function readParameter(name: string, value: string): unknown {
  if (name === "itemsPerPage" || name === "pageNum") {
    return Number(value);
  }
  return value === "true" || value === "false" ? value === "true" : value;
}

function page(jobs: readonly FakeJob[], query: Readonly<Record<string, unknown>>, { href }: URL): object {
  const { batchId, itemsPerPage = 100, pageNum = 1, includeCount = true } = query;
  const wanted = jobs.filter(({ job }) => batchId === undefined || job.batchId === batchId).map(({ job }) => job);
  const start = (Number(pageNum) - 1) * Number(itemsPerPage);
  const end = start + Number(itemsPerPage);
  const rels = ["self", ...(start > 0 ? ["previous"] : []), ...(end < wanted.length ? ["next"] : [])];
  return {
    results: wanted.slice(start, end),
    links: rels.map((rel) => ({ rel, href })),
    ...(includeCount === true && { totalCount: wanted.length }),
  };
}

function refuse(
  status: number,
  errorCode: string,
  detail: string,
  now: number,
  fields: readonly object[] = [],
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body = { error: status, errorCode, detail, ...(fields.length > 0 && { badRequestDetail: { fields } }) };
  return reply(status, body, now, "application/json", headers);
}

function reply(
  status: number,
  body: unknown,
  now: number,
  contentType: string = MEDIA_TYPE,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": contentType, date: new Date(now).toUTCString(), ...headers },
  });
}

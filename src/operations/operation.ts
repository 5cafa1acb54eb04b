import { checkType } from "../check-options.ts";
import type { RateLimit } from "../errors/atlas-api-error.ts";
import { RequestInvalidError } from "../errors/restore-jobs-errors.ts";
import type {
  components,
  PathParameters,
  paths,
  QueryParameters,
  RequestMediaType,
  ResponseBody,
  Violation,
} from "../generated.ts";
import { Call, type OutgoingRequest } from "../http/call.ts";
import type { WholeResponse } from "../http/response.ts";
import { type SendConfig, send } from "../http/send.ts";
import { type CallOptions, setLimits } from "../options.ts";
import { isObject } from "../response/json.ts";
import { type Expectation, readResult } from "../response/read-result.ts";

/** A cluster that is backed up: `groupId` is its project, `clusterName` its name. */
export type ClusterPath = PathParameters<"createGroupClusterRestoreJob">;

/** A restore job, as Atlas reports it. An `HTTP` delivery holds a secret: `authValue`, and within `url`. */
export type RestoreJob = components["schemas"]["RestoreJob"];

/** A page of restore jobs. For a create: one job, or for a sharded cluster one per shard and one for the config servers. */
export type RestoreJobList = ResponseBody<"createGroupClusterRestoreJob">;

/** The resource version of every operation here: the only one there is. Errors come as `application/json`. */
export const MEDIA_TYPE =
  "application/vnd.atlas.2023-01-01+json" satisfies RequestMediaType<"createGroupClusterRestoreJob">;

export const JOBS_PATH = "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs" satisfies keyof paths;
export const JOB_PATH = `${JOBS_PATH}/{jobId}` satisfies keyof paths;

/** What the calls of a client share, made by `connect`: how they are sent, and what the responses reported. */
export interface Connection extends ResponseReports {
  /** For the functions of this package. */
  readonly config: SendConfig;
  /** For the functions of this package. */
  readonly validate: boolean;
  /** Sends in place of {@link send}, if middlewares were added to `.api`. */
  through?: ((config: SendConfig, call: Call, parts: RequestParts) => Promise<WholeResponse>) | undefined;
}

/** What the last responses reported beside their results. */
export interface ResponseReports {
  /** What the last response that named the rate limit said of it; `undefined` before there was one. */
  readonly rateLimit: () => RateLimit | undefined;
  /**
   * How far Atlas's clock is ahead of this machine's, in milliseconds, by the `Date` of the last response (to the second);
   * `undefined` before there was one.
   */
  readonly clockOffset: () => number | undefined;
}

/** What an operation asks for. */
export interface RequestParts {
  readonly method: "GET" | "POST";
  readonly path: ClusterPath & { readonly jobId: string | undefined };
  readonly query: QueryParameters<"listGroupClusterRestoreJobs">;
  /** The body as it will be sent. */
  readonly text: string | undefined;
}

/** Runs an operation whose request and options have been checked. */
export async function run<Body>(
  { config, through }: Connection,
  parts: RequestParts,
  expected: Omit<Expectation<Body>, "envelope">,
  options: CallOptions,
  warn?: (sentAt: Date) => string,
): Promise<Body> {
  const call = new Call(buildRequest(config.baseUrl, parts), { signal: options.signal, repeatable: false, warn });
  const limited = { ...config, ...setLimits(options, config) };
  const response = await (through === undefined ? send(limited, call) : through(limited, call, parts));
  return readResult(call, response, { ...expected, envelope: options.envelope === true });
}

/** The request as it will be sent, but for the credentials. */
export function buildRequest(baseUrl: string, { method, path, query, text }: RequestParts): OutgoingRequest {
  const parameters = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  );
  const search = parameters.length === 0 ? "" : `?${parameters.join("&")}`;
  const headers = { accept: MEDIA_TYPE, ...(text !== undefined && { "content-type": MEDIA_TYPE }) };
  return { method, url: `${baseUrl}${fillPath(path)}${search}`, headers, body: text };
}

/** The path of a cluster's restore jobs, or of one of them. */
export function fillPath({
  groupId,
  clusterName,
  jobId,
}: ClusterPath & { readonly jobId?: string | undefined }): string {
  const place = [groupId, clusterName, jobId ?? ""].map(encodeURIComponent);
  const template = jobId === undefined ? JOBS_PATH : JOB_PATH;
  return template.replace(/\{\w+\}/g, () => place.shift() ?? "");
}

/** The query parameters that every operation has, without those that ask for the default. */
export function formatQuery({ envelope, pretty }: CallOptions): { envelope?: true; pretty?: true } {
  return { ...(envelope && { envelope }), ...(pretty && { pretty }) };
}

/**
 * The two names of a cluster, each read once; an object that has more works.
 *
 * @throws TypeError that names the parameter; nothing was sent.
 */
export function checkCluster(cluster: ClusterPath): ClusterPath {
  checkType("cluster", cluster, "object");
  const { groupId, clusterName } = cluster;
  return { groupId: checkSegment("groupId", groupId), clusterName: checkSegment("clusterName", clusterName) };
}

/**
 * Refuses path parameters that would lead to another endpoint: `""`, `"."` and `".."` stay as they are when they are
 * percent-encoded, and the URL parser then drops or climbs a level.
 *
 * @throws TypeError that names the parameter; nothing was sent.
 */
export function checkSegment(name: string, value: string): string {
  if (typeof value !== "string" || /^\.{0,2}$/.test(value)) {
    throw new TypeError(`${name} must be a non-empty string, not ${JSON.stringify(value)}; nothing was sent.`);
  }
  return value;
}

/** @throws {RequestInvalidError} with everything that is wrong, if anything is. */
export function refuseViolations(violations: readonly Violation[]): void {
  if (violations.length > 0) {
    throw new RequestInvalidError(violations);
  }
}

/**
 * Whether a body is a list of restore jobs, as far as a caller would crash otherwise: `results` is an array of objects.
 * The fields of a job are typed by the fragment and not checked: a response with a new field or status
 * must not turn a restore that began into an error.
 */
function isRestoreJobList(body: unknown): body is RestoreJobList {
  return isObject(body) && Array.isArray(body["results"]) && body["results"].every(isObject);
}

/** Whether a create made jobs. A 2xx without any doesn't say what became of it. */
function hasRestoreJobs(body: unknown): body is RestoreJobList {
  return isRestoreJobList(body) && body.results?.length !== 0;
}

/** Whether a body is one restore job, to the same degree: `delivery`, which every job has, is an object. */
function isRestoreJob(body: unknown): body is RestoreJob {
  return isObject(body) && isObject(body["delivery"]);
}

export const A_JOB = { what: "a restore job", fits: isRestoreJob };
export const CREATED = { what: "a list of restore jobs with one at least", fits: hasRestoreJobs };
export const A_LIST = { what: "a list of restore jobs", fits: isRestoreJobList };

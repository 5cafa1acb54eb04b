/**
 * A client for MongoDB Atlas legacy backup restore jobs.
 *
 * @packageDocumentation
 */

export { type ApiKeyOptions, apiKey } from "./auth/api-key.ts";
export { bearer } from "./auth/bearer.ts";
export { type EnvironmentOptions, type EnvironmentVariables, fromEnvironment } from "./auth/from-environment.ts";
export { type ServiceAccountAuth, type ServiceAccountOptions, serviceAccount } from "./auth/service-account.ts";
export {
  connect,
  createRestoreJobsClient,
  createRestoreJobsFunctions,
  type RestoreJobsClient,
  type RestoreJobsFunctions,
} from "./client.ts";
export {
  AtlasApiError,
  type AtlasApiFailure,
  type AtlasErrorCode,
  type RateLimit,
  type ResponseSummary,
} from "./errors/atlas-api-error.ts";
export { RestoreJobFailedError, type RestoreJobState, WaitTimeoutError } from "./errors/job-errors.ts";
export {
  AuthenticationError,
  type AuthenticationStep,
  ConnectionError,
  type InvalidField,
  type MissingResponse,
  OutcomeUnknownError,
  RequestInvalidError,
  type RequestSummary,
  RestoreJobsError,
  type RestoreJobsErrorCode,
} from "./errors/restore-jobs-errors.ts";
export { findRestoreJob } from "./follow/find-restore-job.ts";

export {
  type JobReader,
  type JobsToWatch,
  type Progress,
  type WaitOptions,
  waitForRestoreJob,
} from "./follow/wait-for-restore-job.ts";
export type * from "./generated.ts";
export type { Auth, AuthContext, AuthRequest } from "./http/auth.ts";
export type { Hooks, RequestEvent, ResponseEvent, RetryEvent } from "./http/events.ts";
export type { BodyReader, Fetch, FetchInit, FetchResponse } from "./http/fetch.ts";
export type { ResponseHead, WholeResponse } from "./http/response.ts";
export { VERSION } from "./http/send.ts";
export type { Clock } from "./http/time.ts";
export { createRestoreJob } from "./operations/create-restore-job.ts";
export type { ClusterPath, Connection, ResponseReports, RestoreJob, RestoreJobList } from "./operations/operation.ts";
export { planRestore, type RestorePlan, type WipedCluster } from "./operations/plan-restore.ts";
export { getRestoreJob, type ListQuery, listRestoreJobs } from "./operations/read-restore-jobs.ts";
export type { CallOptions, ClientOptions, Limits } from "./options.ts";

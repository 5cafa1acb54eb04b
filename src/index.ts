/**
 * A client for MongoDB Atlas legacy backup restore jobs.
 *
 * @packageDocumentation
 */

export { type ApiKeyOptions, apiKey } from "./auth/api-key.ts";
export type { Auth, AuthContext } from "./auth/auth.ts";
export { bearer } from "./auth/bearer.ts";
export type { EnvironmentVariables } from "./auth/environment-variables.ts";
export { type EnvironmentOptions, fromEnvironment } from "./auth/from-environment.ts";
export { type ServiceAccountAuth, type ServiceAccountOptions, serviceAccount } from "./auth/service-account.ts";
export { createRestoreJobsClient, type RestoreJobsClient } from "./client.ts";
export {
  AtlasApiError,
  type AtlasApiFailure,
  type InvalidField,
  type ResponseSummary,
} from "./errors/atlas-api-error.ts";
export { AuthenticationError, type AuthenticationStep } from "./errors/authentication-error.ts";
export { ConnectionError } from "./errors/connection-error.ts";
export { OutcomeUnknownError } from "./errors/outcome-unknown-error.ts";
export { RequestInvalidError } from "./errors/request-invalid-error.ts";
export type { RequestSummary } from "./errors/request-summary.ts";
export { RestoreJobFailedError, type RestoreJobState } from "./errors/restore-job-failed-error.ts";
export { WaitTimeoutError } from "./errors/wait-timeout-error.ts";
export { findRestoreJob } from "./follow/find-restore-job.ts";
export type { JobReader } from "./follow/look-at-jobs.ts";
export { type Progress, type WaitOptions, waitForRestoreJob } from "./follow/wait-for-restore-job.ts";
export type { JobsToWatch } from "./follow/watched-jobs.ts";
export type * from "./generated.ts";
export type { Clock } from "./http/clock.ts";
export type { Hooks, RequestEvent, ResponseEvent, RetryEvent } from "./http/hooks.ts";
export type { RateLimit } from "./http/rate-limit.ts";
export type { ClusterPath, RestoreJob } from "./operations/cluster-path.ts";
export type { RestoreJobList } from "./operations/create-restore-job.ts";
export type { ListQuery } from "./operations/list-restore-jobs.ts";
export type { CallOptions, ClientOptions, Limits } from "./options.ts";
export { VERSION } from "./version.ts";

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
export type { RequestSummary } from "./errors/request-summary.ts";
export type * from "./generated.ts";
export type { ClusterPath, RestoreJobList } from "./operations/create-restore-job.ts";
export type { CallOptions, ClientOptions } from "./options.ts";

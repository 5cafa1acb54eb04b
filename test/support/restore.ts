import {
  bearer,
  type ClientOptions,
  createRestoreJobsClient,
  type RequestBody,
  type RestoreJob,
  type RestoreJobsClient,
} from "../../src/index.ts";
import type { AtlasServer } from "./atlas-server.ts";

export const TOKEN = "eyJhbGciOi.s3cr3t-t0ken.c2lnbmF0dXJl";

export const cluster = { groupId: "5c8a1f0fc56c98145d922b73", clusterName: "orders-production" };

export const body = {
  delivery: {
    methodName: "AUTOMATED_RESTORE",
    targetGroupId: "5c8a1f0fc56c98145d922b73",
    targetClusterName: "orders-staging",
  },
  snapshotId: "681715c0ce2f8a4f6b1d09e4",
} as const satisfies RequestBody<"createGroupClusterRestoreJob">;

export const jobId = "68173a02ce2f8a4f6b1d35c6";

/** A job that is under way. */
export const job = {
  id: jobId,
  ...cluster,
  created: "2025-05-04T09:57:22Z",
  statusName: "IN_PROGRESS",
  delivery: { methodName: "HTTP", targetClusterName: "orders-staging" },
  snapshotId: "681715c0ce2f8a4f6b1d09e4",
} as const satisfies RestoreJob;

/** What a create returns. */
export const created = { results: [job] };

export function clientFor({ url }: Pick<AtlasServer, "url">, options: Partial<ClientOptions> = {}): RestoreJobsClient {
  return createRestoreJobsClient({ auth: bearer(TOKEN), baseUrl: url, ...options });
}

import { RequestInvalidError } from "../errors/restore-jobs-errors.ts";
import type { RequestBody, Violation } from "../generated.ts";
import { type CallOptions, checkCallOptions } from "../options.ts";
import { isObject } from "../response/json.ts";
import { prepareCreate } from "./create-restore-job.ts";
import { buildRequest, type ClusterPath, type Connection } from "./operation.ts";

/** A cluster that an automated restore empties before it restores. */
export interface WipedCluster {
  readonly groupId: string | undefined;
  readonly clusterName: string | undefined;
  readonly clusterId: string | undefined;
}

/** What a create would do. */
export type RestorePlan =
  | {
      readonly valid: true;
      /** What would be sent, but for the credentials. `body` is the very text. */
      readonly request: { readonly method: string; readonly url: string; readonly body: string };
      /** The cluster that would lose all its data; `undefined` if none would. */
      readonly wipes: WipedCluster | undefined;
      /** All of that in words, to be shown to the person who decides. */
      readonly summary: string;
    }
  | { readonly valid: false; readonly violations: readonly Violation[]; readonly summary: string };

/** Prepares a create exactly as it would be sent, and describes it instead of sending it. */
export function planRestore(
  connection: Connection,
  cluster: ClusterPath,
  body: RequestBody<"createGroupClusterRestoreJob">,
  options: CallOptions = {},
): RestorePlan {
  try {
    // Whatever the client's option says, a plan is checked.
    const { parts, value, violations } = prepareCreate(
      { ...connection, validate: true },
      cluster,
      body,
      checkCallOptions(options),
    );
    if (violations.length > 0) {
      return refuse(violations);
    }
    const { method, url } = buildRequest(connection.config.baseUrl, parts);
    const wipes = findWipedCluster(value);
    const summary = `${describePoint(parts.path, value)} ${describeTarget(value, wipes)}`;
    return { valid: true, request: { method, url, body: parts.text }, wipes, summary };
  } catch (error) {
    if (error instanceof RequestInvalidError) {
      return refuse(error.violations);
    }
    throw error;
  }
}

function refuse(violations: readonly Violation[]): RestorePlan {
  const summary = `This request would not be sent. ${violations.map(({ message }) => message).join(" ")}`;
  return { valid: false, violations, summary };
}

function findWipedCluster(body: unknown): WipedCluster | undefined {
  const delivery = isObject(body) && isObject(body["delivery"]) ? body["delivery"] : {};
  if (delivery["methodName"] !== "AUTOMATED_RESTORE") {
    return undefined;
  }
  const text = (name: string): string | undefined => (typeof delivery[name] === "string" ? delivery[name] : undefined);
  return {
    groupId: text("targetGroupId"),
    clusterName: text("targetClusterName"),
    clusterId: text("targetClusterId"),
  };
}

function describePoint({ groupId, clusterName }: ClusterPath, body: unknown): string {
  const { snapshotId, checkpointId, oplogTs, oplogInc, pointInTimeUTCMillis } = isObject(body) ? body : {};
  const point =
    snapshotId !== undefined
      ? `snapshot ${snapshotId}`
      : checkpointId !== undefined
        ? `checkpoint ${checkpointId}`
        : oplogTs !== undefined
          ? `the oplog entry ${oplogTs}, increment ${oplogInc}`
          : `the state of ${new Date(Number(pointInTimeUTCMillis)).toISOString()}`;
  return `Restores ${point} of cluster ${clusterName} in project ${groupId}.`;
}

function describeTarget(body: unknown, wipes: WipedCluster | undefined): string {
  if (wipes !== undefined) {
    const { groupId, clusterName, clusterId } = wipes;
    const names = [clusterName, clusterId === undefined ? undefined : `with the id ${clusterId}`];
    const target = names.filter((name) => name !== undefined).join(" ");
    return `ALL DATA on cluster ${target} in project ${groupId} IS DELETED FIRST and replaced by the restored data.`;
  }
  const delivery = isObject(body) && isObject(body["delivery"]) ? body["delivery"] : {};
  return `No cluster is changed: the data is delivered by ${String(delivery["methodName"])}.`;
}

/** What the restore request is in words that all validators share: its patterns, bounds and rules. */

export const id = /^([a-f0-9]{24})$/;
export const clusterName = /^[a-zA-Z0-9][a-zA-Z0-9-]*$/;
export const timestamp =
  /^(?:[1-9]\d{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)|(?:[1-9]\d(?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)-02-29)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-][01]\d:[0-5]\d)$/;
export const methods = [
  "CLIENT_PIT_HTTP",
  "QUERY",
  "AUTOMATED_RESTORE",
  "HTTP",
  "THIRD_PARTY_COPY",
  "CLIENT_PIT_SCP",
  "SCP",
] as const;
export const most = 2 ** 31 - 1;
export const earliest = 1199145600000;

interface RestorePoint {
  readonly snapshotId?: unknown;
  readonly checkpointId?: unknown;
  readonly oplogTs?: unknown;
  readonly oplogInc?: unknown;
  readonly pointInTimeUTCMillis?: unknown;
}

interface Delivery {
  readonly methodName: string;
  readonly targetGroupId?: unknown;
  readonly targetClusterName?: unknown;
  readonly targetClusterId?: unknown;
}

export const hasOnePoint = ({ snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis }: RestorePoint): boolean =>
  [snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis].filter((point) => point !== undefined).length === 1;
export const hasWholeOplog = ({ oplogTs, oplogInc }: RestorePoint): boolean =>
  (oplogTs === undefined) === (oplogInc === undefined);
export const hasTarget = ({ methodName, targetGroupId, targetClusterName, targetClusterId }: Delivery): boolean =>
  methodName !== "AUTOMATED_RESTORE" ||
  (targetGroupId !== undefined && (targetClusterName !== undefined || targetClusterId !== undefined));

export const words = {
  point: "Set one of snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis",
  oplog: "Set all of oplogTs, oplogInc or none of them",
  target: "An automated restore needs targetGroupId, and targetClusterName or targetClusterId",
};

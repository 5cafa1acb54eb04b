import type { components, PathParameters } from "../generated.ts";

/** A cluster that is backed up: `groupId` is its project, `clusterName` its name. */
export type ClusterPath = PathParameters<"createGroupClusterRestoreJob">;

/** A restore job, as Atlas tells of it. An `HTTP` delivery holds a secret: `authValue`, and within `url`. */
export type RestoreJob = components["schemas"]["RestoreJob"];

import type { RequestBodyOption } from "openapi-fetch";
import {
  type operations,
  type RequestBody,
  type Violation,
  validateCreateGroupClusterRestoreJob as validateCreate,
} from "../generated.ts";
import type { CallOptions } from "../options.ts";
import {
  type Asked,
  checkPath,
  findViolations,
  formatQuery,
  JOBS_PATH,
  refuseViolations,
  serialize,
} from "./prepare.ts";
import { type ClusterPath, isRestoreJobList, type RestoreJobList } from "./restore-jobs.ts";
import { checkRestoreWindow } from "./restore-window.ts";
import { type OperationContext, run } from "./run.ts";

type Create = "createGroupClusterRestoreJob";

/** Sends the POST and returns the jobs, or rejects with an error that says where the caller stands. */
export async function createRestoreJob(
  context: OperationContext,
  cluster: ClusterPath,
  body: RequestBody<Create>,
  options: CallOptions = {},
): Promise<RestoreJobList> {
  const { asked, violations } = prepareCreate(context, cluster, body, options);
  refuseViolations(violations);
  const { path, query } = asked;
  const operation = {
    asked,
    expected: { what: "a list of restore jobs", fits: isRestoreJobList },
    through: (api, own) =>
      api.POST(JOBS_PATH, { ...own, params: { path: { ...path }, query: { ...query } }, body: asWritable(body) }),
    warn: warnOfRestore,
  } satisfies Parameters<typeof run<RestoreJobList>>[1];
  return run(context, operation, options);
}

/** A create that is ready to be sent, and all that is wrong with it. */
export interface PreparedCreate {
  readonly asked: Asked & { readonly path: ClusterPath; readonly text: string };
  /** The body that a server would read. */
  readonly value: unknown;
  readonly violations: readonly Violation[];
}

/** @throws {RequestInvalidError | TypeError} It can't be sent at all. */
export function prepareCreate(
  { config, validate }: Pick<OperationContext, "config" | "validate">,
  { groupId, clusterName }: ClusterPath,
  body: unknown,
  options: CallOptions,
): PreparedCreate {
  const path = checkPath({ groupId, clusterName });
  const query = formatQuery(options);
  const { text, value } = serialize(body);
  return {
    asked: { method: "POST", template: JOBS_PATH, path, query, text },
    value,
    violations: validate
      ? findViolations(validateCreate, { path, query }, { body: value }, checkRestoreWindow(value, config.clock.now()))
      : [],
  };
}

/** What an unknown outcome of a create means. */
export function warnOfRestore(sentAt: Date): string {
  return (
    "The restore job MAY EXIST. Before calling again, list the cluster's restore jobs (findRestoreJob does) and look for " +
    `one created at or after ${sentAt.toISOString()}: an automated restore that runs twice removes the target's data twice.`
  );
}

/**
 * The body as openapi-fetch's types want it under `exactOptionalPropertyTypes`: its `Writable<>` turns the variants'
 * `field?: undefined` into `field?: never`, which refuses an explicit `undefined`. JSON has none, so nothing is hidden.
 */
function asWritable(body: RequestBody<Create>): RequestBodyOption<operations[Create]>["body"] {
  return body as RequestBodyOption<operations[Create]>["body"];
}

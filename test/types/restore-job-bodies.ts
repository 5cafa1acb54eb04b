import { judgeLines } from "./compiler.ts";

/** Every body made of restore-point fields, methods and targets, and a reading of the rules that owes nothing to the engine. */

export const restorePoints = ["snapshotId", "checkpointId", "oplogTs", "oplogInc", "pointInTimeUTCMillis"] as const;
export const methods = [
  "CLIENT_PIT_HTTP",
  "QUERY",
  "AUTOMATED_RESTORE",
  "HTTP",
  "THIRD_PARTY_COPY",
  "CLIENT_PIT_SCP",
  "SCP",
] as const;
export const targets = ["targetGroupId", "targetClusterId", "targetClusterName"] as const;

export interface Body {
  readonly delivery: Readonly<Record<string, string | number>>;
  readonly [field: string]: unknown;
}

const values: Readonly<Record<string, string | number>> = {
  snapshotId: "681715c0ce2f8a4f6b1d09e4",
  checkpointId: "68172b3fce2f8a4f6b1d1c57",
  oplogTs: "2025-05-04T09:42:00Z",
  oplogInc: 7,
  pointInTimeUTCMillis: 1746351720000,
  targetGroupId: "5c8a1f0fc56c98145d922b73",
  targetClusterId: "5c8a21d779358e3ab2f6c1a8",
  targetClusterName: "orders-staging",
};

/** With all methods: 2^5 subsets of restore-point fields, 7 methods, 2^3 subsets of targets: 1792. */
export function everyBody(withMethods: readonly string[]): Body[] {
  return subsets(restorePoints).flatMap((points) =>
    withMethods.flatMap((methodName) =>
      subsets(targets).map((chosen): Body => ({ delivery: { methodName, ...pick(chosen) }, ...pick(points) })),
    ),
  );
}

export const prelude = `
import type { components, operations, OnlySnapshotId } from "../generated/restore-jobs.ts";
type Body = operations["createGroupClusterRestoreJob"]["requestBody"]["content"]["application/vnd.atlas.2023-01-01+json"];
declare function send(body: Body): void;
declare const id: string, millis: number, coin: boolean;
declare const maybe: string | undefined;
const delivery = { methodName: "HTTP" } as const;
`;

/** The bodies of which the type says something else than the rules. */
export function wronglyTyped(bodies: readonly Body[]): Body[] {
  const lines = bodies.map((body) => `send(${JSON.stringify(body)});`);
  const messages = judgeLines(prelude, lines);
  return bodies.filter((body, index) => (messages[index]?.length === 0) !== isAllowed(body));
}

/** The page's prose, case by case. */
export function isAllowed(body: Body): boolean {
  let points = 0;
  if (body["snapshotId"] !== undefined) points += 1;
  if (body["checkpointId"] !== undefined) points += 1;
  if (body["oplogTs"] !== undefined) points += 1;
  if (body["pointInTimeUTCMillis"] !== undefined) points += 1;
  if (points !== 1) return false;
  if (body["oplogTs"] !== undefined && body["oplogInc"] === undefined) return false;
  if (body["oplogInc"] !== undefined && body["oplogTs"] === undefined) return false;
  if (body.delivery["methodName"] !== "AUTOMATED_RESTORE") return true;
  if (body.delivery["targetGroupId"] === undefined) return false;
  return body.delivery["targetClusterName"] !== undefined || body.delivery["targetClusterId"] !== undefined;
}

function subsets<T>(items: readonly T[]): T[][] {
  return Array.from({ length: 2 ** items.length }, (_, mask) => items.filter((_item, bit) => (mask >> bit) % 2 === 1));
}

function pick(fields: readonly string[]): Record<string, string | number> {
  return Object.fromEntries(fields.map((field) => [field, values[field] ?? ""]));
}

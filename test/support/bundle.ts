import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { RequestBody } from "../../src/index.ts";

export const bundlePath = fileURLToPath(new URL("../../generated/openapi.json", import.meta.url));

const bundle: unknown = JSON.parse(readFileSync(bundlePath, "utf8"));

export const OPERATION_PATH = "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs";
export const MEDIA_TYPE = "application/vnd.atlas.2023-01-01+json";

/** Walks into the bundle, through every `$ref` on the way. */
function dig(...keys: string[]): unknown {
  return keys.reduce((value, key) => resolve(field(resolve(value), key)), bundle);
}

function resolve(value: unknown): unknown {
  const reference = field(value, "$ref");
  return typeof reference === "string" ? dig(...reference.slice(2).split("/")) : value;
}

function field(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

function exampleValues(...keys: string[]): Record<string, unknown> {
  const names = Object.keys(dig(...keys) ?? {});
  return Object.fromEntries(names.map((name) => [name, dig(...keys, name, "value")]));
}

const operation = ["paths", OPERATION_PATH, "post"];

/** The fragment's request examples by name. That they are valid is the linter's business, so the type is taken on trust. */
export const requestExamples = exampleValues(...operation, "requestBody", "content", MEDIA_TYPE, "examples") as Record<
  string,
  RequestBody<"createGroupClusterRestoreJob">
>;

/** The fragment's examples for a status, by name. */
export function responseExamples(status: number): Record<string, unknown> {
  const mediaType = status === 200 ? MEDIA_TYPE : "application/json";
  const examples = exampleValues(...operation, "responses", String(status), "content", mediaType, "examples");
  if (Object.keys(examples).length === 0) {
    throw new Error(`generated/openapi.json has no example for ${status}`);
  }
  return examples;
}

/** The first example for a status. */
export function responseExample(status: number): Record<string, unknown> {
  return Object.values(responseExamples(status))[0] as Record<string, unknown>;
}

/** The error statuses that the fragment describes. */
export const errorStatuses = Object.keys(dig(...operation, "responses") ?? {})
  .map(Number)
  .filter((status) => status >= 400);

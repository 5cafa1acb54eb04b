import type { Description } from "../openapi/description.ts";
import { asArray, asObject, type JsonObject } from "../openapi/json.ts";
import { type Change, change, differenceOf } from "./change.ts";
import type { OperationPair } from "./compare-requests.ts";
import { deprecation, requestChanges } from "./request-changes.ts";
import type { ResponseComparison } from "./response-changes.ts";

/** What has changed around the requests of an operation: its name, deprecation, security, media types and responses. */
export function operationChanges(
  base: Description,
  revision: Description,
  { base: before, revision: now }: OperationPair,
  responses: ResponseComparison,
): Change[] {
  const renamed = before.operationId !== now.operationId;
  const [old, fresh] = [before.operation, now.operation];
  return [
    ...(renamed
      ? [
          change(
            "major",
            "operation-renamed",
            `The operationId was ${shown(before.operationId)} and is now ${shown(now.operationId)}.`,
          ),
        ]
      : []),
    ...deprecation(old, fresh, "The operation"),
    ...requestChanges(base, revision, { base: before, revision: now }),
    ...securityChanges(base.root, old, revision.root, fresh),
    ...mediaTypes("request", contentOf(base, old["requestBody"]), contentOf(revision, fresh["requestBody"])),
    ...responseChanges(base, asObject(old["responses"]), revision, asObject(fresh["responses"]), responses),
  ];
}

function shown(name: string | undefined): string {
  return name === undefined ? "missing" : `'${name}'`;
}

function securityChanges(base: JsonObject, before: JsonObject, revision: JsonObject, now: JsonObject): Change[] {
  const waysOf = (root: JsonObject, operation: JsonObject): string[] => {
    const listedWays = asArray(operation["security"] ?? root["security"]).map((way) => wayText(asObject(way)));
    return listedWays.length === 0 ? ["no credentials"] : listedWays;
  };
  const { removed, added } = differenceOf(waysOf(base, before), waysOf(revision, now));
  return [
    ...removed.map((way) => change("major", "security-removed", `Callers with ${way} are refused now.`)),
    ...added.map((way) => change("minor", "security-added", `Callers with ${way} are accepted now.`)),
  ];
}

function wayText(way: JsonObject): string {
  const schemes = Object.entries(way).map(([name, scopes]) => {
    const listedScopes = asArray(scopes).map(String).sort();
    return listedScopes.length === 0 ? name : `${name} (${listedScopes.join(", ")})`;
  });
  return schemes.length === 0 ? "no credentials" : schemes.sort().join(" and ");
}

function contentOf(description: Description, holder: unknown): JsonObject {
  return asObject(description.resolve(holder)?.["content"]);
}

function mediaTypes(kind: "request" | "response", before: JsonObject, now: JsonObject, status = ""): Change[] {
  const { removed, added } = differenceOf(Object.keys(before), Object.keys(now));
  const where = kind === "request" ? "A body" : `The response ${status}`;
  const [can, cannot] = kind === "request" ? ["may now be sent as", "can't be sent as"] : ["may now be", "is never"];
  return [
    ...removed.map((type) => change("major", `${kind}-media-type-removed`, `${where} ${cannot} ${type} any more.`)),
    ...added.map((type) => change("minor", `${kind}-media-type-added`, `${where} ${can} ${type}.`)),
  ];
}

function responseChanges(
  base: Description,
  before: JsonObject,
  revision: Description,
  now: JsonObject,
  comparison: ResponseComparison,
): Change[] {
  const { removed, added } = differenceOf(Object.keys(before), Object.keys(now));
  const common = Object.keys(before).filter((status) => status in now);
  const inside = common.flatMap((status) => {
    const [old, fresh] = [contentOf(base, before[status]), contentOf(revision, now[status])];
    const headers = differenceOf(
      Object.keys(asObject(base.resolve(before[status])?.["headers"])),
      Object.keys(asObject(revision.resolve(now[status])?.["headers"])),
    );
    const ofBody = Object.keys(old)
      .filter((type) => type in fresh)
      .flatMap((type) => comparison.ofResponse(asObject(old[type])["schema"], asObject(fresh[type])["schema"]));
    return [
      ...mediaTypes("response", old, fresh, status),
      ...headers.removed.map((name) =>
        change("major", "response-header-removed", `The response ${status} no longer has the header ${name}.`),
      ),
      ...headers.added.map((name) =>
        change("minor", "response-header-added", `The response ${status} has a new header ${name}.`),
      ),
      ...ofBody.map((one) => ({ ...one, status })),
    ];
  });
  return [
    ...removed.map((status) =>
      change(isSuccess(status) ? "major" : "minor", "response-removed", `The response ${status} was removed.`),
    ),
    ...added.map((status) => change("minor", "response-added", `The response ${status} is new.`)),
    ...withStatuses(inside),
  ];
}

function isSuccess(status: string): boolean {
  return /^(2|default)/.test(status);
}

/** A change that several statuses share is reported once. */
function withStatuses(changes: readonly (Change & { readonly status?: string })[]): Change[] {
  const grouped = new Map<string, { readonly change: Change; readonly statuses: Set<string> }>();
  for (const { status, ...one } of changes) {
    const key = JSON.stringify([one, status === undefined]);
    const group = grouped.get(key) ?? { change: one, statuses: new Set() };
    if (status !== undefined) group.statuses.add(status);
    grouped.set(key, group);
  }
  return [...grouped.values()].map(({ change: one, statuses }) =>
    statuses.size === 0 ? one : { ...one, message: `Response ${[...statuses].join(", ")}: ${one.message}` },
  );
}

/** What has changed in a description apart from its operations. */
export function documentChanges(base: JsonObject, revision: JsonObject): Change[] {
  const urlsOf = (root: JsonObject): string[] =>
    asArray(root["servers"]).map((server) => String(asObject(server)["url"]));
  const servers = differenceOf(urlsOf(base), urlsOf(revision));
  const schemesOf = (root: JsonObject): JsonObject => asObject(asObject(root["components"])["securitySchemes"]);
  const [before, now] = [schemesOf(base), schemesOf(revision)];
  const changedSchemes = Object.keys(before).filter((name) => name in now && bare(before[name]) !== bare(now[name]));
  return [
    ...servers.removed.map((url) => change("minor", "server-removed", `The server ${url} is no longer listed.`)),
    ...servers.added.map((url) => change("minor", "server-added", `The server ${url} is new.`)),
    ...changedSchemes.map((name) =>
      change("major", "security-scheme-changed", `The security scheme ${name} has changed.`),
    ),
  ];
}

function bare(scheme: unknown): string {
  return JSON.stringify(scheme, (key, value: unknown) => (key === "description" ? undefined : value));
}

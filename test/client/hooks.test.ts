import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type RequestEvent, type ResponseEvent, type RetryEvent, VERSION } from "../../src/index.ts";
import { type AtlasServer, answer, startAtlasServer } from "../support/atlas-server.ts";
import { responseExample } from "../support/bundle.ts";
import { impatientClock } from "../support/impatient-clock.ts";
import { body, clientFor, cluster } from "../support/restore.ts";

let atlas: AtlasServer;
beforeAll(async () => {
  atlas = await startAtlasServer();
});
afterAll(() => atlas.stop());
beforeEach(() => atlas.forget());

const url = () => `${atlas.url}/api/atlas/v2/groups/${cluster.groupId}/clusters/${cluster.clusterName}/restoreJobs`;

describe("hooks", () => {
  test("see every try, its answer and the wait between, and no secret", async () => {
    const events: (RequestEvent | ResponseEvent | RetryEvent)[] = [];
    const log = (event: (typeof events)[number]) => events.push(event);
    atlas.behaveInTurn(
      answer(429, responseExample(429), { "Retry-After": "1", "Set-Cookie": "session=s3cr3t", "X-Request-Id": "r-1" }),
      answer(200, responseExample(200), { "RateLimit-Remaining": "9" }),
    );
    const hooks = { onRequest: log, onResponse: log, onRetry: log };
    await clientFor(atlas, { hooks, clock: impatientClock(0) }).createRestoreJob(cluster, body);
    const request = (attempt: number, requestId?: string) => ({ method: "POST", url: url(), attempt, requestId });
    const facts = { requestId: undefined, contentType: "application/json", date: expect.any(Number) };
    expect(events).toEqual([
      request(1),
      {
        ...facts,
        request: request(1),
        status: 429,
        requestId: "r-1",
        retryAfter: 1000,
        rateLimit: undefined,
        redirectOrigin: undefined,
        milliseconds: expect.any(Number),
      },
      { method: "POST", url: url(), attempt: 1, reason: "the response was 429", wait: 1000, requestId: "r-1" },
      request(2, "r-1"),
      {
        ...facts,
        request: request(2, "r-1"),
        status: 200,
        contentType: "application/vnd.atlas.2023-01-01+json",
        retryAfter: undefined,
        rateLimit: { limit: undefined, remaining: 9 },
        redirectOrigin: undefined,
        milliseconds: expect.any(Number),
      },
    ]);
    expect(JSON.stringify(events)).not.toContain("s3cr3t");
  });

  test.each<[string, () => unknown]>([
    [
      "throw",
      () => {
        throw new Error("disk full");
      },
    ],
    ["reject", () => Promise.reject(new Error("disk full"))],
    ["never settle", () => new Promise(() => undefined)],
  ])("that %s neither break nor repeat the call", async (_what, hook) => {
    atlas.behaveInTurn(answer(429, responseExample(429)), answer(200, responseExample(200)));
    const hooks = { onRequest: hook, onResponse: hook, onRetry: hook };
    const client = clientFor(atlas, { hooks, clock: impatientClock() });
    expect(await client.createRestoreJob(cluster, body)).toEqual(responseExample(200));
    expect(atlas.received).toHaveLength(2);
  });
});

test("the rate limit is what the last answer said of it", async () => {
  const client = clientFor(atlas);
  expect(client.rateLimit()).toBeUndefined();
  atlas.behaveInTurn(
    answer(200, responseExample(200), { "RateLimit-Limit": "100", "RateLimit-Remaining": "42" }),
    answer(200, responseExample(200), { "RateLimit-Remaining": "many" }),
  );
  await client.createRestoreJob(cluster, body);
  await client.createRestoreJob(cluster, body);
  expect(client.rateLimit()).toEqual({ limit: 100, remaining: 42 });
});

test("User-Agent names the package, and a header of one's own stays", async () => {
  const client = clientFor(atlas);
  await client.createRestoreJob(cluster, body);
  const path = "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs";
  await client.api.GET(path, { params: { path: cluster }, headers: { "User-Agent": "my-tool/2" } });
  expect(atlas.received.map(({ headers }) => headers["user-agent"])).toEqual([
    `atlas-restore-jobs/${VERSION}`,
    "my-tool/2",
  ]);
});

test("the version is package.json's", () => {
  const manifest: unknown = JSON.parse(readFileSync(resolve(import.meta.dirname, "../../package.json"), "utf8"));
  expect(manifest).toMatchObject({ version: VERSION });
});

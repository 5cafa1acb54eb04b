import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { pack } from "../package/tarball.ts";
import { CORS } from "../support/cors.ts";
import { PRIVATE_KEY, PUBLIC_KEY, startDigestServer } from "../support/digest-server.ts";
import { respond, startLoopbackServer } from "../support/loopback-server.ts";
import { TOKEN } from "../support/restore.ts";
import { CLIENT_ID, CLIENT_SECRET } from "../support/token-server.ts";
import { createSmokeConsumer, type SmokeConsumer } from "./consumer.ts";
import {
  BROWSER,
  BROWSER_POSTS,
  type ExpectedResults,
  JOB_ID,
  POSTS,
  RESULTS,
  SILENT_FETCH,
  WORKER,
} from "./expected.ts";
import { installRuntimes, VERSIONS } from "./install-runtimes.ts";
import { type RunSmoke, runChromium, runProcess, runWorkerd } from "./run-smoke.ts";
import type { SmokeOptions } from "./smoke.ts";
import { DATA, type SmokeServer, startSmokeServer } from "./smoke-server.ts";
import { startWorkerd, type Workerd } from "./workerd.ts";

let consumer: SmokeConsumer;
let api: SmokeServer;
let options: SmokeOptions;
const stops: (() => unknown)[] = [];

beforeAll(async () => {
  const packed = mkdtempSync(join(tmpdir(), "packed-"));
  stops.push(() => rmSync(packed, { recursive: true }));
  installRuntimes();
  consumer = await createSmokeConsumer(pack(packed));
  stops.push(() => rmSync(consumer.folder, { recursive: true }));
  api = await startSmokeServer({ token: TOKEN });
  const digest = await startDigestServer(CORS);
  digest.operation = (response) => respond(response, 200, { results: [{ id: JOB_ID }] });
  stops.push(api.stop, digest.stop);
  const closed = await startLoopbackServer(() => undefined);
  await closed.stop();
  options = {
    api: api.url,
    digest: digest.url,
    closed: closed.url,
    token: TOKEN,
    serviceAccount: { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET },
    apiKey: { publicKey: PUBLIC_KEY, privateKey: PRIVATE_KEY },
  };
});
afterAll(() => Promise.all(stops.map((stop) => stop())));
beforeEach(() => api.forget());

interface Case {
  readonly name: string;
  readonly run: RunSmoke;
  readonly results?: ExpectedResults;
  readonly posts?: Record<string, number>;
  /** Whether a create goes over a kept connection, where the server is then sure to be asked once. */
  readonly kept?: boolean;
  readonly agent?: RegExp;
}

const cases: readonly Case[] = [
  { name: `Node ${VERSIONS.node20}`, run: runProcess("node20") },
  { name: `Node ${VERSIONS.node22}`, run: runProcess("node22") },
  { name: `Node ${VERSIONS.node24}`, run: runProcess("node24") },
  { name: `Node ${VERSIONS.node26}`, run: runProcess("node26") },
  { name: `Bun ${VERSIONS.bun}`, run: runProcess("bun") },
  { name: `Deno ${VERSIONS.deno}`, run: runProcess("deno"), results: SILENT_FETCH },
  { name: `workerd ${VERSIONS.workerd}`, run: runWorkerd, results: WORKER, kept: true },
  { name: "Chromium", run: runChromium, results: BROWSER, posts: BROWSER_POSTS, agent: /^Mozilla/ },
];

test.each(cases)(
  "$name: creates, refuses, fails and lists as it says",
  async ({ run, results, posts, kept, agent }) => {
    const got = await run(consumer, options);
    expect(got).toEqual({ ...RESULTS, ...results });
    const { posts: received, connections, userAgents } = api.sightings();
    expect(received).toEqual({ ...POSTS, ...posts, good: expect.any(Number) });
    expect(connections).toMatchObject({ "reset-new": "new", "reset-kept": kept ? "kept" : "new" });
    expect(userAgents).toContainEqual(expect.stringMatching(agent ?? /^atlas-restore-jobs\/\d/));
  },
);

test.each(["node26", "bun", "deno"] as const)("%s: README's download works", async (name) => {
  await runProcess(name, "downloader")(consumer, options);
  const file = join(consumer.folder, "data.tar.gz");
  expect(readFileSync(file).equals(DATA)).toBe(true);
  rmSync(file);
});

describe("workerd, with a service account that is kept from request to request", () => {
  let workerd: Workerd;
  beforeEach(async () => {
    workerd = await startWorkerd(consumer.worker);
  });
  afterEach(() => workerd.stop());

  /** Makes a request to the worker, which reads a job and gives up after so many milliseconds. */
  const ask = async (limit: number, path = ""): Promise<unknown> => {
    const body = JSON.stringify({ ...options, api: `${api.url}${path}` });
    return (await fetch(`${workerd.url}/read?limit=${limit}`, { method: "POST", body })).json();
  };

  test("asks for one token for all", async () => {
    const together = await Promise.all(Array.from({ length: 10 }, () => ask(10_000)));
    expect([...together, await ask(10_000)]).toEqual(Array(11).fill(JOB_ID));
    expect(api.sightings().tokenRequests).toBe(1);
  });

  test("asks for another token if the request ends that was asking for one", async () => {
    const first = ask(200, "/slow");
    await sleep(100);
    const others = [ask(10_000, "/slow"), ask(10_000, "/slow")];
    expect(await first).toMatch(/^TimeoutError/);
    expect(await Promise.all(others)).toEqual([JOB_ID, JOB_ID]);
    expect(await ask(10_000, "/slow")).toBe(JOB_ID);
    expect(api.sightings().tokenRequests).toBe(2);
  });
});

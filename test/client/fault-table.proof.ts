import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Fetch, RestoreJobsClient } from "../../src/index.ts";
import { type FaultServer, startFaultServer } from "../support/fault-server.ts";
import type { FaultName } from "../support/faults.ts";
import { impatientClock } from "../support/impatient-clock.ts";
import { body, clientFor, cluster, jobId } from "../support/restore.ts";

let fault: FaultName = "none";
let server: FaultServer;
let closed: FaultServer;
beforeAll(async () => {
  server = await startFaultServer(() => fault);
  closed = await startFaultServer(() => "none");
  await closed.stop();
});
afterAll(() => server.stop());

const operations = {
  create: (client: RestoreJobsClient) => client.createRestoreJob(cluster, body),
  get: (client: RestoreJobsClient) => client.getRestoreJob(cluster, jobId),
  list: (client: RestoreJobsClient) => client.listRestoreJobs(cluster).next(),
};

type Ending = "a value" | "AtlasApiError" | "AuthenticationError" | "ConnectionError" | "OutcomeUnknownError";
interface Row {
  readonly fault: FaultName | "refused";
  /** How a create ends and how often it is sent, then the same for a read. Three is all there is with two retries. */
  readonly create: readonly [Ending, number];
  readonly read: readonly [Ending, number];
}

const rows: readonly Row[] = [
  { fault: "none", create: ["a value", 1], read: ["a value", 1] },
  { fault: "closed after answer", create: ["a value", 1], read: ["a value", 1] },
  { fault: "refused", create: ["ConnectionError", 3], read: ["ConnectionError", 3] },
  { fault: "reset before request", create: ["OutcomeUnknownError", 1], read: ["ConnectionError", 3] },
  { fault: "reset after request", create: ["OutcomeUnknownError", 1], read: ["ConnectionError", 3] },
  { fault: "stall", create: ["OutcomeUnknownError", 1], read: ["ConnectionError", 3] },
  { fault: "drip", create: ["OutcomeUnknownError", 1], read: ["ConnectionError", 3] },
  { fault: "truncated", create: ["OutcomeUnknownError", 1], read: ["ConnectionError", 3] },
  { fault: "not gzip", create: ["OutcomeUnknownError", 1], read: ["ConnectionError", 3] },
  { fault: "html", create: ["OutcomeUnknownError", 1], read: ["ConnectionError", 1] },
  { fault: 404, create: ["AtlasApiError", 1], read: ["AtlasApiError", 1] },
  { fault: 429, create: ["AtlasApiError", 3], read: ["AtlasApiError", 3] },
  { fault: 503, create: ["OutcomeUnknownError", 1], read: ["AtlasApiError", 3] },
  { fault: 401, create: ["AuthenticationError", 1], read: ["AuthenticationError", 1] },
  { fault: 302, create: ["OutcomeUnknownError", 1], read: ["AtlasApiError", 1] },
  { fault: "gzip bomb", create: ["OutcomeUnknownError", 1], read: ["ConnectionError", 1] },
  { fault: "100 MB", create: ["OutcomeUnknownError", 1], read: ["ConnectionError", 1] },
  { fault: "100 MB error", create: ["OutcomeUnknownError", 1], read: ["AtlasApiError", 3] },
];

describe.each(rows)("$fault", (row) => {
  test.each([
    ["create", row.create],
    ["get", row.read],
    ["list", row.read],
  ] as const)("%s ends with %j", async (operation, expected) => {
    let sends = 0;
    const fetch: Fetch = (url, init) => {
      sends += 1;
      return globalThis.fetch(url, init);
    };
    fault = row.fault === "refused" ? "none" : row.fault;
    const limits = {
      maxRetries: 2,
      // Time enough to read up to the size limit, where that is what must end the call.
      attemptTimeout: ["stall", "drip"].includes(String(row.fault)) ? 250 : 20_000,
    };
    const client = clientFor(row.fault === "refused" ? closed : server, { fetch, clock: impatientClock(), ...limits });
    const ending = await operations[operation](client).then(
      () => "a value",
      (error: Error) => error.name,
    );
    expect([ending, sends]).toEqual(expected);
  });
});

test("100 MB, packed or not, take no more memory than the limit of a body and a bit", async () => {
  const before = process.memoryUsage();
  let peak = 0;
  const watch = setInterval(() => {
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    peak = Math.max(peak, arrayBuffers - before.arrayBuffers + heapUsed - before.heapUsed);
  }, 5);
  for (const name of ["100 MB", "gzip bomb", "100 MB error"] as const) {
    fault = name;
    await operations.get(clientFor(server, { maxRetries: 0 })).catch(() => undefined);
  }
  clearInterval(watch);
  // 16 MiB in a buffer that doubles: 48 MiB while it grows; the rest is the server's and the collector's.
  expect(peak).toBeLessThan(96 * 1024 * 1024);
});

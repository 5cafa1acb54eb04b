import { getEventListeners } from "node:events";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { AtlasApiError, apiKey, type Fetch, serviceAccount } from "../../src/index.ts";
import { responseExample } from "../support/bundle.ts";
import { type DigestServer, PRIVATE_KEY, PUBLIC_KEY, startDigestServer } from "../support/digest-server.ts";
import { rejectionAs, rejectionOf } from "../support/errors.ts";
import { impatientClock } from "../support/impatient-clock.ts";
import { respond } from "../support/loopback-server.ts";
import { body, clientFor, cluster, created, jobId } from "../support/restore.ts";
import { CLIENT_ID, CLIENT_SECRET, startTokenServer, type TokenServer } from "../support/token-server.ts";

let tokens: TokenServer;
let digests: DigestServer;
beforeAll(async () => {
  tokens = await startTokenServer();
  digests = await startDigestServer();
});
afterAll(() => Promise.all([tokens.stop(), digests.stop()]));
beforeEach(() => {
  tokens.forget();
  digests.forget();
});

const account = () => serviceAccount({ clientId: CLIENT_ID, clientSecret: CLIENT_SECRET });

describe("a token request", () => {
  test("is tried again as a read is: after a 503 with Retry-After, a 429 and a reset", async () => {
    const clock = impatientClock();
    const usual = tokens.token;
    const turns: TokenServer["token"][] = [
      (response) => respond(response, 503, "", { "Retry-After": "7" }),
      (response) => respond(response, 429, "", { "Retry-After": "1" }),
      (response) => response.socket?.resetAndDestroy(),
    ];
    tokens.token = (...exchange) => (turns.shift() ?? usual)(...exchange);
    const client = clientFor(tokens, { auth: account(), clock });
    expect(await client.createRestoreJob(cluster, body)).toEqual(created);
    expect(tokens.tokenRequests()).toHaveLength(4);
    expect(tokens.operations()).toHaveLength(1);
    expect(clock.waits).toEqual([7250, 1500, 1000]);
  });

  test("ends when the last call that waits for it is aborted, so that nothing holds the process", async () => {
    let closed = false;
    const asked = new Promise<void>((resolve) => {
      tokens.token = (response) => {
        response.on("close", () => {
          closed = true;
        });
        resolve();
      };
    });
    const client = clientFor(tokens, { auth: account() });
    const [first, last] = [new AbortController(), new AbortController()];
    const calls = [first, last].map(({ signal }) => rejectionOf(client.createRestoreJob(cluster, body, { signal })));
    await asked;
    first.abort("first");
    expect(await calls[0]).toBe("first");
    expect(closed).toBe(false);
    last.abort("last");
    expect(await calls[1]).toBe("last");
    while (!closed) await new Promise((resolve) => setTimeout(resolve, 5));
    // The next call asks anew.
    tokens.forget();
    expect(await client.createRestoreJob(cluster, body)).toEqual(created);
  });
});

describe("a digest challenge is shared by calls that start at the same time", () => {
  const fifty = (client: ReturnType<typeof clientFor>) =>
    Promise.all(Array.from({ length: 50 }, () => client.createRestoreJob(cluster, body)));

  test("50 first calls take 51 round trips, and 50 calls after the nonce has expired too", async () => {
    const auth = apiKey({ publicKey: PUBLIC_KEY, privateKey: PRIVATE_KEY });
    const client = clientFor(digests, { auth, maxRetries: 0 });
    await fifty(client);
    expect(digests.received).toHaveLength(51);
    digests.received.length = 0;
    digests.expire();
    await fifty(client);
    expect(digests.received).toHaveLength(51);
  });

  test("but none waits long for another's operation", async () => {
    const auth = apiKey({ publicKey: PUBLIC_KEY, privateKey: PRIVATE_KEY });
    const client = clientFor(digests, { auth });
    await client.createRestoreJob(cluster, body);
    let answers = 0;
    const usual = digests.operation;
    digests.operation = (...exchange) => (answers++ === 0 ? undefined : usual(...exchange));
    const controller = new AbortController();
    const slow = rejectionOf(client.createRestoreJob(cluster, body, { signal: controller.signal }));
    expect(await client.createRestoreJob(cluster, body)).toEqual(created);
    controller.abort();
    expect(await slow).toMatchObject({ name: "OutcomeUnknownError" });
  });
});

test("200 reads from a server that fails become 250 requests, not 1,000, and say so", async () => {
  let requests = 0;
  const fetch: Fetch = async () => {
    requests += 1;
    return new Response("", { status: 503 });
  };
  const clock = { ...impatientClock(), now: () => 0 };
  const client = clientFor({ url: "https://atlas.example" }, { fetch, clock });
  const read = () => rejectionAs(client.getRestoreJob(cluster, jobId), AtlasApiError);
  const errors = await Promise.all(Array.from({ length: 200 }, read));
  expect(requests).toBe(250);
  expect(errors.at(-1)?.message).toContain("have used up their shared retries");
});

test("retries come back with good answers, and with time", async () => {
  let status = 503;
  let requests = 0;
  let time = 0;
  const fetch: Fetch = async () => {
    requests += 1;
    return status === 503 ? new Response("", { status }) : Response.json({ delivery: {} });
  };
  const clock = { ...impatientClock(), now: () => time };
  const client = clientFor({ url: "https://atlas.example" }, { fetch, clock, maxRetries: 50 });
  const read = () => client.getRestoreJob(cluster, jobId).catch(() => undefined);
  const requestsOf = async (call: () => Promise<unknown>) => {
    requests = 0;
    await call();
    return requests;
  };
  expect(await requestsOf(read)).toBe(51);
  expect(await requestsOf(read)).toBe(1);
  status = 200;
  await read();
  await read();
  status = 503;
  expect(await requestsOf(read)).toBe(3);
  time += 10_000;
  expect(await requestsOf(read)).toBe(6);
});

test("a signal that lives long keeps no listener, and has one at most, however many calls it ends", async () => {
  const { signal } = new AbortController();
  const warnings: string[] = [];
  const note = ({ name }: Error) => warnings.push(name);
  process.on("warning", note);
  const seen: number[] = [];
  const fetch: Fetch = async () => {
    seen.push(getEventListeners(signal, "abort").length);
    return Response.json(responseExample(200));
  };
  const client = clientFor({ url: "https://atlas.example" }, { fetch });
  await Promise.all(Array.from({ length: 30 }, () => client.createRestoreJob(cluster, body, { signal })));
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", note);
  expect(Math.max(...seen)).toBe(1);
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
  expect(warnings).toEqual([]);
});

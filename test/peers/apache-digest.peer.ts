import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { AuthenticationError, apiKey, type Fetch } from "../../src/index.ts";
import { type AtlasServer, startAtlasServer } from "../support/atlas-server.ts";
import { responseExample } from "../support/bundle.ts";
import { rejectionAs } from "../support/errors.ts";
import { body, clientFor, cluster } from "../support/restore.ts";
import { type Apache, startApache } from "./apache.ts";

const publicKey = "abcdefgh";
const privateKey = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";

let atlas: AtlasServer;
let apache: Apache;
let answers: string[] = [];
const stops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  atlas = await startAtlasServer();
  stops.push(atlas.stop);
  apache = await startApache({ username: publicKey, password: privateKey, nonceLifetime: 1, upstream: atlas.url });
  stops.push(apache.stop);
});
afterAll(() => Promise.all(stops.map((stop) => stop())));
beforeEach(() => {
  atlas.forget();
  answers = [];
});

/** Notes each answer of Apache: its status, the request's nonce count, and whether the nonce is called stale. */
const fetch: Fetch = async (url, init) => {
  const count = /nc=(\w+)/.exec(init.headers["authorization"] ?? "")?.[1] ?? "-";
  const response = await globalThis.fetch(url, init);
  const stale = /stale=true/.test(response.headers.get("WWW-Authenticate") ?? "") ? " stale" : "";
  answers.push(`${response.status} ${count}${stale}`);
  return response;
};

/** Repeats calls until they took less than a nonce lives, which they don't on a machine that is busy. */
async function inTime<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let tries = 0; tries < 10; tries += 1) {
    answers = [];
    const start = performance.now();
    const result = await run();
    if (performance.now() - start < 900) return result;
  }
  throw new Error("This machine is too busy: two calls took longer than a nonce lives, ten times.");
}

describe("Apache's mod_auth_digest, with nonces that live a second", () => {
  test("takes two round trips for the first call, one for the next, two after the nonce's end", async () => {
    const client = await inTime(async () => {
      const fresh = clientFor(apache, { auth: apiKey({ publicKey, privateKey }), fetch });
      expect(await fresh.createRestoreJob(cluster, body)).toEqual(responseExample(200));
      await fresh.createRestoreJob(cluster, body, { pretty: true });
      return fresh;
    });
    expect(answers).toEqual(["401 -", "200 00000001", "200 00000002"]);

    await sleep(2500);
    await client.createRestoreJob(cluster, body);
    expect(answers.slice(3)).toEqual(["401 00000003 stale", "200 00000001"]);
  });

  test("lets the whole body through, once for each call", async () => {
    const client = clientFor(apache, { auth: apiKey({ publicKey, privateKey }), fetch });
    await client.createRestoreJob(cluster, body);
    await sleep(2500);
    await client.createRestoreJob(cluster, body);
    expect(atlas.refusals).toEqual([]);
    expect(atlas.received.map((request) => request.body)).toEqual([body, body]);
  });

  test("serves many calls at once, which share the nonces", async () => {
    const client = clientFor(apache, { auth: apiKey({ publicKey, privateKey }), fetch });
    await client.createRestoreJob(cluster, body);
    const many = Array.from({ length: 20 }, () => client.createRestoreJob(cluster, body));
    expect(await Promise.all(many)).toHaveLength(20);
    expect(atlas.received).toHaveLength(21);
  });

  test("refuses a wrong key: AuthenticationError after two round trips, and nothing came through", async () => {
    const client = clientFor(apache, { auth: apiKey({ publicKey, privateKey: "wrong" }), fetch });
    const error = await rejectionAs(client.createRestoreJob(cluster, body), AuthenticationError);
    expect(error).toMatchObject({ step: "request", cause: { status: 401 } });
    expect(answers).toEqual(["401 -", "401 00000001"]);
    expect(atlas.received).toEqual([]);
  });
});

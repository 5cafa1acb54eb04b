import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { AuthenticationError, apiKey } from "../../src/index.ts";
import { type DigestServer, PRIVATE_KEY, PUBLIC_KEY, startDigestServer } from "../support/digest-server.ts";
import { rejectionAs } from "../support/errors.ts";
import { type LoopbackServer, respond, startLoopbackServer } from "../support/loopback-server.ts";
import { body, clientFor, cluster, created } from "../support/restore.ts";

let atlas: DigestServer;
beforeAll(async () => {
  atlas = await startDigestServer();
});
afterAll(() => atlas.stop());
beforeEach(() => atlas.forget());

const key = (privateKey = PRIVATE_KEY) => apiKey({ publicKey: PUBLIC_KEY, privateKey });

/** For each request whether it had an answer to a nonce, and which count. */
const counts = () => atlas.received.map(({ headers }) => /nc=(\w+)/.exec(headers.authorization ?? "")?.[1] ?? null);

describe("the nonce", () => {
  test("is asked for by the first call, answered in advance by the next ones", async () => {
    const client = clientFor(atlas, { auth: key() });
    for (let call = 0; call < 3; call += 1) {
      expect(await client.createRestoreJob(cluster, body, { pretty: true })).toEqual(created);
    }
    expect(counts()).toEqual([null, "00000001", "00000002", "00000003"]);
  });

  test("comes with the whole body, each time", async () => {
    await clientFor(atlas, { auth: key() }).createRestoreJob(cluster, body);
    expect(atlas.received.map((request) => JSON.parse(request.body))).toEqual([body, body]);
  });

  test.each([
    ["says so", true],
    ["doesn't say so", false],
  ])("that is stale costs one round trip if the server %s", async (_what, tellsStale) => {
    const client = clientFor(atlas, { auth: key() });
    await client.createRestoreJob(cluster, body);
    atlas.tellsStale = tellsStale;
    atlas.expire();
    await client.createRestoreJob(cluster, body);
    expect(counts()).toEqual([null, "00000001", "00000002", "00000001"]);
  });

  test("that is stale at once is answered once more, but not for ever", async () => {
    atlas.staleAnswers = 1;
    await clientFor(atlas, { auth: key() }).createRestoreJob(cluster, body);
    expect(counts()).toEqual([null, "00000001", "00000001"]);
    atlas.received.length = 0;
    atlas.staleAnswers = 10;
    await rejectionAs(clientFor(atlas, { auth: key() }).createRestoreJob(cluster, body), AuthenticationError);
    expect(counts()).toEqual([null, "00000001", "00000001"]);
  });

  test("that the server names for the next call is used", async () => {
    atlas.namesNext = true;
    const client = clientFor(atlas, { auth: key() });
    await client.createRestoreJob(cluster, body);
    atlas.namesNext = false;
    await client.createRestoreJob(cluster, body);
    await client.createRestoreJob(cluster, body);
    expect(counts()).toEqual([null, "00000001", "00000001", "00000002"]);
    const nonces = atlas.received.map(({ headers }) => /nonce="([^"]+)"/.exec(headers.authorization ?? "")?.[1]);
    expect(new Set(nonces).size).toBe(3);
  });

  test("is shared by calls that run at the same time, with a count that always rises", async () => {
    const client = clientFor(atlas, { auth: key() });
    await client.createRestoreJob(cluster, body);
    atlas.received.length = 0;
    await Promise.all(Array.from({ length: 30 }, () => client.createRestoreJob(cluster, body)));
    const answers = atlas.received.map(({ headers }) => headers.authorization);
    expect(new Set(answers).size).toBe(answers.length);
    expect(answers.length).toBeGreaterThanOrEqual(30);
  });

  test("isn't there yet for calls that start at once: all succeed all the same", async () => {
    const client = clientFor(atlas, { auth: key() });
    await Promise.all(Array.from({ length: 30 }, () => client.createRestoreJob(cluster, body)));
    expect(atlas.received).toHaveLength(31);
  });

  test("isn't sent to another server", async () => {
    const other = await startDigestServer();
    try {
      const auth = key();
      await clientFor(atlas, { auth }).createRestoreJob(cluster, body);
      await clientFor(other, { auth }).createRestoreJob(cluster, body);
      expect(other.received[0]?.headers.authorization).toBeUndefined();
    } finally {
      await other.stop();
    }
  });
});

describe("the algorithm", () => {
  test.each([
    [["MD5"], "MD5"],
    [["MD5-sess"], "MD5-sess"],
    [["SHA-256"], "SHA-256"],
    [["SHA-256-sess"], "SHA-256-sess"],
    [["MD5", "SHA-256"], "SHA-256"],
    [["SHA-512-256", "SHA-256", "MD5"], "SHA-256"],
    [["SHA-512-256", "MD5"], "MD5"],
  ])("of the offers %j is %s", async (algorithms, chosen) => {
    atlas.algorithms = algorithms;
    const client = clientFor(atlas, { auth: key() });
    await client.createRestoreJob(cluster, body);
    await client.createRestoreJob(cluster, body);
    expect(atlas.received[2]?.headers.authorization).toContain(`algorithm=${chosen}, `);
    expect(atlas.received).toHaveLength(3);
  });
});

describe("a refusal", () => {
  test("of a wrong key comes after two round trips, without a loop: step request", async () => {
    const client = clientFor(atlas, { auth: key("wrong") });
    for (const calls of [1, 2]) {
      const error = await rejectionAs(client.createRestoreJob(cluster, body), AuthenticationError);
      expect(error).toMatchObject({ step: "request", cause: { status: 401, errorCode: "UNAUTHORIZED" } });
      expect(counts()).toEqual(Array(calls).fill([null, "00000001"]).flat());
    }
  });

  test("of a key that was right before", async () => {
    const client = clientFor(atlas, { auth: key() });
    await client.createRestoreJob(cluster, body);
    atlas.operation = (response) =>
      respond(response, 401, {}, { "WWW-Authenticate": 'Digest realm="x", nonce="n", qop="auth"' });
    await rejectionAs(client.createRestoreJob(cluster, body), AuthenticationError);
    expect(counts()).toEqual([null, "00000001", "00000002", "00000001"]);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    [
      "no challenge, as in a browser",
      {},
      /no challenge \(WWW-Authenticate\) that can be read\. In a browser, .* use bearer\(\)/,
    ],
    ["Basic only", { "WWW-Authenticate": "Basic realm=x" }, /apiKey\(\) supports, which is .*\. It offers basic\./],
    [
      "another algorithm only",
      { "WWW-Authenticate": 'Digest realm="x", nonce="n", qop="auth", algorithm=SHA-512-256' },
      /It offers Digest SHA-512-256 \(qop auth\)/,
    ],
  ])("with %s says what is wrong", async (_what, headers, words) => {
    const server: LoopbackServer = await startLoopbackServer((_request, response) =>
      respond(response, 401, {}, headers),
    );
    try {
      const error = await rejectionAs(
        clientFor(server, { auth: key() }).createRestoreJob(cluster, body),
        AuthenticationError,
      );
      expect(error.step).toBe("request");
      expect(error.message).toMatch(words);
      expect(server.received).toHaveLength(1);
    } finally {
      await server.stop();
    }
  });
});

test.each([
  [{ publicKey: "", privateKey: "s3cr3t" }, "publicKey is empty"],
  [{ publicKey: "schlüssel", privateKey: "s3cr3t" }, "publicKey has a colon or a non-ASCII character"],
  [{ publicKey: "abc", privateKey: " s3cr3t" }, "privateKey begins or ends with whitespace"],
  [{ publicKey: "abc", privateKey: null }, "privateKey is null, not a string"],
])("keys that can't be any are refused at once, by name: %j", (keys, why) => {
  // @ts-expect-error: one of them isn't a string
  expect(() => apiKey(keys)).toThrow(`Nothing was sent, because ${why}`);
});

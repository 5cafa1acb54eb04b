import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { AtlasApiError, AuthenticationError, serviceAccount } from "../../src/index.ts";
import { rejectionAs, rejectionOf } from "../support/errors.ts";
import { respond } from "../support/loopback-server.ts";
import { body, clientFor, cluster, created } from "../support/restore.ts";
import { CLIENT_ID, CLIENT_SECRET, startTokenServer, type TokenServer } from "../support/token-server.ts";

let atlas: TokenServer;
let elsewhere: TokenServer;
beforeAll(async () => {
  atlas = await startTokenServer();
  elsewhere = await startTokenServer();
});
afterAll(() => Promise.all([atlas.stop(), elsewhere.stop()]));
beforeEach(() => {
  atlas.forget();
  elsewhere.forget();
});

const account = (now?: () => number) => serviceAccount({ clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, now });

/** The requests that came, in short. */
const received = () => atlas.received.map(({ url, headers }) => (url.includes("oauth") ? url : headers.authorization));

describe("the access token", () => {
  test("is asked for with id and secret as they are, because Atlas doesn't decode them", async () => {
    await clientFor(atlas, { auth: account() }).createRestoreJob(cluster, body);
    const [asked, operation] = atlas.received;
    expect(asked).toMatchObject({
      method: "POST",
      url: "/api/oauth/token",
      body: "grant_type=client_credentials",
      headers: {
        accept: "application/json",
        "content-type": expect.stringContaining("application/x-www-form-urlencoded"),
        authorization: `Basic ${Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString("base64")}`,
      },
    });
    expect(operation?.headers.authorization).toBe("Bearer token-1");
    expect(JSON.parse(operation?.body ?? "")).toEqual(body);
  });

  test("is asked for once, however many calls start at once", async () => {
    const client = clientFor(atlas, { auth: account() });
    await Promise.all(Array.from({ length: 25 }, () => client.createRestoreJob(cluster, body)));
    expect(atlas.tokenRequests()).toHaveLength(1);
    expect(atlas.operations()).toHaveLength(25);
  });

  test("serves clients that share the account, but never another origin", async () => {
    const auth = account();
    await clientFor(atlas, { auth }).createRestoreJob(cluster, body);
    await clientFor(atlas, { auth, timeout: 5000 }).createRestoreJob(cluster, body, { timeout: 4000 });
    elsewhere.token = (response) => respond(response, 400, { error: "invalid_client" });
    await rejectionAs(clientFor(elsewhere, { auth }).createRestoreJob(cluster, body), AuthenticationError);
    expect(atlas.tokenRequests()).toHaveLength(1);
    expect(elsewhere.operations()).toEqual([]);
  });

  test.each([
    [3600, 3539, 1],
    [3600, 3540, 2],
    [100, 89, 1],
    [100, 90, 2],
    ["3600", 3539, 1],
    [undefined, 1_000_000_000, 1],
    [0, 0, 2],
  ])("that lives %j s is used after %d s: tokens asked for: %d", async (lifetime, seconds, requests) => {
    let time = 1_000;
    const client = clientFor(atlas, { auth: account(() => time) });
    atlas.token = (response) => {
      atlas.valid.add("t");
      respond(response, 200, { access_token: "t", token_type: "bearer", expires_in: lifetime });
    };
    await client.createRestoreJob(cluster, body);
    time += seconds * 1000;
    await client.createRestoreJob(cluster, body);
    expect(atlas.tokenRequests()).toHaveLength(requests);
    expect(atlas.operations()).toHaveLength(2);
  });
});

describe("a 401 of the API", () => {
  test("is answered with a new token and the same body", async () => {
    const client = clientFor(atlas, { auth: account() });
    await client.createRestoreJob(cluster, body);
    atlas.valid.clear();
    atlas.received.length = 0;
    await client.createRestoreJob(cluster, body);
    expect(received()).toEqual(["Bearer token-1", "/api/oauth/token", "Bearer token-2"]);
    expect(atlas.operations().map((request) => JSON.parse(request.body))).toEqual([body, body]);
  });

  test("of many calls at once is answered with one new token", async () => {
    const client = clientFor(atlas, { auth: account() });
    await client.createRestoreJob(cluster, body);
    atlas.valid.clear();
    await Promise.all(Array.from({ length: 10 }, () => client.createRestoreJob(cluster, body)));
    expect(atlas.tokenRequests()).toHaveLength(2);
  });

  test("that comes again is the end: step request", async () => {
    atlas.operation = (response) => respond(response, 401, { error: 401, errorCode: "NOPE", detail: "No." });
    const call = clientFor(atlas, { auth: account() }).createRestoreJob(cluster, body);
    const error = await rejectionAs(call, AuthenticationError);
    expect(error).toMatchObject({ step: "request", cause: { errorCode: "NOPE" } });
    expect(received()).toEqual(["/api/oauth/token", "Bearer token-1", "/api/oauth/token", "Bearer token-2"]);
  });

  test("after which no new token is issued: step token, nothing was carried out", async () => {
    const client = clientFor(atlas, { auth: account() });
    await client.createRestoreJob(cluster, body);
    atlas.valid.clear();
    atlas.token = (response) => respond(response, 401, { error: "invalid_client" });
    const error = await rejectionAs(client.createRestoreJob(cluster, body), AuthenticationError);
    expect(error.step).toBe("token");
  });
});

describe("the token request belongs to all that wait for it", () => {
  test("so the first caller's abort and time limit end that caller's call only", async () => {
    let issue = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      atlas.token = (response) => {
        issue = () => respond(response, 200, { access_token: "t", token_type: "bearer" });
        resolve();
      };
    });
    atlas.operation = (response) => respond(response, 200, created);
    const client = clientFor(atlas, { auth: account() });
    const controller = new AbortController();
    const aborted = rejectionOf(client.createRestoreJob(cluster, body, { signal: controller.signal }));
    const timedOut = rejectionAs(client.createRestoreJob(cluster, body, { timeout: 50 }), AuthenticationError);
    const patient = client.createRestoreJob(cluster, body);
    await asked;
    controller.abort(new Error("changed my mind"));
    expect(await aborted).toMatchObject({ message: "changed my mind" });
    expect(await timedOut).toMatchObject({ step: "token" });
    issue();
    expect(await patient).toEqual(created);
    expect(atlas.tokenRequests()).toHaveLength(1);
    expect(atlas.operations()).toHaveLength(1);
  });
});

describe("a token request that fails", () => {
  test.each<[string, TokenServer["token"], RegExp]>([
    [
      "refused as OAuth has it",
      (response) =>
        respond(
          response,
          401,
          { error: "invalid_client", error_description: "Unknown client." },
          {
            "WWW-Authenticate": 'Basic realm="atlas"',
          },
        ),
      /POST http:\S+\/api\/oauth\/token returned 401 invalid_client: Unknown client\. Check the credentials/,
    ],
    [
      "refused as Atlas has it",
      (response) => respond(response, 403, { error: 403, errorCode: "IP_ADDRESS_NOT_ON_ACCESS_LIST", detail: "No." }),
      /returned 403 IP_ADDRESS_NOT_ON_ACCESS_LIST: No\./,
    ],
    [
      "rate limited",
      (response) => respond(response, 429, "", { "Retry-After": "7" }),
      /returned 429 Too Many Requests: .*in 7 s/,
    ],
    ["an error page", (response) => respond(response, 502, "<h1>Bad gateway</h1>"), /returned 502 .*"Bad gateway"/],
    ["a redirect", (response) => respond(response, 307, "", { Location: elsewhere.url }), /Redirects are not followed/],
    [
      "no JSON",
      (response) => respond(response, 200, "hello"),
      /can't be used: failed to parse "response" body as JSON\./,
    ],
    ["HTML", (response) => respond(response, 200, "hello", { "Content-Type": "text/html" }), /can't be used/],
    ["no token", (response) => respond(response, 200, { token_type: "bearer" }), /can't be used: .*"access_token"/],
    [
      "another kind of token",
      (response) => respond(response, 200, { access_token: "t", token_type: "mac" }),
      /can't be used|no bearer token/,
    ],
    [
      "a token that no header can hold",
      (response) => respond(response, 200, { access_token: "s3cr3t\n", token_type: "bearer" }),
      /no bearer token/,
    ],
    [
      "a lifetime before now",
      (response) => respond(response, 200, { access_token: "t", token_type: "bearer", expires_in: -1 }),
      /"expires_in"/,
    ],
    ["a reset", (response) => response.socket?.resetAndDestroy(), /token got no usable response: .*ECONNRESET/],
  ])("%s: step token, the endpoint's words, and the next call tries again", async (_what, answer, words) => {
    const client = clientFor(atlas, { auth: account(), maxRetries: 0 });
    atlas.token = answer;
    const calls = [client.createRestoreJob(cluster, body), client.createRestoreJob(cluster, body)];
    for (const call of calls) {
      const error = await rejectionAs(call, AuthenticationError);
      expect(error.step).toBe("token");
      expect(error.message).toMatch(words);
    }
    expect(received()).toEqual(["/api/oauth/token"]);
    expect(elsewhere.received).toEqual([]);
    atlas.forget();
    expect(await client.createRestoreJob(cluster, body)).toEqual(created);
  });

  test("has Atlas's answer as its cause, with what a retry needs to know", async () => {
    atlas.token = (response) => respond(response, 429, { errorCode: "RATE_LIMITED" }, { "Retry-After": "7" });
    const error = await rejectionAs(
      clientFor(atlas, { auth: account(), maxRetries: 0 }).createRestoreJob(cluster, body),
      AuthenticationError,
    );
    expect(error.cause).toBeInstanceOf(AtlasApiError);
    expect(error.cause).toMatchObject({ status: 429, response: { retryAfter: 7000 } });
  });

  test("because nobody listens: step token, nothing was sent", async () => {
    const gone = await startTokenServer();
    await gone.stop();
    const call = clientFor(gone, { auth: account(), maxRetries: 0 }).createRestoreJob(cluster, body);
    expect((await rejectionAs(call, AuthenticationError)).message).toMatch(/got no usable response: .*ECONNREFUSED/);
  });
});

describe("revoke", () => {
  test("makes the token invalid, and the next call gets another", async () => {
    const auth = account();
    const client = clientFor(atlas, { auth });
    await client.createRestoreJob(cluster, body);
    await auth.revoke();
    expect(atlas.valid.size).toBe(0);
    expect(atlas.received.at(-1)).toMatchObject({
      url: "/api/oauth/revoke",
      body: "token_type_hint=access_token&token=token-1",
      headers: { authorization: expect.stringMatching(/^Basic /) },
    });
    await auth.revoke();
    await client.createRestoreJob(cluster, body);
    expect(received().slice(2)).toEqual(["/api/oauth/revoke", "/api/oauth/token", "Bearer token-2"]);
  });

  test("does nothing before the first call, and waits for a token that is on its way", async () => {
    const auth = account();
    await auth.revoke();
    expect(atlas.received).toEqual([]);
    let call: Promise<unknown> = Promise.resolve();
    await new Promise<void>((askedForToken) => {
      const client = clientFor(atlas, { auth, hooks: { onRequest: () => askedForToken() } });
      call = client.createRestoreJob(cluster, body).catch((error: unknown) => error);
    });
    await auth.revoke();
    await call;
    expect(atlas.received.filter(({ url }) => url.endsWith("revoke"))).toHaveLength(1);
  });

  test("that fails says so, and has forgotten the token", async () => {
    const auth = account();
    const client = clientFor(atlas, { auth, maxRetries: 0 });
    await client.createRestoreJob(cluster, body);
    atlas.revocation = (response) => respond(response, 503, { error: "temporarily_unavailable" });
    const error = await rejectionAs(auth.revoke(), AuthenticationError);
    expect(error).toMatchObject({ step: "revoke", message: expect.stringContaining("503 temporarily_unavailable") });
    await client.createRestoreJob(cluster, body);
    expect(atlas.tokenRequests()).toHaveLength(2);
  });
});

test.each([
  [{ clientId: "", clientSecret: "s3cr3t" }, "clientId is empty"],
  [{ clientId: "a:b", clientSecret: "s3cr3t" }, "clientId has a colon"],
  [{ clientId: "id", clientSecret: "" }, "clientSecret is empty"],
  [{ clientId: "id", clientSecret: "s3cr3t\n" }, "clientSecret begins or ends with whitespace"],
  [{ clientId: "id", clientSecret: "s3c\nr3t" }, "clientSecret has a control character"],
  [{ clientId: "id", clientSecret: undefined }, "clientSecret is undefined, not a string"],
])("credentials that can't be any are refused at once, by name: %j", (credentials, why) => {
  // @ts-expect-error: one of them isn't a string
  expect(() => serviceAccount(credentials)).toThrow(`Nothing was sent, because ${why}`);
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { AtlasApiError, type Auth, AuthenticationError, bearer, type Fetch } from "../../src/index.ts";
import { type AtlasServer, answer, reset, stall, startAtlasServer } from "../support/atlas-server.ts";
import { responseExample } from "../support/bundle.ts";
import { everythingPrintable, rejectionAs, rejectionOf } from "../support/errors.ts";
import { body, clientFor, cluster, TOKEN } from "../support/restore.ts";

let atlas: AtlasServer;
let elsewhere: AtlasServer;
beforeAll(async () => {
  atlas = await startAtlasServer();
  elsewhere = await startAtlasServer();
});
afterAll(() => Promise.all([atlas.stop(), elsewhere.stop()]));
beforeEach(() => {
  atlas.forget();
  elsewhere.forget();
});

describe("a redirect is not followed, so the token stays with the configured origin", () => {
  test.each([301, 302, 303, 307, 308])("%i", async (status) => {
    const location = `${elsewhere.url}/login?ticket=t1cket`;
    atlas.behave((response) => response.writeHead(status, { Location: location }).end());
    const error = await rejectionOf(clientFor(atlas).createRestoreJob(cluster, body));
    expect(String(error instanceof AtlasApiError || !(error instanceof Error) ? error : error.cause)).toContain(
      `Redirects are not followed, because credentials go to the configured origin only. This one leads to ${elsewhere.url}. Check baseUrl.`,
    );
    expect(everythingPrintable(error)).not.toContain("t1cket");
    expect(elsewhere.received).toEqual([]);
    expect(atlas.received).toHaveLength(1);
  });

  test("through .api with redirect: follow", async () => {
    atlas.behave((response) => response.writeHead(307, { Location: elsewhere.url }).end());
    const { response } = await clientFor(atlas).api.POST(
      "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs",
      { params: { path: cluster }, body, redirect: "follow" },
    );
    expect(response.status).toBe(307);
    expect(elsewhere.received).toEqual([]);
  });
});

describe("credentials that can't be had or used", () => {
  test("a token function that fails: nothing was sent, step token, and the reason in the cause", async () => {
    const auth = bearer(() => Promise.reject(new Error("vault is sealed")));
    const error = await rejectionAs(clientFor(atlas, { auth }).createRestoreJob(cluster, body), AuthenticationError);
    expect(error).toMatchObject({ step: "token", cause: { message: "vault is sealed" } });
    expect(atlas.received).toEqual([]);
  });

  test("a token function that takes too long", async () => {
    const auth = bearer(() => new Promise<string>(() => undefined));
    const call = clientFor(atlas, { auth, timeout: 50 }).createRestoreJob(cluster, body);
    const error = await rejectionAs(call, AuthenticationError);
    expect(error.message).toBe("Getting credentials took longer than 50 ms, so nothing was carried out.");
  });

  test.each([
    ["", "is empty"],
    [`${TOKEN}\n`, "whitespace"],
    [`Bearer ${TOKEN}`, "a character that tokens can't have"],
    [`${TOKEN}é`, "a character that tokens can't have"],
  ])("the token %j is refused without being repeated", async (token, why) => {
    expect(() => bearer(token)).toThrow(why);
    const call = clientFor(atlas, { auth: bearer(async () => token) }).createRestoreJob(cluster, body);
    const error = await rejectionAs(call, AuthenticationError);
    expect(error.message).toContain(why);
    expect(everythingPrintable(error)).not.toContain(TOKEN);
    expect(atlas.received).toEqual([]);
  });

  test("a 401: step request, with Atlas's words in the cause", async () => {
    atlas.behave(answer(401, responseExample(401)));
    const error = await rejectionAs(clientFor(atlas).createRestoreJob(cluster, body), AuthenticationError);
    expect(error).toMatchObject({ step: "request", cause: { name: "AtlasApiError", status: 401 } });
  });
});

describe("an Auth of your own", () => {
  test("can answer a 401 by sending the same request again, body included", async () => {
    const auth: Auth = {
      async authorize(_request, { send }) {
        const first = await send({ Authorization: "Bearer stale" });
        return first.status === 401 ? send({ Authorization: "Bearer fresh" }) : first;
      },
    };
    atlas.behave((response, request) =>
      request.headers.authorization === "Bearer fresh"
        ? answer(200, responseExample(200))(response, request)
        : answer(401, responseExample(401))(response, request),
    );
    expect(await clientFor(atlas, { auth }).createRestoreJob(cluster, body)).toEqual(responseExample(200));
    expect(atlas.received.map((request) => request.body)).toEqual([body, body]);
  });

  test("can't send to another origin, not even for a token", async () => {
    const auth: Auth = {
      authorize: (_request, { exchange, signal }) =>
        exchange({ url: elsewhere.url, method: "POST", headers: {} }, signal),
    };
    const error = await rejectionOf(clientFor(atlas, { auth }).createRestoreJob(cluster, body));
    expect(String(error)).toContain(`the credentials are for ${atlas.url}`);
    expect(elsewhere.received).toEqual([]);
  });
});

describe("the token is in nothing that a log could print of", () => {
  const failingFetch: Fetch = async (_url, init) => {
    const { authorization } = init.headers;
    const leaky = Object.assign(new Error(`could not send ${authorization}`), { init, authorization });
    throw Object.assign(new TypeError("fetch failed", { cause: leaky }), { config: { headers: { authorization } } });
  };
  test.each<[string, () => Promise<unknown>]>([
    [
      "an answer that repeats it",
      () => run((response, request) => answer(400, `you sent ${request.headers.authorization}`)(response, request)),
    ],
    [
      "a JSON answer that repeats it",
      () => run((response, request) => answer(403, { detail: request.headers.authorization })(response, request)),
    ],
    [
      "a 500 that repeats it",
      () => run((response, request) => answer(500, { detail: request.headers.authorization })(response, request)),
    ],
    [
      "a 200 that repeats it",
      () => run((response, request) => answer(200, String(request.headers.authorization))(response, request)),
    ],
    ["a 401", () => run(answer(401, responseExample(401)))],
    ["a reset", () => run(reset)],
    ["the time limit", () => run(stall, { timeout: 50 })],
    ["a fetch that hangs the request on its error", () => run(stall, { fetch: failingFetch })],
    [
      "a token function that hangs it on its error",
      () => run(stall, { auth: bearer(() => Promise.reject(Object.assign(new Error("no"), { auth: TOKEN }))) }),
    ],
    ["a base URL with a password", async () => clientFor({ url: `https://user:${TOKEN}@cloud.mongodb.com` })],
    ["a base URL that is no URL", async () => clientFor({ url: TOKEN })],
  ])("%s", async (_what, fail) => {
    expect(everythingPrintable(await rejectionOf(fail()))).not.toContain("s3cr3t");
  });

  test("the client and its options", () => {
    const auth = bearer(TOKEN);
    expect(everythingPrintable({ auth, client: clientFor(atlas, { auth }) })).not.toContain("s3cr3t");
  });

  function run(behaviour: Parameters<AtlasServer["behave"]>[0], options: Parameters<typeof clientFor>[1] = {}) {
    atlas.behave(behaviour);
    return clientFor(atlas, options).createRestoreJob(cluster, body);
  }
});

import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Auth, apiKey, bearer, type Fetch, serviceAccount } from "../../src/index.ts";
import { PRIVATE_KEY, PUBLIC_KEY } from "../support/digest-server.ts";
import { everythingPrintable, rejectionOf } from "../support/errors.ts";
import { impatientClock } from "../support/impatient-clock.ts";
import { type LoopbackRequest, type LoopbackServer, respond, startLoopbackServer } from "../support/loopback-server.ts";
import { body, clientFor, cluster, created } from "../support/restore.ts";
import { CLIENT_ID, CLIENT_SECRET } from "../support/token-server.ts";

type Respond = Parameters<typeof startLoopbackServer>[0];

const TOKEN = "0paque-t0ken.for-tests";

const base64 = (text: string) => Buffer.from(text).toString("base64").replace(/=+$/, "");
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const forms = (secret: string) => [
  secret,
  base64(secret),
  json(secret),
  new URLSearchParams({ a: secret }).toString().slice(2),
];

const accountSecrets = [...forms(CLIENT_SECRET), base64(`${CLIENT_ID}:${CLIENT_SECRET}`)];

/** Ways to authenticate, and what nobody may read. The private key is never sent, but a hostile server might know it. */
const credentials: Record<string, { auth: () => Auth; secrets: string[] }> = {
  bearer: { auth: () => bearer(TOKEN), secrets: forms(TOKEN) },
  serviceAccount: {
    auth: () => serviceAccount({ clientId: CLIENT_ID, clientSecret: CLIENT_SECRET }),
    secrets: [...forms(TOKEN), ...accountSecrets],
  },
  apiKey: { auth: () => apiKey({ publicKey: PUBLIC_KEY, privateKey: PRIVATE_KEY }), secrets: forms(PRIVATE_KEY) },
};

/** Everything it was sent, and everything it may know, in every form. */
function everything({ headers, body: sent }: LoopbackRequest): string {
  const response = /response="(\w+)"/.exec(headers.authorization ?? "")?.[1];
  const known = Object.values(credentials).flatMap(({ secrets }) => secrets);
  return [headers.authorization, response, sent, ...known].join(" | ");
}

/** As much of it as a header can hold. */
const inHeader = (request: LoopbackRequest) => everything(request).replace(/[^\x20-\x7e]/g, "");

const hostile: Record<string, Respond> = {
  "a text": (request, response) => respond(response, 400, `You sent ${everything(request)}`),
  "a text behind a proxy's 502": (request, response) => respond(response, 502, `You sent ${everything(request)}`),
  "Atlas's own format": (request, response) =>
    respond(response, 403, {
      errorCode: everything(request),
      detail: everything(request),
      reason: everything(request),
      parameters: [everything(request)],
      badRequestDetail: { fields: [{ field: everything(request), description: everything(request) }] },
    }),
  "a 401": (request, response) =>
    respond(response, 401, { detail: everything(request) }, { "WWW-Authenticate": `Digest realm="${request.url}"` }),
  "OAuth's format": (request, response) =>
    respond(response, 400, { error: everything(request), error_description: everything(request) }),
  "the reason phrase": (request, response) => {
    response.writeHead(400, inHeader(request));
    response.end();
  },
  headers: (request, response) =>
    respond(response, 400, "", {
      "X-Request-Id": inHeader(request),
      Location: `https://x.example/${base64(inHeader(request))}`,
    }),
  "a 200 that isn't a list": (request, response) =>
    respond(
      response,
      200,
      { access_token: 1, [everything(request)]: everything(request) },
      { "Content-Type": `text/plain; x="${inHeader(request).replaceAll('"', "")}"` },
    ),
  "a 200 that is no JSON": (request, response) => respond(response, 200, everything(request)),
};

let server: LoopbackServer;
let answerTo: { token: Respond; operation: Respond };
beforeAll(async () => {
  server = await startLoopbackServer((request, response) => {
    if (request.url === "/api/oauth/token") return answerTo.token(request, response);
    return answerTo.operation(request, response);
  });
});
afterAll(() => server.stop());
beforeEach(() => {
  server.received.length = 0;
  answerTo = {
    token: (_request, response) => respond(response, 200, { access_token: TOKEN, token_type: "bearer" }),
    operation: (_request, response) => respond(response, 200, created),
  };
});

const challengeFirst =
  (then: Respond): Respond =>
  (request, response) =>
    request.headers.authorization === undefined
      ? respond(response, 401, "", { "WWW-Authenticate": 'Digest realm="r", nonce="n", qop="auth"' })
      : then(request, response);

/** What was sent in this test and must not be printed either. */
const digestResponses = () =>
  server.received.flatMap(({ headers }) => /response="(\w+)"/.exec(headers.authorization ?? "")?.[1] ?? []);

function expectNoSecret(printed: string, secrets: readonly string[]): void {
  for (const secret of [...secrets, ...digestResponses()]) expect(printed).not.toContain(secret);
}

describe.each(Object.entries(credentials))("%s", (_name, { auth, secrets }) => {
  test.each(Object.entries(hostile))("is in no error when a server repeats it in %s", async (_place, behaviour) => {
    answerTo.operation = challengeFirst(behaviour);
    const error = await rejectionOf(clientFor(server, { auth: auth() }).createRestoreJob(cluster, body));
    expectNoSecret(everythingPrintable(error), secrets);
  });

  test("is in no error when fetch hangs the request and everything else on what it throws", async () => {
    const fetch: Fetch = async (url, init) => {
      if (url.endsWith("/oauth/token")) return globalThis.fetch(url, init);
      const leak = [init.headers["authorization"], ...secrets].join(" | ");
      throw Object.assign(new TypeError(leak, { cause: new Error(leak) }), { init, leak, code: leak });
    };
    const client = clientFor(server, { auth: auth(), fetch, clock: impatientClock() });
    const error = await rejectionOf(client.createRestoreJob(cluster, body));
    expectNoSecret(everythingPrintable(error), secrets);
  });

  test("is in nothing that can be printed of the client after a call", async () => {
    answerTo.operation = challengeFirst((_request, response) => respond(response, 200, created));
    const used = auth();
    const client = clientFor(server, { auth: used });
    await client.createRestoreJob(cluster, body).catch(() => undefined);
    expectNoSecret(everythingPrintable({ used, client }), secrets);
    expectNoSecret(everythingPrintable(used), secrets);
  });

  test.each([302, 307, 308])("stays with its origin when everything is answered %i", async (status) => {
    const elsewhere = await startLoopbackServer((_request, response) => respond(response, 200, created));
    const redirect: Respond = (_request, response) => respond(response, status, "", { Location: elsewhere.url });
    try {
      answerTo.operation = challengeFirst(redirect);
      await rejectionOf(clientFor(server, { auth: auth() }).createRestoreJob(cluster, body));
      answerTo.token = redirect;
      await rejectionOf(clientFor(server, { auth: auth() }).createRestoreJob(cluster, body));
      await sleep(20);
      expect(elsewhere.received).toEqual([]);
    } finally {
      await elsewhere.stop();
    }
  });

  test("is refused for plain http beyond loopback, before anything is sent", () => {
    expect(() => clientFor({ url: "http://atlas.example" }, { auth: auth() })).toThrow("must begin with https://");
  });
});

describe("the client secret is in no error of a token endpoint that repeats it", () => {
  test.each(Object.entries(hostile))("in %s", async (_place, behaviour) => {
    answerTo.token = behaviour;
    const auth = serviceAccount({ clientId: CLIENT_ID, clientSecret: CLIENT_SECRET });
    const client = clientFor(server, { auth, clock: impatientClock() });
    const error = await rejectionOf(client.createRestoreJob(cluster, body));
    expect(error).toMatchObject({ name: "AuthenticationError", step: "token" });
    expectNoSecret(everythingPrintable(error), accountSecrets);
  });

  test("in what fetch throws", async () => {
    const fetch: Fetch = async (_url, { headers }) => {
      throw new TypeError("fetch failed", {
        cause: new Error([headers["authorization"], ...accountSecrets].join()),
      });
    };
    const auth = serviceAccount({ clientId: CLIENT_ID, clientSecret: CLIENT_SECRET });
    const client = clientFor(server, { auth, fetch, clock: impatientClock() });
    const error = await rejectionOf(client.createRestoreJob(cluster, body));
    expectNoSecret(everythingPrintable(error), accountSecrets);
  });
});

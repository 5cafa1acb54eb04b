import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import {
  apiKey,
  bearer,
  connect,
  createRestoreJob,
  createRestoreJobsClient,
  createRestoreJobsFunctions,
  type Fetch,
  findRestoreJob,
  fromEnvironment,
  getRestoreJob,
  listRestoreJobs,
  planRestore,
  serviceAccount,
  waitForRestoreJob,
} from "../../src/index.ts";
import { type AtlasServer, answer, startAtlasServer } from "../support/atlas-server.ts";
import { MEDIA_TYPE, OPERATION_PATH, responseExample } from "../support/bundle.ts";
import { body, clientFor, cluster, job, jobId, TOKEN } from "../support/restore.ts";

const auth = bearer(TOKEN);

describe("the base URL", () => {
  test.each([
    undefined,
    "https://cloud.mongodb.com",
    "https://cloud.mongodb.com/",
    new URL("https://cloud.mongodbgov.com"),
    "http://localhost:8080",
    "http://atlas.localhost",
    "http://127.0.0.1:1",
    "http://127.1.2.3",
    "http://[::1]:8080/prefix/",
  ])("%s is accepted", (baseUrl) => {
    expect(() => createRestoreJobsClient({ auth, baseUrl })).not.toThrow();
  });

  test.each([
    ["http://cloud.mongodb.com", "https://"],
    ["http://127.0.0.1.evil.example", "https://"],
    ["http://localhost.evil.example", "https://"],
    ["ftp://localhost", "https://"],
    ["https://user:password@cloud.mongodb.com", "user name or password"],
    ["https://user@cloud.mongodb.com", "user name or password"],
    ["https://cloud.mongodb.com?x=1", "query"],
    ["https://cloud.mongodb.com#x", "fragment"],
    ["cloud.mongodb.com", "not an absolute URL"],
    ["", "not an absolute URL"],
  ])("%s is refused, with the reason", (baseUrl, why) => {
    expect(() => createRestoreJobsClient({ auth, baseUrl })).toThrow(why);
  });

  test("is https://cloud.mongodb.com unless given", async () => {
    let url = "";
    const fetch = async (given: string) => {
      url = given;
      return Response.json(responseExample(200));
    };
    await createRestoreJobsClient({ auth, fetch }).createRestoreJob(cluster, body);
    expect(url).toMatch(/^https:\/\/cloud\.mongodb\.com\/api\/atlas\/v2\/groups\//);
  });
});

test("a client without auth is refused when it is made, not when it is used", () => {
  // @ts-expect-error: auth is required
  expect(() => createRestoreJobsClient({})).toThrow("auth is missing");
});

test("options of the wrong kind are refused by name", () => {
  // @ts-expect-error: options are an object
  expect(() => createRestoreJobsClient(null)).toThrow("options must be an object, not null");
});

test("a cluster or query of the wrong kind is refused by name, and nothing is sent", async () => {
  const client = createRestoreJobsClient({ auth, fetch: () => Promise.reject(new Error("sent")) });
  // @ts-expect-error: a cluster is an object
  await expect(client.createRestoreJob(null, body)).rejects.toThrow("cluster must be an object, not null");
  // @ts-expect-error: an id is a string
  await expect(client.getRestoreJob(cluster, undefined)).rejects.toThrow("jobId must be a non-empty string");
  // @ts-expect-error: a query is an object
  await expect(client.listRestoreJobs(cluster, 5).next()).rejects.toThrow("query must be an object, not a number");
});

test("a query parameter that doesn't exist is refused, instead of listing every job", async () => {
  const client = createRestoreJobsClient({ auth, fetch: () => Promise.reject(new Error("sent")) });
  // @ts-expect-error: it is batchId
  await expect(client.listRestoreJobs(cluster, { batchID: jobId }).next()).rejects.toThrow(
    "Unknown option 'query.batchID'. Expected one of: batchId, includeCount, itemsPerPage, pageNum.",
  );
});

test("an option that is undefined is like one that isn't given", () => {
  expect(() => createRestoreJobsClient({ auth, timeout: undefined, hooks: undefined, clock: {} })).not.toThrow();
});

test.each<[string, () => unknown]>([
  // @ts-expect-error: options are required
  ["options must be an object, not undefined", () => serviceAccount()],
  // @ts-expect-error: here too
  ["options must be an object, not undefined", () => apiKey()],
  // @ts-expect-error: it is clientId
  ["Unknown option 'clientID'. Expected one of: clientId, clientSecret, now.", () => serviceAccount({ clientID: "a" })],
  // @ts-expect-error: a function
  ["now must be a function, not a number", () => serviceAccount({ clientId: "a", clientSecret: "b", now: 5 })],
  // @ts-expect-error: it is publicKey
  ["Unknown option 'public'. Expected one of: publicKey, privateKey.", () => apiKey({ public: "a" })],
  // @ts-expect-error: a record
  ["environment must be an object, not a number", () => fromEnvironment(5)],
  // @ts-expect-error: a record
  ["environment must be an object, not null", () => fromEnvironment(null)],
])("credentials are refused: %s", (why, make) => {
  expect(make).toThrow(TypeError);
  expect(make).toThrow(why);
});

test.each([{}, undefined, { getRestoreJob: () => undefined }])(
  "anything but a client is refused: %j",
  async (client) => {
    const why = /^client\.\w+ must be a function, not undefined/;
    // @ts-expect-error: not a client
    await expect(waitForRestoreJob(client, cluster, jobId)).rejects.toThrow(why);
    // @ts-expect-error: nor here
    await expect(findRestoreJob(client, cluster, body, new Date())).rejects.toThrow(why);
  },
);

test.each([5, null, undefined, {}, job, { results: "none" }])(
  "waitForRestoreJob refuses to wait for %j",
  async (jobs) => {
    const client = createRestoreJobsClient({ auth, fetch: () => Promise.reject(new Error("sent")) });
    // @ts-expect-error: no jobs
    await expect(waitForRestoreJob(client, cluster, jobs)).rejects.toThrow(
      /^Can't wait for .*\. Pass the id of a restore job/,
    );
  },
);

test.each([
  [{ timeout: null }, "timeout must be a number of milliseconds from 1"],
  [{ signal: null }, "signal must be an AbortSignal, not null"],
  [{ retries: 1 }, "Unknown option 'retries'. Expected one of: signal,"],
])("findRestoreJob and waitForRestoreJob refuse %j", async (options, why) => {
  const client = createRestoreJobsClient({ auth, fetch: () => Promise.reject(new Error("sent")) });
  // @ts-expect-error: none of them compiles
  await expect(findRestoreJob(client, cluster, body, new Date(), options)).rejects.toThrow(why);
  // @ts-expect-error: nor here
  await expect(waitForRestoreJob(client, cluster, jobId, options)).rejects.toThrow(why);
});

test("findRestoreJob refuses an invalid time, which would find every job", async () => {
  const client = createRestoreJobsClient({ auth, fetch: () => Promise.reject(new Error("sent")) });
  for (const since of [null, "yesterday", new Date("?")]) {
    // @ts-expect-error: a Date
    await expect(findRestoreJob(client, cluster, body, since)).rejects.toThrow("since must be a valid Date");
  }
});

test("waitForRestoreJob refuses an onProgress that can't be called", async () => {
  const client = createRestoreJobsClient({ auth, fetch: () => Promise.reject(new Error("sent")) });
  // @ts-expect-error: a function
  const wait = waitForRestoreJob(client, cluster, jobId, { onProgress: 5 });
  await expect(wait).rejects.toThrow("onProgress must be a function, not a number");
});

test("functions without .api do the same", async () => {
  const fetch = async () => Response.json(responseExample(200));
  const functions = createRestoreJobsFunctions({ auth, fetch });
  expect(await functions.createRestoreJob(cluster, body)).toEqual(responseExample(200));
  expect(functions).not.toHaveProperty("api");
});

test("functions that are imported one by one do the same over a connection", async () => {
  const clock = { now: () => Date.parse("2026-01-01T00:00:00Z") };
  const headers = { Date: "Thu, 01 Jan 2026 00:00:07 GMT", "RateLimit-Remaining": "9" };
  const fetch: Fetch = async (url, { method }) =>
    Response.json(method === "GET" && url.includes(jobId) ? job : responseExample(200), { headers });
  const connection = connect({ auth, fetch, clock });
  expect(await createRestoreJob(connection, cluster, body)).toEqual(responseExample(200));
  expect(await getRestoreJob(connection, cluster, jobId)).toEqual(job);
  const { value } = await listRestoreJobs(connection, cluster).next();
  expect([value]).toEqual(responseExample(200)["results"]);
  expect(planRestore(connection, cluster, body)).toMatchObject({ valid: true, request: { method: "POST" } });
  expect([connection.rateLimit(), connection.clockOffset()]).toEqual([{ limit: undefined, remaining: 9 }, 7000]);
  expect(inspect(connection, { depth: null, showHidden: true, getters: true })).not.toContain(TOKEN);
});

test.each([0, -5, Number.POSITIVE_INFINITY, Number.NaN])("a timeout of %d is refused", (timeout) => {
  expect(() => createRestoreJobsClient({ auth, timeout })).toThrow(/timeout must be a number of milliseconds/);
});

test.each([
  ["https://cloud.mongodb.com/api/atlas/v2", "https://cloud.mongodb.com."],
  ["https://cloud.mongodb.com/api/atlas/v2/", "https://cloud.mongodb.com."],
  ["https://proxy.example/atlas/api/atlas/v1.0", "https://proxy.example/atlas."],
])("the base URL %s is refused, with the one to use: %s", (baseUrl, remedy) => {
  expect(() => createRestoreJobsClient({ auth, baseUrl })).toThrow(`use ${remedy}`);
});

describe("an option that can't be meant is refused when it is given, by name", () => {
  test.each([
    [{ validate: null }, "validate must be a boolean, not null"],
    [{ validate: "false" }, "validate must be a boolean, not a string"],
    [{ hooks: null }, "hooks must be an object, not null"],
    [{ hooks: { onRequest: "log" } }, "hooks.onRequest must be a function, not a string"],
    [{ fetch: 5 }, "fetch must be a function, not a number"],
    [{ fetch: null }, "fetch must be a function, not null"],
    [{ clock: { now: 5 } }, "clock.now must be a function, not a number"],
    [{ timeout: 0.5 }, "timeout must be a number of milliseconds from 1"],
    [{ timeout: null }, "timeout must be a number of milliseconds from 1"],
    [{ timeout: "1000" }, 'timeout must be a number of milliseconds from 1 to 2147483647, not "1000".'],
    [{ attemptTimeout: 0.5 }, "attemptTimeout must be a number of milliseconds from 1"],
    [{ maxRetries: "1" }, 'maxRetries must be a whole number from 0, not "1".'],
    [
      { timeOut: 5 },
      "Unknown option 'timeOut'. Expected one of: auth, baseUrl, fetch, hooks, validate, clock, timeout, attemptTimeout, maxRetries.",
    ],
    [{ hooks: { onRequst() {} } }, "Unknown option 'hooks.onRequst'. Expected one of: onRequest, onResponse, onRetry."],
    [{ clock: 5 }, "clock must be an object, not a number"],
  ])("of the client: %j", (options, why) => {
    // @ts-expect-error: none of them compiles
    expect(() => createRestoreJobsClient({ auth, ...options })).toThrow(why);
  });

  test.each([
    [null, "options must be an object, not null"],
    [{ signal: "stop" }, "signal must be an AbortSignal, not a string"],
    [{ signal: null }, "signal must be an AbortSignal, not null"],
    [{ envelope: "yes" }, "envelope must be a boolean, not a string"],
    [{ pretty: 1 }, "pretty must be a boolean, not a number"],
    [{ timeout: 0.5 }, "timeout must be a number of milliseconds from 1"],
    [
      { retries: 1 },
      "Unknown option 'retries'. Expected one of: signal, envelope, pretty, timeout, attemptTimeout, maxRetries.",
    ],
  ])("of a call: %j", async (options, why) => {
    const fetch = () => Promise.reject(new Error("sent"));
    const client = createRestoreJobsClient({ auth, fetch });
    for (const call of [
      // @ts-expect-error: none of them compiles
      client.createRestoreJob(cluster, body, options),
      // @ts-expect-error: nor here
      client.getRestoreJob(cluster, jobId, options),
      // @ts-expect-error: nor here
      client.listRestoreJobs(cluster, {}, options).next(),
    ]) {
      await expect(call).rejects.toThrow(why);
    }
  });
});

describe(".api is the openapi-fetch client", () => {
  let atlas: AtlasServer;
  beforeAll(async () => {
    atlas = await startAtlasServer();
  });
  afterAll(() => atlas.stop());
  beforeEach(() => atlas.forget());

  test("with credentials and media types, typed data", async () => {
    const { data, response } = await clientFor(atlas).api.POST(OPERATION_PATH, { params: { path: cluster }, body });
    const clusterName: string | undefined = data?.results?.[0]?.clusterName;
    expect(clusterName).toBeDefined();
    expect(data).toEqual(responseExample(200));
    expect(response.headers.get("Content-Type")).toBe(MEDIA_TYPE);
    expect(atlas.received[0]?.headers).toMatchObject({
      authorization: `Bearer ${TOKEN}`,
      accept: MEDIA_TYPE,
      "content-type": MEDIA_TYPE,
    });
  });

  test("returns an error answer instead of throwing, as openapi-fetch does", async () => {
    atlas.behave(answer(404, responseExample(404)));
    const { error, response } = await clientFor(atlas).api.POST(OPERATION_PATH, { params: { path: cluster }, body });
    const errorCode: string | undefined = error?.errorCode;
    expect(errorCode).toBe(responseExample(404)["errorCode"]);
    expect(response.status).toBe(404);
  });

  test("takes middleware, which sees createRestoreJob's requests too, but not the credentials", async () => {
    const seen: string[] = [];
    const client = clientFor(atlas);
    client.api.use({
      onRequest({ request, schemaPath }) {
        seen.push(`${request.method} ${schemaPath} ${request.headers.get("Authorization")}`);
      },
    });
    await client.createRestoreJob(cluster, body);
    expect(seen).toEqual([`POST ${OPERATION_PATH} null`]);
  });

  test("refuses a wrong body and a wrong path at compile time", () => {
    const { api } = clientFor(atlas);
    const never = () => [
      // @ts-expect-error: delivery is missing
      api.POST(OPERATION_PATH, { params: { path: cluster }, body: {} }),
      // @ts-expect-error: no such path
      api.POST("/api/atlas/v2/nowhere", {}),
    ];
    expect(never).toBeInstanceOf(Function);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import {
  AuthenticationError,
  createRestoreJobsClient,
  type EnvironmentVariables,
  fromEnvironment,
} from "../../src/index.ts";
import { everythingPrintable } from "../support/errors.ts";
import { type LoopbackServer, respond, startLoopbackServer } from "../support/loopback-server.ts";
import { body, cluster } from "../support/restore.ts";

const account = { MONGODB_ATLAS_CLIENT_ID: "mdb_sa_id_1", MONGODB_ATLAS_CLIENT_SECRET: "mdb_sa_sk_s3cr3t" };
const key = { MONGODB_ATLAS_PUBLIC_API_KEY: "abcdefgh", MONGODB_ATLAS_PRIVATE_API_KEY: "s3cr3t-key" };

let server: LoopbackServer;
beforeAll(async () => {
  server = await startLoopbackServer((_request, response) =>
    respond(response, 401, {}, { "WWW-Authenticate": 'Digest realm="r", nonce="n", qop="auth"' }),
  );
});
afterAll(() => server.stop());
beforeEach(() => {
  server.received.length = 0;
});

/** What the first request with credentials looks like. */
async function schemeOf(environment: EnvironmentVariables): Promise<string | undefined> {
  const client = createRestoreJobsClient({
    ...fromEnvironment({ ...environment, MONGODB_ATLAS_BASE_URL: server.url }),
  });
  await client.createRestoreJob(cluster, body).catch(() => undefined);
  const header = server.received.map(({ headers }) => headers.authorization).find(Boolean);
  return header?.replace(/ .*/, "");
}

test.each<[string, EnvironmentVariables, string]>([
  ["a service account", account, "Basic"],
  ["an API key", key, "Digest"],
  ["the service account, if there are both,", { ...account, ...key }, "Basic"],
])("%s is read, and the base URL, for the client's options", async (_what, environment, scheme) => {
  expect(await schemeOf(environment)).toBe(scheme);
});

test("the base URL is left to the client's default unless set", () => {
  expect(Object.keys(fromEnvironment(account))).toEqual(["auth"]);
  expect(Object.keys(fromEnvironment({ ...account, MONGODB_ATLAS_BASE_URL: undefined }))).toEqual(["auth"]);
});

describe("variables that can't be used are named, and their values are not", () => {
  test.each<[EnvironmentVariables, RegExp]>([
    [
      {},
      /no credentials. Set MONGODB_ATLAS_CLIENT_ID and .*_CLIENT_SECRET .* or MONGODB_ATLAS_PUBLIC_API_KEY and .*_PRIVATE_API_KEY/,
    ],
    [
      { MONGODB_ATLAS_CLIENT_SECRET: "s3cr3t" },
      /^MONGODB_ATLAS_CLIENT_SECRET is set, but MONGODB_ATLAS_CLIENT_ID is not/,
    ],
    [
      { ...key, MONGODB_ATLAS_CLIENT_ID: "id" },
      /^MONGODB_ATLAS_CLIENT_ID is set, but MONGODB_ATLAS_CLIENT_SECRET is not/,
    ],
    [
      { ...account, MONGODB_ATLAS_PRIVATE_API_KEY: "s3cr3t" },
      /^MONGODB_ATLAS_PRIVATE_API_KEY is set, but MONGODB_ATLAS_PUBLIC_API_KEY is not/,
    ],
    [{ ...account, MONGODB_ATLAS_CLIENT_ID: "" }, /MONGODB_ATLAS_CLIENT_ID is empty/],
    [{ ...key, MONGODB_ATLAS_PRIVATE_API_KEY: "" }, /MONGODB_ATLAS_PRIVATE_API_KEY is empty/],
    [
      { ...account, MONGODB_ATLAS_CLIENT_SECRET: "s3cr3t\n" },
      /MONGODB_ATLAS_CLIENT_SECRET begins or ends with whitespace/,
    ],
  ])("%j", (environment, words) => {
    const error = thrownBy(() => fromEnvironment(environment));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ step: "token", message: expect.stringMatching(words) });
    expect(everythingPrintable(error)).not.toContain("s3cr3t");
  });

  test.each([
    ["", "not an absolute URL"],
    ["http://cloud.mongodb.com", "https://"],
    ["https://user:s3cr3t@cloud.mongodb.com", "user name or password"],
  ])("the base URL %j", (baseUrl, why) => {
    const error = thrownBy(() => fromEnvironment({ ...account, MONGODB_ATLAS_BASE_URL: baseUrl }));
    expect(String(error)).toMatch(/^TypeError: MONGODB_ATLAS_BASE_URL can't be used: /);
    expect(String(error)).toContain(why);
    expect(everythingPrintable(error)).not.toContain("s3cr3t");
  });
});

test("without a record, the runtime's own variables are read", () => {
  const before = { ...process.env };
  Object.assign(process.env, key);
  try {
    expect(Object.keys(fromEnvironment())).toEqual(["auth"]);
    expect(Object.keys(fromEnvironment(process.env))).toEqual(["auth"]);
  } finally {
    for (const name of Object.keys(key)) delete process.env[name];
    Object.assign(process.env, before);
  }
});

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error("it should have thrown");
}

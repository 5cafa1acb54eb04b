import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { bearer, createRestoreJobsClient } from "../../src/index.ts";
import { type AtlasServer, answer, startAtlasServer } from "../support/atlas-server.ts";
import { MEDIA_TYPE, OPERATION_PATH, responseExample } from "../support/bundle.ts";
import { body, clientFor, cluster, TOKEN } from "../support/restore.ts";

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

test.each([0, -5, Number.POSITIVE_INFINITY, Number.NaN])("a timeout of %d is refused", (timeout) => {
  expect(() => createRestoreJobsClient({ auth, timeout })).toThrow(/timeout must be a number of milliseconds/);
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

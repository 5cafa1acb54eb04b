import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { AtlasApiError, bearer, RequestInvalidError } from "../../src/index.ts";
import { type AtlasServer, answer, startAtlasServer } from "../support/atlas-server.ts";
import { MEDIA_TYPE, requestExamples, responseExample, responseExamples } from "../support/bundle.ts";
import { rejectionAs } from "../support/errors.ts";
import { body, clientFor, cluster, TOKEN } from "../support/restore.ts";

let atlas: AtlasServer;
beforeAll(async () => {
  atlas = await startAtlasServer();
});
afterAll(() => atlas.stop());
beforeEach(() => atlas.forget());

describe("a caller gets the jobs", () => {
  test.each(Object.entries(responseExamples(200)))("of the answer %s, as Atlas sent them", async (_name, example) => {
    atlas.behave(answer(200, example));
    expect(await clientFor(atlas).createRestoreJob(cluster, body)).toEqual(example);
  });

  test.each(Object.entries(requestExamples))(
    "for the request example %s, which reaches Atlas as it is",
    async (_name, example) => {
      // The moment of the example that names one.
      const clock = { now: () => Date.parse("2025-05-04T09:42:00Z") };
      await clientFor(atlas, { clock }).createRestoreJob(cluster, example);
      expect(atlas.refusals).toEqual([]);
      expect(atlas.received[0]?.body).toEqual(example);
    },
  );

  test("of an answer in an envelope, with the status beside the results", async () => {
    atlas.behave(answer(200, { ...responseExample(200), status: 200 }));
    const jobs = await clientFor(atlas).createRestoreJob(cluster, body, { envelope: true });
    expect(jobs).toEqual({ ...responseExample(200), status: 200 });
  });

  test("of a compressed answer", async () => {
    const { gzipSync } = await import("node:zlib");
    atlas.behave((response) => {
      response.writeHead(200, { "Content-Type": MEDIA_TYPE, "Content-Encoding": "gzip" });
      response.end(gzipSync(JSON.stringify(responseExample(200))));
    });
    expect(await clientFor(atlas).createRestoreJob(cluster, body)).toEqual(responseExample(200));
  });

  test("with a status that this version doesn't know", async () => {
    atlas.behave(answer(200, { results: [{ statusName: "NEW_IN_2030" }] }));
    expect(await clientFor(atlas).createRestoreJob(cluster, body)).toMatchObject({
      results: [{ statusName: "NEW_IN_2030" }],
    });
  });
});

describe("Atlas receives", () => {
  test("one POST on the cluster's path, with the media types of the resource version and the token", async () => {
    await clientFor(atlas).createRestoreJob(cluster, body);
    expect(atlas.received).toHaveLength(1);
    expect(atlas.received[0]).toMatchObject({
      method: "POST",
      url: `/api/atlas/v2/groups/${cluster.groupId}/clusters/${cluster.clusterName}/restoreJobs`,
      headers: { accept: MEDIA_TYPE, "content-type": MEDIA_TYPE, authorization: `Bearer ${TOKEN}` },
      body,
    });
  });

  test.each([
    [{}, ""],
    [{ envelope: false, pretty: undefined }, ""],
    [{ envelope: true }, "?envelope=true"],
    [{ pretty: true }, "?pretty=true"],
    [{ envelope: true, pretty: true }, "?envelope=true&pretty=true"],
  ])("for the options %j the query %j", async (options, query) => {
    await clientFor(atlas).createRestoreJob(cluster, body, options);
    expect(atlas.received[0]?.url.replace(/^[^?]*/, "")).toBe(query);
    expect(atlas.refusals).toEqual([]);
  });

  test("a token asked for anew for each call", async () => {
    const tokens = ["first", "second"];
    const client = clientFor(atlas, { auth: bearer(async () => tokens.shift() ?? "none-left") });
    await client.createRestoreJob(cluster, body);
    await client.createRestoreJob(cluster, body);
    expect(atlas.received.map(({ headers }) => headers.authorization)).toEqual(["Bearer first", "Bearer second"]);
  });

  test("a base URL's path first, with or without a slash at the end", async () => {
    const urls: string[] = [];
    const fetch = async (url: string) => {
      urls.push(url);
      return Response.json(responseExample(200));
    };
    for (const end of ["", "/", "//"]) {
      await clientFor(atlas, { baseUrl: `${atlas.url}/proxy${end}`, fetch }).createRestoreJob(cluster, body);
    }
    expect(new Set(urls).size).toBe(1);
    expect(urls[0]).toMatch(/\/proxy\/api\/atlas\/v2\//);
  });
});

// Without these, a server that accepts everything would let every other test pass.
describe("what the OpenAPI document forbids is not sent, and the server refuses it too", () => {
  test.each([
    ["a body without delivery", cluster, { snapshotId: body.snapshotId }, "delivery"],
    ["an unknown method", cluster, { delivery: { methodName: "PIGEON" } }, "methodName"],
    ["a malformed id in the body", cluster, { ...body, snapshotId: "short" }, "snapshotId"],
    ["a malformed project id", { ...cluster, groupId: "NOT-AN-ID" }, body, "groupId"],
    ["a malformed cluster name", { ...cluster, clusterName: "under_score" }, body, "clusterName"],
  ])("%s", async (_what, target, wrongBody, field) => {
    // @ts-expect-error: most of these don't compile, which is the package's purpose
    const unsent = await rejectionAs(clientFor(atlas).createRestoreJob(target, wrongBody), RequestInvalidError);
    expect(unsent.fields.map((one) => one.field.split(".").at(-1))).toContain(field);
    // @ts-expect-error: as above
    const call = clientFor(atlas, { validate: false }).createRestoreJob(target, wrongBody);
    const error = await rejectionAs(call, AtlasApiError);
    expect(error).toMatchObject({ status: 400, errorCode: "REFUSED_BY_OPENAPI" });
    expect(error.detail).toContain(field);
  });

  test("another media type", async () => {
    const { response } = await clientFor(atlas).api.POST(
      "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs",
      { params: { path: cluster }, body, headers: { "Content-Type": "application/json" } },
    );
    expect(response.status).toBe(415);
  });

  test("a query parameter of the wrong type, and no credentials", async () => {
    const url = `${atlas.url}/api/atlas/v2/groups/${cluster.groupId}/clusters/${cluster.clusterName}/restoreJobs`;
    const init = { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": MEDIA_TYPE } };
    expect((await fetch(url, init)).status).toBe(401);
    const authorized = { ...init, headers: { ...init.headers, Authorization: "Bearer abc" } };
    expect((await fetch(`${url}?envelope=perhaps`, authorized)).status).toBe(400);
    expect((await fetch(url, authorized)).status).toBe(200);
  });
});

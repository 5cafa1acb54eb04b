import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { AtlasApiError, AuthenticationError, OutcomeUnknownError } from "../../src/index.ts";
import { type AtlasServer, answer, breakOff, stallAfter, startAtlasServer } from "../support/atlas-server.ts";
import { errorStatuses, responseExample } from "../support/bundle.ts";
import { rejectionAs, rejectionAtLimit, rejectionOf } from "../support/errors.ts";
import { body, clientFor, cluster } from "../support/restore.ts";

let atlas: AtlasServer;
beforeAll(async () => {
  atlas = await startAtlasServer();
});
afterAll(() => atlas.stop());
beforeEach(() => atlas.forget());
afterEach(() => expect(atlas.received).toHaveLength(1));

const create = (options: Parameters<typeof clientFor>[1] = {}) =>
  clientFor(atlas, { maxRetries: 0, ...options }).createRestoreJob(cluster, body);

describe("an error status gives the class of the table in README", () => {
  test.each(errorStatuses)("%i, with the fragment's example", async (status) => {
    const example = responseExample(status);
    atlas.behave(answer(status, example));
    const error = await rejectionOf(create());
    const apiError = error instanceof AtlasApiError ? error : error instanceof Error ? error.cause : undefined;
    const expectedClass = status === 401 ? AuthenticationError : status >= 500 ? OutcomeUnknownError : AtlasApiError;
    expect(error).toBeInstanceOf(expectedClass);
    expect(apiError).toBeInstanceOf(AtlasApiError);
    expect(apiError).toMatchObject({
      name: "AtlasApiError",
      status,
      errorCode: example["errorCode"],
      detail: example["detail"],
      reason: example["reason"],
      parameters: example["parameters"] ?? [],
      request: { method: "POST" },
      response: { status, contentType: "application/json" },
    });
    expect(String(error)).toContain(String(example["errorCode"]));
  });

  test("400 lists every violation, in the fields and in the message", async () => {
    const violations = [
      { field: "oplogInc", description: "must be greater than or equal to 1" },
      { field: "delivery.targetClusterName", description: "must be set" },
    ];
    atlas.behave(answer(400, { error: 400, errorCode: "VALIDATION_ERROR", badRequestDetail: { fields: violations } }));
    const error = await rejectionAs(create(), AtlasApiError);
    expect(error.fields).toEqual(violations);
    expect(error.message).toContain("oplogInc: must be greater than or equal to 1.");
  });

  test("429 says how long to wait, and that it is safe to call again", async () => {
    atlas.behave(answer(429, responseExample(429), { "Retry-After": "7", "RateLimit-Remaining": "0" }));
    const error = await rejectionAs(create(), AtlasApiError);
    expect(error.response).toMatchObject({ retryAfter: 7000, rateLimit: { limit: undefined, remaining: 0 } });
    expect(error.message).toContain("safe to call again in 7 s");
  });

  test("502 from a proxy says that the job may exist, since when, and where to look", async () => {
    atlas.behave(
      answer(502, "<html><title>502</title><body>Bad&nbsp;Gateway</body></html>", { "Content-Type": "text/html" }),
    );
    const before = Date.now();
    const error = await rejectionAs(create(), OutcomeUnknownError);
    expect(error.message).toMatch(
      /the response was 502 Bad Gateway\. The restore job MAY EXIST\. Before calling again, list/,
    );
    expect(error.sentAt.getTime()).toBeGreaterThanOrEqual(before);
    expect(error.cause).toMatchObject({ name: "AtlasApiError", status: 502, reason: "Bad Gateway" });
  });
});

describe("an error answer that isn't Atlas's still gives a full error", () => {
  test.each([
    ["an empty body", answer(404, ""), "The response has no body"],
    [
      "HTML",
      answer(404, "<html><style>p{}</style><p>No such\n page", { "Content-Type": "text/html" }),
      "The response isn't in Atlas's error format: \"No such page\"",
    ],
    ["a truncated JSON text", answer(404, '{"error": 404, "errorC'), /error format: "\{"error": 404, "errorC"/],
    ["JSON of another form", answer(404, '["no"]'), "The response is JSON, but has no detail"],
    ["JSON null", answer(404, "null"), "The response is JSON, but has no detail"],
    [
      "fields of the wrong type",
      answer(404, { errorCode: 7, detail: [], parameters: "x", badRequestDetail: { fields: [1] } }),
      "The response is JSON, but has no detail",
    ],
    ["a body that breaks off", breakOff(404, "half an expl"), /half an expl/],
    ["a body of 3 MiB", answer(404, "x".repeat(3 * 1024 * 1024)), /x{200}…/],
  ])("%s", async (_what, behaviour, detail) => {
    atlas.behave(behaviour);
    const error = await rejectionAs(create(), AtlasApiError);
    expect(error).toMatchObject({ status: 404, errorCode: undefined, reason: "Not Found", parameters: [], fields: [] });
    if (typeof detail === "string") {
      expect(error.detail).toBe(detail);
    } else {
      expect(error.detail).toMatch(detail);
    }
    expect(error.message.length).toBeLessThan(700);
  });

  test("a body that never ends is left at the time limit: the status has said enough", async () => {
    atlas.behave(stallAfter(403, "no"));
    const error = await rejectionAtLimit((timeout) => create({ timeout }), 150, AtlasApiError);
    expect(error).toMatchObject({ status: 403, reason: "Forbidden" });
  });
});

describe("in an envelope, the status in the body decides", () => {
  test.each([
    ["beside the error's fields", (error: object, status: number) => ({ ...error, status })],
    ["around them", (content: object, status: number) => ({ content, status })],
  ])("%s", async (_where, wrap) => {
    atlas.behave(answer(200, wrap(responseExample(404), 404)));
    const call = clientFor(atlas).createRestoreJob(cluster, body, { envelope: true });
    const error = await rejectionAs(call, AtlasApiError);
    expect(error).toMatchObject({ status: 404, errorCode: responseExample(404)["errorCode"], reason: "Not Found" });
  });

  test("and a 500 in it leaves the outcome unknown", async () => {
    atlas.behave(answer(200, { ...responseExample(500), status: 500 }));
    const call = clientFor(atlas).createRestoreJob(cluster, body, { envelope: true });
    expect((await rejectionAs(call, OutcomeUnknownError)).cause).toMatchObject({ status: 500 });
  });

  test("but an error in the status line is never talked away by the body", async () => {
    atlas.behave(answer(404, { ...responseExample(404), status: 200 }));
    const call = clientFor(atlas).createRestoreJob(cluster, body, { envelope: true });
    expect(await rejectionAs(call, AtlasApiError)).toMatchObject({ status: 404 });
  });
});

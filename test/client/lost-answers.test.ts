import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Auth, AuthenticationError, bearer, ConnectionError, OutcomeUnknownError } from "../../src/index.ts";
import {
  type AtlasServer,
  answer,
  type Behaviour,
  breakOff,
  reset,
  stall,
  stallAfter,
  startAtlasServer,
} from "../support/atlas-server.ts";
import { MEDIA_TYPE, OPERATION_PATH, responseExample } from "../support/bundle.ts";
import { rejectionAs, rejectionAtLimit, rejectionOf } from "../support/errors.ts";
import { body, clientFor, cluster, jobId } from "../support/restore.ts";

let atlas: AtlasServer;
beforeAll(async () => {
  atlas = await startAtlasServer();
});
afterAll(() => atlas.stop());
beforeEach(() => atlas.forget());

describe("the POST was sent once, no usable answer came: the caller is told that the job may exist", () => {
  const jobs = JSON.stringify(responseExample(200));
  const tooBig: Behaviour = (response) => {
    response.writeHead(200, { "Content-Type": MEDIA_TYPE });
    response.end(`{"results":[{"clusterName":"${"x".repeat(17 * 1024 * 1024)}"}]}`);
  };
  test.each<[string, Behaviour, RegExp]>([
    ["a reset before the answer", reset, /the connection failed \(/],
    ["a reset within the answer", breakOff(200, jobs.slice(0, 40)), /the connection failed \(/],
    ["no answer within the time limit", stall, /no complete response came within 300 ms/],
    [
      "half an answer within the time limit",
      stallAfter(200, jobs.slice(0, 40)),
      /no complete response came within 300 ms/,
    ],
    ["an empty 200", answer(200, ""), /the response \(200, no body\) is not a list of restore jobs/],
    ["a 204", (response) => response.writeHead(204).end(), /the response \(204, no body\)/],
    [
      "a 200 in HTML",
      answer(200, "<html>Welcome</html>", { "Content-Type": "text/html" }),
      /\(200, text\/html, 20 characters\)/,
    ],
    ["a truncated 200", answer(200, jobs.slice(0, -5)), /is not a list of restore jobs/],
    ["a 200 with other JSON", answer(200, responseExample(404)), /is not a list of restore jobs/],
    ["a 200 without any job", answer(200, { results: [] }), /is not a list of restore jobs with one at least/],
    ["a 200 with results that are no jobs", answer(200, { results: ["job"] }), /is not a list of restore jobs/],
    [
      "a 200 that says it is gzip and isn't",
      answer(200, jobs, { "Content-Encoding": "gzip" }),
      /the connection failed \(/,
    ],
    ["a 200 of more than 16 MiB", tooBig, /more than 16777216 bytes/],
    [
      "a 303",
      (response) => response.writeHead(303, { Location: "/elsewhere" }).end(),
      /the response was 303 See Other/,
    ],
    ["a status unknown to HTTP", (response) => response.writeHead(999).end(), /status 999/],
  ])("%s", async (what, behaviour, why) => {
    atlas.behave(behaviour);
    const timeout = what.endsWith("within the time limit") ? 300 : 20_000;
    const call = clientFor(atlas, { timeout }).createRestoreJob(cluster, body);
    const error = await rejectionAs(call, OutcomeUnknownError);
    expect(error.message).toMatch(why);
    expect(error.message).toContain("MAY EXIST");
    expect(error.request).toEqual({ method: "POST", url: expect.stringContaining(cluster.clusterName) });
    expect(error.sentAt).toBeInstanceOf(Date);
    expect(atlas.received).toHaveLength(1);
  });

  test("the time limit is named in the cause", async () => {
    atlas.behave(stall);
    const call = (timeout: number) => clientFor(atlas).createRestoreJob(cluster, body, { timeout });
    const { cause } = await rejectionAtLimit(call, 100, OutcomeUnknownError);
    expect(cause).toMatchObject({ name: "TimeoutError" });
  });

  test("an abort after sending, with the signal's reason as the cause", async () => {
    const controller = new AbortController();
    const reason = new Error("user pressed Ctrl-C");
    atlas.behave(() => controller.abort(reason));
    const call = clientFor(atlas).createRestoreJob(cluster, body, { signal: controller.signal });
    expect((await rejectionAs(call, OutcomeUnknownError)).cause).toBe(reason);
  });

  test("an abort after sending, for a reason that looks like a refused connection", async () => {
    const controller = new AbortController();
    atlas.behave(() => controller.abort(Object.assign(new Error("monitor is gone"), { code: "ECONNREFUSED" })));
    const call = clientFor(atlas).createRestoreJob(cluster, body, { signal: controller.signal });
    expect((await rejectionAs(call, OutcomeUnknownError)).message).toContain("the caller's signal aborted");
  });

  test("an Auth that fails after sending", async () => {
    const auth: Auth = {
      async authorize(_request, { send }) {
        await send({ Authorization: "Bearer abc" });
        throw new AuthenticationError("token", "cache is full");
      },
    };
    const call = clientFor(atlas, { auth }).createRestoreJob(cluster, body);
    expect((await rejectionAs(call, OutcomeUnknownError)).message).toContain("cache is full");
  });

  test.each([
    undefined,
    null,
    5,
    "x",
    {},
    { status: 200 },
    { status: 200, headers: {}, body: null },
    { status: 200, headers: new Map(), body: "jobs" },
    { status: 400, headers: new Headers(), body: { pipe: () => undefined } },
  ])("a given fetch that resolves to %j", async (nothing) => {
    // @ts-expect-error: none of them is a Response
    const client = clientFor(atlas, { fetch: async () => nothing });
    const words = "was sent, but fetch gave no Response. The restore job MAY EXIST.";
    expect((await rejectionAs(client.createRestoreJob(cluster, body), OutcomeUnknownError)).message).toContain(words);
    await rejectionAs(client.api.POST(OPERATION_PATH, { params: { path: cluster }, body }), OutcomeUnknownError);
    const read = await rejectionAs(client.getRestoreJob(cluster, jobId), ConnectionError);
    expect(read.message).toContain("got no usable response: fetch gave no Response. Nothing has changed in Atlas.");
  });

  test("a time limit that the given fetch doesn't heed", async () => {
    const fetch = () => new Promise<Response>(() => undefined);
    const call = clientFor(atlas, { fetch, timeout: 100 }).createRestoreJob(cluster, body);
    expect(await rejectionOf(call)).toBeInstanceOf(OutcomeUnknownError);
  });

  test("a TypeError without a cause, as browsers throw for everything", async () => {
    const fetch = async () => Promise.reject(new TypeError("Failed to fetch"));
    const call = clientFor(atlas, { fetch }).createRestoreJob(cluster, body);
    expect((await rejectionAs(call, OutcomeUnknownError)).message).toContain("the connection failed (Failed to fetch)");
  });

  test("a middleware of the user that throws after the answer", async () => {
    const client = clientFor(atlas);
    client.api.use({
      onResponse() {
        throw new Error("logger is down");
      },
    });
    const error = await rejectionAs(client.createRestoreJob(cluster, body), OutcomeUnknownError);
    expect(error.message).toContain("logger is down");
  });

  test.each([
    ["another error in its place", async () => new Error("no internet?")],
    ["an error of its own", () => Promise.reject(new Error("logger is down"))],
  ])("a middleware of the user that answers the fault with %s", async (_what, onError) => {
    atlas.behave(reset);
    const client = clientFor(atlas);
    client.api.use({ onError });
    expect(await rejectionOf(client.createRestoreJob(cluster, body))).toBeInstanceOf(OutcomeUnknownError);
    expect(atlas.received).toHaveLength(1);
  });
});

describe("nothing was sent, and the caller is told so", () => {
  afterEach(() => expect(atlas.received).toEqual([]));

  test("a refused connection", async () => {
    const gone = await startAtlasServer();
    await gone.stop();
    const error = await rejectionAs(
      clientFor(gone, { maxRetries: 0 }).createRestoreJob(cluster, body),
      ConnectionError,
    );
    expect(error.message).toMatch(/no connection could be made \(.*ECONNREFUSED.*\)\. Nothing has changed in Atlas\./);
  });

  test("a refused connection at every address of a name", async () => {
    const gone = await startAtlasServer();
    await gone.stop();
    const url = gone.url.replace("127.0.0.1", "localhost");
    expect(await rejectionOf(clientFor({ url }, { maxRetries: 0 }).createRestoreJob(cluster, body))).toBeInstanceOf(
      ConnectionError,
    );
  });

  test("a host name without address", async () => {
    const call = clientFor({ url: "https://atlas.invalid" }, { maxRetries: 0 }).createRestoreJob(cluster, body);
    expect(await rejectionOf(call)).toBeInstanceOf(ConnectionError);
  });

  test("a signal that aborted before the call: its reason", async () => {
    const reason = new Error("changed my mind");
    const call = clientFor(atlas).createRestoreJob(cluster, body, { signal: AbortSignal.abort(reason) });
    expect(await rejectionOf(call)).toBe(reason);
  });

  test("a signal that aborts while the token is fetched: its reason, and a late token sends nothing", async () => {
    const controller = new AbortController();
    const auth = bearer(async () => {
      controller.abort();
      await new Promise((resolve) => setTimeout(resolve, 30));
      return "late";
    });
    const call = clientFor(atlas, { auth }).createRestoreJob(cluster, body, { signal: controller.signal });
    expect(await rejectionOf(call)).toMatchObject({ name: "AbortError" });
    await new Promise((resolve) => setTimeout(resolve, 80));
  });

  test.each(["", ".", ".."])("a path parameter %j, which would lead to another endpoint", async (groupId) => {
    const call = clientFor(atlas).createRestoreJob({ ...cluster, groupId }, body);
    expect(await rejectionOf(call)).toMatchObject({ name: "TypeError", message: expect.stringContaining("groupId") });
  });

  test.each([0, -1, Number.NaN, 2 ** 31])("a timeout of %d", async (timeout) => {
    const call = clientFor(atlas).createRestoreJob(cluster, body, { timeout });
    expect(await rejectionOf(call)).toMatchObject({ name: "RangeError" });
  });

  test("another origin, asked for through .api", async () => {
    const call = clientFor(atlas).api.POST(OPERATION_PATH, {
      params: { path: cluster },
      body,
      baseUrl: "http://localhost:1",
    });
    expect(await rejectionOf(call)).toMatchObject({
      message: expect.stringMatching(/^Nothing was sent: the credentials are for/),
    });
  });
});

test("a call leaves no timer behind", async () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
  await clientFor(atlas).createRestoreJob(cluster, body);
  const before = timers();
  for (let count = 0; count < 10; count += 1) {
    await clientFor(atlas, { timeout: 3_600_000 }).createRestoreJob(cluster, body);
  }
  expect(timers()).toBeLessThanOrEqual(before + 1);
});

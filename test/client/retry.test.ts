import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { readRetryAfter } from "../../src/http/events.ts";
import { AtlasApiError, type Auth, ConnectionError, OutcomeUnknownError } from "../../src/index.ts";
import {
  type AtlasServer,
  answer,
  type Behaviour,
  breakOff,
  reset,
  stall,
  startAtlasServer,
} from "../support/atlas-server.ts";
import { responseExample } from "../support/bundle.ts";
import { rejectionAs, rejectionAtLimit, rejectionOf } from "../support/errors.ts";
import { impatientClock } from "../support/impatient-clock.ts";
import { body, clientFor, cluster, job, jobId } from "../support/restore.ts";

let atlas: AtlasServer;
beforeAll(async () => {
  atlas = await startAtlasServer();
});
afterAll(() => atlas.stop());
beforeEach(() => atlas.forget());

const refused = (headers: Record<string, string> = {}) => answer(429, responseExample(429), headers);
const jobs = answer(200, responseExample(200));

describe("a create is sent again where it can't have been carried out", () => {
  test("after a 429, with the same body, once the wait that Retry-After asks for is over", async () => {
    const clock = impatientClock();
    atlas.behaveInTurn(refused({ "Retry-After": "7" }), refused({ "Retry-After": "7" }), jobs);
    expect(await clientFor(atlas, { clock }).createRestoreJob(cluster, body)).toEqual(responseExample(200));
    expect(atlas.received.map((request) => request.body)).toEqual([body, body, body]);
    // Half of 500 ms and half of 1000 ms, by the clock's chance.
    expect(clock.waits).toEqual([7250, 7500]);
  });

  test("after a refused connection, until the retries are used up", async () => {
    const gone = await startAtlasServer();
    await gone.stop();
    const clock = impatientClock();
    const call = clientFor(gone, { clock }).createRestoreJob(cluster, body);
    const error = await rejectionAs(call, ConnectionError);
    expect(clock.waits).toEqual([250, 500, 1000, 2000]);
    expect(error.message).toMatch(/This was attempt 5. Atlas carried out none of the earlier ones/);
  });

  test("and an unknown outcome after that says that the attempts before were refused", async () => {
    atlas.behaveInTurn(refused(), reset);
    const call = clientFor(atlas, { clock: impatientClock() }).createRestoreJob(cluster, body);
    const error = await rejectionAs(call, OutcomeUnknownError);
    expect(error.message).toMatch(/MAY EXIST.*This was attempt 2. Atlas carried out none of the earlier ones/);
    expect(atlas.received).toHaveLength(2);
  });
});

describe("a create is never sent again where it may have been carried out", () => {
  test.each<[string, Behaviour]>([
    ["a 500", answer(500, responseExample(500))],
    ["a 503 with Retry-After", answer(503, "", { "Retry-After": "1" })],
    ["a reset", reset],
    ["an answer that breaks off", breakOff(200, "{")],
    ["no answer within the limit of a try", stall],
  ])("%s", async (_what, behaviour) => {
    const clock = impatientClock();
    atlas.behave(behaviour);
    const call = clientFor(atlas, { clock, attemptTimeout: 200 }).createRestoreJob(cluster, body);
    expect(await rejectionOf(call)).toBeInstanceOf(OutcomeUnknownError);
    expect(atlas.received).toHaveLength(1);
    expect(clock.waits).toEqual([]);
  });

  test("a 429 to an Auth's second send, when the first was answered 500", async () => {
    const auth: Auth = {
      async authorize(_request, { send }) {
        await send({ Authorization: "Bearer abc" });
        return send({ Authorization: "Bearer abc" });
      },
    };
    atlas.behaveInTurn(answer(500, responseExample(500)), refused());
    await rejectionOf(clientFor(atlas, { auth, clock: impatientClock() }).createRestoreJob(cluster, body));
    expect(atlas.received).toHaveLength(2);
  });
});

describe("a read is tried again", () => {
  test.each<[string, Behaviour]>([
    ["a 429", refused()],
    ["a 500", answer(500, responseExample(500))],
    ["a 502 in HTML", answer(502, "<html>", { "Content-Type": "text/html" })],
    ["a 503", answer(503, "")],
    ["a reset", reset],
    ["an answer that breaks off", breakOff(200, "{")],
    ["no answer within the limit of a try", stall],
    ["an answer that says it is gzip and isn't", answer(200, "{}", { "Content-Encoding": "gzip" })],
  ])("after %s", async (_what, behaviour) => {
    atlas.behaveInTurn(behaviour, answer(200, job));
    const client = clientFor(atlas, { clock: impatientClock(), attemptTimeout: 200 });
    expect(await client.getRestoreJob(cluster, jobId)).toEqual(job);
    expect(atlas.received).toHaveLength(2);
  });

  test.each<[string, Behaviour, string]>([
    ["a 404", answer(404, responseExample(404)), "AtlasApiError"],
    ["a 401", answer(401, responseExample(401)), "AuthenticationError"],
    ["a 302", (response) => response.writeHead(302, { Location: "/" }).end(), "AtlasApiError"],
    ["a 200 in HTML", answer(200, "<html>", { "Content-Type": "text/html" }), "ConnectionError"],
    ["a 200 of another form", answer(200, { results: [] }), "ConnectionError"],
    ["a 204", (response) => response.writeHead(204).end(), "ConnectionError"],
  ])("but not after %s", async (_what, behaviour, name) => {
    atlas.behave(behaviour);
    const error = await rejectionOf(clientFor(atlas, { clock: impatientClock() }).getRestoreJob(cluster, jobId));
    expect(error).toMatchObject({ name });
    expect(atlas.received).toHaveLength(1);
  });

  test("until the retries are used up, and the error says how often", async () => {
    atlas.behave(answer(503, ""));
    const client = clientFor(atlas, { clock: impatientClock(), maxRetries: 2 });
    const error = await rejectionAs(client.getRestoreJob(cluster, jobId), AtlasApiError);
    expect(error.message).toMatch(/503 Service Unavailable.*It was attempted 3 times\./);
    expect(atlas.received).toHaveLength(3);
  });

  test("never with maxRetries 0, for the client or for the call", async () => {
    atlas.behave(reset);
    await rejectionOf(clientFor(atlas, { maxRetries: 0 }).getRestoreJob(cluster, jobId));
    await rejectionOf(clientFor(atlas).getRestoreJob(cluster, jobId, { maxRetries: 0 }));
    expect(atlas.received).toHaveLength(2);
  });

  test("through .api too", async () => {
    atlas.behaveInTurn(reset, jobs);
    const path = "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs";
    const { data } = await clientFor(atlas, { clock: impatientClock() }).api.GET(path, { params: { path: cluster } });
    expect(data).toEqual(responseExample(200));
  });
});

describe("the time limit comes first", () => {
  test("a Retry-After beyond it ends the call at once, and the error says so", async () => {
    atlas.behave(refused({ "Retry-After": "3600" }));
    const error = await rejectionAs(clientFor(atlas).createRestoreJob(cluster, body), AtlasApiError);
    expect(atlas.received).toHaveLength(1);
    expect(error.message).toMatch(
      /in 3600 s\. It is not retried because Retry-After asks for a wait of 3600 s, and the time limit leaves \d+\.\d s\. Set a longer timeout\.$/,
    );
  });

  test("a create isn't sent again with too little time left to get an answer", async () => {
    atlas.behave(refused());
    const call = () => {
      atlas.received.length = 0;
      return clientFor(atlas, { timeout: 900 }).createRestoreJob(cluster, body);
    };
    const error = await rejectionAtLimit(call, 900, AtlasApiError);
    expect(error.message).toMatch(/It is not retried because the time limit leaves 0\.\d s\.$/);
    expect(atlas.received).toHaveLength(1);
  });

  test("tries and waits together stay within it", async () => {
    atlas.behave(stall);
    const call = clientFor(atlas, { timeout: 1500, attemptTimeout: 200 }).getRestoreJob(cluster, jobId);
    const error = await rejectionAs(call, ConnectionError);
    expect(error.message).toMatch(/no complete response came within (200|1500) ms/);
    expect(atlas.received.length).toBeGreaterThan(1);
  });

  test("an abort ends the wait with the signal's reason", async () => {
    const controller = new AbortController();
    const reason = new Error("user pressed Ctrl-C");
    atlas.behave(refused({ "Retry-After": "30" }));
    const hooks = { onRetry: () => controller.abort(reason) };
    const call = clientFor(atlas, { hooks }).createRestoreJob(cluster, body, { signal: controller.signal });
    expect(await rejectionOf(call)).toBe(reason);
  });

  test.each([{ attemptTimeout: 0 }, { maxRetries: -1 }, { maxRetries: 1.5 }, { maxRetries: Number.NaN }])(
    "%j is refused",
    async (options) => {
      expect(() => clientFor(atlas, options)).toThrow(RangeError);
      expect(await rejectionOf(clientFor(atlas).getRestoreJob(cluster, jobId, options))).toBeInstanceOf(RangeError);
    },
  );
});

describe("Retry-After", () => {
  const now = Date.parse("1994-11-06T08:49:30Z");
  test.each([
    ["0", 0],
    ["120", 120_000],
    [" 5 ", 5000],
    ["5, 120", 120_000],
    ["soon, 3", 3000],
    ["Sun, 06 Nov 1994 08:49:37 GMT, 2", 7000],
    ["2, Sun, 06 Nov 1994 08:49:37 GMT, Sunday, 06-Nov-94 08:49:41 GMT", 11_000],
    ["Sun, 06 Nov 1994 08:49:37 GMT", 7000],
    ["Sunday, 06-Nov-94 08:49:37 GMT", 7000],
    ["Sun Nov  6 08:49:37 1994", 7000],
    ["Sun, 06 Nov 1994 08:49:00 GMT", 0],
    ["-5", undefined],
    ["1.5", undefined],
    ["soon", undefined],
    ["", undefined],
  ])("%j is %s ms", (value, expected) => {
    expect(readRetryAfter(new Headers({ "Retry-After": value }), now)).toBe(expected);
  });

  test("sent twice, as a proxy that adds its own does, is waited for as long as the longer asks", async () => {
    const clock = impatientClock(0);
    // Node writes one header for each.
    const twice: Behaviour = (response) => {
      response.writeHead(429, { "Retry-After": ["2", "7"] });
      response.end();
    };
    const date: Behaviour = (response) => {
      const [sent, until] = ["Sun, 06 Nov 1994 08:49:30 GMT", "Sun, 06 Nov 1994 08:49:39 GMT"];
      response.writeHead(429, { Date: sent, "Retry-After": [until, "3"] });
      response.end();
    };
    atlas.behaveInTurn(twice, date, jobs);
    await clientFor(atlas, { clock }).createRestoreJob(cluster, body);
    expect(clock.waits).toEqual([7000, 9000]);
  });

  test("as a date counts from the answer's own Date, whatever our clock says", () => {
    const headers = new Headers({
      Date: "Sun, 06 Nov 1994 08:49:35 GMT",
      "Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT",
    });
    expect(readRetryAfter(headers, 0)).toBe(2000);
  });

  test("isn't there", () => {
    expect(readRetryAfter(new Headers(), now)).toBeUndefined();
  });
});

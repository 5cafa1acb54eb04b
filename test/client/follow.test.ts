import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { pollInterval } from "../../src/follow/wait-for-restore-job.ts";
import {
  AtlasApiError,
  type Auth,
  AuthenticationError,
  findRestoreJob,
  type Progress,
  type RestoreJob,
  RestoreJobFailedError,
  WaitTimeoutError,
  waitForRestoreJob,
} from "../../src/index.ts";
import { type AtlasServer, answer, type Behaviour, reset, startAtlasServer } from "../support/atlas-server.ts";
import { responseExample } from "../support/bundle.ts";
import { everythingPrintable, rejectionAs, rejectionOf } from "../support/errors.ts";
import { impatientClock } from "../support/impatient-clock.ts";
import { body, clientFor, cluster, job, jobId } from "../support/restore.ts";

let atlas: AtlasServer;
beforeAll(async () => {
  atlas = await startAtlasServer();
});
afterAll(() => atlas.stop());
beforeEach(() => atlas.forget());

const being = (statusName: string, id: string = jobId): Behaviour => answer(200, { ...job, id, statusName });
const fetchOnce = () => clientFor(atlas, { maxRetries: 0 });
const wait = (options: Parameters<typeof waitForRestoreJob>[3] = {}) =>
  waitForRestoreJob(fetchOnce(), cluster, jobId, { clock: impatientClock(), ...options });

describe("waitForRestoreJob", () => {
  test("looks until the job has finished, and says how it stands", async () => {
    const progress: Progress[] = [];
    atlas.behaveInTurn(being("IN_PROGRESS"), being("NEW_IN_2030"), being("FINISHED"));
    const jobs = await wait({ onProgress: (event) => progress.push(event) });
    expect(jobs).toEqual([{ ...job, statusName: "FINISHED" }]);
    expect(progress.map((event) => event.jobs[0]?.statusName)).toEqual(["IN_PROGRESS", "NEW_IN_2030", "FINISHED"]);
    expect(atlas.refusals).toEqual([]);
  });

  test.each(["BROKEN", "KILLED"])("ends with an error for %s, which repeats no download key", async (statusName) => {
    const delivery = { ...job.delivery, authHeader: "X-Key", authValue: "d0wnl0ad-key", url: "https://x/d0wnl0ad-key" };
    atlas.behaveInTurn(being("IN_PROGRESS"), answer(200, { ...job, delivery, statusName }));
    const error = await rejectionAs(wait(), RestoreJobFailedError);
    expect(error).toMatchObject({ failed: [{ id: jobId, statusName }], jobs: [{ id: jobId, statusName }] });
    expect(error.message).toContain(`job ${jobId} is ${statusName} (1 of 1)`);
    expect(everythingPrintable(error)).not.toContain("d0wnl0ad-key");
  });

  test("survives faults in between, and reports them", async () => {
    const faults: unknown[] = [];
    atlas.behaveInTurn(
      reset,
      answer(503, ""),
      answer(429, responseExample(429)),
      answer(200, "<html>", { "Content-Type": "text/html" }),
      being("FINISHED"),
    );
    await wait({ onProgress: ({ fault }) => faults.push(fault) });
    expect(faults.map((fault) => (fault instanceof Error ? fault.name : fault))).toEqual([
      "ConnectionError",
      "AtlasApiError",
      "AtlasApiError",
      "ConnectionError",
      undefined,
    ]);
  });

  test.each([401, 403, 404])("ends at once with a %i, a 404 after the first minute", async (status) => {
    atlas.behave(answer(status, responseExample(status)));
    let time = 0;
    const now = () => (time += 60_000);
    const error = await rejectionOf(wait({ clock: { ...impatientClock(), now } }));
    expect(error).toBeInstanceOf(status === 401 ? AuthenticationError : AtlasApiError);
    expect(atlas.received).toHaveLength(1);
  });

  test("forgives two looks without a token, not three", async () => {
    let tries = 0;
    const auth: Auth = {
      async authorize() {
        tries += 1;
        throw new AuthenticationError("token", "the token endpoint is down");
      },
    };
    const call = waitForRestoreJob(clientFor(atlas, { auth }), cluster, jobId, { clock: impatientClock() });
    await rejectionAs(call, AuthenticationError);
    expect(tries).toBe(3);
  });

  test("ends at its time limit with how the job stood", async () => {
    atlas.behave(being("IN_PROGRESS"));
    const error = await rejectionAs(wait({ timeout: 300, clock: {} }), WaitTimeoutError);
    expect(error).toMatchObject({ jobs: [{ id: jobId, statusName: "IN_PROGRESS" }], cause: undefined });
  });

  test("ends at its time limit during a look that gets no answer", async () => {
    atlas.behave(() => undefined);
    const error = await rejectionAs(wait({ timeout: 200 }), WaitTimeoutError);
    expect(error.message).toContain("no response reported them");
  });

  test("ends with the signal's reason, during a look and during a wait", async () => {
    for (const behaviour of [being("IN_PROGRESS"), () => undefined]) {
      atlas.behave(behaviour);
      const reason = new Error("enough");
      const controller = new AbortController();
      setTimeout(() => controller.abort(reason), 150);
      expect(await rejectionOf(wait({ signal: controller.signal, clock: {} }))).toBe(reason);
    }
    expect(await rejectionOf(wait({ signal: AbortSignal.abort("no") }))).toBe("no");
  });

  test("refuses to wait for nothing", async () => {
    for (const nothing of [[], { results: [] }, {}, [{ ...job, id: undefined }]]) {
      // @ts-expect-error: the last one isn't a job under exactOptionalPropertyTypes
      expect(await rejectionOf(waitForRestoreJob(fetchOnce(), cluster, nothing))).toBeInstanceOf(TypeError);
    }
    expect(await rejectionOf(wait({ timeout: 0 }))).toBeInstanceOf(RangeError);
    expect(atlas.received).toEqual([]);
  });
});

describe("the jobs of a sharded cluster's batch", () => {
  const batchId = "68173c4dce2f8a4f6b1d3e11";
  const ids = ["68173c4dce2f8a4f6b1d3e12", "68173c4dce2f8a4f6b1d3e13", "68173c4dce2f8a4f6b1d3e14"];
  const shard = (index: number, statusName: string) => ({ ...job, id: ids[index], batchId, statusName });
  const batch = (...statuses: string[]): Behaviour =>
    answer(200, { results: statuses.map((status, index) => shard(index, status)), links: [{ rel: "self" }] });
  const waitFor = (jobs: Parameters<typeof waitForRestoreJob>[2]) =>
    waitForRestoreJob(fetchOnce(), cluster, jobs, { clock: impatientClock() });

  test("are all waited for, though one was named and that one has finished already", async () => {
    atlas.behaveInTurn(
      answer(200, shard(0, "FINISHED")),
      batch("FINISHED", "IN_PROGRESS", "IN_PROGRESS"),
      batch("FINISHED", "FINISHED", "IN_PROGRESS"),
      batch("FINISHED", "FINISHED", "FINISHED"),
    );
    const jobs = await waitFor(String(ids[0]));
    expect(jobs.map(({ id }) => id)).toEqual(ids);
    expect(atlas.received.map(({ url }) => url.replace(/.*restoreJobs/, ""))).toEqual([
      `/${ids[0]}`,
      ...Array(3).fill(`?batchId=${batchId}&includeCount=false&pageNum=1`),
    ]);
  });

  test("as createRestoreJob returned them, cost one request a look", async () => {
    atlas.behave(batch("IN_PROGRESS", "IN_PROGRESS", "IN_PROGRESS"));
    const created = await fetchOnce().createRestoreJob(cluster, body);
    atlas.forget();
    atlas.behaveInTurn(
      batch("FINISHED", "IN_PROGRESS", "FINISHED"),
      // One that the list leaves out is asked for by itself.
      batch("FINISHED"),
      answer(200, shard(1, "IN_PROGRESS")),
      batch("FINISHED", "FINISHED", "FINISHED"),
    );
    expect(await waitFor(created)).toHaveLength(3);
    expect(atlas.received).toHaveLength(4);
  });

  test("fail as a whole when one fails", async () => {
    atlas.behaveInTurn(answer(200, shard(0, "IN_PROGRESS")), batch("FINISHED", "BROKEN", "IN_PROGRESS"));
    const error = await rejectionAs(waitFor(String(ids[0])), RestoreJobFailedError);
    expect(error.failed.map(({ id }) => id)).toEqual([ids[1]]);
    expect(error.jobs.map(({ statusName }) => statusName)).toEqual(["FINISHED", "BROKEN", "IN_PROGRESS"]);
  });

  test("are told from other jobs, should the server ignore batchId", async () => {
    const other = { ...job, batchId: jobId, statusName: "BROKEN" };
    atlas.behaveInTurn(
      answer(200, shard(0, "FINISHED")),
      answer(200, { results: [shard(0, "FINISHED"), other, job], links: [{ rel: "self" }] }),
    );
    expect(await waitFor(String(ids[0]))).toHaveLength(1);
  });
});

describe("the interval between looks", () => {
  test.each([
    [0, undefined, 0, 1000],
    [0, undefined, 1, 2000],
    [3, undefined, 1, 6750],
    [50, undefined, 1, 60_000],
    [50, undefined, 0, 30_000],
    [0, { limit: 100, remaining: 11 }, 1, 2000],
    [0, { limit: 100, remaining: 10 }, 1, 60_000],
    [0, { limit: undefined, remaining: 0 }, 1, 60_000],
    [0, { limit: undefined, remaining: 1 }, 1, 2000],
  ])("after look %i with the rate limit %j and chance %d is %i ms", (looks, rateLimit, chance, expected) => {
    expect(pollInterval(looks, rateLimit, () => chance)).toBe(expected);
  });

  test("grows when the answers say that the rate limit runs low", async () => {
    const clock = impatientClock(1);
    atlas.behaveInTurn(
      being("IN_PROGRESS"),
      answer(200, job, { "RateLimit-Limit": "100", "RateLimit-Remaining": "3" }),
      being("FINISHED"),
    );
    await waitForRestoreJob(fetchOnce(), cluster, jobId, { clock });
    expect(clock.waits).toEqual([2000, 60_000]);
  });
});

describe("findRestoreJob finds the jobs that may be the one", () => {
  const sentAt = new Date("2025-05-04T09:57:20Z");
  const automated: RestoreJob = { ...job, delivery: { methodName: "HTTP", targetClusterName: "orders-staging" } };
  test.each<[string, object, boolean]>([
    ["made right then", {}, true],
    ["made a bit earlier by a clock that is behind", { created: "2025-05-04T09:53:00Z" }, true],
    ["made earlier than clocks differ", { created: "2025-05-04T09:52:00Z" }, false],
    ["made later", { created: "2025-05-04T11:00:00Z" }, true],
    ["without a date", { created: undefined }, true],
    ["with an unreadable date", { created: "yesterday" }, true],
    ["of another snapshot", { snapshotId: jobId }, false],
    ["that names no snapshot", { snapshotId: undefined }, true],
    ["for another target", { delivery: { methodName: "HTTP", targetClusterName: "other" } }, false],
    ["that names no target", { delivery: { methodName: "HTTP" } }, true],
    ["by another method", { delivery: { methodName: "SCP" } }, false],
    ["that says it is automated", { delivery: { methodName: "AUTOMATED_RESTORE" } }, true],
    ["without a delivery, against the schema", { delivery: undefined }, true],
  ])("one %s", async (_which, differs, found) => {
    atlas.behaveInTurn(answer(200, { results: [{ ...automated, ...differs }] }), answer(200, { results: [] }));
    expect(await findRestoreJob(clientFor(atlas), cluster, body, sentAt)).toHaveLength(found ? 1 : 0);
  });

  test("on every page", async () => {
    atlas.behaveInTurn(
      answer(200, { results: [{ ...job, created: "2020-01-01T00:00:00Z" }] }),
      answer(200, { results: [{ ...job, id: "68173a02ce2f8a4f6b1d35c7" }] }),
      answer(200, { results: [] }),
    );
    expect(await findRestoreJob(clientFor(atlas), cluster, body, sentAt)).toHaveLength(1);
  });

  test("not an automated restore that says so, when a download was asked for", async () => {
    const download = { delivery: { methodName: "HTTP" }, snapshotId: body.snapshotId } as const;
    atlas.behaveInTurn(
      answer(200, { results: [{ ...job, delivery: { methodName: "AUTOMATED_RESTORE" } }] }),
      answer(200, { results: [] }),
    );
    expect(await findRestoreJob(clientFor(atlas), cluster, download, sentAt)).toEqual([]);
  });
});

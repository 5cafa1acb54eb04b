import { describe, expect, test } from "@jest/globals";
import {
  AtlasApiError,
  bearer,
  ConnectionError,
  createRestoreJobsClient,
  findRestoreJob,
  OutcomeUnknownError,
  RestoreJobFailedError,
  serviceAccount,
  waitForRestoreJob,
} from "../../src/index.ts";
import { createFakeAtlas, type FakeAtlasOptions } from "../../src/testing/fake-atlas.ts";
import { requestExamples } from "../support/bundle.ts";
import { rejectionAs } from "../support/errors.ts";
import { body, cluster, jobId } from "../support/restore.ts";

function* numbers(): Generator<number, never> {
  for (let number = 1; ; number += 1) yield number;
}

function start(options: FakeAtlasOptions = {}) {
  const atlas = createFakeAtlas(options);
  const { fetch, clock } = atlas;
  return { atlas, client: createRestoreJobsClient({ auth: bearer("test"), fetch, clock }) };
}

describe("the fake Atlas", () => {
  test.each(Object.entries(requestExamples))(
    "creates, lists and reads a job for the example %s",
    async (_name, example) => {
      const { client } = start({ now: Date.parse("2025-05-04T09:50:00Z") });
      const { results = [] } = await client.createRestoreJob(cluster, example, { envelope: true });
      expect(results).toHaveLength(1);
      const [job] = results;
      expect(job).toMatchObject({ ...cluster, statusName: "IN_PROGRESS" });
      expect(await client.getRestoreJob(cluster, job?.id ?? "", { envelope: true })).toEqual(job);
      for await (const listed of client.listRestoreJobs(cluster)) expect(listed).toEqual(job);
    },
  );

  test("lets a job run by its clock, and a batch of a sharded cluster too", async () => {
    const { atlas, client } = start({ duration: 3_600_000, shards: 3 });
    const jobs = await waitForRestoreJob(client, cluster, await client.createRestoreJob(cluster, body), {
      clock: atlas.clock,
    });
    expect(jobs.map(({ statusName }) => statusName)).toEqual(Array(4).fill("FINISHED"));
    expect(new Set(jobs.map(({ batchId }) => batchId)).size).toBe(1);
    expect(atlas.jobs()).toHaveLength(4);
  });

  test("lets a job break", async () => {
    const { atlas, client } = start({ ending: "BROKEN" });
    const jobs = await client.createRestoreJob(cluster, body);
    await rejectionAs(waitForRestoreJob(client, cluster, jobs, { clock: atlas.clock }), RestoreJobFailedError);
  });

  test("refuses what the description forbids, in Atlas's words", async () => {
    const { fetch } = createFakeAtlas({ clusters: ["orders-production"] });
    const client = createRestoreJobsClient({ auth: bearer("test"), fetch, validate: false });
    // @ts-expect-error: two restore points
    const two = await rejectionAs(client.createRestoreJob(cluster, { ...body, checkpointId: jobId }), AtlasApiError);
    expect(two).toMatchObject({ status: 400, errorCode: "VALIDATION_ERROR" });
    expect(two.fields.length).toBeGreaterThan(0);
    const other = client.createRestoreJob({ ...cluster, clusterName: "nowhere" }, body);
    expect(await rejectionAs(other, AtlasApiError)).toMatchObject({ status: 404, errorCode: "CLUSTER_NOT_FOUND" });
    expect(await rejectionAs(client.getRestoreJob(cluster, jobId), AtlasApiError)).toMatchObject({ status: 404 });
  });

  test("pages", async () => {
    const { atlas, client } = start();
    for (let count = 0; count < 5; count += 1) await client.createRestoreJob(cluster, body);
    const ids: unknown[] = [];
    for await (const { id } of client.listRestoreJobs(cluster, { itemsPerPage: 2 })) ids.push(id);
    expect(ids).toEqual(atlas.jobs().map(({ id }) => id));
    expect(atlas.requests.filter(({ method }) => method === "GET")).toHaveLength(3);
  });

  test("fails on demand, and a client's claims hold", async () => {
    const { atlas, client } = start();
    const create = () => client.createRestoreJob(cluster, body, { maxRetries: 0, timeout: 500 });
    atlas.failNext("refused");
    await rejectionAs(create(), ConnectionError);
    atlas.failNext({ status: 429, errorCode: "RATE_LIMITED", headers: { "retry-after": "1" } });
    await rejectionAs(create(), AtlasApiError);
    expect(atlas.jobs()).toEqual([]);
    for (const fault of ["reset", "lost", "stalled", "unreadable", { status: 503 }] as const) {
      atlas.failNext(fault);
      await rejectionAs(create(), OutcomeUnknownError);
    }
    expect(atlas.jobs()).toHaveLength(3);
  });

  test.each([
    [{ durations: 5 }, "Unknown option 'durations'. Expected one of: now, clusters, duration, ending, shards."],
    [{ duration: "x" }, "duration must be a number, not a string"],
    [{ now: Number.NaN }, "now must be a number of milliseconds, not NaN"],
    [{ ending: "DONE" }, 'ending must be one of FINISHED, BROKEN, KILLED, not "DONE"'],
    [{ shards: 1.5 }, "shards must be a whole number from 0, not 1.5"],
    [{ clusters: "one" }, "clusters must be an array of names, not a string"],
  ])("refuses the options %j", (options, why) => {
    // @ts-expect-error: one of them compiles, as any number does
    expect(() => createFakeAtlas(options)).toThrow(why);
  });

  test.each([
    ["nope", 'Unknown fault "nope". Expected one of: refused, reset, lost, stalled, unreadable; or { status }.'],
    [undefined, "Unknown fault undefined."],
    [{ statu: 503 }, "Unknown option 'fault.statu'. Expected one of: status, errorCode, detail, headers."],
    [{}, "fault.status must be a number, not undefined"],
    [{ status: 700 }, "status"],
  ])("refuses to fail with %j, when told and not in the next request", async (fault, why) => {
    const { atlas, client } = start();
    // @ts-expect-error: no such fault
    expect(() => atlas.failNext("lost", fault)).toThrow(why);
    // @ts-expect-error: a number
    expect(() => atlas.advance("1")).toThrow("milliseconds must be a number, not a string");
    expect((await client.createRestoreJob(cluster, body)).results).toHaveLength(1);
  });

  test("issues tokens to a service account", async () => {
    const { fetch } = createFakeAtlas();
    const auth = serviceAccount({ clientId: "mdb_sa_id_1", clientSecret: "mdb_sa_sk_1" });
    expect((await createRestoreJobsClient({ auth, fetch }).createRestoreJob(cluster, body)).results).toHaveLength(1);
  });
});

describe("findRestoreJob after a lost answer", () => {
  const lose = async ({ atlas, client }: ReturnType<typeof start>) => {
    atlas.failNext("lost");
    return rejectionAs(client.createRestoreJob(cluster, body), OutcomeUnknownError);
  };

  test("finds the job, and asks for 500 a page", async () => {
    const started = start();
    const { sentAt } = await lose(started);
    expect(await findRestoreJob(started.client, cluster, body, sentAt)).toEqual(started.atlas.jobs());
    expect(started.atlas.requests.at(-1)?.path).toContain("itemsPerPage=500");
  });

  test.each([
    ["another target", { ...body, delivery: { ...body.delivery, targetClusterName: "elsewhere" } }],
    ["another snapshot", { ...body, snapshotId: jobId }],
    ["another method", { delivery: { methodName: "SCP" }, snapshotId: body.snapshotId }],
  ] as const)("doesn't take a job with %s for it", async (_what, other) => {
    const started = start();
    const { sentAt } = await lose(started);
    expect(await findRestoreJob(started.client, cluster, other, sentAt)).toEqual([]);
  });

  test.each([
    ["another cluster", { clusterName: "elsewhere" }],
    ["another project", { groupId: jobId }],
  ])("doesn't take the job of %s for it, should the server list that", async (_what, differs) => {
    const { atlas, client } = start();
    await client.createRestoreJob(cluster, body);
    const [job] = atlas.jobs();
    async function* listRestoreJobs() {
      if (job !== undefined) yield { ...job, ...differs };
    }
    expect(await findRestoreJob({ listRestoreJobs }, cluster, body, new Date(atlas.clock.now()))).toEqual([]);
  });

  test("allows for an Atlas that is an hour behind", async () => {
    const hour = 3_600_000;
    const atlas = createFakeAtlas();
    const clock = { ...atlas.clock, now: () => atlas.clock.now() + hour };
    const client = createRestoreJobsClient({ auth: bearer("test"), fetch: atlas.fetch, clock });
    const { sentAt } = await lose({ atlas, client });
    expect(sentAt.getTime()).toBe(atlas.clock.now() + hour);
    expect(await findRestoreJob(client, cluster, body, sentAt)).toHaveLength(1);
    expect(client.clockOffset()).toBe(-hour);
  });

  test("ends within the caller's timeout, though the pages never do", async () => {
    const ids = numbers();
    const client = createRestoreJobsClient({
      auth: bearer("test"),
      fetch: async () => Response.json({ results: [{ id: String(ids.next().value), delivery: {} }] }),
    });
    const endless = findRestoreJob(client, cluster, body, new Date(), { timeout: 100 });
    const { message } = await rejectionAs(endless, ConnectionError);
    expect(message).toContain("did not end within 100 ms");
    expect(message).toContain(`GET /api/atlas/v2/groups/${cluster.groupId}/clusters/orders-production/restoreJobs `);
  });

  test("ends with the caller's signal", async () => {
    const { client } = start();
    const reason = new Error("enough");
    const search = findRestoreJob(client, cluster, body, new Date(), { signal: AbortSignal.abort(reason) });
    await expect(search).rejects.toBe(reason);
  });
});

describe("waitForRestoreJob", () => {
  test("forgives that a new job is unknown, for a minute", async () => {
    const { atlas, client } = start();
    const { results = [] } = await client.createRestoreJob(cluster, body);
    atlas.failNext({ status: 404 }, { status: 404 }, { status: 404 });
    expect(await waitForRestoreJob(client, cluster, results, { clock: atlas.clock })).toHaveLength(1);
    const unknown = waitForRestoreJob(client, cluster, jobId, { clock: atlas.clock });
    expect(await rejectionAs(unknown, AtlasApiError)).toMatchObject({ status: 404 });
  });

  test("ignores an answer about another job", async () => {
    const { atlas, client } = start();
    const [one, other] = [await client.createRestoreJob(cluster, body), await client.createRestoreJob(cluster, body)];
    const [asked, stranger] = [one.results?.[0]?.id ?? "", other.results?.[0]?.id ?? ""];
    let looks = 0;
    const getRestoreJob: typeof client.getRestoreJob = (at, id, options) =>
      client.getRestoreJob(at, looks++ === 0 ? stranger : id, options);
    atlas.advance(60_000);
    const jobs = await waitForRestoreJob({ ...client, getRestoreJob }, cluster, asked, { clock: atlas.clock });
    expect(jobs.map(({ id }) => id)).toEqual([asked]);
    expect(looks).toBe(2);
  });

  test("waits for the members of a batch that show up late", async () => {
    const { atlas, client } = start({ shards: 2, duration: 0 });
    const { results = [] } = await client.createRestoreJob(cluster, body);
    let looks = 0;
    // The first look shows one job of three.
    const listRestoreJobs: typeof client.listRestoreJobs = async function* (...asked) {
      const late = looks++ === 0 ? 1 : 3;
      let shown = 0;
      for await (const job of client.listRestoreJobs(...asked)) if (shown++ < late) yield job;
    };
    const jobs = await waitForRestoreJob({ ...client, listRestoreJobs }, cluster, results.slice(2), {
      clock: atlas.clock,
    });
    expect(jobs).toHaveLength(3);
  });
});

describe("planRestore sends nothing and says", () => {
  test("what would be sent and what would be wiped", async () => {
    const { atlas, client } = start();
    const plan = client.planRestore(cluster, body, { pretty: true });
    expect(plan).toMatchObject({
      valid: true,
      wipes: { groupId: cluster.groupId, clusterName: "orders-staging" },
      summary:
        `Restores snapshot ${body.snapshotId} of cluster orders-production in project ${cluster.groupId}. ` +
        `ALL DATA on cluster orders-staging in project ${cluster.groupId} IS DELETED FIRST and replaced by the restored data.`,
    });
    expect(atlas.requests).toEqual([]);
    await client.createRestoreJob(cluster, body, { pretty: true });
    const [sent] = atlas.requests;
    expect(plan.valid && { method: plan.request.method, body: JSON.parse(plan.request.body) }).toEqual({
      method: "POST",
      body: sent?.body,
    });
    expect(plan.valid && plan.request.url).toBe(`https://cloud.mongodb.com${sent?.path}`);
  });

  test.each(Object.entries(requestExamples))("so for the example %s, too", (_name, example) => {
    const { client } = start({ now: Date.parse("2025-05-04T09:50:00Z") });
    const plan = client.planRestore(cluster, example);
    const isAutomated = example.delivery.methodName === "AUTOMATED_RESTORE";
    expect(plan.valid && plan.wipes !== undefined).toBe(isAutomated);
    expect(plan.summary).toMatch(isAutomated ? /ALL DATA on cluster .* IS DELETED FIRST/ : /No cluster is changed/);
  });

  test("what is wrong, whatever the client's option validate says", () => {
    const { fetch } = createFakeAtlas();
    const client = createRestoreJobsClient({ auth: bearer("test"), fetch, validate: false });
    // @ts-expect-error: two restore points
    const plan = client.planRestore(cluster, { ...body, checkpointId: jobId });
    expect(plan).toMatchObject({ valid: false, violations: [{ fields: expect.arrayContaining(["checkpointId"]) }] });
    expect(plan.summary).toMatch(/^This request would not be sent\. /);
    // @ts-expect-error: no body at all
    expect(client.planRestore(cluster, null)).toMatchObject({ valid: false });
  });
});

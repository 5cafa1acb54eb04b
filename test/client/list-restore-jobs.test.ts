import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { AtlasApiError, ConnectionError, type ListQuery, type RestoreJob } from "../../src/index.ts";
import { type AtlasServer, answer, type Behaviour, reset, startAtlasServer } from "../support/atlas-server.ts";
import { responseExample } from "../support/bundle.ts";
import { rejectionAs, rejectionOf } from "../support/errors.ts";
import { impatientClock } from "../support/impatient-clock.ts";
import { clientFor, cluster, job, jobId } from "../support/restore.ts";

let atlas: AtlasServer;
beforeAll(async () => {
  atlas = await startAtlasServer();
});
afterAll(() => atlas.stop());
beforeEach(() => atlas.forget());

const numbered = (number: number) => ({ ...job, id: String(number).padStart(24, "0") });
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const page = (ids: readonly number[], more: object = {}): Behaviour =>
  answer(200, { results: ids.map(numbered), ...more });
const links = (...rels: string[]) => ({
  links: rels.map((rel) => ({ rel, href: "https://elsewhere.example/restoreJobs" })),
});

async function list(query?: ListQuery): Promise<number[]> {
  const found: RestoreJob[] = [];
  for await (const each of clientFor(atlas, { clock: impatientClock() }).listRestoreJobs(cluster, query)) {
    found.push(each);
  }
  return found.map(({ id }) => Number(id));
}
const queries = () => atlas.received.map(({ url }) => new URL(url, atlas.url).searchParams.toString());

describe("listRestoreJobs gives the jobs of all pages", () => {
  test("up to the empty page, whatever totalCount says, and follows no link", async () => {
    atlas.behaveInTurn(
      page([1, 2], { totalCount: 2, ...links("self", "next") }),
      page([3, 4], { totalCount: 99 }),
      page([]),
    );
    expect(await list({ itemsPerPage: 2 })).toEqual([1, 2, 3, 4]);
    expect(queries()).toEqual(["itemsPerPage=2&pageNum=1", "itemsPerPage=2&pageNum=2", "itemsPerPage=2&pageNum=3"]);
    expect(atlas.refusals).toEqual([]);
  });

  test("up to a short page whose links name no next", async () => {
    atlas.behaveInTurn(page([1, 2], links("self", "next")), page([3], links("self", "previous")));
    expect(await list({ itemsPerPage: 2 })).toEqual([1, 2, 3]);
    expect(atlas.received).toHaveLength(2);
  });

  test("past a short page that names a next, or has no links: the server may give less than asked for", async () => {
    atlas.behaveInTurn(page([1, 2], links("next")), page([3, 4]), page([5], links("self")));
    expect(await list({ itemsPerPage: 500 })).toEqual([1, 2, 3, 4, 5]);
  });

  test("up to a short page without links, if as many jobs came as there are", async () => {
    atlas.behaveInTurn(page([1, 2], { totalCount: 3 }), page([3], { totalCount: 3 }));
    expect(await list({ itemsPerPage: 2 })).toEqual([1, 2, 3]);
    expect(atlas.received).toHaveLength(2);
  });

  test.each([4, undefined, null])("past one with a totalCount of %j", async (totalCount) => {
    atlas.behaveInTurn(page([1, 2], { totalCount }), page([3], { totalCount }), page([]));
    expect(await list({ itemsPerPage: 500 })).toEqual([1, 2, 3]);
    expect(atlas.received).toHaveLength(3);
  });

  test("each once, when new jobs push known ones to the next page", async () => {
    atlas.behaveInTurn(page([3, 2]), page([2, 1]), page([]));
    expect(await list({ itemsPerPage: 2 })).toEqual([3, 2, 1]);
  });

  test("and one by one, past pages that hold nothing new", async () => {
    atlas.behaveInTurn(page([3]), page([3]), page([3]), page([2]), page([]));
    expect(await list({ itemsPerPage: 1 })).toEqual([3, 2]);
  });

  test("after a fault between two pages", async () => {
    atlas.behaveInTurn(page([1]), reset, answer(503, ""), page([2]), page([]));
    expect(await list()).toEqual([1, 2]);
  });

  test("of one batch, from one page on", async () => {
    atlas.behave(page([]));
    expect(await list({ batchId: jobId, pageNum: 3, includeCount: false })).toEqual([]);
    expect(queries()).toEqual([`batchId=${jobId}&pageNum=3&includeCount=false`]);
    expect(atlas.refusals).toEqual([]);
  });
});

describe("listRestoreJobs ends", () => {
  test("when the server ignores pageNum", async () => {
    atlas.behave(page(numbers(1, 3)));
    const error = await rejectionAs(list({ itemsPerPage: 3 }), ConnectionError);
    expect(error.message).toContain("pages 2 to 11 repeat jobs of earlier pages");
    const url = `${atlas.url}/api/atlas/v2/groups/${cluster.groupId}/clusters/${cluster.clusterName}/restoreJobs`;
    expect(error.request).toEqual({ method: "GET", url });
    expect(error.message).toContain(url);
  });

  test("with the error of the page that failed, after the jobs before it", async () => {
    atlas.behaveInTurn(page([1]), answer(404, responseExample(404)));
    const found: string[] = [];
    const error = await rejectionAs(
      (async () => {
        for await (const { id } of clientFor(atlas).listRestoreJobs(cluster)) found.push(String(id));
      })(),
      AtlasApiError,
    );
    expect(error.status).toBe(404);
    expect(found).toHaveLength(1);
  });

  test("with a break, which asks for no other page", async () => {
    atlas.behave(page([1, 2]));
    for await (const each of clientFor(atlas).listRestoreJobs(cluster)) {
      expect(each.id).toBe(numbered(1).id);
      break;
    }
    expect(atlas.received).toHaveLength(1);
  });

  test("with the signal's reason", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    atlas.behaveInTurn(page([1]), () => controller.abort(reason));
    const jobs = clientFor(atlas).listRestoreJobs(cluster, {}, { signal: controller.signal });
    expect((await jobs.next()).done).toBe(false);
    expect(await rejectionOf(jobs.next())).toBe(reason);
  });
});

describe("getRestoreJob", () => {
  test("reads one job", async () => {
    atlas.behave(answer(200, job));
    expect(await clientFor(atlas).getRestoreJob(cluster, jobId)).toEqual(job);
    expect(atlas.received[0]).toMatchObject({ method: "GET", url: expect.stringMatching(`/restoreJobs/${jobId}$`) });
    expect(atlas.refusals).toEqual([]);
  });

  test("reads one in an envelope", async () => {
    atlas.behave(answer(200, { status: 200, content: job }));
    expect(await clientFor(atlas).getRestoreJob(cluster, jobId, { envelope: true })).toEqual(job);
  });

  test.each(["", ".", ".."])("refuses the id %j, which would lead to another endpoint", async (id) => {
    expect(await rejectionOf(clientFor(atlas).getRestoreJob(cluster, id))).toMatchObject({ name: "TypeError" });
    expect(atlas.received).toEqual([]);
  });
});

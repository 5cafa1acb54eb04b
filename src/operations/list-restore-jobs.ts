import { readAnswer } from "../answer/read-answer.ts";
import { ConnectionError } from "../errors/connection-error.ts";
import {
  type paths,
  type QueryParameters,
  type ResponseBody,
  validateListGroupClusterRestoreJobs,
} from "../generated.ts";
import type { CallOptions } from "../options.ts";
import { checkBeforeSending } from "./check-before-sending.ts";
import { checkPathSegments } from "./check-path-segments.ts";
import type { ClusterPath, RestoreJob } from "./cluster-path.ts";
import { formatQuery, type OperationContext } from "./context.ts";
import { isRestoreJobList } from "./is-restore-job.ts";
import { observe } from "./observe.ts";

type Operation = "listGroupClusterRestoreJobs";

/** Which jobs to list. `pageNum` is the page to begin with, `itemsPerPage` how many to ask for at a time. */
export type ListQuery = Omit<QueryParameters<Operation>, "envelope" | "pretty">;

/** A page of restore jobs. `totalCount` is an estimate. */
export type RestoreJobPage = ResponseBody<Operation>;

const PATH = "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs" satisfies keyof paths;

/** What Atlas takes for `itemsPerPage` when it isn't given. */
const DEFAULT_ITEMS_PER_PAGE = 100;

/**
 * After how many pages in a row without a new job the listing gives up. Jobs that are created meanwhile push known ones to
 * the next page, but not so many; a server that ignores `pageNum` would go on for ever.
 */
const MAX_STALE_PAGES = 10;

/**
 * Lists jobs page by page, by page number: a link in the answer is never followed, for the credentials would go along.
 *
 * The end is an empty page, or one that is shorter than asked for and whose links name no next. `totalCount` doesn't
 * count, for it is an estimate. A job that moved to the next page while the pages were read comes once.
 */
export async function* listRestoreJobs(
  context: OperationContext,
  cluster: ClusterPath,
  query: ListQuery = {},
  options: CallOptions = {},
): AsyncGenerator<RestoreJob, void, undefined> {
  const asked = query.itemsPerPage ?? DEFAULT_ITEMS_PER_PAGE;
  const seen = new Set<string>();
  let stale = 0;
  for (let pageNum = query.pageNum ?? 1; ; pageNum += 1) {
    const page = await readPage(context, cluster, { ...query, pageNum }, options);
    const jobs = page.results ?? [];
    const fresh = jobs.filter((job) => !seen.has(keyOf(job)));
    for (const job of fresh) {
      seen.add(keyOf(job));
    }
    yield* fresh;
    if (jobs.length === 0 || (jobs.length < asked && isLastByLinks(page))) {
      return;
    }
    stale = fresh.length === 0 ? stale + 1 : 0;
    if (stale === MAX_STALE_PAGES) {
      const why = `pages ${pageNum - stale + 1} to ${pageNum} repeat jobs of the pages before, so the server seems to ignore pageNum`;
      throw new ConnectionError(why, { method: "GET", url: PATH }, undefined);
    }
  }
}

/** The schema doesn't promise an id. */
function keyOf(job: RestoreJob): string {
  return job.id ?? JSON.stringify(job);
}

/** Links are optional: only links that are there and name no next page say that there is none. */
function isLastByLinks({ links = [] }: RestoreJobPage): boolean {
  return links.length > 0 && !links.some(({ rel }) => rel === "next");
}

async function readPage(
  { api, connect, validate }: OperationContext,
  cluster: ClusterPath,
  query: ListQuery,
  options: CallOptions,
): Promise<RestoreJobPage> {
  checkPathSegments(cluster);
  const params = { path: cluster, query: { ...query, ...formatQuery(options) } };
  if (validate) {
    checkBeforeSending(validateListGroupClusterRestoreJobs, { params });
  }
  const { signal, envelope } = options;
  const answer = await observe({ method: "GET", url: PATH }, connect(options), (fetch) =>
    api.GET(PATH, {
      params,
      // There is no body for it to speak of.
      headers: { "Content-Type": null },
      parseAs: "text",
      fetch,
      ...(signal && { signal }),
    }),
  );
  return readAnswer(answer, { envelope: envelope === true, what: "a list of restore jobs", fits: isRestoreJobList });
}

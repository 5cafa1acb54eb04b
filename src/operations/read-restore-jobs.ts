import { type OptionTypes, takeOptions } from "../check-options.ts";
import { ConnectionError } from "../errors/restore-jobs-errors.ts";
import {
  type QueryParameters,
  validateGetGroupClusterRestoreJob as validateGet,
  validateListGroupClusterRestoreJobs as validateList,
} from "../generated.ts";
import { type CallOptions, checkCallOptions } from "../options.ts";
import {
  A_JOB,
  A_LIST,
  type ClusterPath,
  type Connection,
  checkCluster,
  checkSegment,
  fillPath,
  formatQuery,
  type RestoreJob,
  type RestoreJobList,
  refuseViolations,
  run,
} from "./operation.ts";

/** Reads one job. */
export async function getRestoreJob(
  connection: Connection,
  cluster: ClusterPath,
  jobId: string,
  options: CallOptions = {},
): Promise<RestoreJob> {
  const path = { ...checkCluster(cluster), jobId: checkSegment("jobId", jobId) };
  const own = checkCallOptions(options);
  const query = formatQuery(own);
  refuseViolations(connection.validate ? validateGet({ params: { path, query }, body: undefined }) : []);
  return run(connection, { method: "GET", path, query, text: undefined }, A_JOB, own);
}

/** Which jobs to list. `pageNum` is the page to begin with, `itemsPerPage` how many to ask for at a time. */
export type ListQuery = Omit<QueryParameters<"listGroupClusterRestoreJobs">, "envelope" | "pretty">;

const LIST_QUERY: OptionTypes<ListQuery> = {
  batchId: undefined,
  includeCount: undefined,
  itemsPerPage: undefined,
  pageNum: undefined,
};

/** What Atlas takes for `itemsPerPage` when it isn't given. */
const DEFAULT_ITEMS_PER_PAGE = 100;

/**
 * After how many pages in a row without a new job the listing gives up. Jobs that are created meanwhile push known ones to
 * the next page, but not so many; a server that ignores `pageNum` would never end.
 */
const MAX_STALE_PAGES = 10;

/**
 * Lists jobs page by page, by page number: a link in the response is never followed, because the credentials would go along.
 *
 * The end is an empty page, or one that is shorter than asked for and whose links name no next. Without links, a short page
 * is the end if `totalCount` jobs came; alone neither says so, because `totalCount` is an estimate, and a server may give
 * less than asked for. A job that moved to the next page while the pages were read comes once.
 */
export async function* listRestoreJobs(
  connection: Connection,
  cluster: ClusterPath,
  query: ListQuery = {},
  options: CallOptions = {},
): AsyncGenerator<RestoreJob, void, undefined> {
  const own = takeOptions("query.", query, LIST_QUERY);
  const pageSize = own.itemsPerPage ?? DEFAULT_ITEMS_PER_PAGE;
  const seen = new Set<string>();
  let stale = 0;
  for (let pageNum = own.pageNum ?? 1; ; pageNum += 1) {
    const page = await readPage(connection, cluster, { ...own, pageNum }, options);
    const jobs = page.results ?? [];
    const fresh = jobs.filter((job) => !seen.has(keyOf(job)));
    for (const job of fresh) {
      seen.add(keyOf(job));
    }
    yield* fresh;
    if (jobs.length === 0 || (jobs.length < pageSize && isLast(page, seen.size))) {
      return;
    }
    stale = fresh.length === 0 ? stale + 1 : 0;
    if (stale === MAX_STALE_PAGES) {
      const why = `pages ${pageNum - stale + 1} to ${pageNum} repeat jobs of earlier pages, so the server seems to ignore pageNum`;
      const request = { method: "GET", url: `${connection.config.baseUrl}${fillPath(cluster)}` };
      throw new ConnectionError({ why, request });
    }
  }
}

/** The schema doesn't promise an id. */
function keyOf(job: RestoreJob): string {
  return job.id ?? JSON.stringify(job);
}

/** Whether a short page is the last. Links are optional, and so is `totalCount`. */
function isLast({ links = [], totalCount }: RestoreJobList, seen: number): boolean {
  return links.length > 0
    ? !links.some(({ rel }) => rel === "next")
    : typeof totalCount === "number" && totalCount <= seen;
}

async function readPage(
  connection: Connection,
  cluster: ClusterPath,
  pageQuery: ListQuery,
  options: CallOptions,
): Promise<RestoreJobList> {
  const path = checkCluster(cluster);
  const own = checkCallOptions(options);
  const query = { ...pageQuery, ...formatQuery(own) };
  refuseViolations(connection.validate ? validateList({ params: { path, query }, body: undefined }) : []);
  return run(connection, { method: "GET", path: { ...path, jobId: undefined }, query, text: undefined }, A_LIST, own);
}

import { expect, test } from "@jest/globals";
import { type Fetch, OutcomeUnknownError, RestoreJobsError } from "../../src/index.ts";
import { rejectionOf } from "../support/errors.ts";
import { impatientClock } from "../support/impatient-clock.ts";
import { body, clientFor, cluster, jobId } from "../support/restore.ts";

/** By these a server says that it did not carry a request out. */
const PROVEN = [
  307, 308, 400, 402, 403, 404, 405, 406, 407, 411, 413, 414, 415, 417, 421, 422, 425, 426, 428, 429, 431,
];

const statuses = Array.from({ length: 300 }, (_, at) => 300 + at);
const clientOf = (fetch: Fetch) =>
  clientFor({ url: "https://atlas.example" }, { fetch, clock: impatientClock(), maxRetries: 0 });
const answering = (status: number): Fetch => {
  const isNullBody = status === 304;
  return async () => new Response(isNullBody ? null : "", { status, headers: { "x-request-id": `r-${status}` } });
};

test.each(statuses)("a create that is answered %i", async (status) => {
  const error = await rejectionOf(clientOf(answering(status)).createRestoreJob(cluster, body));
  const expected =
    status === 401 ? "AuthenticationError" : PROVEN.includes(status) ? "AtlasApiError" : "OutcomeUnknownError";
  expect(error).toMatchObject({ name: expected, requestId: `r-${status}` });
  // The two claims exclude each other, and each stands where it is true.
  const mayExist = String(error).includes("MAY EXIST");
  expect(mayExist).toBe(expected === "OutcomeUnknownError");
});

test.each(statuses)("a read that is answered %i has changed nothing", async (status) => {
  const error = await rejectionOf(clientOf(answering(status)).getRestoreJob(cluster, jobId));
  expect(error).toMatchObject({ name: status === 401 ? "AuthenticationError" : "AtlasApiError" });
  expect(error).toBeInstanceOf(RestoreJobsError);
});

test.each(statuses.filter((status) => status >= 400))(
  "an envelope that says %i counts as that status",
  async (status) => {
    const fetch: Fetch = async () => Response.json({ status, error: status });
    const error = await rejectionOf(clientOf(fetch).createRestoreJob(cluster, body, { envelope: true }));
    const expected =
      status === 401 ? "AuthenticationError" : PROVEN.includes(status) ? "AtlasApiError" : "OutcomeUnknownError";
    expect(error).toMatchObject({ name: expected });
  },
);

test("an unknown outcome names the operation that was sent", async () => {
  const { api, createRestoreJob } = clientOf(async () => Promise.reject(new TypeError("Failed to fetch")));
  const restore = await rejectionOf(createRestoreJob(cluster, body));
  expect(String(restore)).toContain("The restore job MAY EXIST");
  const path = "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs" as const;
  const same = await rejectionOf(api.POST(path, { params: { path: cluster }, body }));
  expect(String(same)).toContain("The restore job MAY EXIST");
  // @ts-expect-error: an operation that the description doesn't have
  const other = await rejectionOf(api.DELETE(path, { params: { path: cluster } }));
  expect(other).toBeInstanceOf(OutcomeUnknownError);
  expect(String(other)).toMatch(/^OutcomeUnknownError: DELETE .* It MAY HAVE BEEN CARRIED OUT/);
  expect(String(other)).not.toContain("restore job MAY");
});

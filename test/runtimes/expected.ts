import { expect } from "@jest/globals";

/** By step of the smoke program, what the caller gets: a text, or a pattern of one. */
export type ExpectedResults = Readonly<Record<string, unknown>>;

/** The job that a create makes. */
export const JOB_ID = "000000000000000000000001";

/** What a caller gets in every runtime, but for the exceptions below, which stand in README too. */
export const RESULTS: ExpectedResults = {
  "create, bearer": JOB_ID,
  "create, service account": `${JOB_ID},${JOB_ID}`,
  "create, API key": `${JOB_ID},${JOB_ID}`,
  "create, the runtime's environment": JOB_ID,
  "create, a record of the environment": JOB_ID,
  "create, told to wait": JOB_ID,
  "refused before sending": expect.stringMatching(/^RequestInvalidError: .* Set only one of snapshotId, checkpointId/),
  "refused by the server": "AtlasApiError 404 CLUSTER_NOT_FOUND",
  "refused by a redirect": "OutcomeUnknownError",
  "failed: nothing listens": "ConnectionError",
  "failed: reset on a new connection": "OutcomeUnknownError",
  "create, kept connection": JOB_ID,
  "failed: reset on a kept connection": "OutcomeUnknownError",
  "failed: no answer in time": "OutcomeUnknownError",
  "failed: answer cut off": "OutcomeUnknownError",
  list: `${JOB_ID},000000000000000000000002,000000000000000000000003`,
  wait: JOB_ID,
};

/** Where the errors of `fetch` don't prove that no connection was made, something may have been sent. */
export const SILENT_FETCH: ExpectedResults = { "failed: nothing listens": "OutcomeUnknownError" };

export const WORKER: ExpectedResults = {
  ...SILENT_FETCH,
  "create, the runtime's environment": expect.stringMatching(/^AuthenticationError: .* pass a record of them/),
};

export const BROWSER: ExpectedResults = {
  ...WORKER,
  "create, API key": expect.stringMatching(/^AuthenticationError: .* In a browser, .* use bearer\(\)/),
};

/** How often the server receives a create that is made once: twice only after a 429. */
export const POSTS: Record<string, number> = {
  busy: 2,
  unknown: 1,
  moved: 1,
  "reset-new": 1,
  "reset-kept": 1,
  silent: 1,
  "cut-off": 1,
};

/** Chromium itself repeats a request that was read on a kept connection, and a page can't prevent it. */
export const BROWSER_POSTS: Record<string, number> = { "reset-kept": 2 };

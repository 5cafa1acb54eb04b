import type * as Package from "../../src/index.ts";

/** What a run needs to know. It crosses process borders as JSON. */
export interface SmokeOptions {
  /** The server of `startSmokeServer`. */
  readonly api: string;
  /** One that takes nothing but digests. */
  readonly digest: string;
  /** An address where nothing listens. */
  readonly closed: string;
  readonly token: string;
  readonly serviceAccount: { readonly clientId: string; readonly clientSecret: string };
  readonly apiKey: { readonly publicKey: string; readonly privateKey: string };
}

/** By step, what the caller got: the jobs' ids, or the error. */
export type SmokeResults = Record<string, string>;

/**
 * The program that every runtime runs: Web APIs only, and the package as it was packed. A cluster's name tells the server how to
 * behave.
 */
export async function smoke(atlas: typeof Package, options: SmokeOptions): Promise<SmokeResults> {
  const { api, digest, closed, token } = options;
  const groupId = "5c8a1f0fc56c98145d922b73";
  const body = { delivery: { methodName: "HTTP" }, snapshotId: "681715c0ce2f8a4f6b1d09e4" } as const;
  const ids = (jobs: readonly Package.RestoreJob[] | undefined): string => jobs?.map(({ id }) => id).join() ?? "none";
  const connect = (auth: Package.Auth, more: Partial<Package.ClientOptions> = {}) =>
    atlas.createRestoreJobsClient({ baseUrl: api, auth, ...more });
  const create = async (client: Package.RestoreJobsClient, clusterName: string, limits: Package.Limits = {}) =>
    ids((await client.createRestoreJob({ groupId, clusterName }, body, limits)).results);
  const client = connect(atlas.bearer(token));
  const results: SmokeResults = {};
  const step = async (name: string, run: () => Promise<string>): Promise<void> => {
    results[name] = await run().catch((error: unknown) => tell(atlas, error));
  };

  await step("create, bearer", () => create(client, "good"));
  await step("create, service account", async () => {
    const account = connect(atlas.serviceAccount(options.serviceAccount));
    return (await Promise.all([create(account, "good"), create(account, "good")])).join();
  });
  await step("create, API key", async () => {
    const keyed = connect(atlas.apiKey(options.apiKey), { baseUrl: digest });
    return `${await create(keyed, "good")},${await create(keyed, "good")}`;
  });
  await step("create, the runtime's environment", async () => create(connect(atlas.fromEnvironment().auth), "good"));
  await step("create, a record of the environment", async () => {
    const { clientId, clientSecret } = options.serviceAccount;
    const record = { MONGODB_ATLAS_CLIENT_ID: clientId, MONGODB_ATLAS_CLIENT_SECRET: clientSecret };
    return create(connect(atlas.fromEnvironment(record).auth), "good");
  });
  await step("create, told to wait", () => create(client, "busy"));
  await step("refused before sending", async () => {
    const both = { ...body, checkpointId: "681715c0ce2f8a4f6b1d09e5" };
    // @ts-expect-error two restore points
    return ids((await client.createRestoreJob({ groupId, clusterName: "unsent" }, both)).results);
  });
  await step("refused by the server", () => create(client, "unknown"));
  await step("refused by a redirect", () => create(client, "moved"));
  await step("failed: nothing listens", () =>
    create(connect(atlas.bearer(token), { baseUrl: closed }), "good", { maxRetries: 0 }),
  );
  await step("failed: reset on a new connection", () => create(client, "reset-new"));
  await step("create, kept connection", () => create(client, "good"));
  await step("failed: reset on a kept connection", () => create(client, "reset-kept"));
  await step("failed: no answer in time", () => create(client, "silent", { timeout: 300 }));
  await step("failed: answer cut off", () => create(client, "cut-off"));
  await step("list", async () => {
    const jobs: Package.RestoreJob[] = [];
    for await (const job of client.listRestoreJobs({ groupId, clusterName: "good" }, { itemsPerPage: 2 })) {
      jobs.push(job);
    }
    return ids(jobs);
  });
  await step("wait", async () =>
    ids(await atlas.waitForRestoreJob(client, { groupId, clusterName: "good" }, "000000000000000000000001")),
  );
  return results;
}

/** The class of an error, and its sentence where that is the same in every runtime. */
function tell(atlas: typeof Package, error: unknown): string {
  if (error instanceof atlas.AtlasApiError) {
    return `AtlasApiError ${error.status} ${error.errorCode}`;
  }
  const knowsNoMore = error instanceof atlas.OutcomeUnknownError || error instanceof atlas.ConnectionError;
  return knowsNoMore ? error.name : String(error);
}

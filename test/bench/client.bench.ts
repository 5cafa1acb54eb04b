import { fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import createClient from "openapi-fetch";
import type { paths } from "../../src/generated.ts";
import { MEDIA_TYPE, OPERATION_PATH } from "../support/bundle.ts";
import { body, cluster, jobId } from "../support/restore.ts";

/**
 * What a call costs beside openapi-fetch and bare fetch: the same request to the same server in another process, over a
 * kept connection. All take turns, so that whatever else the machine does affects them alike, and what is quoted is the
 * median of the ratios within a turn.
 *
 * The client as it is made by default opens a connection for each create, which costs a round trip more. It is compared with
 * openapi-fetch and fetch that do the same, at another port, so that they take no kept connection from the others.
 */
const ROUNDS = Number(process.argv[2] ?? 3000);
const WARM_UP = 500;

// Compiled as for the package: what runs the TypeScript of this file adds calls to every function.
const outfile = resolve(import.meta.dirname, "../../node_modules/.cache/bench/client.mjs");
const entryPoints = [resolve(import.meta.dirname, "../../src/index.ts")];
await build({ entryPoints, outfile, bundle: true, packages: "external", platform: "node", format: "esm" });
const { bearer, createRestoreJobsClient }: typeof import("../../src/index.ts") = await import(
  pathToFileURL(outfile).href
);

const server = fork(resolve(import.meta.dirname, "client-server.ts"), { stdio: ["ignore", "pipe", "inherit", "ipc"] });
const [printed] = await once(server.stdout ?? process.stdin, "data");
const [baseUrl = "", aloneUrl = ""] = String(printed)
  .trim()
  .split(" ")
  .map((port) => `http://127.0.0.1:${port}`);

const headers = { Accept: MEDIA_TYPE, "Content-Type": MEDIA_TYPE, Authorization: "Bearer abc" };
const path = `/api/atlas/v2/groups/${cluster.groupId}/clusters/${cluster.clusterName}/restoreJobs`;
const url = `${baseUrl}${path}`;
const byDefault = createRestoreJobsClient({ auth: bearer("abc"), baseUrl: aloneUrl });
const client = createRestoreJobsClient({ auth: bearer("abc"), baseUrl, fetch: (to, init) => fetch(to, init) });
const unchecked = createRestoreJobsClient({
  auth: bearer("abc"),
  baseUrl,
  fetch: (to, init) => fetch(to, init),
  validate: false,
});
const openapiFetch = createClient<paths>({ baseUrl, headers });
const close = { ...headers, Connection: "close" };
const openapiFetchAlone = createClient<paths>({ baseUrl: aloneUrl, headers: close });

const BASE = "openapi-fetch";
const contenders: Record<string, Record<string, () => Promise<unknown>>> = {
  create: {
    [BASE]: () => openapiFetch.POST(OPERATION_PATH, { params: { path: cluster }, body }),
    "bare fetch": async () => (await fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).json(),
    client: () => client.createRestoreJob(cluster, body),
    "client, validate: false": () => unchecked.createRestoreJob(cluster, body),
  },
  "create on a connection of its own": {
    [BASE]: () => openapiFetchAlone.POST(OPERATION_PATH, { params: { path: cluster }, body }),
    "bare fetch": async () =>
      (await fetch(`${aloneUrl}${path}`, { method: "POST", headers: close, body: JSON.stringify(body) })).json(),
    "client, by default": () => byDefault.createRestoreJob(cluster, body),
  },
  get: {
    [BASE]: () => openapiFetch.GET(`${OPERATION_PATH}/{jobId}`, { params: { path: { ...cluster, jobId } } }),
    "bare fetch": async () => (await fetch(`${url}/${jobId}`, { headers })).json(),
    client: () => client.getRestoreJob(cluster, jobId),
    "client, validate: false": () => unchecked.getRestoreJob(cluster, jobId),
  },
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

console.log(`Node ${process.version}, ${ROUNDS} rounds`);
for (const [operation, calls] of Object.entries(contenders)) {
  const runs = Object.entries(calls).map(([name, call]) => ({ name, call, times: [] as number[] }));
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    // Each begins a round as often as the others.
    for (let turn = 0; turn < runs.length; turn += 1) {
      const run = runs[(round + turn) % runs.length];
      const start = performance.now();
      await run?.call();
      if (round >= WARM_UP) run?.times.push(performance.now() - start);
    }
  }
  console.log(operation);
  const base = runs.find(({ name }) => name === BASE)?.times ?? [];
  for (const { name, times } of runs) {
    const ratio = median(times.map((time, round) => time / (base[round] ?? Number.NaN)));
    console.log(
      `  ${name.padEnd(24)} ${(median(times) * 1000).toFixed(0).padStart(5)} µs  ${ratio.toFixed(2)} × openapi-fetch`,
    );
  }
}
server.disconnect();

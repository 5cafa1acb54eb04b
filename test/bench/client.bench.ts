import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import createClient from "openapi-fetch";
import type { paths } from "../../src/generated.ts";
import { bearer, createRestoreJobsClient } from "../../src/index.ts";
import { MEDIA_TYPE, OPERATION_PATH, responseExample } from "../support/bundle.ts";
import { body, cluster, job, jobId } from "../support/restore.ts";

/**
 * What a call costs beside bare openapi-fetch and bare fetch: the same request to the same server on loopback, over a
 * kept connection. The three take turns, so that whatever else the machine does hits them alike.
 */
const ROUNDS = 3000;
const WARM_UP = 500;

const answers = { POST: JSON.stringify(responseExample(200)), GET: JSON.stringify(job) };
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    const answer = request.method === "POST" ? answers.POST : answers.GET;
    response.writeHead(200, { "Content-Type": MEDIA_TYPE, "Content-Length": Buffer.byteLength(answer) }).end(answer);
  });
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const { port } = server.address() as AddressInfo;
const baseUrl = `http://127.0.0.1:${port}`;

const headers = { Accept: MEDIA_TYPE, "Content-Type": MEDIA_TYPE, Authorization: "Bearer abc" };
const url = `${baseUrl}/api/atlas/v2/groups/${cluster.groupId}/clusters/${cluster.clusterName}/restoreJobs`;
const client = createRestoreJobsClient({ auth: bearer("abc"), baseUrl });
const bare = createClient<paths>({ baseUrl, headers });

const contenders = {
  create: {
    fetch: async () => (await fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).json(),
    "openapi-fetch": () => bare.POST(OPERATION_PATH, { params: { path: cluster }, body }),
    client: () => client.createRestoreJob(cluster, body),
  },
  get: {
    fetch: async () => (await fetch(`${url}/${jobId}`, { headers })).json(),
    "openapi-fetch": () => bare.GET(`${OPERATION_PATH}/{jobId}`, { params: { path: { ...cluster, jobId } } }),
    client: () => client.getRestoreJob(cluster, jobId),
  },
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

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
  const [base, ...others] = runs;
  const baseline = base?.times ?? [];
  console.log(`${operation}: fetch ${(median(baseline) * 1000).toFixed(0)} µs (median of ${ROUNDS})`);
  for (const { name, times } of others) {
    const ratio = median(times.map((time, round) => time / (baseline[round] ?? Number.NaN)));
    const more = median(times.map((time, round) => time - (baseline[round] ?? Number.NaN)));
    const cost = `${(median(times) * 1000).toFixed(0)} µs, ${(more * 1000).toFixed(0)} µs more`;
    console.log(`${operation}: ${name} ${cost}, ratio of the pairs ${ratio.toFixed(2)}`);
  }
}
server.close();
server.closeAllConnections();

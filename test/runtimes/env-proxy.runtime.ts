import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { createConsumer, pack } from "../package/tarball.ts";
import { body, cluster } from "../support/restore.ts";
import { startTunnel, type Tunnel } from "../support/tunnel.ts";
import { binaryOf, installRuntimes, type RuntimeName, VERSIONS } from "./install-runtimes.ts";

const PROGRAM = `
import { createRestoreJobsClient, fromEnvironment } from "atlas-restore-jobs";
const client = createRestoreJobsClient({ ...fromEnvironment(), maxRetries: 0 });
const { results } = await client.createRestoreJob(${JSON.stringify(cluster)}, ${JSON.stringify(body)});
const again = await client.createRestoreJob(${JSON.stringify(cluster)}, ${JSON.stringify(body)});
console.log(results.length + again.results.length);
`;

let folder: string;
let tunnel: Tunnel;
const stops: (() => void)[] = [];
beforeAll(async () => {
  const packed = mkdtempSync(join(tmpdir(), "packed-"));
  stops.push(() => rmSync(packed, { recursive: true }));
  installRuntimes();
  folder = createConsumer(pack(packed), {});
  stops.push(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "program.mjs"), PROGRAM);
  tunnel = await startTunnel();
  stops.push(tunnel.stop);
});
afterAll(() => {
  for (const stop of stops) stop();
});
beforeEach(() => tunnel.forget());

describe.each<RuntimeName>(["node24", "node26"])("NODE_USE_ENV_PROXY in %s", (name) => {
  test.each([
    ["sends token request and creates through HTTPS_PROXY", "", true],
    ["heeds NO_PROXY", "localhost", false],
  ])(`${VERSIONS[name]} %s`, async (_what, noProxy, throughProxy) => {
    const env = { ...process.env, ...tunnel.env, NO_PROXY: noProxy, NODE_USE_ENV_PROXY: "1" };
    const { stdout } = await promisify(execFile)(binaryOf(name), ["program.mjs"], {
      cwd: folder,
      env,
      timeout: 30_000,
    });
    expect(stdout).toBe("2\n");
    expect(tunnel.received).toHaveLength(3);
    expect(new Set(tunnel.opened)).toEqual(new Set(throughProxy ? [tunnel.host] : []));
  });
});

import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { CLIENT_README, readmeBlock, readmeBlocks } from "../support/readme.ts";
import { body, cluster } from "../support/restore.ts";
import { startTunnel, type Tunnel } from "../support/tunnel.ts";
import { compile } from "../types/compiler.ts";

const root = resolve(import.meta.dirname, "../..");

/** The same sample, with this package in place of the installed one. */
const local = (sample: string, source: (path: string) => string): string =>
  sample
    .replaceAll('"atlas-restore-jobs/testing"', JSON.stringify(source("testing/fake-atlas.ts")))
    .replaceAll('"atlas-restore-jobs"', JSON.stringify(source("index.ts")));

test("every sample compiles", () => {
  const samples = readmeBlocks("ts", CLIENT_README).map((sample) => local(sample, (path) => `../src/${path}`));
  expect(samples.length).toBeGreaterThan(5);
  const files = Object.fromEntries(samples.map((sample, index) => [`sample-${index}.ts`, sample]));
  expect(compile(files, { types: ["node"], lib: ["lib.es2022.d.ts", "lib.dom.d.ts"] })).toEqual([]);
});

/** Runs a sample as a program, with some lines behind it, and returns what it prints. */
async function run(name: string, sample: string, more: string, env: Record<string, string> = {}): Promise<string> {
  const folder = resolve(root, "node_modules/.cache/samples");
  mkdirSync(folder, { recursive: true });
  const file = resolve(folder, `${name}.mts`);
  const source = (path: string): string => pathToFileURL(resolve(root, "src", path)).href;
  writeFileSync(file, `${local(sample, source)}\n${more}`);
  const options = { cwd: root, env: { ...process.env, ...env }, timeout: 30_000 };
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", file], options);
  return stdout;
}

const RESTORE_JOBS = `/api/atlas/v2/groups/${cluster.groupId}/clusters/${cluster.clusterName}/restoreJobs`;

const create = `client.createRestoreJob(${JSON.stringify(cluster)}, ${JSON.stringify(body)})`;

test("the sample with the fake waits for a job, and loses an answer", async () => {
  const more = `console.log(atlas.jobs().map(({ statusName }) => statusName));
await ${create}.catch((error) => console.log(error.code, atlas.jobs().length));`;
  expect(await run("fake", readmeBlock("ts", "createFakeAtlas", CLIENT_README), more)).toBe(
    "[ 'FINISHED' ]\nOUTCOME_UNKNOWN 2\n",
  );
});

describe("the sample for proxies, with a service account and a private certificate authority", () => {
  let tunnel: Tunnel;
  beforeAll(async () => {
    tunnel = await startTunnel();
  });
  afterAll(() => tunnel.stop());

  test.each([
    ["through HTTPS_PROXY", "", 1],
    ["not for NO_PROXY", "localhost", 0],
  ])("sends %s", async (_how, noProxy, least) => {
    tunnel.forget();
    const env = { ...tunnel.env, NO_PROXY: noProxy };
    const more = `console.log((await ${create}).results?.length); await dispatcher.close();`;
    expect(await run("proxy", readmeBlock("ts", "EnvHttpProxyAgent", CLIENT_README), more, env)).toBe("1\n");
    expect(tunnel.received).toEqual(["POST /api/oauth/token", `POST ${RESTORE_JOBS}`]);
    expect(tunnel.opened.length >= least && tunnel.opened.length <= least * 2).toBe(true);
    expect(new Set(tunnel.opened)).toEqual(new Set(least === 0 ? [] : [tunnel.host]));
  });
});

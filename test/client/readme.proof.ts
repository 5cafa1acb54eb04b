import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { responseExample } from "../support/bundle.ts";
import { CLIENT_README, readmeBlock, readmeBlocks } from "../support/readme.ts";
import { body, cluster } from "../support/restore.ts";
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
  expect(compile(files, { types: ["node"] })).toEqual([]);
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

const create = `client.createRestoreJob(${JSON.stringify(cluster)}, ${JSON.stringify(body)})`;

test("the sample with the fake loses an answer", async () => {
  const more = `await ${create}.catch((error) => console.log(error.code, atlas.jobs().length));`;
  expect(await run("fake", readmeBlock("ts", "createFakeAtlas", CLIENT_README), more)).toBe("OUTCOME_UNKNOWN 1\n");
});

describe("the sample for proxies, with a service account and a private certificate authority", () => {
  const keys = resolve(import.meta.dirname, "../support/tls");
  const tunnels: (string | undefined)[] = [];
  const received: (string | undefined)[] = [];
  const sockets = new Set<Socket>();
  let api: Server;
  let proxy: Server;
  beforeAll(async () => {
    const identity = {
      key: readFileSync(resolve(keys, "localhost.key")),
      cert: readFileSync(resolve(keys, "localhost.pem")),
    };
    api = createHttpsServer(identity, (request, response) => {
      received.push(request.url);
      const token = { access_token: "issued", token_type: "Bearer", expires_in: 3600 };
      const answer = request.url === "/api/oauth/token" ? token : responseExample(200);
      response.setHeader("Content-Type", "application/json");
      request.resume().on("end", () => response.end(JSON.stringify(answer)));
    });
    proxy = createHttpServer().on("connect", ({ url = "" }, client: Socket) => {
      tunnels.push(url);
      const { hostname, port } = new URL(`http://${url}`);
      const upstream = connect(Number(port), hostname, () => {
        client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        upstream.pipe(client).pipe(upstream);
      });
      for (const socket of [client, upstream]) {
        sockets.add(socket);
        socket.on("error", () => upstream.destroy());
      }
    });
    for (const server of [api, proxy]) {
      server.on("connection", (socket: Socket) => sockets.add(socket));
      await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    }
  });
  afterAll(() => {
    for (const server of [api, proxy]) server.close();
    for (const socket of sockets) socket.destroy();
  });

  const port = (server: Server): number => (server.address() as AddressInfo).port;

  test.each([
    ["through HTTPS_PROXY", "", 1],
    ["not for NO_PROXY", "localhost", 0],
  ])("sends %s", async (_how, noProxy, least) => {
    tunnels.length = 0;
    received.length = 0;
    const env = {
      HTTPS_PROXY: `http://127.0.0.1:${port(proxy)}`,
      NO_PROXY: noProxy,
      NODE_EXTRA_CA_CERTS: resolve(keys, "ca.pem"),
      MONGODB_ATLAS_CLIENT_ID: "mdb_sa_id_1",
      MONGODB_ATLAS_CLIENT_SECRET: "mdb_sa_sk_1",
      MONGODB_ATLAS_BASE_URL: `https://localhost:${port(api)}`,
    };
    const more = `console.log((await ${create}).results?.length); await dispatcher.close();`;
    const jobs = responseExample(200)["results"];
    expect(await run("proxy", readmeBlock("ts", "EnvHttpProxyAgent", CLIENT_README), more, env)).toBe(
      `${Array.isArray(jobs) ? jobs.length : 0}\n`,
    );
    expect(received).toHaveLength(2);
    expect(tunnels.length >= least && tunnels.length <= least * 2).toBe(true);
    expect(new Set(tunnels)).toEqual(new Set(least === 0 ? [] : [`localhost:${port(api)}`]));
  });
});

import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { ClusterPath, RestoreJobsClient } from "../../src/index.ts";
import { type AtlasServer, answer, type Behaviour, startAtlasServer } from "../support/atlas-server.ts";
import { CLIENT_README, readmeBlock } from "../support/readme.ts";
import { clientFor, cluster, job, jobId } from "../support/restore.ts";

type Download = (
  client: RestoreJobsClient,
  cluster: ClusterPath,
  jobId: string,
  file: string,
  signal: AbortSignal,
) => Promise<void>;

const data = Buffer.alloc(3 * 1024 * 1024, "restored ");
const digest = createHash("sha1").update(data).digest("hex");

let atlas: AtlasServer;
let store: Server;
let deliver: Behaviour;
let download: Download;
let modules: string;
let folder: string;
beforeAll(async () => {
  atlas = await startAtlasServer();
  store = createServer((request, response) => deliver(response, request));
  await new Promise<void>((resolve) => store.listen(0, "127.0.0.1", resolve));
  modules = mkdtempSync(join(tmpdir(), "recipe-"));
  const recipe = join(modules, "download.mjs");
  writeFileSync(
    recipe,
    shared.typescript.transpile(readmeBlock("ts", "createHash", CLIENT_README), {
      target: shared.typescript.ScriptTarget.ES2022,
    }),
  );
  ({ download } = await import(pathToFileURL(recipe).href));
});
afterAll(async () => {
  rmSync(modules, { recursive: true });
  store.closeAllConnections();
  store.close();
  await atlas.stop();
});
beforeEach(() => {
  atlas.forget();
  folder = mkdtempSync(join(tmpdir(), "download-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Downloads from a store that behaves so, for a job that states a checksum once it was downloaded. */
function run(behaviour: Behaviour, stated: string | null = digest, signal = AbortSignal.timeout(10_000)) {
  const { port } = store.address() as AddressInfo;
  const urlV2 = `http://127.0.0.1:${port}/data.tar.gz`;
  const delivery = { methodName: "HTTP", urlV2, authHeader: "X-Key", authValue: "k3y" };
  const finished = { ...job, statusName: "FINISHED", delivery };
  const hashes = stated === null ? [] : [{ fileName: "data.tar.gz", hash: stated, typeName: "SHA1" }];
  atlas.behaveInTurn(answer(200, finished), answer(200, { ...finished, hashes }));
  deliver = behaviour;
  return download(clientFor(atlas), cluster, jobId, join(folder, "data.tar.gz"), signal);
}

test("a download lies under its name, whole, and the key went along", async () => {
  await run((response, request) => response.writeHead(request.headers["x-key"] === "k3y" ? 200 : 403).end(data));
  expect(readdirSync(folder)).toEqual(["data.tar.gz"]);
  expect(readFileSync(join(folder, "data.tar.gz")).equals(data)).toBe(true);
});

test.each<[string, Behaviour, string | null, RegExp]>([
  ["a wrong checksum", (response) => response.end(data), "0".repeat(40), /SHA-1 is .*, and should be 0{40}/],
  ["no checksum", (response) => response.end(data), null, /should be stated by the job/],
  [
    "a connection that breaks",
    (response, request) => {
      response.writeHead(200, { "Content-Length": data.length });
      response.write(data.subarray(0, 1_000_000), () => request.socket.resetAndDestroy());
    },
    digest,
    /terminated/,
  ],
  ["an answer that ends too soon", (response) => response.end(data.subarray(1)), digest, /SHA-1 is/],
  ["a refusal", (response) => response.writeHead(403).end(), digest, /returned 403/],
  ["a redirect", (response) => response.writeHead(302, { Location: "/elsewhere" }).end(), digest, /fetch failed/],
])("%s leaves no file, neither under its name nor a temporary one", async (_what, behaviour, stated, why) => {
  await expect(run(behaviour, stated)).rejects.toThrow(why);
  expect(readdirSync(folder)).toEqual([]);
});

test("an abort leaves no file", async () => {
  const stall: Behaviour = (response) => response.write(data.subarray(0, 1000));
  await expect(run(stall, digest, AbortSignal.timeout(300))).rejects.toThrow(/abort/);
  expect(readdirSync(folder)).toEqual([]);
});

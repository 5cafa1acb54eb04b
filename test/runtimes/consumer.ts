import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, transform } from "esbuild";
import { createConsumer, type Tarball } from "../package/tarball.ts";
import { CLIENT_README, readmeBlock } from "../support/readme.ts";

/** A folder with the packed package installed and the smoke program in the forms that the runtimes take. */
export interface SmokeConsumer {
  readonly folder: string;
  /** For Node, Bun and Deno: prints one line of JSON. */
  readonly program: string;
  /** For the same: downloads `data.tar.gz` into the folder by README's recipe. */
  readonly downloader: string;
  /** For workerd: answers a POST of the options with the results. */
  readonly worker: string;
  /** For a page: defines `runSmoke`. */
  readonly script: string;
}

const PROGRAM = `
import * as atlas from "atlas-restore-jobs";
import { smoke } from "./smoke.mjs";
console.log(JSON.stringify(await smoke(atlas, JSON.parse(process.argv[2]))));
`;

const DOWNLOADER = `
import * as atlas from "atlas-restore-jobs";
import { download } from "./recipe.mjs";
const { api, token } = JSON.parse(process.argv[2]);
const client = atlas.createRestoreJobsClient({ baseUrl: api, auth: atlas.bearer(token) });
const cluster = { groupId: "5c8a1f0fc56c98145d922b73", clusterName: "delivered" };
await download(client, cluster, "000000000000000000000001", "data.tar.gz", AbortSignal.timeout(10_000));
console.log(JSON.stringify({ downloaded: "data.tar.gz" }));
`;

// As README advises, the service account is kept beyond the request that first used it.
const WORKER = `
import * as atlas from "atlas-restore-jobs";
import { smoke } from "./smoke.mjs";
let auth;
async function read({ api, serviceAccount }, limit) {
  auth ??= atlas.serviceAccount(serviceAccount);
  const client = atlas.createRestoreJobsClient({ baseUrl: api, auth });
  const cluster = { groupId: "5c8a1f0fc56c98145d922b73", clusterName: "good" };
  const signal = AbortSignal.timeout(limit);
  return (await client.getRestoreJob(cluster, "000000000000000000000001", { signal })).id;
}
export default {
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    const options = await request.json();
    const run = pathname === "/read" ? read(options, Number(searchParams.get("limit"))) : smoke(atlas, options);
    return Response.json(await run.catch(String));
  },
};
`;

const SCRIPT = `
import * as atlas from "atlas-restore-jobs";
import { smoke } from "./smoke.mjs";
globalThis.runSmoke = (options) => smoke(atlas, options);
`;

export async function createSmokeConsumer(tarball: Tarball): Promise<SmokeConsumer> {
  const source = readFileSync(join(import.meta.dirname, "smoke.ts"), "utf8");
  const recipe = readmeBlock("ts", "createHash", CLIENT_README);
  const strip = async (text: string) => (await transform(text, { loader: "ts", target: "es2022" })).code;
  const folder = createConsumer(tarball, {
    "smoke.mjs": await strip(source),
    "program.mjs": PROGRAM,
    "recipe.mjs": await strip(recipe),
    "downloader.mjs": DOWNLOADER,
    "worker-source.mjs": WORKER,
    "script-source.mjs": SCRIPT,
  });
  const bundle = async (entry: string, format: "esm" | "iife", conditions: string[]): Promise<string> => {
    const options = { bundle: true, format, conditions, platform: "browser", target: "es2022", write: false } as const;
    const { outputFiles } = await build({ ...options, entryPoints: [join(folder, entry)] });
    return outputFiles[0]?.text ?? "";
  };
  writeFileSync(join(folder, "worker.mjs"), await bundle("worker-source.mjs", "esm", ["workerd", "worker"]));
  return {
    folder,
    program: join(folder, "program.mjs"),
    downloader: join(folder, "downloader.mjs"),
    worker: join(folder, "worker.mjs"),
    script: await bundle("script-source.mjs", "iife", []),
  };
}

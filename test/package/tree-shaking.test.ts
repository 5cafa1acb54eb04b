import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "@jest/globals";
import { build } from "esbuild";
import { root } from "./tarball.ts";

const sizes: string[] = [];
afterAll(() => console.info(["minified, gzipped, import", ...sizes].join("\n")));

/** The bundle of a program that imports these names, and the packages in it. One for browsers fails on a `node:` import. */
async function bundle(names: string): Promise<{ text: string; packages: string[] }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export { ${names} } from "./src/index.ts";`, resolveDir: root, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const contents = outputFiles[0]?.contents ?? new Uint8Array();
  sizes.push(`${contents.length} B, ${gzipSync(contents).length} B, ${names}`);
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const packages = inputs.map(([path]) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? "");
  return { text: new TextDecoder().decode(contents), packages: [...new Set(packages)].filter(Boolean).sort() };
}

describe("a bundle has what it uses and no more", () => {
  test.each([
    ["bearer", []],
    ["serviceAccount", ["oauth4webapi"]],
    ["apiKey", ["@noble/hashes"]],
    ["fromEnvironment", ["@noble/hashes", "oauth4webapi"]],
    ["AtlasApiError", []],
    ["createRestoreJobsClient", ["openapi-fetch"]],
    ["createRestoreJobsClient, bearer", ["openapi-fetch"]],
    ["createRestoreJobsFunctions, bearer", []],
    ["connect, createRestoreJob, bearer", []],
    ["createRestoreJobsClient, serviceAccount", ["oauth4webapi", "openapi-fetch"]],
    ["createRestoreJobsClient, apiKey", ["@noble/hashes", "openapi-fetch"]],
    ["createRestoreJobsClient, fromEnvironment", ["@noble/hashes", "oauth4webapi", "openapi-fetch"]],
  ])("%s: %j", async (names, packages) => {
    expect((await bundle(names)).packages).toEqual(packages);
  });

  test("functions alone come without what only the others need", async () => {
    const create = "AUTOMATED_RESTORE";
    const plan = "ALL DATA on cluster";
    expect((await bundle("connect, getRestoreJob, listRestoreJobs, bearer")).text).not.toMatch(
      new RegExp(`${create}|${plan}`),
    );
    expect((await bundle("connect, createRestoreJob, bearer")).text).not.toContain(plan);
    expect((await bundle("createRestoreJobsFunctions")).text).toContain(plan);
  });
});

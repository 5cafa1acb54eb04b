import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "@jest/globals";
import { build } from "esbuild";
import { root } from "./tarball.ts";

const sizes: string[] = [];
afterAll(() => console.info(["minified, gzipped, import", ...sizes].join("\n")));

/** The packages in the bundle of a program that imports these names. A bundle for browsers fails on a `node:` import. */
async function packagesBehind(names: string): Promise<string[]> {
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
  return [...new Set(packages)].filter(Boolean).sort();
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
    ["createRestoreJobsClient, serviceAccount", ["oauth4webapi", "openapi-fetch"]],
    ["createRestoreJobsClient, apiKey", ["@noble/hashes", "openapi-fetch"]],
    ["createRestoreJobsClient, fromEnvironment", ["@noble/hashes", "oauth4webapi", "openapi-fetch"]],
  ])("%s: %j", async (names, packages) => {
    expect(await packagesBehind(names)).toEqual(packages);
  });
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { createConsumer, pack } from "../package/tarball.ts";

/** What a page or worker grows by that imports these, from the packed package: bundled, minified, gzipped. */
const entries: Readonly<Record<string, string>> = {
  everything: `export * from "atlas-restore-jobs";`,
  "client, bearer": `export { createRestoreJobsClient, bearer } from "atlas-restore-jobs";`,
  "functions, bearer": `export { createRestoreJobsFunctions, bearer } from "atlas-restore-jobs";`,
  "client, serviceAccount": `export { createRestoreJobsClient, serviceAccount } from "atlas-restore-jobs";`,
  "client, apiKey": `export { createRestoreJobsClient, apiKey } from "atlas-restore-jobs";`,
  waitForRestoreJob: `export { waitForRestoreJob } from "atlas-restore-jobs";`,
  findRestoreJob: `export { findRestoreJob } from "atlas-restore-jobs";`,
  "all validators": `export * from "atlas-restore-jobs/validators";`,
};

interface Size {
  readonly minified: number;
  readonly gzipped: number;
}

async function measure(
  contents: string,
  folder: string,
  external: string[] = [],
): Promise<Size & { readonly files: readonly (readonly [string, number])[] }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    metafile: true,
    external,
  });
  const bundle = outputFiles[0]?.contents ?? new Uint8Array();
  const inputs = Object.entries(Object.values(metafile.outputs)[0]?.inputs ?? {});
  const files = inputs
    .map(([path, { bytesInOutput }]) => [path.replace(/^.*(node_modules|dist)\//, ""), bytesInOutput] as const)
    .filter(([, bytes]) => bytes > 0)
    .sort(([, one], [, other]) => other - one);
  return { minified: bundle.length, gzipped: gzipSync(bundle, { level: 9 }).length, files };
}

const packed = mkdtempSync(join(tmpdir(), "packed-"));
const folder = createConsumer(pack(packed), {});
const rows = [["import", "minified", "gzipped", "without the validators it uses, gzipped"]];
for (const [name, contents] of Object.entries(entries)) {
  const { minified, gzipped } = await measure(contents, folder);
  const bare = await measure(contents, folder, ["*.validator.js"]);
  rows.push([name, `${minified} B`, `${gzipped} B`, name === "all validators" ? "" : `${bare.gzipped} B`]);
}
// What the smallest client is made of: the bytes of each file in it, and its share of the compressed bundle.
const { files, minified: all, gzipped: compressed } = await measure(entries["functions, bearer"] ?? "", folder);
const parts = files.map(([file, bytes]) => [file, `${bytes} B`, `${Math.round((bytes / all) * compressed)} B`]);
for (const used of [packed, folder]) rmSync(used, { recursive: true });
for (const [name = "", ...sizes] of [
  ...rows,
  ["file of functions, bearer", "minified", "share of gzipped"],
  ...parts,
]) {
  console.log([name.padEnd(40), ...sizes.map((size) => size.padStart(10))].join("  "));
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { createConsumer, pack } from "../package/tarball.ts";

/** What a page or worker grows by that imports these, from the packed package: bundled, minified, gzipped. */
const entries: Readonly<Record<string, string>> = {
  everything: `export * from "atlas-restore-jobs";`,
  "client, bearer": `export { createRestoreJobsClient, bearer } from "atlas-restore-jobs";`,
  "getRestoreJob alone, bearer": `export { connect, getRestoreJob, bearer } from "atlas-restore-jobs";`,
  "createRestoreJob alone, bearer": `export { connect, createRestoreJob, bearer } from "atlas-restore-jobs";`,
  "functions, bearer": `export { createRestoreJobsFunctions, bearer } from "atlas-restore-jobs";`,
  "client, serviceAccount": `export { createRestoreJobsClient, serviceAccount } from "atlas-restore-jobs";`,
  "client, apiKey": `export { createRestoreJobsClient, apiKey } from "atlas-restore-jobs";`,
  waitForRestoreJob: `export { waitForRestoreJob } from "atlas-restore-jobs";`,
  findRestoreJob: `export { findRestoreJob } from "atlas-restore-jobs";`,
  "all validators": `export * from "atlas-restore-jobs/validators";`,
};

const zip = (text: string): number => gzipSync(text, { level: 9 }).length;

async function bundle(contents: string, folder: string, external: string[], minifyWhitespace = true): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    minifySyntax: true,
    minifyIdentifiers: true,
    minifyWhitespace,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    external,
  });
  return outputFiles[0]?.text ?? "";
}

const packed = mkdtempSync(join(tmpdir(), "packed-"));
const folder = createConsumer(pack(packed), {});
const rows = [["import", "minified", "gzipped", "without the validators it uses, gzipped"]];
for (const [name, contents] of Object.entries(entries)) {
  const [whole, bare] = [await bundle(contents, folder, []), await bundle(contents, folder, ["*.validator.js"])];
  rows.push([name, `${whole.length} B`, `${zip(whole)} B`, name === "all validators" ? "" : `${zip(bare)} B`]);
}
// What each file costs in the bundle that creates: how much smaller that is, compressed, without the file's part. With white
// space, the bundler names the file before each part; what it keeps beside, such as comments, goes afterwards.
const creates = await bundle(entries["createRestoreJob alone, bearer"] ?? "", folder, [], false);
const [, ...split] = creates.replace(/^export \{[^}]*\};$/m, "").split(/^\/\/ .*(?:node_modules|dist)\/(.+\.js)$/m);
const files = split.filter((_, at) => at % 2 === 0);
const codes = await Promise.all(
  split.filter((_, at) => at % 2 === 1).map(async (part) => (await transform(part, { minifyWhitespace: true })).code),
);
const total = zip(codes.join(""));
const parts = files.map((file, index) => ({
  file,
  bytes: total - zip(codes.filter((_, at) => at !== index).join("")),
}));
parts.sort((one, other) => other.bytes - one.bytes);
for (const used of [packed, folder]) rmSync(used, { recursive: true });
for (const [name = "", ...sizes] of [
  ...rows,
  ["file of createRestoreJob alone, bearer", "gzipped"],
  ...parts.map(({ file, bytes }) => [file, `${bytes} B`]),
]) {
  console.log([name.padEnd(40), ...sizes.map((size) => size.padStart(10))].join("  "));
}

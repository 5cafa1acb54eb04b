import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { publint } from "publint";
import { createConsumer, pack, type Tarball } from "./tarball.ts";

const run = promisify(execFile);
const { resolve } = createRequire(import.meta.url);

/** What a consumer writes, apart from how the package is loaded: right calls that compile, wrong ones that do not. */
const program = `
declare const process: { readonly argv: readonly string[] };
const client = atlas.createRestoreJobsClient({ auth: atlas.bearer("token"), baseUrl: process.argv[2] ?? "" });
const cluster = { groupId: "5c8a1f0fc56c98145d922b73", clusterName: "orders" };
const id = "681715c0ce2f8a4f6b1d09e4";
const delivery = { methodName: "HTTP" } as const;
export const body: atlas.OnlySnapshotId = { delivery, snapshotId: id };
export const found: paths["/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs"]["post"] | undefined = undefined;

export function refused() {
  // @ts-expect-error two restore points
  void client.createRestoreJob(cluster, { delivery, snapshotId: id, checkpointId: id });
  // @ts-expect-error a timestamp without its increment
  void client.createRestoreJob(cluster, { delivery, oplogTs: "2025-05-04T09:42:00Z" });
  // @ts-expect-error an automated restore without a target
  void client.createRestoreJob(cluster, { delivery: { methodName: "AUTOMATED_RESTORE" }, snapshotId: id });
  // @ts-expect-error no restore point
  void client.api.POST("/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs", { params: { path: cluster }, body: { delivery } });
}

const [first] = validators.validateCreateGroupClusterRestoreJob({ params: { path: cluster }, body: { ...body, checkpointId: id } });
console.log(first?.sentence);
client.createRestoreJob(cluster, body).then(
  (jobs) => console.log("created", jobs.results?.length),
  (error: unknown) => console.log(error instanceof atlas.AtlasApiError ? "refused " + error.status : error),
);
`;
const esm = `import * as atlas from "atlas-restore-jobs";\nimport type { paths } from "atlas-restore-jobs/types";\nimport * as validators from "atlas-restore-jobs/validators";\n${program}`;
const commonJs = `import atlas = require("atlas-restore-jobs");\nimport type { paths } from "atlas-restore-jobs/types";\nimport validators = require("atlas-restore-jobs/validators");\n${program}`;

const compilers = { "5.4": "typescript-5.4", "5.9": "typescript", "6.0": "typescript-6.0", "7.0": "typescript-7.0" };
const settings = [
  { module: "node16", moduleResolution: "node16", files: ["esm.mts", "common.cts"] },
  { module: "nodenext", moduleResolution: "nodenext", files: ["esm.mts", "common.cts"] },
  { module: "esnext", moduleResolution: "bundler", files: ["esm.mts"] },
];

let packed: string;
let tarball: Tarball;
let consumer: string;
let server: Server;
let baseUrl: string;

beforeAll(async () => {
  packed = mkdtempSync(join(tmpdir(), "packed-"));
  tarball = pack(packed);
  consumer = createConsumer(tarball, { "esm.mts": esm, "common.cts": commonJs });
  server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.setHeader("Content-Type", "application/vnd.atlas.2023-01-01+json");
      response.end(JSON.stringify({ results: [{ delivery: { methodName: "HTTP" } }], totalCount: 1 }));
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});

afterAll(() => {
  server.close();
  for (const folder of [packed, consumer]) rmSync(folder, { recursive: true, force: true });
});

/** Compiles the consumer, the package's declarations included, and returns what the compiler has to say. */
async function compile(compiler: string, ...args: readonly string[]): Promise<string> {
  const tsc = join(dirname(resolve(`${compiler}/package.json`)), "bin/tsc");
  const strict = ["--strict", "--exactOptionalPropertyTypes", "--skipLibCheck", "false", "--skipDefaultLibCheck"];
  const options = [...strict, "--target", "es2022", "--lib", "es2022,dom", ...args];
  const { stdout } = await run(process.execPath, [tsc, ...options], { cwd: consumer }).catch(
    (error: { stdout: string }) => error,
  );
  return stdout;
}

describe("the packed package", () => {
  test("holds what it is made for, and nothing else", () => {
    const kinds = tarball.files.filter((path) => !/^dist\/(cjs\/)?(src|generated)\/.+(\.d\.ts|\.js)$/.test(path));
    expect(kinds.sort()).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist/cjs/package.json",
      "generated/openapi.json",
      "package.json",
      "src/README.md",
    ]);
  });

  test.each(Object.entries(compilers))(
    "is right for TypeScript %s in every way of resolving modules",
    async (_version, compiler) => {
      const complaints = settings.map(async ({ module, moduleResolution, files }) =>
        compile(compiler, "--noEmit", "--module", module, "--moduleResolution", moduleResolution, ...files),
      );
      expect(await Promise.all(complaints)).toEqual(["", "", ""]);
    },
  );

  test("runs when it is imported and when it is required", async () => {
    expect(await compile("typescript", "--module", "nodenext", "esm.mts", "common.cts")).toBe("");
    for (const file of ["esm.mjs", "common.cjs"]) {
      const { stdout, stderr } = await run(process.execPath, [file, baseUrl], { cwd: consumer });
      const sentence = "OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);";
      expect({ file, stdout, stderr }).toEqual({ file, stdout: `${sentence}\ncreated 1\n`, stderr: "" });
    }
  });

  test("gives one and the same module to import and to require", async () => {
    writeFileSync(
      join(consumer, "identity.mjs"),
      `import { createRequire } from "node:module";
       import { AtlasApiError } from "atlas-restore-jobs";
       console.log(createRequire(import.meta.url)("atlas-restore-jobs").AtlasApiError === AtlasApiError);`,
    );
    const { stdout } = await run(process.execPath, ["--disable-warning=ExperimentalWarning", "identity.mjs"], {
      cwd: consumer,
    });
    expect(stdout).toBe("true\n");
  });

  test("carries the bundled description", () => {
    const text = readFileSync(join(consumer, "node_modules/atlas-restore-jobs/generated/openapi.json"), "utf8");
    expect(JSON.parse(text)).toHaveProperty("openapi");
  });

  test("is clean by publint and by are-the-types-wrong", async () => {
    const { buffer: packedBytes } = new Uint8Array(readFileSync(tarball.path));
    const { messages } = await publint({ pack: { tarball: packedBytes } });
    expect(messages).toEqual([]);
    const attw = resolve("@arethetypeswrong/cli/package.json").replace("package.json", "dist/index.js");
    const { stdout } = await run(process.execPath, [attw, tarball.path, "--profile", "node16", "--format", "json"]);
    const found: { analysis: { problems: { resolutionKind?: string }[] } } = JSON.parse(stdout);
    // Node 10 knows no exports, and this package needs Node 20; TypeScript 6 deprecates that resolution, 7 has dropped it.
    expect(found.analysis.problems.filter(({ resolutionKind }) => resolutionKind !== "node10")).toEqual([]);
  });
});

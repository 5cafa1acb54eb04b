import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { parse } from "yaml";
import { runCommand } from "../rules/cli.ts";
import { withWorkspace } from "../rules/workspace.ts";

type Json = { [key: string]: Json };

const root = resolve(import.meta.dirname, "../..");
const source = readFileSync(join(root, "openapi/restore-jobs.yaml"), "utf8");
const page = "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs";

/**
 * Our description in the shape of MongoDB's: OpenAPI 3.0, other names and operationIds, one schema for what is sent and what is
 * answered, and what openapi/known-drift.yaml says of it.
 */
function upstream(): { document: Json; schemas: Json; create: Json } {
  const names: Readonly<Record<string, string>> = {
    RestoreJobRequestDelivery: "BackupRestoreJobDelivery",
    RestoreJobRequest: "BackupRestoreJob",
    RestoreJobDelivery: "BackupRestoreJobDelivery",
    PaginatedRestoreJobs: "PaginatedRestoreJobView",
    RestoreJob: "BackupRestoreJob",
  };
  const renamed = source.replaceAll(/#\/components\/schemas\/(\w+)/g, (whole, name: string) =>
    whole.replace(name, names[name] ?? name),
  );
  const document: Json = parse(renamed);
  const schemas = at(document, "components", "schemas");
  for (const [request, answer] of [
    ["RestoreJobRequest", "RestoreJob"],
    ["RestoreJobRequestDelivery", "RestoreJobDelivery"],
  ] as const) {
    const [sent, answered] = [at(schemas, request, "properties"), at(schemas, answer, "properties")];
    for (const [name, property] of Object.entries(sent))
      if (!(name in answered)) Object.assign(property, { writeOnly: true });
    for (const [name, property] of Object.entries(answered))
      if (!(name in sent)) Object.assign(property, { readOnly: true });
    Object.assign(schemas, { [names[answer] ?? ""]: { ...schemas[answer], properties: { ...answered, ...sent } } });
    delete schemas[request];
    delete schemas[answer];
  }
  schemas["PaginatedRestoreJobView"] = at(schemas, "PaginatedRestoreJobs");
  delete schemas["PaginatedRestoreJobs"];
  const create = at(document, "paths", page, "post");
  delete create["x-dependencies"];
  const job = at(schemas, "BackupRestoreJob", "properties");
  const delivery = at(schemas, "BackupRestoreJobDelivery", "properties");
  const oplogTs = at(job, "oplogTs");
  Object.assign(oplogTs, { pattern: String(oplogTs["pattern"]).replaceAll("\\", "\\\\") });
  Object.assign(at(job, "timestamp", "properties", "increment"), { minimum: 1199145600 });
  Object.assign(at(schemas, "ApiError", "properties", "parameters"), { items: { type: "object" } });
  delete at(schemas, "PaginatedRestoreJobView", "properties", "results")["maxItems"];
  const hash = at(job, "hashes", "items", "properties");
  delete at(hash, "fileName")["minLength"];
  delete at(hash, "hash")["pattern"];
  delete at(delivery, "authHeader")["pattern"];
  for (const name of ["authValue", "url", "urlV2"]) delete at(delivery, name)["format"];
  delete at(schemas, "Link", "properties", "href")["format"];
  delete at(schemas, "Link", "properties", "rel")["minLength"];
  Object.assign(document, { openapi: "3.0.1" });
  Object.assign(create, { operationId: "createLegacyBackupRestoreJob" });
  return { document, schemas, create };
}

function at(value: Json, ...path: readonly string[]): Json {
  return path.reduce((found, key) => {
    const next = found[key];
    if (next === undefined) throw new Error(`${path.join(" ")} has no ${key}`);
    return next;
  }, value);
}

function drift(document: Json) {
  return withWorkspace({}, (folder) => {
    const file = join(folder, "upstream.json");
    writeFileSync(file, JSON.stringify(document));
    return runCommand("drift", file);
  });
}

test("openapi/known-drift.yaml has every difference from MongoDB's description, and no other", async () => {
  expect(await drift(upstream().document)).toEqual({
    code: 0,
    stdout: "3 operations, nothing new, 15 known.\n",
    stderr: "",
  });
});

test("anything else that MongoDB changes is found", async () => {
  const { document, schemas, create } = upstream();
  Object.assign(create, { "x-sunset": "2027-03-01" });
  Object.assign(at(schemas, "BackupRestoreJob", "properties"), { region: { type: "string" } });
  Object.assign(at(schemas, "BackupRestoreJobDelivery", "properties", "methodName"), { enum: ["HTTP", "S3"] });
  delete at(document, "paths")[`${page}/{jobId}`];
  const { code, stdout } = await drift(document);
  expect(code).toBe(1);
  const found = stdout.split("\n").filter((line) => /^\w/.test(line));
  expect(found).toEqual([
    "new      RestoreJobDelivery.methodName: enum value",
    ...Array.from({ length: 6 }, () => "gone     RestoreJobDelivery.methodName: enum value"),
    "new      RestoreJob.region: property",
    `new      POST ${page}: x-sunset`,
    "new      RestoreJobRequestDelivery.methodName: enum value",
    ...Array.from({ length: 6 }, () => "gone     RestoreJobRequestDelivery.methodName: enum value"),
    "new      RestoreJobRequest.region: property",
    `gone     GET ${page}/{jobId}: operation`,
    "3 operations, 18 differences, 15 known.",
  ]);
});

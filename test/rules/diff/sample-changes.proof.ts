import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { diffOf } from "../generator.ts";

const file = resolve(import.meta.dirname, "../../../openapi/restore-jobs.yaml");
const base: unknown = parse(readFileSync(file, "utf8"));
const jobs = "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs";
const create = ["paths", jobs, "post"];
const rules = [...create, "x-dependencies"];
const request = ["components", "schemas", "RestoreJobRequest", "properties"];
const delivery = ["components", "schemas", "RestoreJobRequestDelivery", "properties"];
const answer = ["components", "schemas", "RestoreJob", "properties"];

type Edit = (value: unknown) => unknown;

/** The description with another value at a path. */
function edited(value: unknown, [key, ...rest]: readonly string[], edit: Edit): unknown {
  if (key === undefined) return edit(value);
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === key ? edited(item, rest, edit) : item));
  const members = Object(value);
  return { ...members, [key]: edited(members[key], rest, edit) };
}

const append =
  (...added: unknown[]): Edit =>
  (list) => {
    if (!Array.isArray(list)) throw new TypeError("the list is missing");
    return [...list, ...added];
  };
const without =
  (name: string): Edit =>
  (object) =>
    Object.fromEntries(Object.entries(Object(object)).filter(([key]) => key !== name));
const withKey =
  (key: string, value: unknown): Edit =>
  (object) => ({ ...Object(object), [key]: value });

const points = "snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis";
const id = "^([a-f0-9]{24})$";

interface Sample {
  readonly title: string;
  readonly edits: readonly (readonly [path: readonly string[], edit: Edit])[];
  /** Reads the change from the revision back to the base. */
  readonly backwards?: boolean;
  readonly semver: string;
  readonly requests: string;
  readonly refusedNow?: string;
  readonly acceptedNow?: string;
  readonly changes: readonly string[];
  readonly names?: object;
}

const samples: readonly Sample[] = [
  {
    title: "an enum value is added to the request",
    edits: [[[...delivery, "methodName", "enum"], append("CLOUD_COPY")]],
    semver: "minor",
    requests: "looser",
    acceptedNow: '"methodName":"CLOUD_COPY"',
    changes: [],
  },
  {
    title: "an enum value is added to the answer",
    edits: [[[...answer, "statusName", "enum"], append("PAUSED")]],
    semver: "major",
    requests: "none",
    changes: [
      "Response 200: results[].statusName may now be 'PAUSED'.",
      "Response 200: results[].statusName may now be 'PAUSED'.",
      "Response 200: statusName may now be 'PAUSED'.",
    ],
  },
  {
    title: "a fifth restore point",
    edits: [
      [request, withKey("archiveId", { type: "string", pattern: id })],
      [[...rules, "0"], () => `OnlyOne(${points}, archiveId);`],
    ],
    semver: "minor",
    requests: "looser",
    acceptedNow: '"archiveId":"aaaaaaaaaaaaaaaaaaaaaaaa"',
    changes: [],
    names: { removed: [], added: ["CreateGroupClusterRestoreJobBodyWithArchiveId"], renamed: [], moved: [] },
  },
  {
    title: "a rule is loosened",
    edits: [[[...rules, "0"], () => `ZeroOrOne(${points});`]],
    semver: "minor",
    requests: "looser",
    acceptedNow: '"body":{"delivery":{"methodName":"CLIENT_PIT_HTTP"}}',
    changes: [],
  },
  {
    title: "a rule is tightened",
    edits: [[[...rules, "0"], () => `ZeroOrOne(${points});`]],
    backwards: true,
    semver: "major",
    requests: "tighter",
    refusedNow: '"body":{"delivery":{"methodName":"CLIENT_PIT_HTTP"}}',
    changes: [],
  },
  {
    title: "a rule is added",
    edits: [[rules, append("IF checkpointId THEN delivery.methodName=='AUTOMATED_RESTORE';")]],
    semver: "major",
    requests: "tighter",
    refusedNow: '"checkpointId"',
    changes: [],
    names: expect.anything(),
  },
  {
    title: "a field of the answer is removed",
    edits: [[answer, without("hashes")]],
    semver: "major",
    requests: "none",
    changes: [
      "Response 200: results[].hashes was removed.",
      "Response 200: results[].hashes was removed.",
      "Response 200: hashes was removed.",
    ],
  },
  {
    title: "an operation is added",
    edits: [
      [
        ["paths", jobs],
        withKey("delete", { operationId: "deleteRestoreJobs", responses: { "204": { description: "Done" } } }),
      ],
    ],
    semver: "minor",
    requests: "none",
    changes: ["The operation is new."],
  },
  {
    title: "a pattern is narrowed",
    edits: [[[...request, "snapshotId", "pattern"], () => "^([a-f]{24})$"]],
    semver: "major",
    requests: "tighter",
    refusedNow: '"snapshotId":"aaaaaaaaaaaaaaaaaaaaaaa0"',
    changes: [],
  },
  {
    title: "a description is edited",
    edits: [[[...create, "description"], () => "Restores a backup."]],
    semver: "patch",
    requests: "none",
    changes: [],
  },
  { title: "nothing changes", edits: [], semver: "none", requests: "none", changes: [] },
];

describe("what a change of the restore jobs' description means", () => {
  test.each(samples)("$title: $semver, $requests", async (sample) => {
    const revision = sample.edits.reduce((value, [path, edit]) => edited(value, path, edit), base);
    const [before, now] = sample.backwards ? [revision, base] : [base, revision];
    const diff = await diffOf(Object(before), Object(now));
    const changed = diff.operations.find(({ operation }) => operation === "createGroupClusterRestoreJob")?.requests;
    const verdict = changed === undefined || changed.verdict === "same" ? "none" : changed.verdict;
    expect({ semver: diff.semver, requests: verdict }).toEqual({ semver: sample.semver, requests: sample.requests });
    const shown = (witness: { readonly request: unknown } | undefined): string | undefined =>
      witness && JSON.stringify(witness.request);
    expect(shown(changed?.refusedNow)).toEqual(sample.refusedNow && expect.stringContaining(sample.refusedNow));
    expect(shown(changed?.acceptedNow)).toEqual(sample.acceptedNow && expect.stringContaining(sample.acceptedNow));
    expect(diff.operations.flatMap(({ changes }) => changes.map(({ message }) => message))).toEqual(sample.changes);
    expect(diff.names).toEqual(sample.names ?? { removed: [], added: [], renamed: [], moved: [] });
  });
});

test("says the same, byte for byte, every time", async () => {
  const revision = edited(base, [...rules, "0"], () => `Or(${points});`);
  const texts = new Set<string>();
  for (let run = 0; run < 3; run++) texts.add(JSON.stringify(await diffOf(Object(base), Object(revision))));
  expect(texts.size).toBe(1);
});

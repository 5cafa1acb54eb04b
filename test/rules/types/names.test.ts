import { expect, test } from "@jest/globals";
import { compareExports, describeExports, exportedTypes } from "../../../scripts/emitters/types/exported-names.ts";
import { generateFrom } from "../generator.ts";

const listRuns = `
  /runs:
    get:
      operationId: listRuns
      parameters: [{ name: page, in: query, schema: {} }, { name: after, in: query, schema: {} }]
      x-dependencies: ["ZeroOrOne(page, after);"]
      responses: { "204": { description: OK } }`;

const description = `openapi: 3.1.0
info: { title: Jobs, version: "1" }
paths:${listRuns}
  /jobs:
    post:
      operationId: createJob
      x-dependencies: ["OnlyOne(file, url);"]
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "#/components/schemas/Job" }
      responses: { "204": { description: OK } }
components:
  schemas:
    Job:
      type: object
      properties:
        file: {}
        url: {}
        label: {}
        steps: { type: array, items: { type: object, properties: { run: {}, uses: {} }, minProperties: 1, maxProperties: 1, additionalProperties: false } }
    Task: { type: object, properties: { a: {}, b: {} }, dependentRequired: { a: [b] } }
`;

/** The text with another in place of a part that it has once. */
function edited(part: string, other: string, text = description): string {
  expect(text.split(part)).toHaveLength(2);
  return text.replace(part, other);
}

const ruleOfJob = `      x-dependencies: ["OnlyOne(file, url);"]\n`;
const bodyOfJob = `          application/json:
            schema: { $ref: "#/components/schemas/Job" }\n`;
const nextOperation = (name: string, body: string): string => `
  /${name}:
    post:
      operationId: ${name}
      x-dependencies: ["ZeroOrOne(url, label);"]
      requestBody: { required: true, content: { application/json: { schema: ${body} } } }
      responses: { "204": { description: OK } }`;

/** What `generate` tells of the exported names when a description is edited, and which of those that stay say something else. */
const edits: Readonly<
  Record<string, readonly [text: string, told: string | undefined, differing?: readonly string[]]>
> = {
  "an operation before the others": [
    edited("paths:", `paths:${nextOperation("copyJob", "{ type: object, properties: { url: {}, label: {} } }")}`),
    undefined,
  ],
  "another order": [edited("\ncomponents:", `${listRuns}\ncomponents:`, edited(listRuns, "")), undefined],
  "a looser rule": [
    edited("OnlyOne(file, url)", "ZeroOrOne(file, url)"),
    undefined,
    ["CreateJobBodyWithUrl", "CreateJobBodyWithFile"],
  ],
  "the rule on the schema": [
    edited("    Job:\n      type: object\n", `    Job:\n${ruleOfJob}      type: object\n`, edited(ruleOfJob, "")),
    "renamed: CreateJobBodyBase to JobBase, CreateJobBodyWithUrl to JobWithUrl, CreateJobBodyWithFile to JobWithFile",
  ],
  "another name of a field": [
    edited("        url: {}", "        link: {}", edited("OnlyOne(file, url)", "OnlyOne(file, link)")),
    "removed: CreateJobBodyWithUrl; new: CreateJobBodyWithLink",
    ["CreateJobBodyWithFile"],
  ],
  "a second media type": [
    edited(
      bodyOfJob,
      `          application/x-www-form-urlencoded:
            schema: { type: object, properties: { file: { type: string }, url: { type: string } } }\n${bodyOfJob}`,
    ),
    undefined,
  ],
  "the component in a second operation": [
    edited("paths:", `paths:${nextOperation("copyJob", '{ $ref: "#/components/schemas/Job" }')}`),
    undefined,
  ],
  "another name of the schema": [
    edited("    Job:", "    Work:", edited("schemas/Job", "schemas/Work")),
    "renamed: JobStepsItemWithUses to WorkStepsItemWithUses, JobStepsItemWithRun to WorkStepsItemWithRun",
    ["CreateJobBodyBase"],
  ],
};

test.each(Object.entries(edits))(
  "%s changes only the names that depend on it",
  async (_, [text, told, differing = []]) => {
    const [before, now] = [await generateFrom(description), await generateFrom(text)];
    const [former, current] = [exportedTypes(before.types), exportedTypes(now.types)];
    const changes = compareExports(former, current);
    expect(describeExports(changes)).toBe(told);
    const kept = [...former.keys()].filter(
      (name) => current.has(name) && !/^(paths|components|operations)$/.test(name),
    );
    expect(kept.filter((name) => current.get(name) !== former.get(name))).toEqual(differing);
  },
);

test("a name that two operations chose for a variant gets the operation's before it", async () => {
  const chosen = (text: string): string =>
    text.replace("      x-dependencies", "      x-variant-names: { WithUrl: Remote }\n      x-dependencies");
  const one = edited(ruleOfJob, chosen(ruleOfJob));
  const namesIn = async (text: string): Promise<string[]> =>
    [...exportedTypes((await generateFrom(text)).types).keys()].filter((name) => name.includes("Remote"));
  expect(await namesIn(one)).toEqual(["Remote"]);
  const copy = chosen(nextOperation("copyJob", "{ type: object, properties: { url: {}, label: {} } }"));
  expect(await namesIn(edited("paths:", `paths:${copy}`, one))).toEqual(["CopyJobBodyRemote", "CreateJobBodyRemote"]);
});

test("a variant of hundreds of values has a short name, which is another than that of the next", async () => {
  const values = Array.from({ length: 300 }, (_, index) => `value${index}`);
  const body = (from: number): string =>
    `IF a == ${values
      .slice(from, from + 90)
      .map((value) => `'${value}'`)
      .join("|")} THEN b;`;
  const { types = "" } = await generateFrom(
    description
      .replace("file: {}", `a: { enum: [${values.join()}] }\n        b: {}\n        c: {}\n        file: {}`)
      .replace('"OnlyOne(file, url);"', `"${body(0)}", "${body(100).replace("THEN b", "THEN c")}"`),
  );
  const names = [...types.matchAll(/export interface (CreateJob\w+)/g)].map(([, name = ""]) => name);
  expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual("CreateJobBody".length + 100);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain(
    "CreateJobBodyAValue0OrValue1OrValue2OrValue3OrValue4OrValue5OrValue6OrValue7OrValue8OrValue9OrValue10OrV_584af8dc",
  );
});

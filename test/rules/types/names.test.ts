import { beforeAll, expect, test } from "@jest/globals";
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
  "a second JSON media type, of another schema": [
    edited(
      bodyOfJob,
      `          application/a+json:
            schema: { type: object, properties: { file: {}, url: {}, note: {} } }\n${bodyOfJob}`,
    ),
    "renamed: CreateJobBodyBase to CreateJobJsonBodyBase, CreateJobBodyWithUrl to CreateJobJsonBodyWithUrl, CreateJobBodyWithFile to CreateJobJsonBodyWithFile; new: CreateJobAJsonBodyBase, CreateJobAJsonBodyWithUrl, CreateJobAJsonBodyWithFile",
  ],
  "a second JSON media type, of the same schema": [
    edited(bodyOfJob, bodyOfJob.replace("json:", "vnd.jobs.v2+json:") + bodyOfJob),
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

let former: ReturnType<typeof exportedTypes>;
beforeAll(async () => {
  former = exportedTypes((await generateFrom(description)).types);
});

test.each(Object.entries(edits))(
  "%s changes only the names that depend on it",
  async (_, [text, told, differing = []]) => {
    const current = exportedTypes((await generateFrom(text)).types);
    const changes = compareExports(former, current);
    expect(describeExports(changes)).toEqual(told === undefined ? [] : [told]);
    const kept = [...former.keys()].filter(
      (name) => current.has(name) && !/^(paths|components|operations)$/.test(name),
    );
    expect(kept.filter((name) => current.get(name) !== former.get(name))).toEqual(differing);
  },
);

const [url, form] = ["CreateJobBodyWithUrl", "CreateJobFormBodyWithUrl"];
const formOfJob = bodyOfJob.replace("application/json", "application/x-www-form-urlencoded");

test("a form has names of its own from the start, so that JSON beside it takes none of them", async () => {
  const namesIn = async (text: string): Promise<string[]> =>
    [...exportedTypes((await generateFrom(text)).types).keys()].filter((name) => name === url || name === form);
  expect(await namesIn(edited(bodyOfJob, formOfJob))).toEqual([form]);
  const json = bodyOfJob.replace(
    '{ $ref: "#/components/schemas/Job" }',
    "{ type: object, properties: { url: {}, file: {} } }",
  );
  expect(await namesIn(edited(bodyOfJob, json + formOfJob))).toEqual([url, form]);
});

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

test.each([
  ["{ WithLink: Remote }", "unknown variant WithLink. Expected one of: WithUrl, WithFile."],
  ["{ WithUrl: remote }", "'remote' isn't a type name. Use letters, digits and _, and start with a capital letter."],
  ["{ WithUrl: Mine, WithFile: Mine }", "WithUrl and WithFile are both called Mine. Give each a name of its own."],
])("x-variant-names: %s is refused at its place", async (names, message) => {
  const text = edited(ruleOfJob, `${ruleOfJob}      x-variant-names: ${names}\n`);
  await expect(generateFrom(text)).rejects.toThrow(
    new RegExp(`api.yaml:14:\\d+ error x-variant-names: ${message.replaceAll(".", "\\.")}`),
  );
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

/** An operation with a body of which `a` or `b` is set. */
const operation = (id: string, more = "c: {}"): string => `
  /${encodeURIComponent(id)}:
    post:
      operationId: ${JSON.stringify(id)}
      x-dependencies: ["OnlyOne(a, b);"]
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { a: {}, b: {}, ${more} } } } } }
      responses: { "204": { description: OK } }`;

const withOperations = (...operations: readonly string[]): string => `openapi: 3.1.0
info: { title: Jobs, version: "1" }
paths:${operations.join("")}
`;

const valuesOf = (key: string): string =>
  `"${key}": { type: object, x-dependencies: ["OnlyOne(e, f);"], properties: { e: {}, f: {}, ${key.slice(1)}: {} } }`;
const withSchema = `
components:
  schemas:
    GetItBody: { type: object, x-dependencies: ["OnlyOne(a, b);"], properties: { a: {}, b: {}, d: {} } }`;

/** Names that something has, and then another would have, too: it stands first. */
const namesakes: Readonly<Record<string, readonly [names: RegExp, alone: string, joined: string]>> = {
  "operations that differ in punctuation": [
    /GetIt/i,
    withOperations(operation("get_it")),
    withOperations(operation("getIt", "d: {}"), operation("get_it")),
  ],
  "operations that differ in case": [
    /GetIt/i,
    withOperations(operation("getIt")),
    withOperations(operation("GetIt", "d: {}"), operation("getIt")),
  ],
  "operations without letters": [
    /Unnamed/i,
    withOperations(operation("😀")),
    withOperations(operation("🎉", "d: {}"), operation("😀")),
  ],
  "an operation called like a body": [
    /^(validate|is|assert)?getItBody(Schema)?$/i,
    withOperations(operation("getIt")),
    withOperations(operation("getItBody", "d: {}"), operation("getIt")),
  ],
  "a body called like an operation": [
    /^validateGetItBody$/,
    withOperations(operation("getItBody")),
    withOperations(operation("getIt", "d: {}"), operation("getItBody")),
  ],
  "a schema called like a body": [
    /^GetItBody(Base|With.)/,
    withOperations(operation("getIt")),
    withOperations(operation("getIt"), operation("use", "d: { $ref: '#/components/schemas/GetItBody' }")) + withSchema,
  ],
  "fields that differ in punctuation": [
    /^XBodyWithAB/,
    withOperations(operation("x").replace("a, b", "a_b, b").replace("a: {}", "a_b: {}")),
    withOperations(operation("x").replace("a, b", "[a-b], a_b, b").replace("a: {}", "a-b: {}, a_b: {}")),
  ],
  "lists of values of fields that differ in punctuation": [
    /^xCDValues$/,
    withOperations(operation("x", "c_d: { enum: [e, f] }")),
    withOperations(operation("x", "c-d: { enum: [g, h] }, c_d: { enum: [e, f] }")),
  ],
  "lists of values of a field in the body and of a parameter": [
    /^xKindValues$/,
    withOperations(operation("x", "kind: { enum: [e, f] }")),
    withOperations(
      operation("x", "kind: { enum: [e, f] }").replace(
        "requestBody",
        "parameters: [{ name: kind, in: query, schema: { enum: [g, h] } }]\n      requestBody",
      ),
    ),
  ],
  "values of two patterns": [
    /^XBodyCValue/,
    withOperations(operation("x", `c: { patternProperties: { ${valuesOf("^y")} } }`)),
    withOperations(operation("x", `c: { patternProperties: { ${valuesOf("^x")}, ${valuesOf("^y")} } }`)),
  ],
};

test.each(Object.entries(namesakes))("of %s, none takes a name from the other", async (_, [names, alone, joined]) => {
  const [former = [], current = []] = (await Promise.all([alone, joined].map(generateFrom))).map(({ outputs }) =>
    outputs.flatMap(({ content }) => [...exportedTypes(content).keys()]).filter((name) => names.test(name)),
  );
  expect(former).not.toEqual([]);
  expect(current.filter((name) => former.includes(name))).toEqual([]);
});

test("a name that comes to mean something else is reported", async () => {
  const option = (key: string): string =>
    `{ type: object, x-dependencies: ["OnlyOne(a, b);"], properties: { a: {}, b: {}, ${key}: {} } }`;
  const withOptions = (...keys: readonly string[]): string =>
    withOperations(operation("x", `c: { oneOf: [${keys.map(option).join(", ")}] }`));
  const [former, current] = await Promise.all(
    [withOptions("c", "d"), withOptions("e", "c", "d")].map(async (text) =>
      exportedTypes((await generateFrom(text)).types),
    ),
  );
  expect(describeExports(compareExports(former ?? new Map(), current ?? new Map())).join()).toContain(
    "with another meaning: XBodyCOption1Base, now XBodyCOption2Base, XBodyCOption1WithB, now XBodyCOption2WithB",
  );
});

test("every name that goes is reported, ten at a time", () => {
  const former = new Map(range(25).map((index) => [`Name${index}`, `${index}`]));
  expect(describeExports(compareExports(former, new Map([["New", "1"]])))).toEqual([
    "renamed: Name1 to New; removed: Name0, Name2, Name3, Name4, Name5, Name6, Name7, Name8, Name9, Name10",
    "removed: Name11, Name12, Name13, Name14, Name15, Name16, Name17, Name18, Name19, Name20",
    "removed: Name21, Name22, Name23, Name24",
  ]);
  expect(describeExports(compareExports(new Map(), former))).toEqual([]);
});

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

test("alternatives are named by their title, or a value that only they have", async () => {
  const option = (part: string): string => `{ type: object, ${part}, x-dependencies: ["OnlyOne(a, b);"] }`;
  const options = [
    option("title: By card, properties: { a: {}, b: {} }"),
    option("properties: { kind: { const: -debit }, a: {}, b: {} }"),
    option("properties: { a: {}, b: {}, c: {} }"),
  ];
  const { types } = await generateFrom(withOperations(operation("x", `c: { oneOf: [${options.join(", ")}] }`)));
  const names = [...exportedTypes(types).keys()].filter((name) => name.endsWith("WithA"));
  expect(names).toEqual(["XBodyCByCardWithA", "XBodyCKindMinusDebitWithA", "XBodyCOption3WithA", "XBodyWithA"]);
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { compile } from "../../types/compiler.ts";
import { runCommand } from "../cli.ts";
import { explanationsOf, requestChangesOf, validatorsOf } from "../engine.ts";
import { generateFrom } from "../generator.ts";
import { withWorkspace } from "../workspace.ts";

/** What a request holds where that isn't what its schema describes: the text of a parameter with `content`, and what is read-only. */

const searchWith = (schema: object, ...rules: string[]): object => ({
  openapi: "3.1.0",
  info: { title: "Search", version: "1" },
  paths: {
    "/search": {
      get: {
        operationId: "search",
        parameters: [
          { name: "q", in: "query", schema: { type: "string" } },
          { name: "filter", in: "query", content: { "application/json": { schema } } },
        ],
        "x-dependencies": rules,
        responses: { "200": { description: "OK" } },
      },
    },
  },
});
const filter = { type: "object", properties: { a: { type: "string" }, b: { enum: ["x", "y"] } }, required: ["a"] };

test("a parameter with content is a text for types, validators, explanations and rules alike", async () => {
  const description = searchWith(filter, "OnlyOne(q, filter);");
  const requests = [
    "{ q: 'x' }",
    `{ filter: '{"a":"x"}' }`,
    "{ filter: { a: 'x' } }",
    "{ filter: '{}', q: 'x' }",
    "{}",
  ];
  const { types, warnings } = await generateFrom(description);
  const prelude = `import type { operations } from "./api.ts"; type Query = operations["search"]["parameters"]["query"]; export const used: unknown[] = [];`;
  const lines = requests.map((request) => `used.push(${request} satisfies Query);`);
  const complaints = compile({ "sent/api.ts": types, "sent/lines.ts": [prelude, ...lines].join("\n") });
  expect([...new Set(complaints.map(({ line }) => line))]).toEqual([3, 4, 5]);

  const validate = (await validatorsOf(description)).get("get /search");
  const queries = [{ q: "x" }, { filter: '{"a":"x"}' }, { filter: { a: "x" } }, { filter: "{}", q: "x" }, {}];
  expect(queries.map((query) => validate?.({ params: { query } }).map(({ message }) => message))).toEqual([
    [],
    [],
    ["filter must be a string, not an object."],
    ["Set only one of q, filter; this request sets q and filter."],
    ["Set one of q, filter; this request sets none of them."],
  ]);

  const variants = (await explanationsOf(description)).get("get /search")?.flatMap((explained) => explained.variants);
  expect(variants?.map(({ valid }) => valid)).toEqual([
    { params: { query: { filter: '{"a":"string"}' } } },
    { params: { query: { q: "string" } } },
  ]);
  expect(warnings.map(({ message }) => message)).toEqual([
    "'filter' is a string, because the parameter has 'content'. The validator doesn't check what the string contains.",
  ]);
});

test("a rule about what the text of a parameter contains is reported where it stands", async () => {
  await expect(generateFrom(searchWith(filter, "IF filter.a THEN q;"))).rejects.toThrow(
    "Unknown name 'filter.a': search has no such parameter or property. Did you mean filter? A parameter with 'content' is a string, so rules can't name anything in it.",
  );
  const { warnings } = await generateFrom(
    searchWith({ ...filter, "x-dependencies": ["OnlyOne(a, b);"] }, "Or(q, filter);"),
  );
  expect(warnings.map(({ message }) => message)).toContain(
    "x-dependencies isn't read in the content of a parameter, which is a string in requests, so it has no effect. Rules are read on operations under 'paths', and on schemas of their parameters and bodies.",
  );
});

test("diff doesn't decide what the text of a parameter contains", async () => {
  const [change] = await requestChangesOf(searchWith(filter), searchWith({ ...filter, required: ["a", "b"] }));
  expect(change?.verdict).toBe("undecided");
  expect(change?.undecided.flatMap(({ reasons }) => reasons)).toContain(
    "what the string 'filter' contains isn't compared",
  );
  const [same] = await requestChangesOf(searchWith(filter), searchWith({ ...filter, description: "A filter." }));
  expect(same?.verdict).toBe("same");
});

const pets = (id: object): object => ({
  openapi: "3.1.0",
  info: { title: "Pets", version: "1" },
  paths: {
    "/pets": {
      post: {
        operationId: "addPet",
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
        },
        responses: {
          "200": {
            description: "OK",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Id: { type: "string", readOnly: true },
      Pet: {
        type: "object",
        properties: { id, name: { type: "string" }, tag: { type: "string" } },
        required: ["id"],
        "x-dependencies": ["OnlyOne(name, tag);"],
      },
    },
  },
});

/** The modules that a run writes, and what it prints to standard error. */
async function generatePets(
  id: object,
  ...options: string[]
): Promise<{ files: Record<string, string>; stderr: string }> {
  return withWorkspace({ "pets.json": JSON.stringify(pets(id), null, 1) }, async (folder) => {
    const output = join(folder, "pets.ts");
    const { stderr } = await runCommand(
      "generate",
      join(folder, "pets.json"),
      "-o",
      output,
      "--no-default-non-nullable",
      ...options,
    );
    const text = (name: string): string => readFileSync(join(folder, name), "utf8");
    return { files: { "pets.ts": text("pets.ts"), "pets.validator.ts": text("pets.validator.ts") }, stderr };
  });
}

const lines = [
  `client.POST("/pets", { body: { name: "Tom" } });`,
  `client.POST("/pets", { body: { name: "Tom", tag: "t" } });`,
  `client.POST("/pets", { body: {} });`,
  `client.POST("/pets", { body: { tag: "t" } }).then(({ data }) => data?.id.length);`,
  `({ tag: "t" }) satisfies AddPetBody;`,
  `({ name: "Tom", tag: "t" }) satisfies AddPetBody;`,
  `declare const value: unknown; if (isAddPetRequest(value)) value.body.name?.length;`,
];
const prelude = `import createClient from "openapi-fetch"; import type { paths } from "./pets.ts"; import { type AddPetBody, isAddPetRequest } from "./pets.validator.ts"; const client = createClient<paths>();`;

test("requests leave out what is read-only with --read-write-markers, and a warning names the option without it", async () => {
  const plain = await generatePets({ type: "string", readOnly: true });
  expect(plain.stderr).toMatch(
    /pets\.json:\d+:\d+ warning 'id' is read-only and required, so its type requires it in requests too, although they leave it out\. Set x-openapi-rules\.types\.readWriteMarkers: true/,
  );
  const marked = await generatePets({ type: "string", readOnly: true }, "--read-write-markers");
  expect(marked.stderr).toBe("");
  const use = [prelude, ...lines].join("\n");
  const complaints = compile({
    ...inFolder("plain", plain.files),
    ...inFolder("marked", marked.files),
    "plain/lines.ts": use,
    "marked/lines.ts": use,
  });
  const refused = new Set(complaints.map(({ file, line }) => `${file}:${line}`));
  expect([...refused].filter((place) => place.startsWith("marked"))).toEqual(
    [2, 3, 6].map((line) => `marked/lines.ts:${line}`),
  );
  expect(refused).toContain("plain/lines.ts:1");
  const validate = (await validatorsOf(pets({ type: "string", readOnly: true }))).get("post /pets");
  expect([{ name: "Tom" }, { id: "1", name: "Tom" }].map((body) => validate?.({ body }))).toEqual([[], []]);
});

function inFolder(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
}

test("a readOnly behind a reference, which the markers don't see, is warned of", async () => {
  const { stderr } = await generatePets({ $ref: "#/components/schemas/Id" }, "--read-write-markers");
  expect(stderr).toContain("Write readOnly: true on the property itself.");
  const beside = await generatePets({ $ref: "#/components/schemas/Id", readOnly: true }, "--read-write-markers");
  expect(beside.stderr).toBe("");
});

test("types without what is read-only are as exact as the others: lists, tuples, and objects of which nothing is required", async () => {
  const { files } = await generatePets(
    {
      type: "object",
      properties: {
        list: { type: "array", items: { type: "object", properties: { seen: { type: "string", readOnly: true } } } },
        pair: { type: "array", prefixItems: [{ type: "string" }, { type: "number" }], minItems: 2, maxItems: 2 },
        secret: { type: "string", writeOnly: true },
      },
    },
    "--read-write-markers",
    "--immutable",
  );
  const bodies = [
    `{ list: [{}] }`,
    `{ pair: ["x", 1] }`,
    `{ secret: "x" }`,
    `{ list: [{ seen: "x" }] }`,
    `{ list: "x" }`,
    `{ pair: [1, "x"] }`,
    `"x"`,
  ];
  const use = bodies.map((body) => `({ id: ${body}, tag: "t" }) satisfies AddPetBody;`);
  const given = { ...inFolder("exact", files), "exact/lines.ts": [prelude, ...use].join("\n") };
  for (const exactOptionalPropertyTypes of [true, false]) {
    const complaints = compile(given, { exactOptionalPropertyTypes });
    expect([...new Set(complaints.map(({ file, line }) => `${file}:${line}`))]).toEqual(
      [4, 5, 6, 7].map((line) => `exact/lines.ts:${line}`),
    );
  }
});

test("a rule about what is read-only is warned of, because the types of requests leave that out", async () => {
  const description = pets({ type: "string" });
  const text = JSON.stringify(description).replace('"tag":{', '"tag":{"readOnly":true,');
  const { stderr } = await withWorkspace({ "pets.json": text }, (folder) =>
    runCommand("generate", join(folder, "pets.json"), "-o", join(folder, "pets.ts"), "--read-write-markers"),
  );
  expect(stderr.match(/warning .*/g)).toEqual([
    "warning The types leave open what this rule says of 'tag', because --read-write-markers leaves what is read-only out of requests. The validator checks it.",
  ]);
});

test("a parameter's read-only property is warned of as a body's is", async () => {
  const near = { type: "object", properties: { id: { type: "string", readOnly: true } }, required: ["id"] };
  const parameters = [
    { name: "q", in: "query", schema: { type: "string" } },
    { name: "near", in: "query", style: "deepObject", schema: near },
  ];
  const { warnings } = await generateFrom({
    openapi: "3.1.0",
    info: { title: "Near", version: "1" },
    paths: {
      "/near": { get: { parameters, "x-dependencies": ["Or(q, near);"], responses: { "200": { description: "OK" } } } },
    },
  });
  expect(warnings.map(({ message }) => message)).toEqual([expect.stringContaining("'id' is read-only and required")]);
});

import { expect, test } from "@jest/globals";
import { compile } from "../../types/compiler.ts";
import { validatorsOf } from "../engine.ts";
import { generateFrom } from "../generator.ts";

/** What stands beside $ref counts since OpenAPI 3.1; 3.0 ignores it. */

const text = { type: "string" };
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

const describe = (openapi: string): object => ({
  openapi,
  info: { title: "T", version: "1" },
  paths: {
    "/things": {
      post: {
        operationId: "send",
        parameters: [
          { name: "q", in: "query", schema: { ...ref("Name"), enum: ["x"] } },
          { name: "r", in: "query", schema: text },
        ],
        requestBody: { required: true, content: { "application/json": { schema: ref("Thing") } } },
        "x-dependencies": ["ZeroOrOne(q, r);"],
        responses: { 200: { description: "OK" } },
      },
    },
  },
  components: {
    schemas: {
      Name: text,
      Part: { type: "object", properties: { a: text, b: text } },
      Thing: {
        type: "object",
        required: ["id"],
        properties: {
          name: { ...ref("Name"), minLength: 3, description: "A name" },
          kind: { ...ref("Name"), enum: ["x"] },
          nil: { ...ref("Name"), nullable: true },
          part: { ...ref("Part"), required: ["a"], minProperties: 1 },
          ruled: { ...ref("Part"), "x-dependencies": ["OnlyOne(a, b);"] },
          id: { ...ref("Name"), readOnly: true },
          list: { type: "array", items: { ...ref("Name"), enum: ["x"] } },
          any: { allOf: [{ ...ref("Part"), properties: { c: { type: "number" } } }] },
        },
      },
    },
  },
});

/** Requests, and whether the versions accept them. */
const requests: readonly (readonly [request: string, in30: boolean, in31: boolean])[] = [
  ["{ body: { id: '' } }", true, true],
  ["{ body: { id: '', kind: 'x', name: 'abc', part: { a: '' }, ruled: { a: '' }, list: ['x'] } }", true, true],
  ["{ params: { query: { q: 'y' } }, body: { id: '' } }", true, false],
  ["{ body: { id: '', kind: 'y' } }", true, false],
  ["{ body: { id: '', nil: null } }", false, false],
  ["{ body: { id: '', part: { b: '' } } }", true, false],
  ["{ body: { id: '', ruled: { a: '', b: '' } } }", true, false],
  ["{ body: { id: '', list: ['y'] } }", true, false],
  ["{ body: { id: '', any: { c: 1 } } }", false, true],
  ["{ body: { id: '', any: { a: '', c: '' } } }", false, false],
];

test.each([
  ["3.0.3", 1],
  ["3.1.0", 2],
] as const)("OpenAPI %s: types and validators agree on what stands beside $ref", async (version, column) => {
  const { types, outputs } = await generateFrom(describe(version));
  const validator = outputs.find(({ path }) => path.endsWith(".validator.ts"))?.content ?? "";
  const prelude = 'import type { SendRequest } from "./api.validator.ts"; export const used: unknown[] = [];';
  const lines = requests.map(([request]) => `used.push(${request} satisfies SendRequest);`);
  const files = { "api.ts": types, "api.validator.ts": validator, "uses.ts": [prelude, ...lines].join("\n") };
  const complaints = compile(
    Object.fromEntries(Object.entries(files).map(([name, content]) => [`beside/${name}`, content])),
  );
  const refused = new Set(complaints.map(({ file, line }) => (file.endsWith("uses.ts") ? line : file)));
  const validate = (await validatorsOf(describe(version))).get("post /things");
  const verdicts = requests.map(([request], index) => [
    request,
    !refused.has(index + 1),
    validate?.(new Function(`return ${request}`)()).length === 0,
  ]);
  expect(verdicts).toEqual(requests.map((entry) => [entry[0], entry[column], entry[column]]));
  // The types have an option of their own for what is read-only.
  expect(validate?.({ body: {} }).length === 0).toBe(version === "3.1.0");
});

test("OpenAPI 3.0: what is ignored beside $ref is reported where it stands, with a remedy", async () => {
  const { warnings } = await generateFrom(describe("3.0.3"));
  const remedy = "Write allOf: [{ $ref: … }] instead of $ref, or use OpenAPI 3.1.";
  const ignored = (keyword: string): string =>
    `'${keyword}' has no effect, because OpenAPI 3.0 ignores what stands beside $ref. ${remedy}`;
  const keywords = ["enum", "minLength", "enum", "nullable", "required", "minProperties"];
  expect(warnings.map(({ message }) => message)).toEqual(
    [...keywords, "x-dependencies", "readOnly", "enum", "properties"].map(ignored),
  );
  expect(warnings.every(({ line, column }) => line > 0 && column > 1)).toBe(true);
  const since = await generateFrom(describe("3.1.0"));
  expect(since.warnings.filter(({ message }) => message.includes("has no effect"))).toEqual([]);
});

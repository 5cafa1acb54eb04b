import { expect, test } from "@jest/globals";
import { validatorsOf } from "../engine.ts";

const text = { type: "string" };
const flag = { type: "boolean" };

/** What the validator says of a body whose schema is `{ type: object, … }`. */
async function violations(schema: object, bodies: readonly unknown[]): Promise<string[][]> {
  const content = { "application/json": { schema: { type: "object", ...schema } } };
  const post = { requestBody: { content }, responses: { 200: { description: "OK" } } };
  const components = {
    schemas: {
      Base: { type: "object", properties: { point: { type: "object", properties: { x: text, z: {} } } } },
      Span: { type: "object", properties: { from: {}, until: {} }, "x-dependencies": ["AllOrNone(from, until);"] },
    },
  };
  const info = { title: "t", version: "1" };
  const validators = await validatorsOf({ openapi: "3.1.0", info, paths: { "/": { post } }, components });
  const validate = validators.get("post /");
  return bodies.map((body) => (validate?.({ body }) ?? []).map(({ message }) => message));
}

const source = {
  type: "object",
  properties: { kind: { enum: ["url", "file"] }, name: text },
};
const isFile = { properties: { source: { properties: { kind: { const: "file" } }, required: ["kind"] } } };

test.each<[string, object]>([
  ["if", { if: { ...isFile, required: ["source"] }, then: { required: ["size"] } }],
  ["not", { not: { ...isFile, required: ["source"], not: { required: ["size"] } } }],
  ["dependentSchemas", { dependentSchemas: { source: { anyOf: [{ not: isFile }, { required: ["size"] }] } } }],
])("a condition in '%s' holds for objects with more fields than it mentions", async (_keyword, schema) => {
  const bodies = [
    { source: { kind: "file", name: "a" } },
    { source: { kind: "file", name: "a" }, size: "1" },
    { source: { kind: "url", name: "a" } },
  ];
  const found = await violations({ properties: { source, size: text }, ...schema }, bodies);
  expect(found.map((messages) => messages.length)).toEqual([1, 0, 0]);
});

test.each<[string, object]>([
  ["dependentSchemas", { dependentSchemas: { size: { properties: { span: { $ref: "#/components/schemas/Span" } } } } }],
  ["if", { if: { required: ["size"] }, then: { properties: { span: { $ref: "#/components/schemas/Span" } } } }],
  ["not", { not: { required: ["size"], properties: { span: { not: { $ref: "#/components/schemas/Span" } } } } }],
])("a schema that '%s' refers to brings its x-dependencies", async (_keyword, schema) => {
  const span = { type: "object", properties: { from: {}, until: {} } };
  const bodies = [{ size: "1", span: { from: 1 } }, { size: "1", span: { from: 1, until: 2 } }, { span: { from: 1 } }];
  const found = await violations({ properties: { size: text, span }, ...schema }, bodies);
  expect(found.map((messages) => messages.length)).toEqual([1, 0, 0]);
});

test("a condition holds for lists of objects with more fields than it mentions", async () => {
  const sources = { type: "array", items: source };
  const contains = { properties: { kind: { const: "file" } }, required: ["kind"] };
  const schema = {
    properties: { sources, size: text },
    if: { properties: { sources: { contains } }, required: ["sources"] },
    then: { required: ["size"] },
  };
  const sourcesWith = (kind: string): object => ({ sources: [{ kind, name: "a" }] });
  const found = await violations(schema, [sourcesWith("file"), sourcesWith("url")]);
  expect(found.map((messages) => messages.length)).toEqual([1, 0]);
});

test.each<[string, object]>([
  [
    "beside allOf",
    { properties: { point: { properties: { y: text } } }, allOf: [{ $ref: "#/components/schemas/Base" }] },
  ],
  [
    "in two parts of allOf",
    { allOf: [{ properties: { point: { properties: { y: text } } } }, { $ref: "#/components/schemas/Base" }] },
  ],
  ["beside $ref", { $ref: "#/components/schemas/Base", properties: { point: { properties: { y: text } } } }],
  [
    "beside alternatives",
    {
      properties: { point: { properties: { x: text } } },
      oneOf: [{ properties: { point: { properties: { y: text } } } }, { required: ["none"] }],
    },
  ],
])("an object that is described %s has the fields of all descriptions, and no others", async (_where, schema) => {
  const found = await violations(schema, [
    { point: { x: "1", y: "2" } },
    { point: { x: "1", y: 2 } },
    { point: { q: 1 } },
  ]);
  expect(found[0]).toEqual([]);
  expect(found[1]).toContain("point.y must be a string, not 2.");
  expect(found[2]).toEqual(["point.q is unknown: the schema has no such field."]);
});

test("nobody has to send what one schema requires, and another says is read-only", async () => {
  const schema = { properties: { id: { ...text, readOnly: true }, live: flag }, allOf: [{ required: ["id", "live"] }] };
  expect(await violations(schema, [{ live: true }, {}])).toEqual([[], ["live is missing."]]);
});

test("a value that tells alternatives apart and is none of theirs is told with all of theirs", async () => {
  const card = { type: "object", properties: { kind: { const: "card" }, number: text }, required: ["kind", "number"] };
  const cash = { type: "object", properties: { kind: { enum: ["cash", "check"] } }, required: ["kind"] };
  const properties = {
    pay: { oneOf: [card, cash] },
    size: { anyOf: [{ const: "s" }, { const: "m" }, { enum: [1, 2] }] },
  };
  const bodies = [{ pay: { kind: "iban" } }, { pay: { kind: "card" } }, { pay: { kind: "cash" } }, { size: "l" }];
  expect(await violations({ properties }, bodies)).toEqual([
    ["pay.kind must be one of 'card', 'cash', 'check', not 'iban'."],
    ["pay.number is missing.", "pay must fit exactly one of its alternatives."],
    [],
    ["size must be one of 's', 'm', 1, 2, not 'l'."],
  ]);
});

import { describe, expect, test } from "@jest/globals";
import { validatorsOf } from "../engine.ts";

const node = { $ref: "#/components/schemas/Node" };
const inner = { type: "object", properties: { inner: node } };
const nested = (levels: number, last: object): object =>
  Array.from({ length: levels }).reduce<object>((value) => ({ inner: value }), last);

/** Each level asks the next twice: without a memory, 40 levels would take 2^40 steps. */
const doubling = {
  allOf: { type: "object", allOf: [inner, inner] },
  anyOf: { type: "object", anyOf: [{ required: ["nothing"], ...inner }, inner] },
  oneOf: { type: "object", oneOf: [{ ...inner, required: ["nothing"] }, inner] },
  "if/then": { type: "object", if: inner, then: inner, else: false },
  not: { type: "object", properties: { inner: node }, not: { ...inner, required: ["nothing"] } },
};

test("a chain of 300 components, each of them the next or an object, is read in time", async () => {
  const chain = Array.from({ length: 300 }, (_, level): [string, object] => {
    const own = { type: "object", required: [`p${level}`], properties: { [`p${level}`]: { type: "string" } } };
    const next = { $ref: `#/components/schemas/${level === 299 ? "End" : `C${level + 1}`}` };
    return [level === 0 ? "Node" : `C${level}`, { anyOf: [next, own] }];
  });
  const End = { type: "object", required: ["end"], properties: { end: { type: "string" } } };
  const validate = (await validatorsOf(apiWith({ ...Object.fromEntries(chain), End }))).get("post /");
  for (const key of ["p0", "p150", "p299", "end"]) expect(validate?.({ body: { [key]: "text" } })).toEqual([]);
  for (const body of [{}, { p0: 1 }, { end: 1 }, { p300: "text" }]) expect(validate?.({ body })).not.toEqual([]);
});

describe("a validator takes time in proportion to schema and value", () => {
  test.each(Object.entries(doubling))("%s of itself, 40 levels deep", async (_, schema) => {
    const properties = { inner: node, nothing: { type: "string" }, end: { const: 1 } };
    const validate = (await validatorsOf(apiWith({ Node: { ...schema, properties } }))).get("post /");
    expect(validate?.({ body: nested(40, { end: 1 }) })).toEqual([]);
    expect(validate?.({ body: nested(40, { end: 2 }) })).not.toEqual([]);
  });

  const leaf = { type: "object", properties: { a: { type: "string" }, b: { type: "number" } } };
  const item = { type: "array", prefixItems: [{ type: "string" }] };
  const closed = { unevaluatedProperties: false };

  test.each<readonly [string, object, (inner: object) => object]>([
    ["anyOf", leaf, (inner) => ({ ...closed, anyOf: [inner] })],
    ["oneOf within allOf", leaf, (inner) => ({ ...closed, allOf: [{ oneOf: [inner, { required: ["c"] }] }] })],
    ["if", leaf, (inner) => ({ ...closed, if: inner, then: true, else: { type: "string" } })],
    ["dependentSchemas", leaf, (inner) => ({ ...closed, dependentSchemas: { a: { anyOf: [inner] } } })],
    ["anyOf of lists", item, (inner) => ({ unevaluatedItems: false, anyOf: [inner] })],
  ])("unevaluated… in each level of %s adds to the reads of a value, and doesn't double them", async (_, end, nest) => {
    const readsAt = async (levels: number): Promise<number> => {
      const Node = Array.from({ length: levels }).reduce<object>(nest, end);
      const validate = (await validatorsOf(apiWith({ Node }))).get("post /");
      let reads = 0;
      const read = { enumerable: true, get: () => `${reads++}` };
      const body = end === item ? Object.defineProperty([], 0, read) : Object.defineProperty({}, "a", read);
      expect(validate?.({ body })).toEqual([]);
      const right = reads;
      Object.defineProperty(body, end === item ? 1 : "c", read);
      expect(validate?.({ body })).not.toEqual([]);
      expect(right).toBeLessThan(10 + 10 * levels);
      return reads - right;
    };
    expect(await readsAt(12)).toBeLessThan(4 * (await readsAt(6)));
  });

  test("an enum with objects looks no deeper into a value than its own values go", async () => {
    const Node = { anyOf: [{ enum: [[{ of: 1 }], ["x"]] }, { type: "array", items: node }] };
    const validate = (await validatorsOf(apiWith({ Node }))).get("post /");
    let reads = 0;
    const end = Object.defineProperty({}, "of", { enumerable: true, get: () => Math.sign(++reads) });
    const lists = (levels: number): unknown[] => (levels === 0 ? [end] : [lists(levels - 1), ["x"]]);
    expect(validate?.({ body: lists(50) })).toEqual([]);
    expect(reads).toBeLessThan(10);
    expect(validate?.({ body: [{ of: 1, or: 2 }] })).not.toEqual([]);
    expect(validate?.({ body: { 0: { of: 1 } } })).not.toEqual([]);
    expect(validate?.({ body: [{ of: 1, or: undefined }] })).toEqual([]);
  });

  test("an alternative that includes its parent is judged by what it adds", async () => {
    const child = (kind: string): object => ({
      allOf: [node, { type: "object", properties: { kind: { const: kind } }, required: ["kind"] }],
    });
    const schemas = {
      Node: {
        type: "object",
        properties: { kind: { type: "string" }, name: { type: "string" } },
        oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }],
      },
      Cat: child("cat"),
      Dog: child("dog"),
    };
    const validators = await validatorsOf(apiWith(schemas));
    const validate = validators.get("post /");
    expect(validate?.({ body: { kind: "cat", name: "Tom" } })).toEqual([]);
    expect(validate?.({ body: { kind: "cow", name: "Tom" } })).not.toEqual([]);
    expect(validate?.({ body: { kind: "cat", name: 1 } })).not.toEqual([]);
  });
});

function apiWith(schemas: object): object {
  return {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    components: { schemas },
    paths: {
      "/": {
        post: {
          operationId: "send",
          requestBody: { required: true, content: { "application/json": { schema: node } } },
          responses: { 204: { description: "Done" } },
        },
      },
    },
  };
}

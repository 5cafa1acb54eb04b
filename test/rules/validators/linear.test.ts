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

describe("a validator takes time in proportion to schema and value", () => {
  test.each(Object.entries(doubling))("%s of itself, 40 levels deep", async (_, schema) => {
    const properties = { inner: node, nothing: { type: "string" }, end: { const: 1 } };
    const validate = (await validatorsOf(apiWith({ Node: { ...schema, properties } }))).get("post /");
    expect(validate?.({ body: nested(40, { end: 1 }) })).toEqual([]);
    expect(validate?.({ body: nested(40, { end: 2 }) })).not.toEqual([]);
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

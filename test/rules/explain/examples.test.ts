import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { explanationsOf, validatorsOf } from "../engine.ts";

const fixtures = resolve(import.meta.dirname, "../../fixtures/apis");

test.each(readdirSync(fixtures))(
  "every variant of %s has examples that the validator judges the same",
  async (file) => {
    const api = readFileSync(resolve(fixtures, file), "utf8");
    const validators = await validatorsOf(api);
    let shown = 0;
    for (const [operation, explained] of await explanationsOf(api)) {
      const violations = (request: unknown) => validators.get(operation)?.(request) ?? [];
      const broken = (request: unknown): string[] => violations(request).flatMap(({ sentence }) => sentence ?? []);
      for (const { name, valid, invalid } of explained.flatMap(({ variants }) => variants)) {
        expect([name, valid, violations(valid)]).toEqual([name, expect.anything(), []]);
        expect([name, invalid, broken(invalid).length > 0]).toEqual([name, expect.anything(), true]);
        shown += 1;
      }
    }
    expect(shown).toBeGreaterThan(1);
  },
);

test("examples match patterns and lengths, in objects too", async () => {
  const api = `openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /quotes/{id}:
    post:
      operationId: quote
      x-dependencies: ['OnlyOne(point, address); IF insured THEN value;']
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, pattern: '^Q-[1-9][0-9]{3}$' } }
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Quote' } } }
      responses: { '204': { description: Done } }
components:
  schemas:
    Code: { type: string, pattern: '^P[0-9]{6}$' }
    Quote:
      type: object
      additionalProperties: false
      properties:
        point: { $ref: '#/components/schemas/Code' }
        address:
          type: object
          required: [postcode]
          properties: { postcode: { type: string, pattern: '[0-9]$', minLength: 5, maxLength: 5 } }
        insured: { type: boolean }
        value: { type: number, exclusiveMinimum: 0, multipleOf: 5 }
`;
  const validate = (await validatorsOf(api)).get("post /quotes/{id}");
  const explained = [...(await explanationsOf(api)).values()].flat();
  const requests = explained.flatMap(({ variants }) => variants.map(({ valid }) => valid));
  expect(requests.length).toBeGreaterThan(2);
  for (const request of requests) expect([request, validate?.(request)]).toEqual([expect.anything(), []]);
});

test("a property that alternatives describe differently has an example of each", async () => {
  const alternative = (mode: string, field: string): object => ({
    type: "object",
    additionalProperties: false,
    properties: { mode: { enum: [mode] }, [field]: { type: "string", pattern: `^${field}-[0-9]$` } },
    required: [field],
  });
  const schema = { oneOf: [alternative("keys", "id"), alternative("role", "arn")] };
  const api = {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: {
      "/a": {
        post: {
          requestBody: { required: true, content: { "application/json": { schema } } },
          responses: { 204: { description: "" } },
        },
      },
    },
  };
  const [explained] = (await explanationsOf(api)).values();
  const validate = (await validatorsOf(api)).get("post /a");
  const bodies = explained?.flatMap(({ variants }) => variants.map(({ valid }) => valid?.body)) ?? [];
  for (const body of bodies) expect([body, validate?.({ body })]).toEqual([expect.anything(), []]);
  expect(bodies).toContainEqual({ mode: "role", arn: expect.stringMatching(/^arn-/) });
});

import { expect, test } from "@jest/globals";
import { lines, lintWith } from "./lint.ts";

test("rules that nothing reads are reported where they stand, misspelt ones included", async () => {
  const description = lines(
    "openapi: 3.2.0",
    "info: { title: t, version: '1' }",
    "paths:",
    "  /a:",
    "    query: { x-dependencies: ['Or(a, b);'], responses: {} }",
    "    additionalOperations: { COPY: { x-dependencies: ['Or(a, b);'], responses: {} } }",
    "    get:",
    "      x-dependancies: ['Or(a, b);']",
    "      responses: { '200': { description: Done, x-dependencies: ['Or(a, b);'] } }",
    "      callbacks: { done: { '{$url}': { post: { x-dependencies: ['Or(a, b);'], responses: {} } } } }",
    "webhooks: { done: { post: { x-dependencies: ['Or(a, b);'], responses: {} } } }",
    "components:",
    "  schemas:",
    "    Thing: { X-Dependency: ['Or(a, b);'], x-dependent: [a] }",
  );
  expect((await lintWith("no-unread-dependencies", description)).map((text) => text.split(/\. |, so/)[0])).toEqual([
    "5:12 This QUERY operation has no types, no validator and no rules, because openapi-typescript doesn't read what OpenAPI 3.2 adds.",
    "5:30 x-dependencies isn't read in 'query' operations",
    "6:35 This COPY operation has no types, no validator and no rules, because openapi-typescript doesn't read what OpenAPI 3.2 adds.",
    "6:53 x-dependencies isn't read in 'additionalOperations' operations",
    "8:23 'x-dependancies' has no effect",
    "9:64 x-dependencies isn't read in responses",
    "10:64 x-dependencies isn't read in callbacks",
    "11:45 x-dependencies isn't read in webhooks",
    "14:28 'X-Dependency' has no effect",
  ]);
});

test("a property or a schema may be called x-dependencies", async () => {
  const description = lines(
    "openapi: 3.1.0",
    "info: { title: t, version: '1' }",
    "components:",
    "  schemas:",
    "    x-dependencies: { properties: { x-dependencies: { type: string }, x-dependancies: {} } }",
    "    Mistaken: { properties: { a: {}, x-dependencies: ['Or(a, b);'] } }",
  );
  expect(await lintWith("no-unread-dependencies", description)).toEqual([
    expect.stringMatching(/^6:54 x-dependencies isn't read here/),
  ]);
});

test("what OpenAPI 3.2 adds to requests is reported once, where openapi-typescript doesn't read it", async () => {
  const description = lines(
    "openapi: 3.2.0",
    "info: { title: t, version: '1' }",
    "paths:",
    "  /a: { parameters: [{ $ref: '#/components/parameters/Filter' }], get: {}, put: {} }",
    "  /b: { post: { requestBody: { content: { application/jsonl: { itemSchema: { type: object } } } } } }",
    "components:",
    "  parameters:",
    "    Filter: { name: filter, in: querystring, content: { application/json: { schema: { type: object } } } }",
  );
  const why = "because openapi-typescript doesn't read what OpenAPI 3.2 adds.";
  expect(await lintWith("no-unread-dependencies", description)).toEqual([
    `5:76 The items of this body have no type, and aren't checked, ${why}`,
    `8:55 'filter' has no place in the types, and isn't checked, ${why}`,
  ]);
});

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
    "5:12 Nothing is generated for this query operation: openapi-typescript reads the methods of OpenAPI 3.1 alone",
    "5:30 x-dependencies isn't read in 'query' operations",
    "6:35 Nothing is generated for this COPY operation: openapi-typescript reads the methods of OpenAPI 3.1 alone",
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

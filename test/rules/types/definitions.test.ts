import { expect, test } from "@jest/globals";
import { compile } from "../../types/compiler.ts";
import { runCommandIn } from "../cli.ts";
import { validatorsOf } from "../engine.ts";
import { generateFrom } from "../generator.ts";
import { withWorkspace } from "../workspace.ts";

const text = { type: "string" };
const responses = { 200: { description: "OK" } };
const definition = (way: string): object => ({ $ref: `#/components/schemas/Order/$defs/${way}` });

const order = {
  type: "object",
  required: ["item"],
  properties: {
    item: definition("item"),
    first: definition("item/properties/size"),
    tree: definition("tree"),
    deep: definition("tree/$defs/leaf"),
    any: definition("any"),
    choice: definition("choice"),
    encoded: { $ref: "#/components/schemas/Order/%24defs/a~1b%20c" },
    $defs: { type: "object", properties: { own: text } },
    own: { $ref: "#/components/schemas/Order/properties/$defs" },
    old: { type: "integer" },
    new: { type: "integer" },
  },
  $defs: {
    item: { type: "object", properties: { size: { enum: ["s", "m"] } }, required: ["size"] },
    tree: {
      type: "object",
      properties: { below: { type: "array", items: definition("tree") }, leaf: definition("tree/$defs/leaf") },
      $defs: { leaf: { type: "boolean" } },
    },
    any: true,
    choice: {
      type: "object",
      properties: { a: text, b: text },
      "x-dependencies": ["OnlyOne(a, b);"],
    },
    "a/b c": { type: "number" },
    unused: { type: "object" },
  },
};
const paths = {
  "/orders": {
    post: {
      operationId: "send",
      requestBody: {
        required: true,
        content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } },
      },
      "x-dependencies": ["ZeroOrOne(old, new);"],
      responses: {
        200: { description: "OK", content: { "application/json": { schema: definition("item") } } },
      },
    },
  },
  "/items": {
    post: {
      operationId: "choose",
      requestBody: { required: true, content: { "application/json": { schema: definition("choice") } } },
      responses,
    },
  },
  "/places": {
    post: {
      operationId: "place",
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: {
              type: "object",
              properties: {
                a: { $ref: "#/paths/~1places/post/requestBody/content/application~1json/schema/$defs/number" },
              },
              $defs: { number: { type: "number" } },
            },
          },
        },
      },
      responses,
    },
  },
};
const description = {
  openapi: "3.1.0",
  info: { title: "Orders", version: "1" },
  paths,
  components: { schemas: { Order: order } },
};

const bodies: Readonly<Record<"send" | "choose" | "place", { accepted: string[]; refused: string[] }>> = {
  send: {
    accepted: [
      "{ item: { size: 's' } }",
      "{ item: { size: 'm' }, first: 's', deep: true, any: [1], encoded: 1, own: {} }",
      "{ item: { size: 'm' }, tree: { below: [{ below: [], leaf: true }] }, $defs: { own: '' } }",
      "{ item: { size: 'm' }, choice: { a: '' }, old: 1 }",
    ],
    refused: [
      "{}",
      "{ item: { size: 'l' } }",
      "{ item: { size: 's' }, first: 'x' }",
      "{ item: { size: 's' }, tree: { below: [{ below: 1 }] } }",
      "{ item: { size: 's' }, deep: 1 }",
      "{ item: { size: 's' }, encoded: '' }",
      "{ item: { size: 's' }, own: { own: 1 } }",
      "{ item: { size: 's' }, choice: { a: '', b: '' } }",
      "{ item: { size: 's' }, old: 1, new: 1 }",
    ],
  },
  choose: { accepted: ["{ a: '' }"], refused: ["{}", "{ a: '', b: '' }"] },
  place: { accepted: ["{}", "{ a: 1 }"], refused: ["{ a: '' }"] },
};
const operations = Object.entries(bodies);

test("types and validators follow references into $defs, and ask no request for them", async () => {
  const { types, warnings } = await generateFrom(description);
  expect(warnings.map(({ message }) => message)).toEqual([]);
  const lines = operations.flatMap(([operation, { accepted, refused }]) =>
    [...accepted, ...refused].map((body) => ({ operation, body, isAccepted: accepted.includes(body) })),
  );
  const prelude = `import type { operations } from "./api.ts"; export const used: unknown[] = [];`;
  const uses = lines.map(
    ({ operation, body }) =>
      `used.push(${body} satisfies operations["${operation}"]["requestBody"]["content"]["application/json"]);`,
  );
  const complaints = compile({ "defs/api.ts": types, "defs/uses.ts": [prelude, ...uses].join("\n") });
  const refused = lines.flatMap(({ isAccepted }, index) => (isAccepted ? [] : [index + 1]));
  expect([...new Set(complaints.map(({ file, line }) => (file.endsWith("uses.ts") ? line : file)))]).toEqual(refused);

  const validators = await validatorsOf(description);
  const keys = { send: "post /orders", choose: "post /items", place: "post /places" } as const;
  for (const { operation, body, isAccepted } of lines) {
    const [, key = ""] = Object.entries(keys).find(([name]) => name === operation) ?? [];
    const violations = validators.get(key)?.({ body: new Function(`return ${body}`)() });
    expect([operation, body, violations?.length === 0]).toEqual([operation, body, isAccepted]);
  }
});

test("types and validators follow references to any place that holds a schema or a parameter", async () => {
  const choice = { type: "object", properties: { a: text, b: text }, "x-dependencies": ["OnlyOne(a, b);"] };
  const within = (way: string): object => ({ $ref: `#/components/schemas/${way}` });
  const content = (schema: object): object => ({ "application/json": { schema } });
  const ofResponse = "#/paths/~1list/get/responses/200/content/application~1json/schema/items";
  const properties = {
    item: within("List/items"),
    value: within("Map/additionalProperties"),
    option: within("Either/oneOf/1"),
    tupled: within("Pair/prefixItems/0"),
    deep: within("Nested/properties/inner/properties/leaf"),
    listed: { $ref: ofResponse },
    sent: { $ref: "#/components/parameters/Size/schema" },
  };
  const { types, warnings } = await generateFrom({
    ...description,
    paths: {
      "/list": {
        get: {
          operationId: "list",
          parameters: [
            { $ref: "#/components/parameters/Size" },
            { name: "page", in: "query", schema: { type: "integer" } },
          ],
          responses: { 200: { description: "OK", content: content({ type: "array", items: { enum: ["a", "b"] } }) } },
        },
        post: {
          operationId: "send",
          parameters: [{ $ref: "#/paths/~1list/get/parameters/1" }],
          requestBody: { required: true, content: content({ type: "object", properties }) },
          responses,
        },
      },
    },
    components: {
      parameters: { Size: { name: "size", in: "query", schema: { enum: ["s", "m"] } } },
      schemas: {
        List: { type: "array", items: choice },
        Map: { type: "object", additionalProperties: choice },
        Either: { oneOf: [text, choice] },
        Pair: { type: "array", prefixItems: [choice] },
        Nested: { type: "object", properties: { inner: { type: ["object", "null"], properties: { leaf: choice } } } },
      },
    },
  });
  expect(warnings.map(({ message }) => message)).toEqual([]);
  const places = ["item", "value", "option", "tupled", "deep"];
  const bodies = places.flatMap((place) => [`{ ${place}: { a: "" } }`, `{ ${place}: { a: "", b: "" } }`]);
  const uses = [
    'import type { operations } from "./api.ts"; type Send = operations["send"]; export const used: unknown[] = [];',
    ...[...bodies, '{ sent: "s" }', '{ sent: "l" }', '{ listed: "a" }', '{ listed: "c" }'].map(
      (body) => `used.push(${body} satisfies Send["requestBody"]["content"]["application/json"]);`,
    ),
    ...["{ page: 1 }", '{ page: "1" }'].map((query) => `used.push(${query} satisfies Send["parameters"]["query"]);`),
  ];
  const complaints = compile({ "places/api.ts": types, "places/uses.ts": uses.join("\n") });
  const refused = uses.flatMap((_, index) => (index > 0 && index % 2 === 0 ? [index] : []));
  expect(complaints.map(({ file, line }) => (file.endsWith("uses.ts") ? line : `${file}:${line}`))).toEqual(refused);
});

test("a description without rules has openapi-typescript's types of $defs", async () => {
  const { "x-dependencies": _, ...post } = paths["/orders"].post;
  const plain = { type: "object", $defs: { item: text }, properties: { item: definition("item") } };
  const { types } = await generateFrom({
    ...description,
    paths: { "/orders": { post } },
    components: { schemas: { Order: plain } },
  });
  expect(types).toContain('item?: components["schemas"]["Order"]["$defs"]["item"];');
});

test("lint checks examples with the rules of schemas under $defs, in other files, too", async () => {
  const files = {
    "api.yaml": `openapi: 3.1.0
info: { title: Orders, version: "1", license: { name: MIT, identifier: MIT } }
servers: [{ url: "https://api.test" }]
security: []
paths:
  /orders:
    post:
      operationId: send
      summary: Send
      requestBody:
        content:
          application/json:
            schema: { $ref: "orders.yaml#/Order" }
            example: { item: { size: 1, weight: 1 } }
      responses: { "200": { description: OK }, "400": { description: Wrong } }
`,
    "orders.yaml": `Order:
  type: object
  properties:
    item: { $ref: "#/Order/$defs/item" }
  $defs:
    item: { $ref: "orders.yaml#/Order/$defs/measured" }
    measured:
      type: object
      properties: { size: { type: number }, weight: { type: number } }
      x-dependencies: ["OnlyOne(size, weight);"]
`,
  };
  await withWorkspace(files, async (folder) => {
    const { code, stderr } = await runCommandIn(folder, "generate");
    expect(code).toBe(1);
    expect(stderr).toContain("api.yaml:14:30 error This example breaks the rule OnlyOne(size, weight);");
  });
});

import { expect, test } from "@jest/globals";
import { validatorsOf } from "../engine.ts";
import { generateFrom } from "../generator.ts";
import { lintWith } from "../lint/lint.ts";

/** A description with one operation that takes a body of each media type. */
const withBodies = (rule: string, bodies: Readonly<Record<string, readonly string[]>>): string =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: {
      "/a": {
        post: {
          operationId: "a",
          "x-dependencies": [rule],
          requestBody: {
            required: true,
            content: Object.fromEntries(
              Object.entries(bodies).map(([type, names]) => [
                type,
                {
                  schema: {
                    type: "object",
                    properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
                  },
                },
              ]),
            ),
          },
          responses: { 204: { description: "Done" } },
        },
      },
    },
  });

const json = "application/json";
const patch = "application/merge-patch+json";

test("a name that only one of several bodies has is reported for the others, whichever comes first", async () => {
  const unknown = (name: string, type: string, others: string): RegExp =>
    new RegExp(
      `Unknown name '${name}': a with a body of ${type.replace("+", "\\+")} has no such parameter or property. Did you mean ${others}\\? Write a rule about one kind of body on that body's schema\\.$`,
    );
  const lint = (rule: string): Promise<string[]> =>
    lintWith("valid-dependencies", withBodies(rule, { [json]: ["x", "y"], [patch]: ["x", "z"] }));
  expect(await lint("Or(x, z);")).toEqual([expect.stringMatching(unknown("z", json, "x, y"))]);
  expect(await lint("Or(x, y);")).toEqual([expect.stringMatching(unknown("y", patch, "x, z"))]);
});

test("a name that each of several bodies has is right", async () => {
  const bodies = { [json]: ["x", "y"], [patch]: ["x", "y"] };
  expect(await lintWith("valid-dependencies", withBodies("Or(x, y);", bodies))).toEqual([]);
});

const form = (rule: string): string =>
  `openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /parcels:
    post:
      operationId: send
      x-dependencies: [${JSON.stringify(rule)}]
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema:
              properties:
                ñ: { type: string }
                straße: { type: string }
                'a[b]': { type: string }
                "it's (2), or \\"b|c\\"": { type: string }
                size: { type: object, properties: { height: { type: number }, unit: { properties: { name: { type: string } } } } }
      responses: { '204': { description: Done } }
`;

test.each([
  ["Or([size[height]], [ñ]);", { size: { height: 1 } }, {}],
  [
    "IF [size[unit][name]] THEN [straße];",
    { size: { unit: { name: "cm" } }, straße: "x" },
    { size: { unit: { name: "cm" } } },
  ],
  ["Or([a[b]], [ñ]);", { "a[b]": "x" }, { straße: "x" }],
  ['Or([it\'s (2), or "b|c"], [ñ]);', { 'it\'s (2), or "b|c"': "x" }, { straße: "x" }],
])("form fields have the names that forms give them, with any characters: %s", async (rule, valid, invalid) => {
  const validate = (await validatorsOf(form(rule))).get("post /parcels");
  expect([valid, invalid].map((body) => validate?.({ body }).length)).toEqual([0, 1]);
});

test("types tell form fields apart by the names that forms give them", async () => {
  const { types } = await generateFrom(form("OnlyOne([ñ], [straße]);"));
  expect(types).toMatch(/SendBody\w*ñ|WithÑ/);
});

test("lists of values of fields that are called alike have names of their own", async () => {
  const listed = (name: string, place: string, values: string): string =>
    `        - { name: ${name}, in: ${place}, schema: { type: string, enum: [${values}] } }`;
  const { outputs, warnings } = await generateFrom(
    [
      "openapi: 3.1.0",
      "info: { title: t, version: '1' }",
      "paths:",
      "  /a:",
      "    get:",
      "      operationId: a",
      "      x-dependencies: ['Or(sort_by, [sort-by]);']",
      "      parameters:",
      listed("sort-by", "query", "x, y"),
      listed("sort_by", "query", "p, q"),
      listed("kind", "query", "p, q"),
      listed("kind", "header", "p, q"),
      listed("mode", "query", "p, q"),
      listed("mode", "header", "r, q"),
      "      responses: { '204': { description: Done } }",
    ].join("\n"),
  );
  expect(warnings).toEqual([]);
  const validators = outputs.find(({ path }) => path.endsWith(".validator.ts"))?.content ?? "";
  const lists = [...validators.matchAll(/export const (\w+Values) = (.*) as const/g)];
  expect(Object.fromEntries(lists.map(([, name = "", values]) => [name, values]))).toEqual({
    aSortBy_0e88f121Values: '["x", "y"]',
    aSortBy_009e1d37Values: '["p", "q"]',
    aKindValues: '["p", "q"]',
    aQueryModeValues: '["p", "q"]',
    aHeaderModeValues: '["r", "q"]',
  });
});

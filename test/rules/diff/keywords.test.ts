import { describe, expect, test } from "@jest/globals";
import { type RequestChange, requestChangesOf, validatorsOf } from "../engine.ts";

type Schema = object | boolean;

const moment = { b: { type: "string", format: "date-time" } };
/** An object with dates and rules between them. */
const dates = (
  format: string,
  rules: string,
  { required = [], ...rest }: { required?: string[]; b?: object } = {},
): Schema => {
  const names = [...new Set(rules.match(/\b[a-e]\b/g))];
  const properties = { ...Object.fromEntries(names.map((name) => [name, { type: "string", format }])), ...rest };
  return { type: "object", properties, required, "x-dependencies": [rules] };
};

/** Keywords of a property's schema before and now, and what that means for requests. */
const changes: readonly (readonly [title: string, before: Schema, now: Schema, verdict: string])[] = [
  ["nothing", { type: "string" }, { type: "string", description: "x" }, "same"],
  ["the order of an enum", { enum: ["a", "b"] }, { enum: ["b", "a"] }, "same"],
  ["an enum of one for a const", { enum: ["a"] }, { const: "a" }, "same"],
  ["other words for null", { type: ["string", "null"] }, { anyOf: [{ type: "string" }, { type: "null" }] }, "same"],
  [
    "oneOf of what excludes each other for anyOf",
    { anyOf: [{ type: "string" }, { type: "integer" }] },
    { oneOf: [{ type: "integer" }, { type: "string" }] },
    "same",
  ],
  ["two bounds for one", { type: "integer", minimum: 1 }, { type: "integer", exclusiveMinimum: 0 }, "same"],
  [
    "a pattern in other words",
    { type: "string", pattern: "^[0-9]{2,}$" },
    { type: "string", pattern: "^\\d\\d+$" },
    "same",
  ],
  [
    "a length for a pattern",
    { type: "string", pattern: "^[\\s\\S]{2,3}$" },
    { type: "string", minLength: 2, maxLength: 3 },
    "same",
  ],
  [
    "a pattern for the shortest of its texts",
    { anyOf: [{ enum: ["xy"] }, { type: "string", pattern: "^x[^]*y$" }] },
    { enum: ["xy"] },
    "tighter",
  ],
  [
    "lookaheads for what they look for",
    { type: "string", pattern: "^(?=.*\\d)(?!.*[^0-9])[a-z0-9]{2}$" },
    { type: "string", pattern: "^\\d\\d$" },
    "same",
  ],
  [
    "another lookahead",
    { type: "string", pattern: "^(?=.*\\d)[a-z0-9]{2}$" },
    { type: "string", pattern: "^(?=.*\\d)(?!.*[a-c])[a-z0-9]{2}$" },
    "tighter",
  ],
  ["a type", { type: "string" }, { type: "integer" }, "both"],
  ["another type besides", { type: "string" }, { type: ["string", "integer"] }, "looser"],
  ["null allowed no more", { type: ["string", "null"] }, { type: "string" }, "tighter"],
  ["whole numbers only", { type: "number" }, { type: "integer" }, "tighter"],
  ["an enum dropped", { type: "string", enum: ["a"] }, { type: "string" }, "looser"],
  ["an enum that loses and gains", { enum: ["a", "b"] }, { enum: ["b", "c"] }, "both"],
  ["a lower maximum", { type: "number", maximum: 10 }, { type: "number", maximum: 9.5 }, "tighter"],
  [
    "bounds that move",
    { type: "integer", minimum: 1, maximum: 5 },
    { type: "integer", minimum: 3, maximum: 9 },
    "both",
  ],
  ["an exclusive bound", { type: "number", minimum: 1 }, { type: "number", exclusiveMinimum: 1 }, "tighter"],
  ["a bound between whole numbers", { type: "integer", minimum: 1 }, { type: "integer", minimum: 0.5 }, "same"],
  ["a coarser step", { type: "number", multipleOf: 0.1 }, { type: "number", multipleOf: 0.3 }, "tighter"],
  ["another step", { type: "integer", multipleOf: 4 }, { type: "integer", multipleOf: 6 }, "both"],
  ["int32", { type: "integer" }, { type: "integer", format: "int32" }, "tighter"],
  ["a longer minimum", { type: "string", minLength: 1 }, { type: "string", minLength: 2 }, "tighter"],
  ["a maximum length", { type: "string" }, { type: "string", maxLength: 5000 }, "tighter"],
  [
    "a narrower pattern",
    { type: "string", pattern: "^[a-f0-9]{24}$" },
    { type: "string", pattern: "^[a-f]{24}$" },
    "tighter",
  ],
  ["a pattern that crosses another", { type: "string", pattern: "^a" }, { type: "string", pattern: "b$" }, "both"],
  [
    "a pattern about line breaks",
    { type: "string", pattern: "^[^]*$" },
    { type: "string", pattern: "^[^\\n]*$" },
    "tighter",
  ],
  ["a format", { type: "string" }, { type: "string", format: "date" }, "tighter"],
  ["a UUID", { type: "string", format: "uuid" }, { type: "string" }, "looser"],
  ["a format that nothing checks", { type: "string" }, { type: "string", format: "hostname" }, "same"],
  [
    "more items",
    { type: "array", items: { type: "string" }, maxItems: 3 },
    { type: "array", items: { type: "string" }, maxItems: 4 },
    "looser",
  ],
  ["an item at least", { type: "array", items: {} }, { type: "array", items: {}, minItems: 1 }, "tighter"],
  [
    "narrower items",
    { type: "array", items: { type: "string" } },
    { type: "array", items: { enum: ["a"] } },
    "tighter",
  ],
  [
    "unique items",
    { type: "array", items: { type: "string" } },
    { type: "array", items: { type: "string" }, uniqueItems: true },
    "tighter",
  ],
  [
    "a field of items",
    { type: "array", items: { type: "object", properties: { a: {} } } },
    { type: "array", items: { type: "object", properties: { a: {}, b: {} } } },
    "looser",
  ],
  [
    "a required field of items",
    { type: "array", items: { type: "object", properties: { a: {} } } },
    { type: "array", items: { type: "object", properties: { a: {} }, required: ["a"] } },
    "tighter",
  ],
  [
    "a new field",
    { type: "object", properties: { a: {} } },
    { type: "object", properties: { a: {}, b: {} } },
    "looser",
  ],
  [
    "a field less",
    { type: "object", properties: { a: {}, b: {} } },
    { type: "object", properties: { a: {} } },
    "tighter",
  ],
  ["a renamed field", { type: "object", properties: { a: {} } }, { type: "object", properties: { b: {} } }, "both"],
  [
    "a new required field",
    { type: "object", properties: { a: {} } },
    { type: "object", properties: { a: {}, b: {} }, required: ["b"] },
    "both",
  ],
  [
    "an optional field",
    { type: "object", properties: { a: {} }, required: ["a"] },
    { type: "object", properties: { a: {} } },
    "looser",
  ],
  [
    "other fields allowed",
    { type: "object", properties: { a: {} } },
    { type: "object", properties: { a: {} }, additionalProperties: true },
    "looser",
  ],
  [
    "other fields of a type",
    { type: "object", additionalProperties: true },
    { type: "object", additionalProperties: { type: "string" } },
    "tighter",
  ],
  [
    "a typed field in an open object",
    { type: "object", properties: { b: {} }, additionalProperties: true },
    { type: "object", properties: { a: { type: "string" }, b: {} }, additionalProperties: true },
    "tighter",
  ],
  [
    "fields by a pattern",
    { type: "object", patternProperties: { "^x-": {} }, additionalProperties: false },
    { type: "object", patternProperties: { "^x": {} }, additionalProperties: false },
    "looser",
  ],
  ["names of fields", { type: "object" }, { type: "object", propertyNames: { pattern: "^a" } }, "tighter"],
  [
    "a field at least",
    { type: "object", properties: { a: {}, b: {} } },
    { type: "object", properties: { a: {}, b: {} }, minProperties: 1 },
    "tighter",
  ],
  [
    "fewer fields",
    { type: "object", additionalProperties: true },
    { type: "object", additionalProperties: true, maxProperties: 2 },
    "tighter",
  ],
  [
    "a dependent field",
    { type: "object", properties: { a: {}, b: {} } },
    { type: "object", properties: { a: {}, b: {} }, dependentRequired: { a: ["b"] } },
    "tighter",
  ],
  [
    "the same dependency as a rule",
    { type: "object", properties: { a: {}, b: {} }, dependentRequired: { a: ["b"] } },
    { type: "object", properties: { a: {}, b: {} }, "x-dependencies": ["IF a THEN b;"] },
    "same",
  ],
  [
    "the same choice as a rule",
    { type: "object", properties: { a: {}, b: {} }, oneOf: [{ required: ["a"] }, { required: ["b"] }] },
    { type: "object", properties: { a: {}, b: {} }, "x-dependencies": ["OnlyOne(a, b);"] },
    "same",
  ],
  [
    "a condition",
    { type: "object", properties: { k: { enum: ["x", "y"] }, a: {} } },
    {
      type: "object",
      properties: { k: { enum: ["x", "y"] }, a: {} },
      if: { properties: { k: { const: "x" } }, required: ["k"] },
      then: { required: ["a"] },
    },
    "tighter",
  ],
  [
    "the same condition as a rule",
    {
      type: "object",
      properties: { k: { enum: ["x", "y"] }, a: {} },
      if: { properties: { k: { const: "x" } }, required: ["k"] },
      then: { required: ["a"] },
    },
    { type: "object", properties: { k: { enum: ["x", "y"] }, a: {} }, "x-dependencies": ["IF k=='x' THEN a;"] },
    "same",
  ],
  [
    "an alternative more",
    { oneOf: [{ type: "object", properties: { k: { const: "a" } }, required: ["k"] }] },
    {
      oneOf: [
        { type: "object", properties: { k: { const: "a" } }, required: ["k"] },
        { type: "object", properties: { k: { const: "b" }, n: { type: "integer" } }, required: ["k"] },
      ],
    },
    "looser",
  ],
  [
    "allOf written out",
    {
      allOf: [
        { type: "object", properties: { a: { type: "string" } } },
        { type: "object", properties: { b: {} }, required: ["b"] },
      ],
    },
    { type: "object", properties: { a: { type: "string" }, b: {} }, required: ["b"] },
    "same",
  ],
  ["not", { type: "string" }, { type: "string", not: { enum: ["a"] } }, "tighter"],
  [
    "a comparison of numbers",
    {
      type: "object",
      properties: { a: { type: "integer", minimum: 0, maximum: 9 }, b: { type: "integer", minimum: 0, maximum: 9 } },
      "x-dependencies": ["a < b;"],
    },
    {
      type: "object",
      properties: { a: { type: "integer", minimum: 0, maximum: 9 }, b: { type: "integer", minimum: 0, maximum: 9 } },
      "x-dependencies": ["a <= b;"],
    },
    "looser",
  ],
  [
    "a sum that can't be reached",
    {
      type: "object",
      properties: { a: { type: "integer", minimum: 0, maximum: 9 }, b: { type: "integer", minimum: 0, maximum: 9 } },
    },
    {
      type: "object",
      properties: { a: { type: "integer", minimum: 0, maximum: 9 }, b: { type: "integer", minimum: 0, maximum: 9 } },
      "x-dependencies": ["a + b <= 18;"],
    },
    "same",
  ],
  [
    "a sum that is reached once",
    {
      type: "object",
      properties: { a: { type: "integer", minimum: 0, maximum: 9 }, b: { type: "integer", minimum: 0, maximum: 9 } },
    },
    {
      type: "object",
      properties: { a: { type: "integer", minimum: 0, maximum: 9 }, b: { type: "integer", minimum: 0, maximum: 9 } },
      "x-dependencies": ["a + b < 18;"],
    },
    "tighter",
  ],
  [
    "an order of dates",
    { type: "object", properties: { a: { type: "string", format: "date" }, b: { type: "string", format: "date" } } },
    {
      type: "object",
      properties: { a: { type: "string", format: "date" }, b: { type: "string", format: "date" } },
      "x-dependencies": ["a <= b;"],
    },
    "tighter",
  ],
  [
    "LIKE",
    { type: "object", properties: { a: { type: "string" }, b: {} }, "x-dependencies": ["IF a LIKE 'de*' THEN b;"] },
    { type: "object", properties: { a: { type: "string" }, b: {} }, "x-dependencies": ["IF a LIKE 'd*' THEN b;"] },
    "tighter",
  ],
  ["an order of dates that allows equal ones", dates("date", "a < b;"), dates("date", "a <= b;"), "looser"],
  ["an order of moments", dates("date-time", "a >= b;"), dates("date-time", "a > b;"), "tighter"],
  ["an order of a date and a moment", dates("date", "a < b;", moment), dates("date", "a <= b;", moment), "looser"],
  ["an order of dates in other words", dates("date", "a < b;"), dates("date", "b > a;"), "same"],
  [
    "an order of many dates that says less",
    dates("date", "a < b; b < c; c < d; d < e;"),
    dates("date", "a < b; b < c; c < d; d <= e;"),
    "looser",
  ],
  [
    "an order of dates that others imply",
    dates("date", "a < b; b < c; a < c;"),
    dates("date", "a < b; b < c;", { required: ["a", "b", "c"] }),
    "tighter",
  ],
  [
    "what a list contains",
    {
      type: "object",
      properties: { t: { type: "array", items: { enum: ["a", "b", "c"] } }, b: {} },
      "x-dependencies": ["IF t=='a' THEN b;"],
    },
    {
      type: "object",
      properties: { t: { type: "array", items: { enum: ["a", "b", "c"] } }, b: {} },
      "x-dependencies": ["IF t=='a' AND t=='b' THEN b;"],
    },
    "looser",
  ],
];

function apiOf(schemas: readonly Schema[]): object {
  const paths = schemas.map((schema, index) => {
    const body = { type: "object", properties: { v: schema } };
    const post = {
      operationId: `op${index}`,
      requestBody: { required: true, content: { "application/json": { schema: body } } },
      responses: { "204": { description: "Done" } },
    };
    return [`/op${index}`, { post }] as const;
  });
  return { openapi: "3.1.0", info: { title: "t", version: "1" }, paths: Object.fromEntries(paths) };
}

const base = apiOf(changes.map(([, before]) => before));
const revision = apiOf(changes.map(([, , now]) => now));
const found: readonly RequestChange[] = await requestChangesOf(base, revision);
const back: readonly RequestChange[] = await requestChangesOf(revision, base);
const opposite: Readonly<Record<string, string>> = { tighter: "looser", looser: "tighter" };

describe("a change of a schema means", () => {
  test.each(changes.map(([title, , , verdict], index) => ({ title, verdict, index })))(
    "$title: $verdict",
    ({ verdict, index }) => {
      const { verdict: own, undecided } = found[index] ?? { verdict: "", undecided: [] };
      expect({ own, undecided }).toEqual({ own: verdict, undecided: [] });
      expect(back[index]?.verdict).toBe(opposite[verdict] ?? verdict);
    },
  );
});

test("every witness is accepted by one validator, and refused by the other", async () => {
  const [before, now] = [await validatorsOf(base), await validatorsOf(revision)];
  let witnesses = 0;
  for (const [index, { refusedNow, acceptedNow }] of found.entries()) {
    const judge = (request: unknown): boolean[] =>
      [before, now].map((validators) => validators.get(`post /op${index}`)?.(request).length === 0);
    if (refusedNow) expect(judge(refusedNow.request)).toEqual([true, false]);
    if (acceptedNow) expect(judge(acceptedNow.request)).toEqual([false, true]);
    witnesses += Number(refusedNow !== undefined) + Number(acceptedNow !== undefined);
  }
  expect(witnesses).toBeGreaterThan(40);
});

test("schemas that contain themselves are compared to the end", async () => {
  const tree = (value: object): object => ({
    ...apiOf([{ $ref: "#/components/schemas/Tree" }]),
    components: {
      schemas: {
        Tree: {
          type: "object",
          properties: {
            value,
            left: { $ref: "#/components/schemas/Tree" },
            more: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
          },
        },
      },
    },
  });
  const [same] = await requestChangesOf(tree({ type: "string" }), tree({ type: "string" }));
  expect(same?.verdict).toBe("same");
  const [tighter] = await requestChangesOf(tree({ type: "string" }), tree({ type: "string", maxLength: 9 }));
  expect(tighter).toMatchObject({ verdict: "tighter", undecided: [] });
});

test("what is beyond the comparison is said, not left out", async () => {
  const list = (minItems: number): object => ({
    type: "array",
    items: { type: "object", properties: { a: {} } },
    uniqueItems: true,
    minItems,
  });
  const [lists] = await requestChangesOf(apiOf([list(3)]), apiOf([list(2)]));
  expect(lists?.undecided.map(({ question }) => question)).toContain("refused now");
  const first = (item: object): object => ({ type: "array", prefixItems: [item] });
  const [firsts] = await requestChangesOf(apiOf([first({ type: "string" })]), apiOf([first({ enum: ["a"] })]));
  expect(firsts).toMatchObject({ verdict: "tighter", undecided: [{ question: "accepted now" }] });
  // A backreference can't be matched in linear time: validators don't check it.
  const twice = { type: "string", pattern: "^(.+)\\1$" };
  const [patterns] = await requestChangesOf(apiOf([{ type: "string" }, twice]), apiOf([twice, twice]));
  expect(patterns).toMatchObject({
    verdict: "undecided",
    undecided: [{ question: "refused now", reasons: [expect.stringContaining("The pattern ^(.+)\\1$")] }, {}],
  });
});

import { expect, test } from "@jest/globals";
import { compile } from "../../types/compiler.ts";
import { generateFrom } from "../generator.ts";

const text = { type: "string" };
const responses = { 200: { description: "OK" } };
const query = (name: string): object => ({ name, in: "query", schema: text });
const object = (properties: object, more: object = {}): object => ({ type: "object", properties, ...more });
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

const pair = (more: object): object => ({ type: "array", prefixItems: [text, { type: "number" }], ...more });

const components = {
  Base: object({ a: text, b: text }),
  Deep: { allOf: [ref("Base"), object({ m: text })] },
  Asks: { required: ["a"] },
  Kind: { enum: ["x", "y"] },
  Cat: object({ t: text, meow: text }, { required: ["t", "meow"] }),
  Dog: object({ t: text, bark: text }, { required: ["t", "bark"] }),
  Pet: object(
    { t: text, x: text, y: text },
    { required: ["t"], discriminator: { propertyName: "t" }, dependentRequired: { x: ["y"] } },
  ),
  Holder: object({
    o: { anyOf: [ref("Base"), { type: "null" }] },
    p: object({ a: text }, { type: ["object", "null"] }),
  }),
  Cow: { allOf: [ref("Pet"), object({ m: text })] },
  Calf: { allOf: [ref("Cow"), object({ n: text })] },
  Nothing: { type: ["object", "null"], required: ["z"] },
  Maybe: object({ a: text, b: text }, { type: ["object", "null"] }),
  Either: object({ a: text }, { type: ["object", "string"] }),
};

/** Schemas that openapi-typescript reads less exactly than JSON Schema, what they accept and what they refuse. */
const probes: readonly (readonly [what: string, schema: object, accepted: string[], refused: string[]])[] = [
  [
    "keywords beside $ref",
    { ...ref("Base"), required: ["n"], properties: { n: { type: "number" } } },
    ["{ n: 1, a: '' }"],
    ["{}", "{ n: '' }"],
  ],
  ["fewer values beside $ref", object({ k: { ...ref("Kind"), enum: ["x"] } }), ["{ k: 'x' }"], ["{ k: 'y' }"]],
  ["required in a part", { allOf: [ref("Base"), { required: ["a"] }] }, ["{ a: '' }"], ["{}", "{ b: '' }"]],
  ["required in a component", { allOf: [ref("Base"), ref("Asks")] }, ["{ a: '' }"], ["{ b: '' }"]],
  [
    "required, far from the property",
    { allOf: [ref("Deep"), object({ z: text }, { required: ["a"] })] },
    ["{ a: '' }"],
    ["{ z: '' }"],
  ],
  [
    "required of an object that may be something else, and listed nowhere",
    object({
      o: object({ a: text }, { type: ["object", "integer"], required: ["z"] }),
      p: { type: ["object", "string"], required: ["z"] },
    }),
    ["{ o: 1, p: '' }", "{ o: { z: 1 }, p: { z: 1, y: 1 } }"],
    ["{ o: {} }", "{ o: { a: '' } }", "{ p: {} }", "{ p: 1 }"],
  ],
  [
    "a property that one alternative lists, and another allows",
    {
      unevaluatedProperties: false,
      allOf: [
        object({ n: text }),
        {
          oneOf: [
            object({ t: text }, { required: ["t"], additionalProperties: true }),
            object({ a: text }, { required: ["a"] }),
          ],
        },
      ],
    },
    ["{ t: '', a: 1 }", "{ a: '', n: '' }"],
    ["{ a: 1 }", "{}"],
  ],
  [
    "alternatives that require, without a type, beside a component that may be null",
    object({
      o: {
        allOf: [
          { properties: { a: text, c: text }, anyOf: [{ required: ["a"] }, { required: ["c"] }] },
          object({ b: text }, { type: ["object", "null", "integer"] }),
        ],
      },
    }),
    ["{ o: null }", "{ o: { a: '', b: '' } }"],
    ["{ o: { a: 1 } }", "{ o: true }"],
  ],
  [
    "required of an object that describes its other properties",
    object({ o: object({ a: text }, { required: ["z"], additionalProperties: pair({}) }) }),
    ["{ o: { z: ['', 1, true] } }", "{ o: { a: '', z: [] } }"],
    ["{ o: {} }", "{ o: { z: [1] } }", "{ o: { z: '' } }"],
  ],
  [
    "required beside alternatives, of which one lists it",
    {
      required: ["x-1"],
      allOf: [
        { if: { required: ["a"] }, then: { required: ["b"] } },
        { anyOf: [ref("Base"), object({ "x-1": { type: "integer" } })] },
      ],
    },
    ["{ 'x-1': true, a: '', b: '' }", "{ 'x-1': 1 }"],
    ["{}", "{ b: '' }", "{ 'x-1': 1, a: '' }", "1"],
  ],
  [
    "required beside alternatives that aren't all objects",
    object({
      o: { required: ["n"], anyOf: [ref("Base"), text, { type: "null" }] },
      p: object({ a: text }, { type: ["object", "integer"], anyOf: [{ required: ["n"] }, { required: ["m"] }] }),
    }),
    ["{ o: '', p: 1 }", "{ o: { n: 1, a: '' }, p: { n: 1 } }", "{ o: null, p: { m: true, a: '' } }"],
    ["{ o: {} }", "{ o: { a: '' } }", "{ o: 1 }", "{ p: {} }", "{ p: '' }", "{ p: { n: 1, a: 1 } }"],
  ],
  [
    "names that only conditions mention",
    object({
      o: object({ a: text }, { required: ["a"], dependentRequired: { c: ["a"] } }),
      p: object({ a: text }, { if: { required: ["c"] } }),
      q: object({ a: text }, { type: ["object", "integer"], dependentRequired: { c: ["d"] } }),
    }),
    ["{ o: { a: '', c: 1 }, p: { c: true }, q: { c: 1, d: 1 } }", "{ q: { d: null } }"],
    ["{ o: { c: 1 } }", "{ p: { e: true } }", "{ q: { c: 1, e: 1 } }"],
  ],
  [
    "required of an object with other properties of listed values",
    object({
      o: { allOf: [{ properties: { a: text }, required: ["c"] }, { additionalProperties: { const: "x" } }] },
      p: object({ a: { type: "number" } }, { additionalProperties: { enum: ["x"] }, anyOf: [{ required: ["c"] }] }),
      q: object(
        { "x-1": text, b: text },
        { patternProperties: { "^x-": { enum: ["x"] } }, oneOf: [{ required: ["b"] }] },
      ),
    }),
    ["{ o: { c: 'x' }, p: { c: 'x', a: 1, d: 'x' }, q: { b: '', 'x-1': 'x', 'x-2': 'x' } }"],
    ["{ o: { c: 'y' } }", "{ p: { c: 'y' } }", "{ p: { a: 1 } }", "{ q: { b: '', 'x-1': 'y' } }"],
  ],
  [
    "null with patterns of names",
    object({ o: { type: ["null"], patternProperties: { "^a$": text } } }),
    ["{ o: null }"],
    ["{ o: {} }"],
  ],
  [
    "parts of different types",
    object({ o: { allOf: [object({ a: text }), text] }, n: { type: "object", allOf: [{ type: "integer" }] } }),
    ["{}"],
    ["{ o: '' }", "{ o: {} }", "{ o: {} as { a?: string } & string }", "{ n: 1 }", "{ n: {} }"],
  ],
  ["a component that may be null and requires", { allOf: [ref("Nothing")] }, ["null", "{ z: 1, y: 1 }"], ["{}", "1"]],
  [
    "required of an object that can't have it",
    object({ o: object({ a: text }, { required: ["z"], additionalProperties: false }) }),
    ["{}"],
    ["{ o: {} }", "{ o: { a: '' } }", "{ o: { z: 1 } }"],
  ],
  [
    "values that their type excludes",
    object({
      k: { type: ["string", "null"], enum: ["x"] },
      n: { type: "integer", enum: ["x", 1] },
      o: { type: "object", enum: [{ a: 1 }] },
      both: { type: ["string", "null"], enum: ["x", null] },
    }),
    ["{ k: 'x', n: 1, o: { a: 1 }, both: null }"],
    ["{ k: null }", "{ n: 'x' }", "{ o: { a: 2 } }", "{ both: 1 }"],
  ],
  [
    "values beside parts and alternatives",
    object({
      k: { enum: ["x", "z"], allOf: [ref("Kind")] },
      n: { type: "string", const: "x", anyOf: [{ enum: ["y"] }, { type: "null" }] },
    }),
    ["{ k: 'x' }"],
    ["{ k: 'z' }", "{ k: 'y' }", "{ n: 'x' }", "{ n: null }"],
  ],
  [
    "parts that are true or false",
    object({ t: { type: "string", allOf: [true] }, f: { type: "string", allOf: [false, ref("Kind")] } }),
    ["{ t: '' }"],
    ["{ t: 1 }", "{ f: 'x' }"],
  ],
  [
    "a name that a pattern tells twice",
    object({}, { patternProperties: { "^(?:a|a)$": text }, additionalProperties: false }),
    ["{ a: '' }"],
    ["{ a: 1 }", "{ b: '' }"],
  ],
  [
    "rules beside a component that may be null",
    object({
      o: {
        allOf: [{ properties: { c: text, d: text }, anyOf: [{ required: ["c"] }, { required: ["d"] }] }, ref("Maybe")],
      },
      u: {
        allOf: [
          { anyOf: [ref("Maybe"), object({ d: text })] },
          { properties: { c: text, d: text }, dependentRequired: { c: ["d"] } },
        ],
      },
    }),
    ["{ o: null, u: null }", "{ o: { c: '' }, u: { c: '', d: '' } }", "{ u: {} }"],
    ["{ o: {} }", "{ u: { c: '' } }"],
  ],
  [
    "required of a component that may be null",
    { ...ref("Maybe"), required: ["a", "b"] },
    ["{ a: '', b: '' }", "null"],
    ["{ a: '' }", "{ b: '' }", "''"],
  ],
  [
    "required of a component that may be null, by a part that may not",
    { allOf: [{ required: ["a", "b"], allOf: [{ allOf: [ref("Maybe")] }] }, object({ b: text, z: text })] },
    ["{ a: '', b: '' }"],
    ["{ a: '', z: '' }", "{ z: '' }", "null"],
  ],
  [
    "required of a component that may be a text",
    { required: ["a"], allOf: [ref("Either")] },
    ["{ a: '' }", "''"],
    ["{}", "null"],
  ],
  [
    "required, listed nowhere, and named by rules",
    object({ a: text }, { required: ["a", "z"], dependentRequired: { z: ["y"] } }),
    ["{ a: '', z: 1, y: 1 }"],
    ["{ a: '' }", "{ a: '', z: 1 }", "{ a: '', y: 1 }"],
  ],
  [
    "required of an object that lists nothing",
    object({ o: { type: "object", required: ["z"] } }),
    ["{ o: { z: 1 } }", "{ o: { z: 1, a: 1 } }"],
    ["{ o: {} }", "{ o: { a: 1 } }"],
  ],
  [
    "a type beside alternatives of others, too",
    object({
      o: { type: "object", anyOf: [ref("Base"), { type: "integer" }, { enum: ["x"] }] },
      n: { type: ["number", "string"], oneOf: [{ type: "integer" }, { type: "null" }] },
      never: { type: "object", oneOf: [{ type: "string" }, { type: "null" }] },
      part: {
        allOf: [ref("Base"), { oneOf: [{ type: "string" }, object({ c: text }, { type: ["object", "integer"] })] }],
      },
    }),
    ["{ o: { a: '' }, n: 1 }"],
    [
      "{ o: 1 }",
      "{ o: 'x' }",
      "{ n: null }",
      "{ n: '' }",
      "{ never: null }",
      "{ never: {} }",
      "{ part: '' }",
      "{ part: 1 }",
    ],
  ],
  [
    "a type beside alternatives that don't say theirs",
    object({
      t: { type: "string", anyOf: [{ format: "date" }, { const: "now" }] },
      n: { type: ["string", "null"], oneOf: [{ format: "date" }, { type: ["integer", "string", "null"] }] },
      l: { type: "array", items: text, anyOf: [{ minItems: 2 }, { maxItems: 0 }] },
    }),
    ["{ t: 'now', n: null }", "{ t: '2020-01-01', n: '', l: [] }", "{ l: ['', ''] }"],
    ["{ t: 1 }", "{ n: 1 }", "{ t: null }", "{ l: [1, 2] }", "{ l: '' }"],
  ],
  ["required beside allOf", { required: ["a"], allOf: [ref("Deep")] }, ["{ a: '' }"], ["{ m: '' }"]],
  [
    "required beside alternatives",
    { required: ["t"], oneOf: [object({ t: { const: "x" } }), object({ t: { const: "y" } })] },
    ["{ t: 'x' }"],
    ["{}"],
  ],
  [
    "required in an alternative",
    object(
      { k: text },
      { oneOf: [object({ a: text }, { required: ["a", "k"] }), object({ b: text }, { required: ["b"] })] },
    ),
    ["{ k: '', a: '' }", "{ b: '' }"],
    ["{ a: '' }", "{}"],
  ],
  [
    "required, and listed nowhere",
    object({ a: text }, { required: ["z"] }),
    ["{ z: 1 }", "{ z: 1, a: '' }"],
    ["{}", "{ a: '' }"],
  ],
  [
    "anyOf beside properties",
    object(
      { k: text },
      { required: ["k"], anyOf: [object({ a: text }, { required: ["a"] }), object({ b: text }, { required: ["b"] })] },
    ),
    ["{ k: '', a: '' }", "{ k: '', a: '', b: '' }"],
    ["{ k: '' }", "{ a: '' }"],
  ],
  ["const: null", object({ a: { const: null } }), ["{ a: null }"], ["{ a: 1 }"]],
  [
    "other properties of another type",
    object({ id: { type: "integer" } }, { additionalProperties: text }),
    ["{ id: 1, x: '' }", "{}"],
    ["{ id: '' }", "{ x: true }"],
  ],
  [
    "names with a pattern",
    object({ id: { type: "integer" } }, { patternProperties: { "^x-": text } }),
    ["{ id: 1, 'x-y': '' }", "{ other: true, 'x-': '' }"],
    ["{ id: '' }", "{ 'x-y': 1 }"],
  ],
  [
    "names with patterns in an object without others",
    object(
      { id: { type: "integer" } },
      {
        patternProperties: { "^x\\-": text, _at$: { type: "integer" }, "^(one|two)$": { type: "boolean" }, no: false },
        additionalProperties: false,
      },
    ),
    ["{ id: 1, 'x-y': '', a_at: 1, one: true }", "{}", "{ 'x-y': '', x_at: 2 }"],
    [
      "{ 'x-y': 1 }",
      "{ a_at: '' }",
      "{ two: 1 }",
      "{ other: 1 }",
      "{ three: true }",
      "{ piano: 1 }",
      "{ 'x-y_at': 1 }",
    ],
  ],
  [
    "patterns that overlap, and a listed property that matches one",
    object(
      { "x-a": { type: "integer" }, "x-b": {} },
      { patternProperties: { "^x-": { type: ["integer", "string"] }, "^x-y-": text }, additionalProperties: text },
    ),
    ["{ 'x-a': 1, 'x-b': 1, 'x-c': 1, 'x-y-z': '', z: '' }", "{}"],
    ["{ 'x-b': true }", "{ 'x-a': '' }", "{ 'x-y-z': 1 }"],
  ],
  [
    "a pattern that every name matches",
    object({ id: { type: "integer" } }, { patternProperties: { ".*": { type: ["integer", "string"] } } }),
    ["{ id: 1, x: '' }"],
    ["{ id: '' }", "{ x: true }"],
  ],
  [
    "patterns in a nullable object, and in parts",
    {
      type: ["object", "null"],
      patternProperties: { "^x-": text },
      anyOf: [{ patternProperties: { "^y-": text } }, object({ id: text }, { required: ["id"] })],
    },
    ["null", "{ 'x-a': '', 'y-a': '' }", "{ id: '', 'y-a': 1 }"],
    ["{ 'x-a': 1 }", "{ 'x-a': 1, id: '' }", "{ 'y-a': 1 }"],
  ],
  [
    "alternatives of a nullable object, one without a type",
    {
      type: ["object", "null"],
      anyOf: [{ properties: { a: text } }, object({ b: text }, { required: ["b"] })],
    },
    ["null", "{ a: '' }", "{ b: '' }"],
    ["{ a: 1 }", "1"],
  ],
  [
    "alternatives of a nullable object that all refuse null",
    {
      type: ["object", "null"],
      anyOf: [object({ a: text }, { required: ["a"] }), object({ b: text }, { required: ["b"] })],
    },
    ["{ a: '' }", "{ b: '' }"],
    ["null", "{ a: 1 }"],
  ],
  [
    "a rule about a property that matches a pattern",
    object(
      { a: text, b: text },
      { patternProperties: { "^x-": text, "^y-": text }, dependentRequired: { a: ["x-1"], b: ["a"] } },
    ),
    ["{ a: '', 'x-1': '', 'y-1': '' }", "{ 'x-1': '', z: 1 }"],
    ["{ a: '' }", "{ a: '', 'x-1': 1 }", "{ b: '', 'x-1': '' }", "{ 'y-1': 1 }", "{ 'x-2': 1 }"],
  ],
  [
    "a required name that matches a pattern",
    object({}, { required: ["x-1"], patternProperties: { "^x-": text }, additionalProperties: false }),
    ["{ 'x-1': '', 'x-2': '' }"],
    ["{}", "{ 'x-1': 1 }", "{ 'x-1': '', a: 1 }"],
  ],
  [
    "a schema that only requires, referred to where another part describes the property",
    {
      allOf: [
        object({ o: ref("Asks") }),
        object({ o: object({ a: text, b: text }), p: text }, { dependentRequired: { p: ["o"] } }),
      ],
    },
    ["{ o: { a: '' } }", "{ o: { a: '', b: '' }, p: '' }", "{}"],
    ["{ o: {} }", "{ o: { b: '' } }", "{ o: { a: 1 } }", "{ p: '' }"],
  ],
  [
    "unevaluatedProperties",
    object({ id: text }, { unevaluatedProperties: text }),
    ["{ id: '', x: '' }"],
    ["{ id: 1 }", "{ x: 1 }"],
  ],
  [
    "unevaluatedProperties beside parts",
    { allOf: [object({ id: text })], unevaluatedProperties: true },
    ["{ id: '', x: '' }"],
    ["{ id: 1 }"],
  ],
  [
    "a part of allOf that says of objects only what rules say",
    { allOf: [ref("Base"), { type: "object", allOf: [{ type: "object", dependentRequired: { a: ["b"] } }] }] },
    ["{ a: '', b: '' }", "{ b: '' }"],
    ["{ a: '' }"],
  ],
  [
    "a rule beside a property that two parts describe",
    object(
      { k: ref("Kind"), a: text, o: object({ k: ref("Kind"), l: text }) },
      {
        allOf: [{ properties: { k: { const: "x" } } }],
        dependentSchemas: { a: { anyOf: [{ properties: { o: { not: { required: ["k"] } } } }, { required: ["k"] }] } },
      },
    ),
    ["{ a: '', o: {} }", "{ a: '', o: { k: 'x' }, k: 'x' }"],
    ["{ a: '', o: { k: 'x' } }", "{ k: 'y' }"],
  ],
  [
    "required of an object that another part describes",
    object({ o: ref("Base") }, { allOf: [{ properties: { o: { required: ["a"] } } }] }),
    ["{}", "{ o: { a: '' } }"],
    ["{ o: {} }", "{ o: { b: '' } }", "{ o: { a: 1 } }"],
  ],
  [
    "required of an object that a component describes, or of null",
    { allOf: [ref("Holder"), { type: "object", properties: { o: { required: ["a"] }, p: { required: ["a"] } } }] },
    ["{ o: null, p: null }", "{ o: { a: '' }, p: { a: '' } }"],
    ["{ o: { b: '' } }", "{ p: {} }"],
  ],
  [
    "required of objects further down",
    object(
      { o: object({ l: { type: "array", items: ref("Base") } }, { type: ["object", "null"] }) },
      { allOf: [{ properties: { o: { properties: { l: { items: { required: ["a"] } } } } } }] },
    ),
    ["{ o: null }", "{ o: { l: [] } }", "{ o: { l: [{ a: '' }] } }"],
    ["{ o: { l: [{}] } }"],
  ],
  [
    "an object or null that a part says more of",
    { type: ["object", "null"], properties: { a: text }, allOf: [{ properties: { b: text }, required: ["b"] }] },
    ["null", "{ b: '' }"],
    ["{ a: '' }"],
  ],
  [
    "a mapping to names",
    {
      oneOf: [ref("Cat"), ref("Dog")],
      discriminator: { propertyName: "t", mapping: { cat: "Cat", dog: "#/components/schemas/Dog" } },
    },
    ["{ t: 'cat', meow: '' }", "{ t: 'dog', bark: '' }"],
    ["{ t: 'dog', meow: '' }"],
  ],
  [
    "a base with a discriminator and rules",
    { anyOf: [ref("Cow"), ref("Calf")] },
    ["{ t: 'Cow', x: '', y: '' }", "{ t: 'Calf', n: '', m: '', y: '' }"],
    ["{ t: 'Cow', x: '' }", "{ t: 'Calf', x: '', n: '' }", "{ x: '', y: '' }"],
  ],
  ["a list that starts so", pair({}), ["[]", "['']", "['', 1]", "['', 1, true]"], ["[1]", "['', '']"]],
  ["a list with a least length", pair({ minItems: 1, items: text }), ["['']", "['', 1, '']"], ["[]", "['', 1, 1]"]],
  ["a list of so many at most", pair({ maxItems: 1 }), ["[]", "['']"], ["['', 1]"]],
  ["a list with nothing else", pair({ items: false }), ["[]", "['', 1]"], ["['', 1, 1]", "[1]"]],
  ["a list that evaluates nothing else", pair({ unevaluatedItems: false }), ["['']", "['', 1]"], ["['', 1, 1]"]],
  ["a list of fixed length", pair({ minItems: 2, items: false }), ["['', 1]"], ["['']", "['', 1, 1]"]],
  [
    "a list of such lists",
    { type: "array", items: pair({ minItems: 1 }) },
    ["[]", "[[''], ['', 1, true]]"],
    ["['']", "[[]]"],
  ],
  [
    "a list or null",
    object({ l: pair({ type: ["array", "null"], minItems: 2 }) }),
    ["{ l: null }", "{ l: ['', 1, true] }"],
    ["{ l: [''] }", "{ l: 1 }"],
  ],
  [
    "objects with rules in a list",
    {
      type: "array",
      prefixItems: [object({ a: text, b: text }, { dependentRequired: { a: ["b"] } })],
      items: object({ c: text, d: text }, { dependentRequired: { c: ["d"] } }),
    },
    ["[]", "[{ a: '', b: '' }, { c: '', d: '' }, {}]"],
    ["[{ a: '' }]", "[{}, { c: '' }]"],
  ],
];

test("types of requests say what openapi-typescript leaves out, and accept what it would refuse", async () => {
  // Without any rule, the types are openapi-typescript's.
  const rule = { get: { "x-dependencies": ["Or(a, b);"], parameters: [query("a"), query("b")], responses } };
  const paths = Object.fromEntries([
    ["/rule", rule],
    ...probes.map(([, schema], index) => [
      `/${index}`,
      { post: { requestBody: { content: { "application/json": { schema } } }, responses } },
    ]),
  ]);
  const info = { title: "t", version: "1" };
  const { types, warnings } = await generateFrom({
    openapi: "3.1.0",
    info,
    paths,
    components: { schemas: components },
  });
  const lines = probes.flatMap(([what, , accepted, refused], index) => {
    const type = `NonNullable<paths["/${index}"]["post"]["requestBody"]>["content"]["application/json"]`;
    return [
      ...accepted.map((value) => [what, value, true, type] as const),
      ...refused.map((value) => [what, value, false, type] as const),
    ];
  });
  const prelude = 'import type { paths } from "./api.ts"; export const used: unknown[] = [];';
  const statements = lines.map(([, value, , type]) => `used.push(${value} satisfies ${type});`);
  const complaints = compile({ "written/api.ts": types, "written/lines.ts": [prelude, ...statements].join("\n") });
  const wrong = new Set(complaints.map(({ file, line }) => `${file}:${line}`));
  expect([...wrong].filter((place) => !place.startsWith("written/lines.ts"))).toEqual([]);
  const judged = lines.map(([what, value], index) => [what, value, !wrong.has(`written/lines.ts:${index + 1}`)]);
  expect(judged).toEqual(lines.map(([what, value, isAccepted]) => [what, value, isAccepted]));
  expect(new Set(warnings.map(({ message }) => message.slice(0, 62)))).toEqual(
    new Set([
      "The types allow the values of described properties for others,",
      "The types leave open what 'anyOf' says here, because this isn'",
      "The types leave open what 'dependentRequired' says here, becau",
      "The types tell schemas apart by 't', but the schemas don't: th",
    ]),
  );
});

test.each([
  ["{ type: object, properties: { o: { required: [a] } } }", "required", "13:66"],
  ["{ type: object, properties: { o: { type: [object, array], required: [a] } } }", undefined, ""],
  ["{ type: object, properties: { o: { anyOf: [{ required: [a] }, { type: string }] } } }", "required", "13:76"],
  [
    "{ type: object, properties: { o: { type: [object, array], dependentRequired: { a: [b] } } } }",
    "dependentRequired",
    "13:98",
  ],
  ["{ type: object, properties: { o: { $ref: '#/components/schemas/Asks' } } }", "required", "15:44"],
  ["{ allOf: [{ $ref: '#/components/schemas/Asks' }, { type: object, properties: { a: {} } }] }", undefined, ""],
  ["{ type: object, patternProperties: { '^[a-z]+$': { type: string } } }", "patternProperties", "13:56"],
])("what the types of %s leave open is a warning at its place", async (schema, keyword, place) => {
  const { warnings } = await generateFrom(`openapi: 3.1.0
info: { title: t, version: "1" }
paths:
  /a:
    post:
      x-dependencies: ['Or(p, q);']
      parameters:
        - { name: p, in: query, schema: { type: string } }
        - { name: q, in: query, schema: { type: string } }
      requestBody:
        content:
          application/json:
            schema: ${schema}
      responses: { 200: { description: OK } }
components: { schemas: { Asks: { required: [a] } } }
`);
  const shown = warnings.map(({ line, column, message }) => [
    message.match(/'(\w+)' says here/)?.[1],
    `${line}:${column}`,
  ]);
  expect(shown).toEqual(keyword === undefined ? [] : [[keyword, place]]);
});

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { compile } from "../../types/compiler.ts";
import { explanationsOf, validatorsOf } from "../engine.ts";
import { generateFrom } from "../generator.ts";
import { isObject, type Json } from "../reference/document.ts";

/** What each schema refuses and accepts. `+` stands before what is right. */
const probes: Readonly<Record<string, string>> = {
  DependentRequired: `
    - {"card":"c"}
    - {"card":"c","city":"y"}
    - {"card":"c","address":"a"}
    - {"address":"a"}
    + {}
    + {"city":"y"}
    + {"address":"a","city":"y"}
    + {"card":"c","address":"a","city":"y"}`,
  DependentSchemas: `
    - {"retries":1}
    - {"retries":1,"mode":"slow"}
    - {"retries":1,"delay":2,"mode":"fast"}
    + {}
    + {"mode":"fast"}
    + {"delay":2,"mode":"fast"}
    + {"retries":1,"delay":2}
    + {"retries":1,"delay":2,"mode":"slow"}`,
  Conditional: `
    - {"method":"automated"}
    - {"method":"automated","url":"u"}
    - {"method":"automated","target":"t","url":"u"}
    - {"method":"download"}
    - {"method":"manual","target":"t"}
    - {}
    + {"method":"automated","target":"t"}
    + {"method":"download","url":"u"}
    + {"method":"manual","url":"u","target":"t"}`,
  Conditionals: `
    - {"kind":"a"}
    - {"kind":"b"}
    - {"kind":"c","a":"x"}
    - {}
    - {"kind":"a","a":"x","on":true}
    - {"b":"x","a":"x","on":true}
    + {"kind":"a","a":"x"}
    + {"kind":"a","a":"x","on":false}
    + {"kind":"b","b":"x","a":"x"}
    + {"b":"x","on":true}
    + {"kind":"c","b":"x","on":true}`,
  Not: `
    - {"before":"b","after":"a"}
    - {"before":"b","page":1}
    - {"after":"a","page":1}
    - {"before":"b","after":"a","page":1}
    + {}
    + {"before":"b"}
    + {"after":"a"}
    + {"page":1}`,
  OneOfRequired: `
    - {}
    - {"name":"n"}
    - {"group":"g"}
    - {"id":"i","name":"n","group":"g"}
    + {"id":"i"}
    + {"id":"i","name":"n"}
    + {"id":"i","group":"g"}
    + {"name":"n","group":"g"}`,
  AnyOfRequired: `
    - {}
    - {"post":"p"}
    - {"phone":"p","post":"p"}
    + {"mail":"m"}
    + {"phone":"p"}
    + {"mail":"m","phone":"p","post":"p"}
    + {"mail":"m","post":"p"}`,
  OneOfClosed: `
    - {}
    - {"language":"l"}
    - {"text":"t","url":"u"}
    - {"bytes":"b","language":"l"}
    - {"text":"t","bytes":"b"}
    - {"text":"t","url":"u","bytes":"b"}
    + {"text":"t"}
    + {"text":"t","language":"l"}
    + {"url":"u","language":"l"}
    + {"bytes":"b"}`,
  Pet: `
    - {}
    - {"species":"cat"}
    - {"species":"bird"}
    - {"species":"cat","barks":true}
    - {"species":"cat","lives":9,"barks":true}
    - {"species":"dog","lives":9}
    - {"lives":9}
    + {"species":"cat","lives":9}
    + {"species":"cat","lives":9,"indoor":true}
    + {"species":"dog"}
    + {"species":"dog","barks":false,"indoor":true}`,
  Nested: `
    - {"target":{"mode":"some"}}
    - {"target":{"mode":"some"},"limit":1}
    - {"target":{"mode":"some","list":[]}}
    - {"target":{}}
    + {}
    + {"limit":1}
    + {"target":{"mode":"all"}}
    + {"target":{"mode":"all","list":["x"]},"limit":1}
    + {"target":{"mode":"some","list":["x"]},"limit":1}`,
  Nullable: `
    - {"b":"y"}
    - {"a":null}
    + null
    + {}
    + {"a":"x","b":"y"}
    + {"a":null,"b":"y"}`,
  Undeclared: `
    - {}
    - {"a":"x","z":1}
    + {"a":"x"}
    + {"z":{}}`,
  Together: `
    - {}
    - {"mail":"m","phone":"p"}
    - {"mail":"m","code":"c"}
    - {"code":"c"}
    - {"mail":"m","channel":"phone"}
    - {"mail":"m","silent":true}
    - {"phone":"p","silent":true,"channel":"phone"}
    + {"mail":"m"}
    + {"mail":"m","channel":"mail","silent":false}
    + {"phone":"p"}
    + {"phone":"p","code":"c","channel":"phone"}
    + {"phone":"p","code":"c","channel":"mail","silent":true}`,
  Beside: `
    - {"x":1}
    - {"x":1,"label":"l"}
    - {"y":1,"label":"l"}
    - {"x":1,"y":1,"label":"l"}
    + {}
    + {"y":1}
    + {"label":"l"}
    + {"x":1,"y":1}`,
  Either: `
    - {}
    - {"a":"x","b":"y"}
    + null
    + {"a":"x"}
    + {"b":"y"}`,
};

const fixture = readFileSync(resolve(import.meta.dirname, "../../fixtures/keywords.yaml"), "utf8");

interface Probe {
  readonly schema: string;
  readonly text: string;
  readonly isRight: boolean;
}

function listProbes(): Probe[] {
  return Object.entries(probes).flatMap(([schema, lines]) =>
    lines
      .trim()
      .split("\n")
      .map((line) => ({ schema, text: line.trim().slice(2), isRight: line.trim().startsWith("+") })),
  );
}

function byAjv(all: readonly Probe[]): boolean[] {
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema({ $id: "api:", ...parse(fixture) });
  return all.map(({ schema, text }) => ajv.validate({ $ref: `api:#/components/schemas/${schema}` }, JSON.parse(text)));
}

test("types refuse and accept what JSON Schema does, and so does the validator", async () => {
  const all = listProbes();
  const expected = all.map(({ isRight }) => isRight);
  expect(byAjv(all)).toEqual(expected);
  const { types, warnings } = await generateFrom(fixture);
  expect(warnings).toEqual([]);
  const { default: openapiTS, astToString } = shared.openapiTypeScript;
  const plain = astToString(await openapiTS(parse(fixture)));
  const lines = all.map(({ schema, text }) => `used.push(${text} satisfies Schemas["${schema}"]);`);
  const linesFor = (module: string): string =>
    [
      `import type { components } from "./${module}.ts"; type Schemas = components["schemas"]; export const used: unknown[] = [];`,
      ...lines,
    ].join("\n");
  const complaints = compile({
    "keywords/api.ts": types,
    "keywords/lines.ts": linesFor("api"),
    "keywords/plain.ts": plain,
    "keywords/plain-lines.ts": linesFor("plain"),
  });
  const refused = new Set(complaints.map(({ file, line }) => `${file}:${line}`));
  const verdictsBy = (file: string): Probe[] =>
    all.map((probe, index) => ({ ...probe, isRight: !refused.delete(`${file}:${index + 1}`) }));
  expect(verdictsBy("keywords/lines.ts")).toEqual(all);
  // openapi-typescript alone, for comparison.
  const byPlain = verdictsBy("keywords/plain-lines.ts");
  const refusedByPlain = (isRight: boolean): number =>
    byPlain.filter((verdict, index) => !verdict.isRight && expected[index] === isRight).length;
  expect({
    wrong: expected.filter((isRight) => !isRight).length,
    wrongRefusedByPlain: refusedByPlain(false),
    rightRefusedByPlain: refusedByPlain(true),
  }).toEqual({ wrong: 64, wrongRefusedByPlain: 13, rightRefusedByPlain: 1 });
  expect([...refused]).toEqual([]);

  const validators = await validatorsOf(withPaths(parse(fixture)));
  const judged = all.map(
    ({ schema, text }) => validators.get(`post /${schema}`)?.({ body: JSON.parse(text) }).length === 0,
  );
  expect(all.filter((_, index) => judged[index] !== expected[index])).toEqual([]);
});

test("a broken keyword is told once, in the words of its rule, with a repair", async () => {
  const validators = await validatorsOf(withPaths(parse(fixture)));
  const told = (schema: string, body: Json) =>
    validators
      .get(`post /${schema}`)?.({ body })
      .map(({ message, sentence, repair }) => ({ message, sentence, repair }));
  expect(told("DependentRequired", { card: "c", city: "y" })).toEqual([
    {
      message: "If card is set, then address is set; in this request card is set and address is not set.",
      sentence: "IF card THEN address;",
      repair: "remove card, or set address",
    },
  ]);
  expect(told("Not", { before: "b", page: 1 })).toEqual([
    {
      message: "Set only one of before, page; this request sets before and page.",
      sentence: "ZeroOrOne(before, page);",
      repair: "remove before, or remove page",
    },
  ]);
  expect(told("Conditionals", { kind: "a", b: "x" })?.map(({ sentence }) => sentence)).toEqual([
    "IF kind=='a' THEN a;",
  ]);
  expect(told("Conditional", { method: "automated", url: "u" })?.map(({ sentence }) => sentence)).toEqual([
    "IF method=='automated' THEN target AND NOT url;",
  ]);
  expect(told("OneOfRequired", {})?.map(({ sentence }) => sentence)).toEqual(["OnlyOne(id, name AND group);"]);
});

/** An operation for each schema. */
function withPaths(document: Json): object {
  if (!isObject(document)) throw new TypeError("not a document");
  const paths = Object.fromEntries(
    Object.keys(probes).map((name) => {
      const schema = { $ref: `#/components/schemas/${name}` };
      const requestBody = { required: true, content: { "application/json": { schema } } };
      return [`/${name}`, { post: { requestBody, responses: { 200: { description: "OK" } } } }];
    }),
  );
  return { ...document, paths };
}

/** A description with one schema, on line 12 of the file. */
const describeBody = (schema: string, openapi = "3.1.0"): string => `openapi: ${openapi}
info: { title: One, version: "1" }
paths:
  /a:
    post:
      operationId: a
      requestBody:
        required: true
        content:
          application/json:
            schema:
              ${schema}
      responses: { "200": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/Answer" } } } } }
components: { schemas: { Answer: { type: object, properties: { a: {}, b: {} }, dependentRequired: { a: [b] } } } }
`;

test.each([
  [
    "{ type: object, properties: { a: { type: string }, b: {} }, if: { properties: { a: { pattern: x } } }, then: { required: [b] } }",
    "12:109 The types leave open what 'pattern' in 'if' says here, because rules have no words for it. The validator checks it.",
  ],
  [
    "{ type: object, properties: { a: { type: integer }, b: {} }, dependentSchemas: { b: { properties: { a: { minimum: 1 } } } } }",
    "12:129 The types leave open what 'minimum' in 'dependentSchemas' says here, because rules have no words for it. The validator checks it.",
  ],
  [
    "{ type: object, properties: { list: { type: array, contains: { type: object, properties: { a: {}, b: {} }, dependentRequired: { a: [b] } } } } }",
    "12:146 The types leave open what 'dependentRequired' says here, because they don't contain this schema. The validator checks it.",
  ],
  [
    "{ type: object, properties: { a: {}, b: {} }, minProperties: 1 }",
    "12:76 The types leave open what 'minProperties' says here, because the object may have other properties. Write additionalProperties: false. The validator checks it.",
  ],
  [
    "{ type: object, properties: { a: {}, b: {} }, minProperties: 1, additionalProperties: true }",
    "12:76 The types leave open what 'minProperties' says here, because the object may have other properties. The validator checks it.",
  ],
  [
    "{ type: object, properties: { a: {}, b: {}, c: {} }, minProperties: 2, additionalProperties: false }",
    "12:83 The types leave open what 'minProperties' says here, because rules have no words for it. The validator checks it.",
  ],
  [
    "{ type: object, properties: { a: { type: string, minLength: 2, pattern: x } }, propertyNames: { pattern: '^[a-z]$' } }",
    "12:109 The types leave open what 'propertyNames' says here, because they can't limit the names of properties. The validator checks it.",
  ],
  [
    "{ type: object, patternProperties: { '^x-[a-z]$': { type: string }, '^y-': { type: integer } } }",
    "12:50 The types leave open what 'patternProperties' says here, because they can't tell the names of properties apart by a pattern. The validator checks it.",
  ],
  [
    "{ type: object, properties: { a: { type: string, not: { const: root } } } }",
    "12:69 The types leave open what 'not' says here, because it isn't about the properties of an object. The validator checks it.",
  ],
  [
    "{ type: object, properties: { a: { type: [string, integer], if: { type: string }, then: { minLength: 3 } } } }",
    "12:79 The types leave open what 'if' says here, because it isn't about the properties of an object. The validator checks it.",
  ],
  [
    "{ type: [object, array], properties: { a: {}, b: {} }, items: {}, dependentRequired: { a: [b] } }",
    "12:100 The types leave open what 'dependentRequired' says here, because this isn't the schema of an object alone. The validator checks it.",
  ],
  [
    "{ type: [object, string], properties: { a: {}, b: {} }, minProperties: 1 }",
    "12:86 The types leave open what 'minProperties' says here, because this isn't the schema of an object alone. The validator checks it.",
  ],
  [
    "{ type: [object, array], properties: { a: {}, b: {} }, oneOf: [{ required: [a] }, { required: [b] }] }",
    "12:77 The types leave open what 'oneOf' says here, because this isn't the schema of an object alone. The validator checks it.",
  ],
  [
    "{ type: object, properties: { a: { type: [object, array], properties: { b: {}, c: {} }, allOf: [{ dependentRequired: { b: [c] } }] } } }",
    "12:132 The types leave open what 'dependentRequired' says here, because this isn't the schema of an object alone. The validator checks it.",
  ],
  [
    "{ type: object, properties: { a: {} }, patternProperties: { '^x-': {} }, additionalProperties: false }",
    "12:73 The types leave open what 'patternProperties' says here, because they can't tell the names of properties apart by a pattern. The validator checks it.",
  ],
  [
    "{ type: object, properties: { a: {} }, patternProperties: { '^x-': {} }, unevaluatedProperties: false }",
    "12:73 The types leave open what 'patternProperties' says here, because they can't tell the names of properties apart by a pattern. The validator checks it.",
  ],
])("what types can't say of %s is a warning at its place", async (schema, expected) => {
  const { warnings } = await generateFrom(describeBody(schema));
  expect(warnings.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([expected]);
});

/** Schemas in place within a body, and what their types make of values. `+` stands before what is right. */
const places: readonly (readonly [schema: string, lines: string])[] = [
  [
    "{ type: array, items: { type: object, properties: { b: {}, k: {}, f: {} }, anyOf: [{ required: [b, k] }, { properties: { k: {} }, required: [k, f] }] } }",
    '-[{"f":1}] -[{"b":1,"f":1}] -[{"k":1}] +[{"b":1,"k":1},{"k":1,"f":1}]',
  ],
  [
    "{ type: array, items: { type: object, properties: { sku: {}, ean: {} }, oneOf: [{ required: [sku] }, { required: [ean] }] } }",
    '-[{}] -[{"sku":1,"ean":2}] +[] +[{"sku":1},{"ean":2}]',
  ],
  [
    "{ type: array, items: { type: array, items: { type: object, properties: { x: {}, y: {} }, dependentRequired: { x: [y] } } } }",
    '-[[{"x":1}]] +[[{"x":1,"y":2},{"y":2}],[]]',
  ],
  [
    "{ type: array, prefixItems: [{ type: string }, { type: object, properties: { a: {}, b: {} }, not: { required: [a, b] } }] }",
    '-["s",{"a":1,"b":2}] +["s",{"a":1}]',
  ],
  [
    "{ type: object, additionalProperties: { type: object, properties: { on: { type: boolean }, at: {} }, if: { properties: { on: { const: true } }, required: [on] }, then: { required: [at] } } }",
    '-{"x":{"on":true}} +{"x":{"on":true,"at":1},"y":{"on":false}}',
  ],
  [
    "{ type: object, patternProperties: { '^x': { type: object, properties: { a: {}, b: {} }, minProperties: 1, additionalProperties: false } } }",
    '-{"x":{}} +{"x":{"a":1},"xy":{"a":1,"b":2}}',
  ],
  [
    "{ type: array, items: { type: object, properties: { a: {}, b: {} }, required: [a], maxProperties: 2, minProperties: 2, additionalProperties: false } }",
    '-[{"a":1}] +[{"a":1,"b":2}]',
  ],
  [
    "{ type: array, items: { type: [object, 'null'], properties: { a: {}, b: {} }, minProperties: 1, maxProperties: 1, additionalProperties: false } }",
    '-[{}] -[{"a":1,"b":2}] +[{"a":1},{"b":2},null]',
  ],
  [
    "{ type: array, items: { allOf: [{ $ref: '#/components/schemas/Answer' }, { type: object, properties: { c: {} } }], x-dependencies: ['IF c THEN a;'] } }",
    '-[{"c":1}] -[{"c":1,"a":2}] -[{"a":2}] +[{"c":1,"a":2,"b":3},{"b":3}]',
  ],
  [
    "{ type: array, items: { anyOf: [{ type: object, properties: { a: {}, b: {} }, x-dependencies: ['AllOrNone(a, b);'] }, { type: 'null' }] } }",
    '-[{"a":1}] +[{"a":1,"b":2},{},null]',
  ],
  [
    "{ type: array, items: { type: object, properties: { in: { type: array, items: { type: object, properties: { m: {}, n: {} }, x-dependencies: ['AllOrNone(m, n);'] } }, p: {} }, dependentRequired: { in: [p] } } }",
    '-[{"in":[]}] -[{"in":[{"m":1}],"p":2}] +[{"in":[{"m":1,"n":2},{}],"p":2},{}]',
  ],
  [
    "{ type: object, properties: { kind: { oneOf: [{ const: x, title: The x }, { const: y, type: string }] }, a: {} }, if: { properties: { kind: { const: x } }, required: [kind] }, then: { required: [a] } }",
    '-{"kind":"x"} -{"kind":"z"} +{"kind":"x","a":1} +{"kind":"y"} +{}',
  ],
  [
    "{ type: object, properties: { kind: { type: [string, 'null'], anyOf: [{ enum: [x, y] }, { const: z }, { type: 'null' }] }, a: {} }, if: { properties: { kind: { enum: [x, null] } }, required: [kind] }, then: { required: [a] } }",
    '-{"kind":"x"} -{"kind":null} -{"kind":"other"} +{"kind":null,"a":1} +{"kind":"z"} +{"a":1}',
  ],
];

test("rules of schemas in place within arrays, maps and others make types that are right, and so do validators", async () => {
  const probed = places.map(([schema, lines]) => ({
    schema,
    values: lines.split(" ").map((line) => ({ text: line.slice(1), isRight: line.startsWith("+") })),
  }));
  const properties = probed.map(({ schema }, index) => `p${index}: ${schema}`).join(", ");
  const text = describeBody(`{ type: object, properties: { ${properties} } }`);
  const { types, warnings } = await generateFrom(text);
  expect(warnings).toEqual([]);
  expect(types).not.toContain("InlineSchema");
  const all = probed.flatMap(({ values }, index) =>
    values.map(({ text: value, isRight }) => ({ value: `{"p${index}":${value}}`, isRight })),
  );
  const refused = refusedLines(
    types,
    all.map(({ value }) => value),
  );
  expect(all.map(({ value }, index) => ({ value, isRight: !refused.includes(index + 1) }))).toEqual(all);
  const validate = (await validatorsOf(text)).get("post /a");
  expect(all.map(({ value }) => ({ value, isRight: validate?.({ body: JSON.parse(value) }).length === 0 }))).toEqual(
    all,
  );
});

test("alternatives that an index signature keeps open are a warning", async () => {
  const { warnings } = await generateFrom(
    describeBody(
      "{ oneOf: [{ type: object, properties: { a: {} }, patternProperties: { '^x': {} }, required: [a], additionalProperties: false }, { type: object, properties: { b: {} }, required: [b], additionalProperties: false }] }",
    ),
  );
  expect(warnings.map(({ message }) => message)).toContain(
    "The types leave open what 'additionalProperties' in 'oneOf' says here, because rules have no words for it. The validator checks it.",
  );
});

test("closed objects among texts, lists and null are as exact as among themselves", async () => {
  const closed = (name: string, more = ""): string =>
    `{ type: object, properties: { ${name}: { type: string }, k: {} }, required: [${name}]${more}, additionalProperties: false }`;
  const either = (keyword: string): string =>
    `{ ${keyword}: [{ enum: [x, 3] }, ${closed("a")}, { type: array, items: { type: string } }, ${closed("b", ", dependentRequired: { k: [a] }")}, { anyOf: [{ type: "null" }, { type: boolean }] }] }`;
  const values = ["'x'", "3", "[]", "['x']", "null", "true", "{ a: '' }", "{ a: '', k: 1 }", "{ b: '' }"];
  const wrong = ["'z'", "[1]", "{}", "{ a: '', b: '' }", "{ b: '', k: 1 }", "{ k: 1 }"];
  for (const keyword of ["anyOf", "oneOf"]) {
    const whole = await generateFrom(describeBody(either(keyword)));
    expect(whole.warnings).toEqual([]);
    expect(refusedLines(whole.types, [...values, ...wrong])).toEqual([10, 11, 12, 13, 14, 15]);
    const within = await generateFrom(
      describeBody(`{ type: object, properties: { to: ${either(keyword)}, n: {} }, dependentRequired: { n: [to] } }`),
    );
    expect(within.warnings).toEqual([]);
    const lines = [...values, ...wrong].flatMap((value) => [`{ to: ${value} }`, `{ to: ${value}, n: 1 }`]);
    expect(refusedLines(within.types, ["{}", ...lines, "{ n: 1 }"])).toEqual([
      ...wrong.flatMap((_, index) => [2 * (values.length + index) + 2, 2 * (values.length + index) + 3]),
      lines.length + 2,
    ]);
  }
});

test("null is accepted in place of an object whose rules ask for a property, beside rules about what holds it", async () => {
  const to = [
    "{ type: [object, 'null'], properties: { a: {}, b: {} }, x-dependencies: ['OnlyOne(a, b);'] }",
    "{ oneOf: [{ type: object, properties: { a: {}, b: {} }, x-dependencies: ['OnlyOne(a, b);'] }, { type: 'null' }] }",
  ];
  const places = to.flatMap((schema) => [
    [schema, "{}"],
    ["{ $ref: '#/components/schemas/To' }", schema],
  ]);
  const values = ["{ a: 1 }", "{ b: 1 }", "null", "{}", "{ a: 1, b: 1 }"];
  const lines = ["{}", "{ n: 1 }", ...values.flatMap((value) => [`{ to: ${value} }`, `{ to: ${value}, n: 1 }`])];
  for (const [schema, component] of places) {
    const describe = (rule: string): string =>
      describeBody(`{ type: object, properties: { n: {}, to: ${schema} }, x-dependencies: ['${rule}'] }`).replace(
        "schemas: {",
        `schemas: { To: ${component},`,
      );
    const beside = await generateFrom(describe("IF n THEN to;"));
    expect(refusedLines(beside.types, lines)).toEqual([2, 9, 10, 11, 12]);
    const within = await generateFrom(describe("IF n THEN to.a;"));
    expect(refusedLines(within.types, lines)).toEqual([2, 6, 8, 9, 10, 11, 12]);
  }
});

test("an object in place that no value fits can be left out, and is warned of", async () => {
  const part = "{ type: object, properties: { a: {}, b: {} }, x-dependencies: ['OnlyOne(a, b);', 'AllOrNone(a, b);'] }";
  const { types, warnings } = await generateFrom(describeBody(`{ type: object, properties: { part: ${part} } }`));
  expect(warnings.map(({ message }) => message)).toContain(
    "No object satisfies this rule together with those that share its fields.",
  );
  expect(refusedLines(types, ["{}", "{ part: {} }", "{ part: { a: 1 } }", "{ part: { a: 1, b: 1 } }"])).toEqual([
    2, 3, 4,
  ]);
});

test("null behind a reference is accepted where a rule reaches into the object", async () => {
  const schema =
    "{ type: object, properties: { name: { type: string }, at: { $ref: '#/components/schemas/Maybe' } }, additionalProperties: false, if: { properties: { at: { required: [x] } }, required: [at] }, then: { required: [name] } }";
  const text = describeBody(schema).replace(
    "schemas: {",
    "schemas: { Maybe: { type: [object, 'null'], properties: { x: {} } },",
  );
  const { types } = await generateFrom(text);
  const lines = ["{ at: null, name: 'n' }", "{ at: null }", "{ at: { x: 1 }, name: 'n' }", "{ at: { x: 1 } }"];
  expect(refusedLines(types, lines)).toEqual([4]);
});

test("an object that may be null keeps its own rules where a rule reaches into it", async () => {
  const text = describeBody(
    "{ type: object, properties: { from: { oneOf: [{ $ref: '#/components/schemas/Way' }, { type: 'null' }] }, a: {} }, x-dependencies: ['IF a THEN from.by.car;'] }",
  ).replace(
    "schemas: {",
    "schemas: { Way: { type: object, properties: { by: { type: object, properties: { car: {} } }, at: {} }, x-dependencies: ['Or(by, at);'] },",
  );
  const { types, warnings } = await generateFrom(text);
  expect(warnings).toEqual([]);
  const lines = [
    "{ from: {} }",
    "{ from: null }",
    "{ from: { at: 1 } }",
    "{ a: 1, from: { at: 1 } }",
    "{ a: 1, from: { by: { car: 1 } } }",
  ];
  expect(refusedLines(types, lines)).toEqual([1, 4]);
});

test("a discriminator adds nothing to closed alternatives with a const, and is warned of without", async () => {
  const describe = (kind: (value: string) => string, discriminator: string): string =>
    describeBody(
      `{ oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]${discriminator} }`,
    ).replace(
      "schemas: {",
      `schemas: { Cat: { type: object, properties: { kind: ${kind("cat")}, lives: {} }, required: [kind], additionalProperties: false }, Dog: { type: object, properties: { kind: ${kind("dog")}, barks: {} }, required: [kind], additionalProperties: false },`,
    );
  const mapped =
    ", discriminator: { propertyName: kind, mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' } }";
  const lines = [
    "{ kind: 'cat', lives: 9 }",
    "{ kind: 'cat', barks: true }",
    "{ kind: 'cow' }",
    "{ kind: 'dog' }",
    "{}",
  ];
  const ofConst = (value: string): string => `{ const: ${value} }`;
  for (const discriminator of ["", mapped]) {
    const { types, warnings } = await generateFrom(describe(ofConst, discriminator));
    expect(warnings).toEqual([]);
    expect(refusedLines(types, lines)).toEqual([2, 3, 5]);
  }
  const open = [
    "12 The types tell schemas apart by 'kind', but the schemas don't: the validator accepts other values of it, and refuses a value that fits several alternatives. Write const in each of them.",
  ];
  const { warnings } = await generateFrom(describe(() => "{ type: string }", mapped));
  expect(warnings.map(({ line, message }) => `${line} ${message}`)).toEqual(open);
  // The rule may be any other of the request.
  const apart = describe(() => "{ type: string }", mapped).replaceAll(", additionalProperties: false", "");
  const ruled = apart.replace(
    "required: [kind] }, Dog",
    "required: [kind], dependentRequired: { lives: [name] } }, Dog",
  );
  const other = await generateFrom(ruled);
  expect(other.warnings.map(({ line, message }) => `${line} ${message}`)).toEqual(open);
});

test("what rules of a base say of its discriminator is open in the types of schemas that include it, and warned of", async () => {
  const text = describeBody("{ $ref: '#/components/schemas/Cow' }").replace(
    "schemas: {",
    `schemas: { Cow: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { m: {} } }] }, Pet: { type: object, properties: { t: { enum: [Cow, Hen] }, x: {} }, required: [t], discriminator: { propertyName: t }, x-dependencies: ["IF t=='Cow' THEN x;"] },`,
  );
  const { warnings } = await generateFrom(text);
  expect(warnings.map(({ message }) => message)).toContain(
    "The types of schemas that include this one leave open what this rule says of 't', because the discriminator gives them a value of their own. The validator checks it.",
  );
});

/** The numbers of the values, from 1, that the body of the operation `a` refuses. */
function refusedLines(types: string, values: readonly string[]): number[] {
  const prelude = `import type { operations } from "./api.ts"; type Body = operations["a"]["requestBody"]["content"]["application/json"]; export const used: unknown[] = [];`;
  const lines = values.map((value) => `used.push(${value} satisfies Body);`);
  const complaints = compile({ "keywords/api.ts": types, "keywords/lines.ts": [prelude, ...lines].join("\n") });
  expect(complaints.filter(({ file }) => file !== "keywords/lines.ts")).toEqual([]);
  return [...new Set(complaints.map(({ line }) => line))];
}

test("keywords of responses, and keywords that OpenAPI 3.0 doesn't have, leave the types as they are", async () => {
  const { types } = await generateFrom(
    describeBody("{ type: object, properties: { a: {}, b: {} }, dependentRequired: { a: [b] } }", "3.0.3"),
  );
  expect(types).not.toContain("variant of");
  const { types: newer } = await generateFrom(describeBody("{ type: object, properties: { a: {}, b: {} } }"));
  expect(newer).not.toContain("variant of");
});

test("a schema that others include brings its conditions, and the words of a sentence its keyword", async () => {
  const text = describeBody(
    "{ allOf: [{ $ref: '#/components/schemas/Answer' }, { type: object, properties: { c: {} } }] }",
  );
  const explained = (await explanationsOf(text)).get("post /a");
  expect(explained?.map(({ sentences }) => sentences)).toEqual([
    [{ text: "IF a THEN b;", words: "If a is set, then b is set.", keyword: "dependentRequired" }],
  ]);
  const { types } = await generateFrom(text);
  expect(refusedLines(types, ["{ a: 1, c: 2 }", "{ a: 1, b: 2, c: 3 }", "{ c: 3 }"])).toEqual([1]);
});

test("a property that is called like a word of the language stands in brackets", async () => {
  const text = describeBody("{ type: object, properties: { OR: {}, true: {} }, dependentRequired: { OR: ['true'] } }");
  const explained = (await explanationsOf(text)).get("post /a");
  expect(explained?.flatMap(({ sentences }) => sentences.map((sentence) => sentence.text))).toEqual([
    "IF [OR] THEN [true];",
  ]);
});

test("alternatives that list their discriminator's values are what they list, whatever the schemas are called", async () => {
  const closed = (value: string, more: string): string =>
    `{ type: object, properties: { kind: ${value}, ${more}: {}, m: {} }, required: [kind], dependentRequired: { ${more}: [m] }, additionalProperties: false }`;
  const lines = [
    "{ kind: 'cat' }",
    "{ kind: 'dog', barks: 1, m: 1 }",
    "{ kind: 'dog', barks: 1 }",
    "{ kind: 'cat', barks: 1, m: 1 }",
    "{ kind: 'Cat' }",
  ];
  const either =
    "{ oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator: { propertyName: kind } }";
  for (const [cat, dog] of [
    ["{ const: cat }", "{ const: dog }"],
    ["{ enum: [cat, puss] }", "{ enum: [dog] }"],
  ] as const) {
    const { types, warnings } = await generateFrom(
      describeBody(either).replace(
        "schemas: {",
        `schemas: { Cat: ${closed(cat, "lives")}, Dog: ${closed(dog, "barks")},`,
      ),
    );
    expect(warnings).toEqual([]);
    expect(refusedLines(types, lines)).toEqual([3, 4, 5]);
  }
});

test("a discriminator in a response leaves the values of schemas that requests have, too, and is warned of where they list none", async () => {
  const describe = (kind: string): string => {
    const pet = `{ type: object, properties: { kind: ${kind}, a: {}, b: {} }, required: [kind], dependentRequired: { a: [b] } }`;
    return describeBody("{ $ref: '#/components/schemas/Pet' }").replace(
      "schemas: { Answer: {",
      `schemas: { Pet: ${pet}, Answer: { oneOf: [{ $ref: '#/components/schemas/Pet' }], discriminator: { propertyName: kind },`,
    );
  };
  const lines = ["{ kind: 'pet' }", "{ kind: 'Pet' }", "{ kind: 'pet', a: 1 }"];
  const listed = await generateFrom(describe("{ const: pet }"));
  expect(listed.warnings).toEqual([]);
  expect(refusedLines(listed.types, lines)).toEqual([2, 3]);
  const open = await generateFrom(describe("{ type: string }"));
  expect(open.warnings.map(({ message }) => message)).toEqual([
    "The types tell schemas apart by 'kind', but the schemas don't: the validator accepts other values of it. Write const in each of them.",
  ]);
});

test.each(["", ", anyOf: [{ required: [p] }, { required: [q] }]"])(
  "a response may have a schema that lists its discriminator's value beside allOf, of a base%s",
  async (more) => {
    const base = `{ type: object, properties: { kind: { type: string }, p: {}, q: {} }, required: [kind], discriminator: { propertyName: kind }${more} }`;
    const text = describeBody("{ type: object, properties: { a: {}, b: {} }, dependentRequired: { a: [b] } }").replace(
      "schemas: { Answer: {",
      `schemas: { Base: ${base}, Answer: { allOf: [{ $ref: '#/components/schemas/Base' }],`,
    );
    const { types } = await generateFrom(
      text.replace(
        "properties: { a: {}, b: {} }, dependentRequired: { a: [b] } } } }",
        "properties: { kind: { const: answer } } } } }",
      ),
    );
    expect(refusedLines(types, ["{ a: 1 }", "{ a: 1, b: 1 }"])).toEqual([1]);
  },
);

test("a base with a discriminator may ask for exactly one of its properties", async () => {
  const base =
    "{ type: object, properties: { kind: { type: string }, p: {}, q: {} }, required: [kind], discriminator: { propertyName: kind }, oneOf: [{ required: [p] }, { required: [q] }] }";
  const text = describeBody("{ $ref: '#/components/schemas/Made' }").replace(
    "schemas: {",
    `schemas: { Base: ${base}, Made: { allOf: [{ $ref: '#/components/schemas/Base' }, { type: object, properties: { kind: { const: made } } }] },`,
  );
  const { types, warnings } = await generateFrom(text);
  expect(warnings).toEqual([]);
  expect(refusedLines(types, ["{ kind: 'made', p: 1 }", "{ kind: 'made' }", "{ kind: 'made', p: 1, q: 1 }"])).toEqual([
    2, 3,
  ]);
});

test("a base's discriminator leaves the values that its children list, and is warned of where they list none", async () => {
  const describe = (kind: string): string =>
    describeBody("{ $ref: '#/components/schemas/Made' }").replace(
      "schemas: {",
      `schemas: { Act: { type: object, properties: { kind: { type: string } }, required: [kind], discriminator: { propertyName: kind } }, Made: { allOf: [{ $ref: '#/components/schemas/Act' }, { type: object, properties: { ${kind}a: {}, b: {} }, dependentRequired: { a: [b] } }] },`,
    );
  const listed = await generateFrom(describe("kind: { const: made }, "));
  expect(listed.warnings).toEqual([]);
  expect(refusedLines(listed.types, ["{ kind: 'made' }", "{ kind: 'Made' }", "{ kind: 'made', a: 1 }"])).toEqual([
    2, 3,
  ]);
  const open = await generateFrom(describe(""));
  expect(open.warnings.map(({ message }) => message)).toEqual([
    "The types tell schemas apart by 'kind', but the schemas don't: the validator accepts other values of it. Write const in each of them.",
  ]);
});

test("a part in place of allOf may have rules about what its siblings list", async () => {
  const part =
    "{ type: object, properties: { scope: { enum: [all, one] } }, x-dependencies: ['IF scope==''one'' THEN id;'] }";
  const whole = `{ allOf: [{ $ref: '#/components/schemas/Ref' }, ${part}] }`;
  const lines = ["{ scope: 'one' }", "{ scope: 'one', id: 'i' }", "{ scope: 'all' }", "{}"];
  for (const [body, component] of [
    [whole, "{}"],
    ["{ $ref: '#/components/schemas/Whole' }", whole],
    ["{ type: array, items: { $ref: '#/components/schemas/Whole' } }", whole],
  ] as const) {
    const text = describeBody(body).replace(
      "schemas: {",
      `schemas: { Ref: { type: object, properties: { id: { type: string } } }, Whole: ${component},`,
    );
    const { types, warnings } = await generateFrom(text);
    expect(warnings).toEqual([]);
    const isList = body.includes("items");
    expect(refusedLines(types, isList ? lines.map((line) => `[${line}]`) : lines)).toEqual([1]);
    const judge = (await validatorsOf(text)).get("post /a");
    const values = [{ scope: "one" }, { scope: "one", id: "i" }, { scope: "all" }, {}];
    expect(values.map((value) => judge?.({ body: isList ? [value] : value }).length)).toEqual([1, 0, 0, 0]);
  }
});

test.each([
  [
    "{ anyOf: [{ type: object, properties: { a: { type: string }, b: {} }, required: [a], additionalProperties: false }, { type: object, properties: { a: { type: integer }, c: {} }, required: [a], additionalProperties: false }] }",
    /^The types leave open what 'type' in 'anyOf' says here/,
  ],
  [
    "{ anyOf: [{ type: object, properties: { a: { type: [string, 'null'] }, c: {} }, additionalProperties: false }, { type: object, properties: { a: { type: 'null' }, b: {} }, additionalProperties: false }] }",
    /^The types leave open what '(type|anyOf)'/,
  ],
  [
    "{ allOf: [{ $ref: '#/components/schemas/Closed' }, { type: object, properties: { b: {}, c: {} }, dependentRequired: { b: [c] } }] }",
    /^The types allow 'b' here, which this refuses/,
  ],
])("types say where closed objects overlap: %s", async (schema, message) => {
  const text = describeBody(schema).replace(
    "schemas: {",
    "schemas: { Closed: { type: object, properties: { a: {} }, additionalProperties: false },",
  );
  const { warnings } = await generateFrom(text);
  expect(warnings.map((warning) => warning.message)).toContainEqual(expect.stringMatching(message));
});

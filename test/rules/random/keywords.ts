import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { compile } from "../../types/compiler.ts";
import { validatorsOf } from "../engine.ts";
import { generateFrom } from "../generator.ts";
import type { Json, JsonObject } from "../reference/document.ts";

/** The fields of a random object, and the values that tell schemas apart; `undefined` for none. */
const fields: Readonly<
  Record<string, { readonly schema: JsonObject; readonly values: readonly (Json | undefined)[] }>
> = {
  a: { schema: { type: "string" }, values: [undefined, "s"] },
  b: { schema: { type: ["string", "null"] }, values: [undefined, "s", null] },
  k: { schema: { enum: ["x", "y"] }, values: [undefined, "x", "y"] },
  f: { schema: { type: "boolean" }, values: [undefined, true, false] },
};
const names = Object.keys(fields);

const objects: readonly JsonObject[] = names.reduce<readonly JsonObject[]>(
  (some, name) =>
    some.flatMap((request) =>
      (fields[name]?.values ?? []).map((value) => (value === undefined ? request : { ...request, [name]: value })),
    ),
  [{}],
);

const requests: readonly Json[] = [...objects, null];

const propertyTest: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constantFrom(
    { k: { const: "x" } },
    { k: { enum: ["x", "y"] } },
    { k: { not: { const: "x" } } },
    { f: { const: true } },
    { f: { enum: [false] } },
    { a: false },
    { k: false },
    { a: { type: "string" } },
    { b: true },
  ),
  // What rules have no words for.
  fc.constantFrom({ a: { pattern: "^t" } }, { b: { type: "string" } }, { b: { const: null } }),
);

const { schema: subschema } = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 2, depthIdentifier: "schema" },
    { weight: 5, arbitrary: fc.subarray(names, { minLength: 1, maxLength: 2 }).map((required) => ({ required })) },
    { weight: 3, arbitrary: propertyTest.map((properties) => ({ properties })) },
    {
      weight: 3,
      arbitrary: fc.tuple(propertyTest, fc.subarray(names, { maxLength: 2 })).map(([properties, required]) => ({
        properties,
        required: [...new Set([...Object.keys(properties), ...required])],
      })),
    },
    {
      weight: 1,
      arbitrary: fc.subarray(names, { minLength: 1 }).map((listed) => ({
        type: "object",
        properties: Object.fromEntries(listed.map((name) => [name, true])),
        additionalProperties: false,
      })),
    },
    { weight: 1, arbitrary: tie("schema").map((not) => ({ not })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom("anyOf", "oneOf", "allOf"), fc.array(tie("schema"), { minLength: 1, maxLength: 3 }))
        .map(([keyword, parts]) => ({ [keyword]: parts })),
    },
  ),
}));

const pair = fc.shuffledSubarray(names, { minLength: 2, maxLength: 3 });
const keyword: fc.Arbitrary<JsonObject> = fc.oneof(
  pair.map(([key = "a", ...others]) => ({ dependentRequired: { [key]: others } })),
  fc.tuple(fc.constantFrom(...names), subschema).map(([key, part]) => ({ dependentSchemas: { [key]: part } })),
  fc
    .tuple(subschema, subschema, fc.option(subschema, { nil: undefined }))
    .map(([condition, consequence, otherwise]) => ({
      if: condition,
      then: consequence,
      ...(otherwise !== undefined && { else: otherwise }),
    })),
  subschema.map((not) => ({ not })),
  fc
    .tuple(fc.constantFrom("anyOf", "oneOf"), fc.array(subschema, { minLength: 2, maxLength: 3 }))
    .map(([word, parts]) => ({ [word]: parts })),
  fc.constantFrom(
    { minProperties: 1 },
    { maxProperties: 1 },
    { minProperties: 1, maxProperties: 1 },
    { minProperties: 2 },
    { maxProperties: 3 },
  ),
);

/** An object with one to three of the keywords, some of them in `allOf`, or alternatives with properties of their own. */
const objectSchema: fc.Arbitrary<JsonObject> = fc
  .tuple(
    fc.subarray(names, { maxLength: 1 }),
    keyword,
    fc.array(keyword, { maxLength: 2 }),
    fc.constantFrom({}, { additionalProperties: false }),
  )
  .map(([required, own, included, closing]) => ({
    type: "object",
    properties: Object.fromEntries(names.map((name) => [name, fields[name]?.schema ?? {}])),
    ...(required.length > 0 && { required }),
    ...closing,
    ...own,
    ...(included.length > 0 && { allOf: included }),
  }));

const alternative = fc
  .tuple(fc.subarray(names, { minLength: 1 }), fc.constantFrom("x", "y", undefined))
  .chain(([listed, kind]) =>
    fc.subarray(listed).map((required) => ({
      type: "object",
      properties: Object.fromEntries(
        listed.map((name) => [
          name,
          name === "k" && kind !== undefined ? { const: kind } : (fields[name]?.schema ?? {}),
        ]),
      ),
      ...(required.length > 0 && { required }),
      additionalProperties: false,
    })),
  );
const closedAlternatives: fc.Arbitrary<JsonObject> = fc
  .tuple(
    fc.constantFrom("anyOf", "oneOf"),
    fc.array(alternative, { minLength: 2, maxLength: 3 }),
    fc.constantFrom([], [{ type: "null" }]),
  )
  .map(([word, parts, none]) => ({ [word]: [...parts, ...none] }));

/** What the schemas of `besideReference` refer to. */
const base: JsonObject = {
  type: "object",
  properties: Object.fromEntries(names.map((name) => [name, fields[name]?.schema ?? {}])),
};
const besideReference = keyword.map((own) => ({ $ref: "#/components/schemas/Base", ...own }));

const keywordSchemas: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 5, arbitrary: objectSchema },
  { weight: 1, arbitrary: closedAlternatives },
  { weight: 1, arbitrary: besideReference },
);

/** A place where a schema may stand, and the values that have an object there. */
interface Position {
  readonly holder: (schema: JsonObject) => JsonObject;
  readonly value: (object: Json) => Json;
}

const asProperty = (schema: JsonObject): JsonObject => ({ type: "object", properties: { in: schema } });
const asItem = (items: JsonObject): JsonObject => ({ type: "array", items });

const component: Position = { holder: (schema) => schema, value: (object) => object };
const positions: Readonly<Record<string, Position>> = {
  component,
  property: { holder: asProperty, value: (object) => ({ in: object }) },
  items: { holder: asItem, value: (object) => [object] },
  itemsOfItems: { holder: (schema) => asProperty(asItem(asItem(schema))), value: (object) => ({ in: [[], [object]] }) },
  prefixItems: {
    holder: (schema) => ({ type: "array", prefixItems: [{ type: "string" }, schema] }),
    value: (object) => ["", object],
  },
  additionalProperties: {
    holder: (additionalProperties) => ({ type: "object", additionalProperties }),
    value: (object) => ({ x: object }),
  },
  patternProperties: {
    holder: (schema) => ({ type: "object", patternProperties: { "^x": schema }, additionalProperties: false }),
    value: (object) => ({ x: object }),
  },
  nullableItems: { holder: (schema) => asItem({ anyOf: [schema, { type: "null" }] }), value: (object) => [object] },
  within: {
    holder: (schema) => asItem({ allOf: [schema, { type: "object", properties: { a: true } }] }),
    value: (object) => [object],
  },
  below: { holder: (schema) => asItem(asProperty(schema)), value: (object) => [{ in: object }] },
};

/** A schema at a place of a body. */
export interface KeywordCase {
  readonly schema: JsonObject;
  readonly position: string;
}

export const keywordCases: fc.Arbitrary<KeywordCase> = fc.record({
  schema: keywordSchemas,
  position: fc.oneof(fc.constant("component"), fc.constantFrom(...Object.keys(positions))),
});

/** Where the engine and Ajv disagree, in words. */
export interface KeywordFindings {
  readonly disagreements: readonly string[];
  /** How many schemas the types say in full, and how many requests were judged. */
  readonly exact: number;
  readonly judged: number;
  /** How many requests are wrong, and of how many of these the types know. */
  readonly wrong: number;
  readonly refused: number;
}

/** Judges every request by every schema: with Ajv, the validators, and the compiler. */
export async function judgeKeywords(cases: readonly KeywordCase[]): Promise<KeywordFindings> {
  const held = cases.map(({ schema, position }) => {
    const { holder, value } = positions[position] ?? component;
    return { schema: holder(schema), requests: requests.map(value) };
  });
  const schemas = held.map(({ schema }) => schema);
  const text = descriptionOf(schemas);
  const first = text.split("\n").findIndex((line) => line.startsWith("    S0:")) + 1;
  const { types, warnings } = await generateFrom(text);
  const doubted = new Set(warnings.map(({ line }) => line - first));
  const lines = held.flatMap(({ requests: values }, index) =>
    values.map((request) => `used.push(${JSON.stringify(request)} satisfies Schemas["S${index}"]);`),
  );
  const prelude = `import type { components } from "./api.ts"; type Schemas = components["schemas"]; export const used: unknown[] = [];`;
  const complaints = compile({ "keywords/api.ts": types, "keywords/lines.ts": [prelude, ...lines].join("\n") });
  const refused = new Set(complaints.filter(({ file }) => file === "keywords/lines.ts").map(({ line }) => line - 1));
  const validators = await validatorsOf(text);
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema({ $id: "api:", components: { schemas: { Base: base } } });
  const disagreements = complaints
    .filter(({ file }) => file !== "keywords/lines.ts")
    .map(({ message }) => `doesn't compile: ${message}`);
  const found = { wrong: 0, refused: 0 };
  for (const [index, { schema, requests: values }] of held.entries()) {
    const byAjv = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api:#/')));
    const validate = validators.get(`post /s${index}`);
    for (const [number, request] of values.entries()) {
      const isRight = byAjv(request);
      const isTyped = !refused.has(index * requests.length + number);
      const told = validate?.({ body: request }) ?? [];
      const subject = `${JSON.stringify(request)} by ${JSON.stringify(schema)}`;
      if ((told.length === 0) !== isRight)
        disagreements.push(`the validator ${isRight ? "refuses" : "accepts"} ${subject}`);
      if (isRight && !isTyped) disagreements.push(`the types refuse ${subject}`);
      // openapi-typescript has `unknown` for alternatives that any object fits.
      if (!isRight && isTyped && requests[number] !== null && !doubted.has(index))
        disagreements.push(`the types accept, without a warning, ${subject}`);
      if (!isRight) found.wrong++;
      if (!isRight && !isTyped) found.refused++;
    }
  }
  return { disagreements, exact: cases.length - doubted.size, judged: cases.length * requests.length, ...found };
}

/** A description with a component and an operation for each schema, each on a line of its own. */
function descriptionOf(schemas: readonly JsonObject[]): string {
  const paths = schemas.map((_, index) => {
    const content = { "application/json": { schema: { $ref: `#/components/schemas/S${index}` } } };
    return `  /s${index}: ${JSON.stringify({ post: { requestBody: { required: true, content }, responses: { 200: { description: "OK" } } } })}`;
  });
  const components = schemas.map((schema, index) => `    S${index}: ${JSON.stringify(schema)}`);
  components.push(`    Base: ${JSON.stringify(base)}`);
  return [
    'openapi: 3.1.0\ninfo: { title: Random, version: "1" }\npaths:',
    ...paths,
    "components:\n  schemas:",
    ...components,
    "",
  ].join("\n");
}

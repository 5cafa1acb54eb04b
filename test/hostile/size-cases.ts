/** Descriptions that are small or plain to write, and large to work with. `size` is what grows. */
export interface SizeCase {
  readonly name: string;
  readonly describe: (size: number) => string;
  /** What `npm test` tries, and what the proof does. */
  readonly sizes: readonly [quick: number, full: number];
  /** How a refusal reads; undefined where the outputs are written. */
  readonly refusal?: (size: number) => RegExp | undefined;
  /** The redocly.yaml, where that is what grows. */
  readonly config?: (size: number) => string;
}

export const sizeCases: readonly SizeCase[] = [
  {
    name: "operations with rules",
    sizes: [20, 10_000],
    describe: (size) => operations(size, ["IF a THEN b;", "Or(b, c);"]),
  },
  { name: "operations without rules", sizes: [20, 10_000], describe: (size) => operations(size, undefined) },
  {
    name: "sentences over fields of their own",
    sizes: [20, 10_000],
    describe: (size) =>
      oneOperation(
        2 * size,
        range(size).map((n) => `IF p${2 * n} THEN p${2 * n + 1};`),
      ),
  },
  {
    name: "sentences over the same fields",
    sizes: [20, 10_000],
    describe: (size) =>
      oneOperation(
        3,
        range(size).map((n) => `Or(p0, p1, p2 == '${n}');`),
      ),
  },
  {
    name: "sentences in a chain",
    sizes: [20, 10_000],
    describe: (size) =>
      oneOperation(
        size + 1,
        range(size).map((n) => `IF p${n} THEN p${n + 1};`),
      ),
  },
  { name: "levels of a schema", sizes: [100, 480], describe: (size) => schemas({ S: nested(size) }) },
  {
    name: "levels of a schema, too many",
    sizes: [1100, 100_000],
    describe: (size) => schemas({ S: "@" }).replace('"@"', `${'{"items":'.repeat(size)}{}${"}".repeat(size)}`),
    refusal: () =>
      /api\.json:1:\d+ error (?:This is nested deeper than 1000 levels|This description can't be read: its objects are nested)/,
  },
  {
    name: "text of a description, in kB",
    sizes: [100, 50_000],
    describe: (size) => schemas({ S: { type: "string", description: "x".repeat(size * 1000) } }),
  },
  {
    name: "schemas",
    sizes: [100, 50_000],
    refusal: (size) => (size > 10_000 ? /api\.json:1:1 error .*too deeply for the call stack/ : undefined),
    describe: (size) => schemas(Object.fromEntries(range(size).map((n) => [`S${n}`, thing(n, size)]))),
  },
  {
    name: "schemas that are allOf of themselves",
    sizes: [1, 1000],
    describe: (size) =>
      withBody(Object.fromEntries(range(size).map((n) => [`S${n}`, { allOf: [ref(n), { type: "object" }] }]))),
    refusal: () => undefined,
  },
  {
    name: "references in a row",
    sizes: [150, 5000],
    describe: (size) =>
      schemas({
        ...Object.fromEntries(range(size).map((n) => [`S${n}`, ref(n + 1)])),
        [`S${size}`]: { type: "string" },
      }),
    refusal: () => /api\.json:1:\d+ error This \$ref leads to another \$ref, and so on, more than 100/,
  },
  {
    name: "values of an enum",
    sizes: [100, 100_000],
    describe: (size) => withFields({ a: { enum: words(size) }, b: {} }, ["IF a THEN b;"]),
  },
  {
    name: "values of an enum that a rule compares",
    sizes: [100, 100_000],
    describe: (size) => withFields({ a: { enum: words(size) }, b: {} }, ["IF a == 'v1' THEN b;"]),
  },
  {
    name: "values of an enum that several rules compare",
    sizes: [100, 100_000],
    describe: (size) =>
      withFields({ a: { enum: words(size) }, b: {}, c: {}, d: {} }, [
        "IF a == 'v1' THEN b;",
        "IF a == 'v2'|'v3' THEN c;",
        "IF a LIKE 'v7*' THEN d;",
        "OnlyOne(b, a == 'v5');",
      ]),
  },
  {
    name: "values of two enums that must be equal",
    sizes: [20, 10_000],
    describe: (size) =>
      withFields({ a: { enum: words(size) }, b: { enum: words(size) }, c: {} }, ["IF a == b THEN c;"]),
  },
  {
    name: "numbers of two enums in an order",
    sizes: [20, 10_000],
    describe: (size) => withFields({ a: { enum: range(size) }, b: { enum: range(size) } }, ["a < b;"]),
  },
  {
    name: "numbers of three enums in a sum",
    sizes: [4, 10_000],
    describe: (size) =>
      withFields({ a: { enum: range(size) }, b: { enum: range(size) }, c: { enum: range(size) } }, ["a + b + c == 7;"]),
  },
  {
    name: "constants of oneOf",
    sizes: [20, 5000],
    describe: (size) =>
      withFields({ a: { oneOf: words(size).map((word) => ({ const: word })) }, b: {} }, ["IF a == 'v1' THEN b;"]),
  },
  {
    name: "values with a sentence each",
    sizes: [20, 5000],
    describe: (size) =>
      withFields(
        { a: { enum: words(size) }, b: {} },
        words(size).map((word) => `IF a == '${word}' THEN b;`),
      ),
  },
  {
    name: "values with a sentence and a field each",
    sizes: [20, 5000],
    describe: (size) =>
      withFields(
        { a: { enum: words(size) }, ...Object.fromEntries(range(size).map((n) => [`b${n}`, {}])) },
        words(size).map((word, n) => `IF a == '${word}' THEN b${n};`),
      ),
  },
  {
    name: "fields that an object requires, in rules that the object's absence makes hard",
    sizes: [10, 200],
    describe: (size) => {
      const names = range(size).map((n) => `p${n}`);
      const o = { type: "object", required: names, properties: Object.fromEntries(names.map((name) => [name, {}])) };
      const rules = range(size).map((n) => `Or(o.p${n}, o.p${(n * 37 + 11) % size}, o.p${(n * 91 + 57) % size});`);
      return withFields({ o }, rules);
    },
  },
  {
    name: "conditions of conditions",
    sizes: [12, 100],
    describe: (size) => {
      const condition = range(size).reduce<object>(
        (inner, n) => ({ if: inner, then: { required: [n % 2 ? "b" : "c"] }, else: { required: [n % 3 ? "d" : "a"] } }),
        { required: ["a"] },
      );
      return withBody({ S0: { type: "object", properties: { a: {}, b: {}, c: {}, d: {} }, ...condition } });
    },
  },
  {
    name: "aliases of aliases",
    sizes: [10, 100],
    describe: (size) => `openapi: 3.1.0\ninfo: { title: Things, version: '1' }\npaths: {}\n${expanding(size)}`,
    refusal: () => /api\.json:\d+:\d+ error The aliases up to this one repeat more than 100000/,
  },
  {
    name: "aliases of aliases in the redocly.yaml",
    sizes: [10, 100],
    describe: () => description({}),
    config: (size) => `apis: { main: { root: api.json, x-openapi-ts: { output: api.ts } } }\n${expanding(size)}`,
    refusal: () => /redocly\.yaml:\d+:\d+ error The aliases up to this one repeat more than 100000/,
  },
  {
    name: "parentheses of a sentence",
    sizes: [50, 10_000],
    describe: (size) => oneOperation(2, [`IF ${"(".repeat(size)}p0${")".repeat(size)} THEN p1;`]),
    refusal: (size) => (size > 500 ? /api\.json:1:\d+ error .*nested/ : undefined),
  },
];

/** YAML with this many levels, each of nine aliases of the one below. */
function expanding(levels: number): string {
  const lines = range(levels).map((n) => `x-${n}: &a${n} [${range(9).map(() => (n === 0 ? "x" : `*a${n - 1}`))}]`);
  return `${lines.join("\n")}\n`;
}

function range(size: number): number[] {
  return Array.from({ length: size }, (_, index) => index);
}

function ref(n: number): object {
  return { $ref: `#/components/schemas/S${n}` };
}

function description(paths: object, components: object = {}): string {
  return JSON.stringify({ openapi: "3.1.0", info: { title: "Things", version: "1" }, paths, components });
}

function schemas(all: object): string {
  return description({}, { schemas: all });
}

function query(name: string): object {
  return { name, in: "query", schema: { type: "string" } };
}

const responses = { "200": { description: "Fine." } };

function operations(size: number, rules: readonly string[] | undefined): string {
  const parameters = ["a", "b", "c"].map(query);
  const get = (n: number): object => ({
    operationId: `get${n}`,
    parameters,
    ...(rules && { "x-dependencies": rules }),
    responses,
  });
  return description(Object.fromEntries(range(size).map((n) => [`/things/${n}`, { get: get(n) }])));
}

function oneOperation(parameters: number, rules: readonly string[]): string {
  const get = { parameters: range(parameters).map((n) => query(`p${n}`)), "x-dependencies": rules, responses };
  return description({ "/things": { get } });
}

function withBody(all: Readonly<Record<string, object>>, rules?: readonly string[]): string {
  const content = { "application/json": { schema: ref(0) } };
  const post = { requestBody: { content }, ...(rules && { "x-dependencies": rules }), responses };
  return description({ "/things": { post } }, { schemas: all });
}

function withFields(properties: Readonly<Record<string, object>>, rules: readonly string[]): string {
  return withBody({ S0: { type: "object", properties } }, rules);
}

function words(size: number): string[] {
  return range(size).map((n) => `v${n}`);
}

function nested(depth: number): object {
  return range(depth).reduce((inner: object) => ({ type: "object", properties: { a: inner } }), { type: "string" });
}

function thing(n: number, size: number): object {
  return {
    type: "object",
    description: "One of many things, with a few words about it so that the file has a usual length. ".repeat(8),
    required: ["id"],
    properties: {
      id: { type: "string" },
      next: ref((n + 1) % size),
      parts: { type: "array", items: ref((n + 7) % size) },
    },
  };
}

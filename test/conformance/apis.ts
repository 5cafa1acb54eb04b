import type { Properties, Property, RandomApi, RandomParameter, Shape } from "../rules/random/shapes.ts";

/** APIs whose requests show one part of the language each. */
export interface Topic {
  readonly name: string;
  readonly about: string;
  /** Whether the values that are tried stand for all others, so that brute force decides what follows from the rules. */
  readonly finite: boolean;
  readonly apis: readonly RandomApi[];
}

const text: Shape = { kind: "text" };
const nullable: Shape = { kind: "nullable" };
const flag: Shape = { kind: "boolean" };
const date: Shape = { kind: "date" };
const dateTime: Shape = { kind: "date-time" };
const whole: Shape = { kind: "number", whole: true };
const decimal: Shape = { kind: "number", whole: false };
const digit: Shape = { kind: "number", whole: true, minimum: 0, maximum: 9 };
const choice = (...values: string[]): Shape => ({ kind: "enum", values });
const array = (of: Shape): Shape => ({ kind: "array", of });

type Shapes = Readonly<Record<string, Shape>>;

/** Names that end with `!` are required. */
function propertiesOf(shapes: Shapes): Properties {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]): [string, Property] => [
      name.replace(/!$/, ""),
      { required: name.endsWith("!"), shape },
    ]),
  );
}

function object(shapes: Shapes, rules: readonly string[] = [], written: "inline" | "component" | "allOf" = "inline") {
  return { kind: "object" as const, written, properties: propertiesOf(shapes), rules };
}

function parametersOf(place: RandomParameter["in"], shapes: Shapes): RandomParameter[] {
  return Object.entries(propertiesOf(shapes)).map(([name, { required, shape }]) => ({
    in: place,
    name,
    required,
    shape,
    shared: false,
    referenced: false,
  }));
}

function query(shapes: Shapes, ...rules: string[]): RandomApi {
  return { parameters: parametersOf("query", shapes), rules };
}

function body(shape: ReturnType<typeof object>, ...rules: string[]): RandomApi {
  return { parameters: [], body: { media: "application/json", required: true, shape, referenced: false }, rules };
}

const texts = (...names: string[]): Shapes => Object.fromEntries(names.map((name) => [name, text]));
const letters = ["a", "b", "c", "d"];
const forms = ["Or", "OnlyOne", "AllOrNone", "ZeroOrOne"];
const relations = ["<", "<=", ">", ">=", "==", "!="];

const presenceForms = forms.flatMap((form) =>
  [2, 3, 4].flatMap((size) => {
    const names = letters.slice(0, size);
    return ["", "NOT "].map((not) => query(texts(...names), `${not}${form}(${names.join(", ")});`));
  }),
);

const conditionals = [
  "IF a THEN b;",
  "IF NOT a THEN b;",
  "IF a THEN NOT b;",
  "IF NOT a THEN NOT b;",
  "IF a AND b THEN c;",
  "IF a OR b THEN c;",
  "IF a OR b AND c THEN d;",
  "IF (a OR b) AND c THEN d;",
  "IF a AND b OR c THEN d;",
  "IF a THEN b OR c AND d;",
  "IF a THEN (b OR c) AND d;",
  "IF NOT (a AND b) THEN c;",
  "IF NOT (a OR b) THEN c AND d;",
  "IF NOT a AND b THEN c;",
  "IF Or(a, b) THEN OnlyOne(c, d);",
  "IF NOT AllOrNone(a, b) THEN c;",
  "IF a THEN NOT ZeroOrOne(b, c, d);",
  "OnlyOne(a AND b, c);",
  "OnlyOne(a OR b, c AND d);",
  "ZeroOrOne(a, b OR c);",
  "AllOrNone(a AND b, c);",
  "Or(OnlyOne(a, b), AllOrNone(c, d));",
  "OnlyOne(OnlyOne(a, b), ZeroOrOne(c, d));",
  "NOT OnlyOne(NOT (a), b);",
  "Or(NOT (a AND b), c);",
].map((rule) => query(texts(...letters), rule));

const severalSentences = [
  ["ZeroOrOne(a, b);", "AllOrNone(b, c);"],
  ["IF a THEN b;", "IF b THEN c;", "IF c THEN d;"],
  ["IF a THEN b;", "IF b THEN a;", "Or(a, c);"],
  ["Or(a, b);", "Or(b, c);", "NOT AllOrNone(a, b, c);"],
  ["IF a THEN NOT a;", "Or(a, b);"],
  ["OnlyOne(a, b);", "OnlyOne(b, c);", "OnlyOne(c, d);"],
  ["IF a THEN b;", "IF a THEN NOT b;", "Or(a, c);"],
  ["OnlyOne(a, b);", "AllOrNone(a, b);"],
].map((rules) => query(texts(...letters), ...rules));

const equalities = [
  query({ mode: choice("on", "off"), a: text }, "IF mode=='on' THEN a;"),
  query({ mode: choice("on", "off", "auto"), a: text }, "IF mode=='on'|'auto' THEN a;"),
  query({ mode: choice("on", "off", "auto"), a: text }, "IF NOT mode=='on'|'auto' THEN a;"),
  query({ "mode!": choice("on", "off"), a: text, b: text }, "IF mode=='on' THEN a;", "IF mode=='off' THEN b;"),
  query({ mode: choice("", "two-words"), a: text }, "OnlyOne(mode=='', a);"),
  query({ left: choice("x", "y"), right: choice("x", "y") }, "IF left=='x' THEN right=='y';"),
  query({ left: choice("x", "y", "z"), right: choice("x", "y") }, "AllOrNone(left=='x'|'y', right=='x');"),
  query({ flag, a: text }, "IF flag==true THEN a;"),
  query({ flag, a: text }, "IF flag==false THEN a;"),
  query({ flag, a: text }, "IF NOT flag==true THEN a;"),
  query({ one: flag, two: flag }, "OnlyOne(one==true, two==true);"),
  query({ one: flag, two: flag, three: flag }, "ZeroOrOne(one==true, two==false, three);"),
  query({ one: flag, mode: choice("x", "y") }, "IF one THEN one==true AND mode=='x';"),
  query({ "flag!": flag, a: text }, "ZeroOrOne(flag==true OR flag==false, a);"),
];

const words = [
  "IF word=='x' THEN a;",
  "IF word=='x'|'X' THEN a;",
  `IF word=="it's" THEN a;`,
  "IF NOT word=='' THEN a;",
  "OnlyOne(word=='a b', a);",
].map((rule) => query({ word: text, a: text }, rule));

const numbers = relations.flatMap((relation) => [
  query({ n: digit, a: text }, `IF n ${relation} 3 THEN a;`),
  query({ n: decimal, a: text }, `OnlyOne(n ${relation} -2.5, a);`),
  query({ n: digit, a: text }, `IF NOT n ${relation} 5 THEN a;`),
]);
const intervals = [
  query({ n: digit, a: text }, "IF n > 2 AND n < 5 THEN a;"),
  query({ "n!": digit, a: text }, "Or(n < 2, n >= 8, a);"),
  query({ n: digit, m: digit }, "IF n > 4 THEN m <= 2;"),
  query({ "n!": digit }, "Or(n > 3 AND n < 4, n > 7 AND n < 8);"),
  query({ "n!": digit, a: text }, "IF n > 3 AND n < 4 THEN a;", "IF a THEN n == 5;"),
];

const related = [
  ...relations.flatMap((relation) => [
    query({ low: digit, high: digit }, `low ${relation} high;`),
    query({ low: digit, high: digit, c: text }, `IF low ${relation} high THEN c;`),
    query({ low: decimal, high: decimal, c: text }, `IF NOT (low ${relation} high) THEN c;`),
  ]),
  query({ low: digit, high: decimal, c: text }, "OnlyOne(low <= high, c);"),
  query({ low: digit, mid: digit, high: digit }, "low <= mid;", "mid <= high;"),
  ...["==", "!="].flatMap((relation) => [
    query({ one: text, two: text, x: text }, `one ${relation} two;`, "IF one=='p' THEN x;", "IF two=='p' THEN x;"),
    query({ one: text, two: text }, `IF one ${relation} two THEN one=='p';`, "IF two=='p'|'q' THEN one;"),
  ]),
];

const dates = [
  ...relations.flatMap((relation) => [
    query({ from: date, to: date }, `from ${relation} to;`),
    query({ from: dateTime, to: dateTime, c: text }, `IF from ${relation} to THEN c;`),
    query({ from: date, to: dateTime, c: text }, `IF NOT (from ${relation} to) THEN c;`),
  ]),
  query({ from: date, mid: date, to: date }, "from < mid;", "mid < to;"),
];

const sums = [
  ...relations.flatMap((relation) => [
    query({ x: digit, y: digit }, `x + y ${relation} 3;`),
    query({ x: whole, y: whole, c: text }, `IF x - y ${relation} 2 THEN c;`),
  ]),
  query({ x: digit, y: digit }, "x * y <= 4;"),
  query({ x: digit, y: digit }, "x / y == 2;"),
  query({ x: digit, y: digit, c: text }, "IF x / y != 1 THEN c;"),
  query({ x: digit, y: digit, c: text }, "IF NOT (x * y > 2) THEN c;"),
  query({ x: digit, y: digit, z: digit }, "x + y * z == 4;"),
  query({ x: digit, y: digit, z: digit }, "(x + y) * z == 4;"),
  query({ x: digit, y: digit, z: digit }, "x - (y - z) >= 1;"),
  query({ x: digit, y: digit, z: digit }, "x - y - z >= 1;"),
  query({ x: digit, y: digit, z: digit }, "x / y * z == 2;"),
  query({ x: digit, y: digit, z: digit, c: text }, "IF x + y + z > 5 THEN c;"),
  query({ x: decimal, y: decimal, c: text }, "Or((x + y) < 0.5, c);"),
];

const globs = ["x*", "*y", "*", "a.c", "*.*", "x*y", "x**y", "*a*b*", "a*a", "[x]*", "*+json"].flatMap((glob) => [
  query({ word: text, a: text }, `IF word LIKE '${glob}' THEN a;`),
  query({ word: text, a: text }, `IF NOT word LIKE '${glob}' THEN a;`),
]);

const names = [
  query({ "sort-by": text, "page[size]": text }, "IF [sort-by] THEN [page[size]];"),
  query({ "a:b/c": text, "expand[]": text }, "OnlyOne([a:b/c], [expand[]]);"),
  query({ IF: text, NOT: text, true: text }, "ZeroOrOne([IF], [NOT], [true]);"),
  query({ Or: text, Order: text }, "IF Order THEN [Or];"),
  query({ "filter.name": text, "page.size": digit }, "IF filter.name THEN page.size > 3;"),
  query({ _a: text, a1: text, ".b": text }, "AllOrNone(_a, a1, .b);"),
  query({ Key: text, key: text }, "IF Key THEN NOT key;"),
  query({ "a-b": digit, "c-d": digit }, "[a-b]-[c-d]>3;"),
  query({ constructor: text, toString: text }, "Or(constructor, toString);"),
  body(object({ "dims[x]": digit, "dims[y]": digit, "v1.mode": text }), "AllOrNone([dims[x]], [dims[y]]);"),
  body(object({ "v1.mode": text, v1: object({ x: text }) }), "IF v1.mode THEN v1.x;"),
  {
    parameters: [
      ...parametersOf("query", { q: text }),
      ...parametersOf("header", { "X-Mode": choice("fast", "slow") }),
      ...parametersOf("cookie", { session: text }),
      ...parametersOf("path", { "id!": choice("0", "1") }),
    ],
    rules: ["IF [X-Mode]=='fast' THEN q;", "Or(session, q);", "IF id=='0' THEN NOT session;"],
  },
  {
    ...body(
      object({ item: object({ count: digit }) }),
      "IF dry_run==true THEN NOT item.count;",
      "AllOrNone(item, key);",
    ),
    parameters: [...parametersOf("query", { dry_run: flag }), ...parametersOf("header", { key: text })],
  },
];

const nested = [
  body(object({ box: object({ a: text, b: text }), c: text }), "IF box.a THEN c;"),
  body(object({ box: object({ a: text, b: text }), c: text }), "OnlyOne(box.a, box.b, c);"),
  body(object({ "box!": object({ a: text, b: text }), c: text }), "IF c THEN box.a;"),
  body(object({ box: object({ "a!": text, b: text }), c: text }), "IF c THEN box.b;"),
  body(object({ box: object({ a: text }), c: text }), "AllOrNone(box, c);"),
  body(object({ box: object({ in: object({ a: flag }) }), c: text }), "IF box.in.a==true THEN c;"),
  body(object({ "mode!": choice("x", "y"), to: object({ a: text, b: text }) }), "IF mode=='x' THEN to.a AND NOT to.b;"),
  body(object({ a: nullable, b: nullable }), "OnlyOne(a, b);"),
  body(object({ a: nullable, b: text }), "IF a=='x' THEN b;"),
  body(object({ a: nullable, b: text }), "IF a THEN NOT b;"),
];

const schemas = (["inline", "component", "allOf"] as const).flatMap((written) => [
  body(object({ a: text, b: text, c: text }, ["OnlyOne(a, b);"], written)),
  body(object({ a: text, b: text, c: text }, ["IF a THEN c;"], written), "ZeroOrOne(b, c);"),
  body(object({ box: object({ a: text, b: text }, ["OnlyOne(a, b);"], written), c: text })),
  body(object({ "box!": object({ a: text, b: text }, ["IF a THEN b;"], written), c: text }), "IF c THEN box.a;"),
  body(object({ list: { kind: "list", of: object({ a: text, b: text }, ["Or(a, b);"], written) }, c: text })),
]);

const arrays = [
  query({ tags: array(choice("x", "y")), a: text }, "IF tags=='x' THEN a;"),
  query({ tags: array(choice("x", "y")), a: text }, "IF NOT tags=='x' THEN a;"),
  query({ tags: array(choice("x", "y", "z")), a: text }, "OnlyOne(tags=='x'|'y', a);"),
  query({ ids: array(digit), a: text }, "IF ids==3 THEN a;"),
  query({ tags: array(choice("x", "y")), a: text }, "AllOrNone(tags, a);"),
  body(object({ tags: array(choice("x", "y")), flags: array(flag) }), "IF tags=='x' THEN flags==true;"),
];

const otherLetters = [
  query({ ñ: text, größe: text }, "IF [ñ] THEN [größe];"),
  query({ имя: text, "姓-名": text, a: text }, "OnlyOne([имя], [姓-名], a);"),
  body(object({ été: object({ début: text }), a: text }), "IF [été.début] THEN a;"),
];

export const topics: readonly Topic[] = [
  { name: "forms", about: "Or, OnlyOne, AllOrNone, ZeroOrOne", finite: true, apis: presenceForms },
  {
    name: "predicates",
    about: "IF, NOT, AND, OR, nesting",
    finite: true,
    apis: [...conditionals, ...severalSentences],
  },
  { name: "equality", about: "enums and booleans", finite: true, apis: equalities },
  { name: "texts", about: "equality with texts", finite: true, apis: words },
  { name: "numbers", about: "numbers compared with constants", finite: true, apis: [...numbers, ...intervals] },
  { name: "relations", about: "fields compared with each other", finite: false, apis: related },
  { name: "dates", about: "dates compared as instants", finite: false, apis: dates },
  { name: "arithmetic", about: "sums, differences, products, quotients", finite: false, apis: sums },
  { name: "like", about: "LIKE", finite: false, apis: globs },
  { name: "names", about: "names and where they point", finite: true, apis: names },
  { name: "letters", about: "names in other letters than a to z", finite: true, apis: otherLetters },
  { name: "nested", about: "objects in bodies, null", finite: true, apis: nested },
  { name: "schemas", about: "rules on schemas", finite: true, apis: schemas },
  { name: "arrays", about: "arrays compared with values", finite: false, apis: arrays },
];

import { describe, expect, test } from "@jest/globals";
import { analysesOf, presencePatternsOf } from "../engine.ts";

const number = { type: "number" };
const whole = { type: "integer" };
const date = { type: "string", format: "date" };
const text = { type: "string" };

/** Rules over query parameters: those whose names end with `!` are required. */
function describeQuery(parameters: Readonly<Record<string, object>>, rules: readonly string[]): object {
  const get = {
    operationId: "find",
    "x-dependencies": rules,
    parameters: Object.entries(parameters).map(([name, schema]) => ({
      name: name.replace("!", ""),
      in: "query",
      required: name.endsWith("!"),
      schema,
    })),
    responses: { 204: { description: "Done" } },
  };
  return { openapi: "3.1.0", info: { title: "t", version: "1" }, paths: { "/a": { get } } };
}

/** What follows from the rules. */
async function analysis(parameters: Readonly<Record<string, object>>, ...rules: string[]) {
  const found = (await analysesOf(describeQuery(parameters, rules))).get("find");
  if (found === undefined) throw new RangeError("no analysis");
  return found;
}

const three = { "a!": number, "b!": number, "c!": number };

describe("no request satisfies", () => {
  test.each<readonly [string, Readonly<Record<string, object>>, ...string[]]>([
    ["a circle of orders", three, "a < b;", "b < c;", "c < a;"],
    ["a circle of orders that meets a difference", three, "a <= b;", "b <= c;", "c <= a;", "a != c;"],
    ["a gap between whole numbers", { "a!": whole }, "Or(a > 3 AND a < 4, a > 7 AND a < 8);"],
    ["a whole number with a fraction", { "a!": whole }, "Or(a == 2.5, a == 3.5);"],
    [
      "multiples that miss a range",
      { "a!": { ...number, multipleOf: 0.5 } },
      "Or(a > 1 AND a < 1.5, a > 2 AND a < 2.5);",
    ],
    ["tenths", { "a!": { ...number, multipleOf: 0.1 } }, "Or(a > 0.2 AND a < 0.3, a == 0.35);"],
    ["bounds of a schema", { "a!": { ...number, maximum: 5 }, "b!": { ...number, minimum: 6 } }, "a >= b;"],
    ["exclusive bounds", { "a!": { ...whole, exclusiveMinimum: 3, exclusiveMaximum: 5 } }, "Or(a < 4, a > 4);"],
    ["sums", { "a!": number, "b!": number }, "a + b > 10;", "a - b > 10;", "Or(a < 10, a < 9);"],
    ["a square", { "a!": number }, "a * a < 0;"],
    [
      "products of opposite signs",
      { "a!": number, "b!": number },
      "a * b > 0;",
      "Or(a > 0 AND b < 0, a < 0 AND b > 0);",
    ],
    ["a division by what must be zero", { "a!": number, "b!": { ...number, minimum: 0, maximum: 0 } }, "a / b != 1;"],
    ["a quotient", { "a!": number, "b!": number }, "a / b > 2;", "Or(b > 3 AND a < 6, b > 4 AND a < 7);"],
    [
      "values of two enums",
      { "a!": { enum: ["x", "y"] }, "b!": { enum: ["y", "z"] } },
      "a == b;",
      "NOT Or(a=='y', b=='z');",
    ],
    ["values of an enum of numbers", { "a!": { enum: [1, 5] }, "b!": { enum: [2, 4] } }, "a == b;"],
    [
      "beginnings that exclude each other",
      { "a!": text },
      "Or(a LIKE 'x*' AND a LIKE 'y*', a LIKE 'xy*' AND a LIKE 'xz*');",
    ],
    ["an end that is not in a beginning", { "a!": text }, "Or(a LIKE 'ab' AND a LIKE 'a*c', a LIKE '*c' AND a=='ab');"],
    ["texts that are equal and not", { "a!": text, "b!": text, "c!": text }, "a == b;", "b == c;", "a != c;"],
    [
      "dates in a circle",
      { "a!": date, "b!": date, "c!": { ...date, format: "date-time" } },
      "a < b;",
      "b < c;",
      "c <= a;",
    ],
    [
      "dates that constants tell apart",
      { "a!": date, "b!": date },
      "a < b;",
      "Or(a=='2024-01-02' AND b=='2024-01-01', a=='2024-01-01' AND b=='2024-01-01');",
    ],
  ])("%s", async (_, parameters, ...rules) => {
    expect((await analysis(parameters, ...rules)).satisfiable).toBe(false);
  });
});

describe("some request satisfies", () => {
  test.each<readonly [string, Readonly<Record<string, object>>, ...string[]]>([
    ["a circle of orders that may be equal", three, "a <= b;", "b <= c;", "c <= a;"],
    ["a circle with an absent field", { a: number, "b!": number, "c!": number }, "a < b;", "b < c;", "c < a;"],
    ["a gap between numbers", { "a!": number }, "Or(a > 3 AND a < 4, a > 4 AND a < 3);"],
    ["multiples in a range", { "a!": { ...number, multipleOf: 0.5 } }, "Or(a > 1 AND a < 2, a > 2 AND a < 1);"],
    ["the sum of the binary neighbours of decimals", { "a!": { enum: [0.1] }, "b!": { enum: [0.2] } }, "a + b == 0.3;"],
    ["a product", { "a!": whole, "b!": whole }, "a * b == 6;", "a + b == 5;"],
    ["a beginning and an end that overlap", { "a!": text }, "Or(a LIKE 'ab*' AND a LIKE '*bc', a=='');"],
    ["values of two enums that differ", { "a!": { enum: ["x", "y"] }, "b!": { enum: ["y", "x"] } }, "a != b;"],
    [
      "numbers of enums in the only order",
      { "a!": { enum: [4, 1, 2] }, "b!": { enum: [3, 2, 1] }, "c!": { enum: [2, 3] } },
      "a < b;",
      "b <= c;",
      "Or(c < 3, a > 1);",
    ],
    ["dates of one day", { "a!": date, "b!": { ...date, format: "date-time" } }, "a <= b;", "b <= a;"],
  ])("%s", async (_, parameters, ...rules) => {
    expect((await analysis(parameters, ...rules)).satisfiable).toBe(true);
  });
});

test("what is dead or implied by numbers and dates is found", async () => {
  const optional = { a: number, b: number, "c!": { ...number, maximum: 5 } };
  expect(
    await analysis(optional, "IF a THEN a > 10 AND a <= c;", "IF b THEN b > 0;", "IF b THEN b >= 0;"),
  ).toMatchObject({
    dead: ["a"],
    implied: ["IF b THEN b >= 0;"],
  });
  expect((await analysis({ "a!": date, "b!": date, "c!": date }, "a < b;", "b < c;", "a < c;")).implied).toEqual([
    "a < c;",
  ]);
  expect((await analysis({ a: date, b: date, c: date }, "a < b;", "b < c;", "a < c;")).implied).toEqual([]);
  expect((await analysis({ a: text }, "IF a THEN a LIKE 'x*y';", "IF a THEN a LIKE 'x*';")).implied).toEqual([
    "IF a THEN a LIKE 'x*';",
  ]);
});

test.each<readonly [string, object, bigint, string]>([
  ["a value beyond a bound", { ...number, maximum: 1 }, 1n, "IF a THEN a == 2;"],
  ["a value that isn't a multiple", { ...number, multipleOf: 0.5 }, 1n, "IF a THEN a == 0.25;"],
  ["none of all values", { ...whole, minimum: 0, maximum: 1 }, 1n, "IF a THEN NOT (a == 0 OR a == 1);"],
  ["a value in range", { ...number, minimum: 1 }, 2n, "IF a THEN a == 2;"],
])("presence patterns of a number with %s are those that requests can have", async (_, schema, expected, rule) => {
  expect((await presencePatternsOf(describeQuery({ a: schema }, [rule]))).get("get /a")).toBe(expected);
});

test("the analysis of a description ends after so many steps, and says what is undecided", async () => {
  const post = (operationId: string, rules: readonly string[]): object => ({
    post: {
      operationId,
      "x-dependencies": rules,
      parameters: ["a", "b", "c"].map((name) => ({ name, in: "query", schema: number })),
      responses: { 204: { description: "Done" } },
    },
  });
  const hard = ["a * b + b * c < 10;", "IF a THEN b > 3 AND c > 3;"];
  const paths = { "/a": post("first", ["Or(a, b);"]), "/b": post("second", hard), "/c": post("third", ["Or(b, c);"]) };
  const found = await analysesOf({ openapi: "3.1.0", info: { title: "t", version: "1" }, paths }, 200);
  const undecided = [...found].map(([name, one]) => [name, one.undecided]);
  expect(undecided).toEqual([
    ["first", []],
    ["second", hard],
    ["third", ["Or(b, c);"]],
  ]);
});

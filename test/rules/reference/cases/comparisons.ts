import {
  body,
  choice,
  date,
  dateTime,
  decimal,
  family,
  object,
  query,
  text,
  type VerdictCase,
  whole,
  withBody,
  withQuery,
} from "./family.ts";

const alone = "low <= high;";
const inside = "IF low <= high THEN c;";
const outside = "IF NOT (low <= high) THEN d;";
const span = "from < to;";
const same = "IF from == to THEN c;";
const days = "day <= at;";
const names = "a != b;";
const equal = "ZeroOrOne(a == b, c);";
const sum = "limit + offset <= 1000;";
const within = "IF limit + offset > 1000 THEN force;";
const unless = "IF NOT (limit + offset > 1000) THEN calm;";
const tenths = "x + y == 0.3;";
const ratio = "x / y != 2;";
const order = "x - y - z * w == 0;";
const quotient = "x / y * z == 4;";
const difference = "x - y + z == 6;";
const mixed = "x + y / z == 10;";
const nested = "(x + y) * (z - x) >= 6;";

export const comparisons: readonly VerdictCase[] = [
  ...family(
    "a relation alone and inside predicates",
    withQuery({ low: decimal, high: decimal, c: text, d: text }, alone, inside, outside),
    [
      ["neither is present", query({}), [outside]],
      ["one is present", query({ low: 5 }), [outside]],
      ["true", query({ low: 5, high: 5 }), [inside]],
      ["true, with its consequence", query({ low: -1, high: 0.5, c: "x" }), []],
      ["false", query({ low: 5, high: 4.99 }), [alone, outside]],
      ["false, with its consequence", query({ low: 5, high: 4.99, d: "x" }), [alone]],
    ],
  ),
  ...family(
    "null is present, and fulfils no order and no sum",
    withBody(object({ low: { type: ["number", "null"] }, high: decimal, c: text }), [
      alone,
      inside,
      "low + high >= 0;",
    ]),
    [
      ["with another", body({ low: null, high: 5 }), [alone, "low + high >= 0;"]],
      ["without another", body({ low: null }), []],
    ],
  ),
  ...family("dates are instants", withQuery({ from: dateTime, to: dateTime, c: text }, span, same), [
    ["text order and time order differ", query({ from: "2024-01-01T01:00:00+02:00", to: "2024-01-01T00:00:00Z" }), []],
    ["later by its offset", query({ from: "2024-01-01T00:00:00Z", to: "2024-01-01T00:59:59+01:00" }), [span]],
    [
      "one instant in two zones",
      query({ from: "2024-01-01T12:00:00Z", to: "2024-01-01T07:00:00-05:00" }),
      [span, same],
    ],
    [
      "one instant with and without a fraction",
      query({ from: "2024-01-01T12:00:00.000Z", to: "2024-01-01T12:00:00Z" }),
      [span, same],
    ],
    ["a fraction counts", query({ from: "2024-01-01T12:00:00Z", to: "2024-01-01T12:00:00.001Z" }), []],
    [
      "a fraction finer than milliseconds",
      query({ from: "2024-01-01T12:00:00.00001Z", to: "2024-01-01T12:00:00.00002Z" }),
      [],
    ],
    ["across a leap day", query({ from: "2024-02-29T23:00:00-02:00", to: "2024-03-01T00:30:00Z" }), [span]],
    ["only one", query({ to: "2024-01-01T12:00:00Z" }), []],
    [
      "another year, another number of digits in the fraction",
      query({ from: "2023-12-31T23:59:59.9Z", to: "2024-01-01T00:00:00Z" }),
      [],
    ],
  ]),
  ...family("a day and an instant", withBody(object({ day: date, at: dateTime }), [days]), [
    ["a day begins at midnight UTC", body({ day: "2024-05-05", at: "2024-05-05T00:00:00Z" }), []],
    ["an instant before it", body({ day: "2024-05-05", at: "2024-05-04T23:59:59Z" }), [days]],
    ["an instant before it by its offset", body({ day: "2024-05-05", at: "2024-05-05T00:30:00+01:00" }), [days]],
  ]),
  ...family("texts are equal or not", withQuery({ a: text, b: choice("x", "y"), c: text }, names, equal), [
    ["different", query({ a: "y", b: "x", c: "z" }), []],
    ["equal", query({ a: "x", b: "x" }), [names]],
    ["equal, and counted", query({ a: "x", b: "x", c: "z" }), [names, equal]],
    ["one absent", query({ b: "x", c: "z" }), []],
    ["case matters", query({ a: "X", b: "x", c: "z" }), []],
  ]),
  ...family(
    "a sum alone and inside predicates",
    withQuery({ limit: whole, offset: whole, force: text, calm: text }, sum, within, unless),
    [
      ["an operand is missing", query({ limit: 5000 }), [unless]],
      ["all are missing, and the consequence is there", query({ calm: "x" }), []],
      ["on the limit", query({ limit: 1, offset: 999, calm: "x" }), []],
      ["above the limit", query({ limit: 1, offset: 1000 }), [sum, within]],
      ["above, with its consequence", query({ limit: 1, offset: 1000, force: "x" }), [sum]],
    ],
  ),
  ...family(
    "arithmetic is exact and has the usual precedence",
    withQuery({ x: decimal, y: decimal, z: decimal, w: decimal }, tenths, ratio, order, nested),
    [
      ["0.1 + 0.2 is 0.3", query({ x: 0.1, y: 0.2 }), []],
      ["0.1 + 0.3 is not", query({ x: 0.1, y: 0.3 }), [tenths]],
      ["division by zero fulfils no relation", query({ x: 0.3, y: 0 }), [ratio]],
      ["a quotient", query({ x: 0.2, y: 0.1 }), [ratio]],
      ["products before differences, from the left", query({ x: 0.7, y: 0.1, z: 0.2, w: 3 }), [tenths, nested]],
      ["and not from the right", query({ x: 0.7, y: 0.1, z: 0.2, w: -2 }), [tenths, order, nested]],
      ["parentheses first", query({ x: 1, y: 2, z: 3 }), [tenths]],
    ],
  ),
  ...family(
    "operators of one rank group from the left, and products come before sums",
    withQuery({ x: decimal, y: decimal, z: decimal }, quotient, difference, mixed),
    [
      ["from the left", query({ x: 8, y: 4, z: 2 }), []],
      ["a quotient that only fits from the right", query({ x: 16, y: 2, z: 2 }), [quotient, difference, mixed]],
      ["a difference that only fits from the right", query({ x: 10, y: 2, z: 2 }), [quotient, difference, mixed]],
      ["a sum that only fits before its quotient", query({ x: 18, y: 2, z: 2 }), [quotient, difference, mixed]],
    ],
  ),
];

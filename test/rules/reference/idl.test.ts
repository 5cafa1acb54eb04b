import { describe, expect, test } from "@jest/globals";
import type { Json } from "./document.ts";
import { referenceHolds } from "./judge.ts";

/** Names of the table: `n…` are numbers, `d…` dates, `.` goes into an object of the body; the rest are strings in the query. */
const document: Json = {};
function holds(sentence: string, values: Readonly<Record<string, Json>>): boolean {
  const params = { query: values };
  return referenceHolds(
    sentence,
    { params, body: values },
    {
      document,
      places: (name) => ({
        in: name.includes(".") ? "body" : "query",
        keys: name.includes(".") ? name.split(".") : [name],
        schema: name.startsWith("d") ? { type: "string", format: "date-time" } : { type: "string" },
      }),
    },
  );
}

type Line = readonly [sentence: string, values: Readonly<Record<string, Json>>, want: boolean];

/** Each table bears the line of the definition («Meaning») that it shows. */
const lines: Readonly<Record<string, readonly Line[]>> = {
  "true when it is present; undefined counts as absent; null is a value": [
    ["Or(a, b);", {}, false],
    ["Or(a, b);", { a: undefined }, false],
    ["Or(a, b);", { a: null }, true],
    ["Or(a, b);", { b: "" }, true],
    ["Or(a, b);", { b: false }, true],
    ["Or(a, b);", { b: 0 }, true],
    ["Or(o.a, o.b);", { o: { b: [] } }, true],
    ["Or(o.a, o.b);", { o: null }, false],
    ["Or(o.a, o.b);", { o: "text" }, false],
    ["Or(o.a, o.length);", { o: ["a"] }, false],
    ["Or(toString, constructor);", {}, false],
  ],
  "present and equal to one of them; NOT p=='a' also holds when p is absent": [
    ["IF a=='x'|'y' THEN b;", { a: "y" }, false],
    ["IF a=='x'|'y' THEN b;", { a: "z" }, true],
    ["IF a=='x' THEN b;", {}, true],
    ["IF NOT a=='x' THEN b;", {}, false],
    ["IF a==true THEN b;", { a: "true" }, true],
    ["IF a==true THEN b;", { a: true }, false],
    ["IF a==false THEN b;", { a: null }, true],
    ["IF a=='' THEN b;", { a: "" }, false],
    ['IF a=="it\'s" THEN b;', { a: "it's" }, false],
    ["IF n > 3 THEN b;", { n: 3.5 }, false],
    ["IF n > 3 THEN b;", { n: null }, true],
    ["IF n != 3 THEN b;", {}, true],
    ["IF n == -0.50 THEN b;", { n: -0.5 }, false],
    ["IF n<=-2 THEN b;", { n: -2 }, false],
  ],
  "matching the glob (`*` any run of characters)": [
    ["IF a LIKE 'x*' THEN b;", { a: "x" }, false],
    ["IF a LIKE 'x*' THEN b;", { a: "X1" }, true],
    ["IF a LIKE '*' THEN b;", { a: "" }, false],
    ["IF a LIKE '*' THEN b;", {}, true],
    ["IF a LIKE '*' THEN b;", { a: null }, true],
    ["IF a LIKE 'a.c' THEN b;", { a: "abc" }, true],
    ["IF a LIKE '*a*b' THEN b;", { a: "xxaxb" }, false],
    ["IF a LIKE 'a*a' THEN b;", { a: "a" }, true],
    ["IF a LIKE 'a**a' THEN b;", { a: "a\n+a" }, false],
    ["IF a LIKE '*ab*ba*' THEN b;", { a: "aba" }, true],
    ["IF a LIKE '*+json*' THEN b;", { a: "vnd+json;q" }, false],
  ],
  "a <= b standing alone holds unless both are present and the relation is false": [
    ["na <= nb;", { na: 2 }, true],
    ["na <= nb;", { na: 2, nb: 1 }, false],
    ["na <= nb;", { na: null, nb: 1 }, false],
    ["na == nb;", { na: 1, nb: 1.0 }, true],
    ["a == b;", { a: "1", b: 1 }, false],
    ["a != b;", { a: "x", b: "x" }, false],
    ["a < b;", { a: "a", b: "b" }, false],
  ],
  "inside a predicate it holds only when both are present and it is true": [
    ["IF na <= nb THEN c;", { na: 2 }, true],
    ["IF NOT (na <= nb) THEN c;", { na: 2 }, false],
    ["Or(na <= nb, c);", { na: 1, nb: 1 }, true],
    ["Or(a != b, c);", { a: "x" }, false],
  ],
  "Arithmetic the same, over all its parameters": [
    ["na + nb <= 3;", { na: 4 }, true],
    ["na + nb <= 3;", { na: 2, nb: 2 }, false],
    ["na + nb == 0.3;", { na: 0.1, nb: 0.2 }, true],
    ["na + nb * nc == 7;", { na: 1, nb: 2, nc: 3 }, true],
    ["na - nb - nc == 5;", { na: 10, nb: 3, nc: 2 }, true],
    ["na - (nb - nc) == 9;", { na: 10, nb: 3, nc: 2 }, true],
    ["na / nb * nc == 1;", { na: 1, nb: 3, nc: 3 }, true],
    ["(na + nb) * nc == 9;", { na: 1, nb: 2, nc: 3 }, true],
    ["na / nb != 1;", { na: 1, nb: 0 }, false],
    ["na * nb < 1000000000000000000000;", { na: 1e21, nb: 1e-21 }, true],
    ["IF na + nb > 3 THEN c;", { na: 4 }, true],
    ["IF na + nb > 3 THEN c;", { na: 4, nb: 0 }, false],
    ["na + nb >= 0;", { na: "1", nb: 1 }, false],
  ],
  "Strings that are dates compare as instants": [
    ["da <= db;", { da: "2024-01-01T00:00:00Z", db: "2024-01-01T00:30:00+01:00" }, false],
    ["da == db;", { da: "2024-01-01T01:00:00+01:00", db: "2023-12-31T19:00:00-05:00" }, true],
    ["da < db;", { da: "2024-01-01T00:00:00.1234567891Z", db: "2024-01-01T00:00:00.1234567892Z" }, true],
    ["da == db;", { da: "2024-01-01", db: "2024-01-01t00:00:00.000z" }, true],
    ["da < db;", { da: "2024-02-29", db: "2024-03-01" }, true],
    ["da < db;", { da: "not a date", db: "2024-03-01" }, false],
    ["da > db;", { da: "2100-03-01T00:00:00Z", db: "2100-02-28T23:59:59Z" }, true],
  ],
  "IF A THEN B; Or; ZeroOrOne; OnlyOne; AllOrNone": [
    ["IF a OR b AND c THEN z;", { a: 1 }, false],
    ["IF a OR b AND c THEN z;", { b: 1 }, true],
    ["IF (a OR b) AND c THEN z;", { a: 1 }, true],
    ["ZeroOrOne(a, b, c);", { a: 1, c: 1 }, false],
    ["ZeroOrOne(a, b, c);", {}, true],
    ["OnlyOne(a, b AND c);", { b: 1 }, false],
    ["OnlyOne(a, b AND c);", { b: 1, c: 1 }, true],
    ["OnlyOne(a, a);", { a: 1 }, false],
    ["AllOrNone(a, b, c);", { a: 1, b: 1, c: 1 }, true],
    ["AllOrNone(a, b, c);", { a: 1, b: 1 }, false],
    ["NOT AllOrNone(a, b);", { a: 1, b: 1 }, false],
    ["NOT Or(a, b);", {}, true],
    ["IF NOT a THEN NOT OnlyOne(b, c);", { b: 1 }, false],
    ["IF NOT a AND b THEN c;", { a: 1, b: 1 }, true],
  ],
};

describe.each(Object.entries(lines))("%s", (_definition, table) => {
  test.each(table)("%s of %j: %j", (sentence, values, want) => {
    expect(holds(sentence, values)).toBe(want);
  });
});

import { body, choice, decimal, family, object, query, text, type VerdictCase, withBody, withQuery } from "./family.ts";

const binds = "IF a OR b AND c THEN d;";
const grouped = "IF (a OR b) AND c THEN d;";
const chained = "IF a AND b OR c AND d THEN e OR f AND a;";
const notTerm = "IF NOT a AND b THEN c;";
const notGroup = "IF NOT (a AND b) THEN c;";
const both = "OnlyOne(a AND b, c OR d, n > 3);";
const nested = "ZeroOrOne(Or(a, b), AllOrNone(c, d), e);";
const notForm = "NOT AllOrNone(a, b);";
const twice = "OnlyOne(a, a);";
const inside = "Or(NOT (a), b);";
const written = "IF a THEN // the name, ; and all\n  b /* ; */ AND c;";

const letters = { a: text, b: text, c: text, d: text, e: text, f: text };

export const forms: readonly VerdictCase[] = [
  ...family("AND before OR", withQuery(letters, binds, grouped), [
    ["a alone", query({ a: "x" }), [binds]],
    ["b alone", query({ b: "x" }), []],
    ["a and c", query({ a: "x", c: "x" }), [binds, grouped]],
    ["all", query({ a: "x", b: "x", c: "x", d: "x" }), []],
  ]),
  ...family("long chains", withQuery(letters, chained), [
    ["half a pair", query({ a: "x", c: "x" }), []],
    ["the second pair", query({ c: "x", d: "x" }), [chained]],
    ["half of the consequence", query({ c: "x", d: "x", f: "x" }), [chained]],
    ["the consequence", query({ c: "x", d: "x", f: "x", a: "x" }), []],
  ]),
  ...family("NOT reaches as far as its term or its parentheses", withQuery(letters, notTerm, notGroup), [
    ["nothing", query({}), [notGroup]],
    ["b", query({ b: "x" }), [notTerm, notGroup]],
    ["a", query({ a: "x" }), [notGroup]],
    ["a and b", query({ a: "x", b: "x" }), []],
  ]),
  ...family("OnlyOne over predicates", withQuery({ ...letters, n: decimal }, both), [
    ["none", query({ a: "x", n: 3 }), [both]],
    ["the pair", query({ a: "x", b: "x", n: 3 }), []],
    ["the comparison", query({ n: 3.5 }), []],
    ["two", query({ a: "x", b: "x", d: "x" }), [both]],
    ["three", query({ a: "x", b: "x", d: "x", n: 4 }), [both]],
  ]),
  ...family("forms in forms", withQuery(letters, nested), [
    ["none given makes AllOrNone true", query({}), []],
    ["and a second one", query({ a: "x" }), [nested]],
    ["half of a pair", query({ a: "x", c: "x" }), []],
    ["three", query({ b: "x", e: "x" }), [nested]],
  ]),
  ...family("odd but right", withQuery(letters, notForm, twice, inside), [
    ["nothing", query({}), [notForm, twice]],
    ["a: named twice, counted twice", query({ a: "x" }), [twice, inside]],
    ["b", query({ b: "x" }), [twice]],
  ]),
  ...family("comments and line breaks", withQuery(letters, written), [
    ["broken", query({ a: "x", b: "x" }), [written]],
    ["kept", query({ a: "x", b: "x", c: "x" }), []],
  ]),
  ...family(
    "several sentences in an entry",
    withQuery({ ...letters, kind: choice("u", "v") }, "IF a THEN b; IF kind=='u' THEN c", "// none\n", "Or(d, e)"),
    [
      ["each is its own", query({ a: "x", kind: "u" }), ["IF a THEN b;", "IF kind=='u' THEN c", "Or(d, e)"]],
      ["one", query({ kind: "u", e: "x" }), ["IF kind=='u' THEN c"]],
      ["none", query({ kind: "v", e: "x" }), []],
    ],
  ),
  ...family(
    "entries that are objects",
    withQuery(letters, { rule: "Or(a, b);", id: "some", message: "Give a or b." }, "ZeroOrOne(a, b);", {
      rule: "IF c THEN d; IF d THEN e",
      description: "Two sentences",
    }),
    [
      ["nothing", query({}), ["Or(a, b);"]],
      ["both", query({ a: "x", b: "x" }), ["ZeroOrOne(a, b);"]],
      ["the first sentence of an object", query({ a: "x", c: "x" }), ["IF c THEN d;"]],
      ["its second sentence", query({ a: "x", c: "x", d: "x" }), ["IF d THEN e"]],
      ["all kept", query({ b: "x", c: "x", d: "x", e: "x" }), []],
    ],
  ),
  ...family(
    "entries of a schema that are objects",
    withBody(object({ box: object({ a: text, b: text }, { "x-dependencies": [{ rule: "Or(a, b);", id: "some" }] }) })),
    [
      ["absent", body({}), []],
      ["broken", body({ box: {} }), ["Or(a, b);"]],
      ["kept", body({ box: { b: "x" } }), []],
    ],
  ),
];

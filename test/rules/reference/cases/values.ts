import {
  body,
  choice,
  decimal,
  family,
  flag,
  object,
  query,
  text,
  type VerdictCase,
  whole,
  withBody,
  withQuery,
} from "./family.ts";

const listed = "IF a=='x'|'y' THEN b;";
const negated = "IF NOT a=='x' THEN b;";
const on = "IF f==true THEN b;";
const off = "IF NOT f==false THEN b;";
const above = "IF n > 3 THEN b;";
const notThree = "IF n != 3 THEN b;";
const tenth = "IF n == 0.10 THEN b;";
const minus = "IF n<=-2.5 THEN b;";
const quoted = `IF a=="it's" OR a=='say "no"' THEN b;`;
const like = "IF a LIKE 'v*.(x|y)+$' THEN b;";
const any = "IF a LIKE '*' THEN b;";
const ends = "IF a LIKE 'ab*ba' THEN b;";
const middle = "IF a LIKE '*[ok]*' THEN b;";
const plain = "IF a LIKE 'a?c' THEN b;";

export const values: readonly VerdictCase[] = [
  ...family("equality with texts", withQuery({ a: choice("x", "y", "z"), b: text }, listed, negated), [
    ["absent is not equal", query({}), [negated]],
    ["the second of the values", query({ a: "y" }), [listed, negated]],
    ["the first of the values", query({ a: "x" }), [listed]],
    ["another value", query({ a: "z", b: "" }), []],
  ]),
  ...family("quotes inside quotes", withQuery({ a: text, b: text }, quoted), [
    ["a single quote", query({ a: "it's" }), [quoted]],
    ["double quotes", query({ a: 'say "no"' }), [quoted]],
    ["neither", query({ a: "say no" }), []],
  ]),
  ...family("equality with booleans", withQuery({ f: flag, b: text }, on, off), [
    ["absent is neither", query({}), [off]],
    ["true", query({ f: true }), [on, off]],
    ["false", query({ f: false }), []],
  ]),
  ...family(
    "values of several types",
    withBody(object({ a: { type: ["string", "boolean", "integer", "null"] }, b: text }), [
      "IF a==true THEN b;",
      "IF a=='true'|'1'|'null' THEN b;",
      "IF a == 1 THEN b;",
      "IF a LIKE '*' THEN b;",
    ]),
    [
      ["true", body({ a: true }), ["IF a==true THEN b;"]],
      ["the text true", body({ a: "true" }), ["IF a=='true'|'1'|'null' THEN b;", "IF a LIKE '*' THEN b;"]],
      ["one", body({ a: 1 }), ["IF a == 1 THEN b;"]],
      ["the text 1", body({ a: "1" }), ["IF a=='true'|'1'|'null' THEN b;", "IF a LIKE '*' THEN b;"]],
      ["null", body({ a: null }), []],
    ],
  ),
  ...family(
    "what isn't a number is other than one",
    withBody(object({ a: { type: ["string", "boolean", "integer", "null"] }, b: text }), ["IF a != 1 THEN b;"]),
    [
      ["one", body({ a: 1 }), []],
      ["two", body({ a: 2 }), ["IF a != 1 THEN b;"]],
      ["a text", body({ a: "1" }), ["IF a != 1 THEN b;"]],
      ["null", body({ a: null }), ["IF a != 1 THEN b;"]],
      ["nothing", body({}), []],
    ],
  ),
  ...family("comparison with numbers", withQuery({ n: decimal, b: text }, above, notThree, tenth, minus), [
    ["absent fulfils none, not even !=", query({}), []],
    ["the limit itself", query({ n: 3 }), []],
    ["just above", query({ n: 3.0000001 }), [above, notThree]],
    ["a fraction however it is written", query({ n: 0.1 }), [notThree, tenth]],
    ["below zero", query({ n: -2.5 }), [notThree, minus]],
    ["zero is not negative", query({ n: -0 }), [notThree]],
    ["a very large number", query({ n: 1e300 }), [above, notThree]],
  ]),
  ...family("an integer compared with a fraction", withQuery({ n: whole, b: text }, "IF n > 2.5 THEN b;"), [
    ["below", query({ n: 2 }), []],
    ["above", query({ n: 3 }), ["IF n > 2.5 THEN b;"]],
  ]),
  ...family("LIKE", withQuery({ a: text, b: text }, like, any, ends, middle, plain), [
    ["absent matches nothing, not even *", query({}), []],
    ["the empty text matches *", query({ a: "" }), [any]],
    ["characters that regular expressions know are themselves", query({ a: "v1.(x|y)+$" }), [like, any]],
    ["and mean nothing else", query({ a: "v1.x" }), [any]],
    ["the pieces do not overlap", query({ a: "aba" }), [any]],
    ["nothing stands before the first piece", query({ a: "xabba" }), [any]],
    ["nothing stands behind the last piece", query({ a: "abbax" }), [any]],
    ["the run may be empty", query({ a: "abba" }), [any, ends]],
    ["the run may have line breaks", query({ a: "ab\n\r\u2028ba" }), [any, ends]],
    ["brackets are themselves", query({ a: "is [ok] so" }), [any, middle]],
    ["brackets are no class", query({ a: "ok" }), [any]],
    ["a question mark is itself", query({ a: "abc" }), [any]],
    ["and matches itself", query({ a: "a?c" }), [any, plain]],
    ["upper case is another letter", query({ a: "ABBA" }), [any]],
  ]),
];

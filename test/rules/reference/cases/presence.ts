import {
  body,
  decimal,
  family,
  flag,
  nullable,
  object,
  query,
  text,
  type VerdictCase,
  withBody,
  withQuery,
} from "./family.ts";

const one = "OnlyOne(a, b);";
const needs = "IF a THEN b;";
const inner = "IF box.a THEN c;";
const whole = "AllOrNone(box, c);";

const box = withBody(
  object({
    box: { type: ["object", "null"], properties: { a: nullable, b: text } },
    c: nullable,
  }),
  [inner, whole],
);

export const presence: readonly VerdictCase[] = [
  ...family(
    "presence of values that are false in JavaScript",
    withBody(object({ a: { type: ["string", "boolean", "number", "null", "array"] }, b: text }), [one]),
    [
      ["nothing is set", body({}), [one]],
      ["null is a value", body({ a: null }), []],
      ["null counts beside another", body({ a: null, b: "x" }), [one]],
      ["false is a value", body({ a: false }), []],
      ["zero is a value", body({ a: 0 }), []],
      ["the empty string is a value", body({ a: "" }), []],
      ["an empty array is a value", body({ a: [] }), []],
      ["undefined is absent", body({ a: undefined, b: "x" }), []],
      ["undefined alone is absent", body({ a: undefined }), [one]],
    ],
  ),
  ...family("presence of parameters", withQuery({ a: { ...decimal, default: 3 }, b: flag }, needs), [
    ["a default that the caller left out counts as absent", query({}), []],
    ["the value of the default, when set, counts as present", query({ a: 3 }), [needs]],
    ["false satisfies", query({ a: 3, b: false }), []],
    ["no containers at all", {}, []],
    ["params without query", { params: {} }, []],
    ["undefined is absent", query({ a: undefined }), []],
  ]),
  ...family("presence in nested objects", box, [
    ["the parent is absent", body({}), []],
    ["the parent is there, the child is not", body({ box: {}, c: "x" }), []],
    ["the child needs a root field", body({ box: { a: "x" } }), [inner, whole]],
    ["the child is null", body({ box: { a: null } }), [inner, whole]],
    ["the parent is null: present itself, without children", body({ box: null }), [whole]],
    ["the parent is null beside the root field", body({ box: null, c: null }), []],
    ["the child is undefined", body({ box: { a: undefined, b: "x" }, c: "x" }), []],
    ["the root field alone", body({ c: "x" }), [whole]],
  ]),
];

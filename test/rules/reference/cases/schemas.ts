import { body, choice, decimal, family, flag, object, text, type VerdictCase, withBody } from "./family.ts";

const one = "OnlyOne(a, b);";
const outer = "IF x THEN item.a;";
const nested = "IF tag THEN inner.a;";
const base = "IF a THEN c;";
const size = "width <= height;";
const leaf = "OnlyOne(value, children);";
const card = "IF number THEN expiry;";
const rules = (schema: object, ...sentences: readonly string[]): object => ({ ...schema, "x-dependencies": sentences });

const pair = { type: "object", properties: { a: text, b: text } };
const reference = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

export const schemas: readonly VerdictCase[] = [
  ...family(
    "a schema's rules go with it wherever it is used",
    withBody(
      object({
        x: text,
        item: reference("Pair"),
        other: reference("Pair"),
        list: { type: "array", items: reference("Pair") },
        more: { type: "object", additionalProperties: reference("Pair") },
      }),
      [outer],
      { schemas: { Pair: rules(pair, one) } },
    ),
    [
      ["nowhere, so nothing is asked", body({}), []],
      ["an empty object is asked", body({ item: {} }), [one]],
      ["right in one place", body({ item: { a: "x" }, x: "y" }), []],
      ["the operation's rule reaches in", body({ item: { b: "x" }, x: "y" }), [outer]],
      ["wrong in two places", body({ item: { a: "x", b: "y" }, other: {} }), [one, one]],
      ["an empty list", body({ list: [] }), []],
      ["one wrong item", body({ list: [{ a: "x" }, { a: "x", b: "y" }, { b: "y" }] }), [one]],
      ["a value under a free name", body({ more: { k: { a: "x" }, l: {} } }), [one]],
    ],
  ),
  ...family(
    "the root of the body by reference",
    {
      item: {
        post: {
          operationId: "create",
          requestBody: { $ref: "#/components/requestBodies/Thing" },
          responses: { "204": { description: "Done" } },
        },
      },
      components: {
        requestBodies: { Thing: { required: true, content: { "application/json": { schema: reference("Thing") } } } },
        schemas: { Thing: reference("Pair"), Pair: rules({ ...pair, required: ["a"] }, "IF b THEN NOT a;") },
      },
    },
    [
      ["kept", body({ a: "x" }), []],
      ["broken", body({ a: "x", b: "y" }), ["IF b THEN NOT a;"]],
      ["required", body({}), "missing"],
      ["no body", {}, "missing"],
    ],
  ),
  ...family(
    "allOf",
    withBody(
      rules({ allOf: [reference("Pair"), object({ c: text, tag: flag, inner: reference("Pair") })] }, base, nested),
      [],
      { schemas: { Pair: rules({ ...pair }, "ZeroOrOne(a, b);") } },
    ),
    [
      ["nothing", body({}), []],
      ["a rule beside allOf names both parts", body({ a: "x" }), [base]],
      ["a rule of a part", body({ a: "x", b: "y", c: "z" }), ["ZeroOrOne(a, b);"]],
      ["into the nested object", body({ tag: false, inner: { b: "x" } }), [nested]],
      ["and the nested object's own", body({ tag: true, inner: { a: "x", b: "y" } }), ["ZeroOrOne(a, b);"]],
    ],
  ),
  ...family(
    "oneOf",
    withBody(
      object({
        pay: {
          oneOf: [
            rules(object({ kind: choice("card"), number: text, expiry: text }, { required: ["kind"] }), card),
            rules(object({ kind: choice("box"), width: decimal, height: decimal }, { required: ["kind"] }), size),
          ],
        },
      }),
    ),
    [
      ["the first alternative's rule", body({ pay: { kind: "card", number: "1" } }), [card]],
      ["the first alternative, kept", body({ pay: { kind: "card", number: "1", expiry: "2" } }), []],
      ["the second alternative's rule", body({ pay: { kind: "box", width: 2, height: 1 } }), [size]],
      ["the rule of an alternative that does not apply", body({ pay: { kind: "box", width: 1, height: 2 } }), []],
    ],
  ),
  ...family(
    "recursion",
    withBody(reference("Tree"), [], {
      schemas: {
        Tree: rules(object({ value: text, children: { type: "array", items: reference("Tree") } }), leaf),
      },
    }),
    [
      ["a leaf", body({ value: "x" }), []],
      ["a tree", body({ children: [{ value: "x" }, { children: [] }] }), []],
      ["a wrong leaf deep down", body({ children: [{ children: [{ value: "x" }, {}] }] }), [leaf]],
      ["wrong at the root and below", body({ value: "x", children: [{}] }), [leaf, leaf]],
    ],
  ),
  ...family(
    "required",
    withBody(object({ box: object({ a: text, b: text }, { required: ["a"] }), c: text }, { required: ["c"] }), [
      "IF c THEN box.b;",
    ]),
    [
      ["all", body({ c: "x", box: { a: "y", b: "z" } }), []],
      ["a required field in an absent object is not missed", body({ c: "x" }), ["IF c THEN box.b;"]],
      ["a required field in a present object", body({ c: "x", box: { b: "z" } }), "missing"],
      ["undefined is absent", body({ c: undefined, box: { a: "y" } }), "missing"],
    ],
  ),
];

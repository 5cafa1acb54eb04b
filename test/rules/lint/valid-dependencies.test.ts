import { expect, test } from "@jest/globals";
import { lintWith, withQuery } from "./lint.ts";

test("mistakes in sentences are errors at the character, all of them at once", async () => {
  const description = withQuery(
    ["Or(a, bb);", "Or(a b);", "'IF mode==''onn'' THEN a; IF a > 3 THEN b;'", "3"],
    ["name: a, schema: { type: string }", "name: b, schema: { type: string }", "name: mode, schema: { enum: ['on'] }"],
  );
  expect(await lintWith("valid-dependencies", description)).toEqual([
    "7:17 Unknown name 'bb': GET /a has no such parameter or property. Did you mean b?",
    "8:16 Expected ',', AND, OR or ')', but found 'b'.",
    "9:21 'onn' isn't a value of 'mode'. Did you mean 'on'?",
    "9:40 'a' is a string: it can't be compared with a number by '>'.",
    "10:11 A rule must be a sentence, or an object { rule, id, message, description } with the sentence in 'rule'.",
  ]);
});

test("where a sentence can't be read, the other rules don't guess at the rest", async () => {
  const description = withQuery(["OnlyOne(a, a);", "Or(a b);"], ["name: a, schema: { type: string }"]);
  expect(await lintWith("satisfiable-dependencies", description)).toEqual([]);
});

test("a Swagger 2.0 description is refused, because nothing in it is read", async () => {
  const description = "swagger: '2.0'\ninfo: { title: t, version: '1' }\npaths: {}\n";
  const refusal = "1:10 This is a Swagger 2.0 description. Convert it to OpenAPI 3 first.";
  expect(await lintWith("valid-dependencies", description)).toEqual([refusal]);
  expect(await lintWith("no-dead-parameter", description)).toEqual([]);
});

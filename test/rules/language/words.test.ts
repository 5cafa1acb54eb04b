import { expect, test } from "@jest/globals";
import { explanationsOf } from "../engine.ts";

test("a sentence begins with a capital letter, unless it begins with the name of a field", async () => {
  const parameters = ["a", "e", "if", "to"].map((name) => ({ name, in: "query", schema: { type: "string" } }));
  const rules = ["ZeroOrOne(a, to);", "OnlyOne(e, if);", "IF a THEN if;", "AllOrNone(if, to);"];
  const get = { "x-dependencies": rules, parameters, responses: { 204: { description: "Done" } } };
  const [explained] = (
    await explanationsOf({ openapi: "3.1.0", info: { title: "t", version: "1" }, paths: { "/a": { get } } })
  ).values();
  expect(explained?.[0]?.sentences.map(({ words }) => words)).toEqual([
    "At most one of a and to is set.",
    "Exactly one of e and if is set.",
    "If a is set, then if is set.",
    "if and to are set together, or not at all.",
  ]);
});

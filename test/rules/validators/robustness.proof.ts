import { expect, test } from "@jest/globals";
import { validatorsOf } from "../engine.ts";

test("the longest sparse list is refused after a million values, which takes seconds", async () => {
  const schema = { type: "object", properties: { list: { type: "array", items: { type: "integer" } } } };
  const post = { requestBody: { content: { "application/json": { schema } } }, responses: {} };
  const description = { openapi: "3.1.0", info: { title: "t", version: "1" }, paths: { "/a": { post } } };
  const judge = (await validatorsOf(description)).get("post /a");
  const told = judge?.({ body: { list: Object.assign([], { length: 2 ** 32 - 1 }) } }) ?? [];
  expect(told.map(({ message }) => message).join("\n")).toContain("one value too many");
});

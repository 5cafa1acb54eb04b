import { expect, test } from "@jest/globals";
import { validatorsOf } from "../engine.ts";

/** One operation that takes its body in five ways, each with fields of its own. */
const schemaOf = (name: string, type = "string"): object => ({
  type: "object",
  properties: { [name]: { type } },
  required: [name],
});
const content = {
  "application/json": { schema: schemaOf("name") },
  "application/vnd.pets.2+json": { schema: schemaOf("title") },
  "application/x-www-form-urlencoded": { schema: schemaOf("label") },
  "multipart/form-data": {
    schema: {
      type: "object",
      properties: { photo: { type: "string", format: "binary" }, taken: { type: "string", format: "date-time" } },
      required: ["photo"],
    },
  },
  "text/plain": { schema: { type: "string", maxLength: 5 } },
};
const responses = { 204: { description: "Done" } };

async function validatorFor(types: object): Promise<(body: unknown) => string[]> {
  const validators = await validatorsOf({
    openapi: "3.1.0",
    info: { title: "Pets", version: "1" },
    paths: { "/pets": { post: { operationId: "addPet", requestBody: { required: true, content: types }, responses } } },
  });
  const validate = validators.get("post /pets");
  return (body) => (validate?.({ body }) ?? []).map(({ message }) => message);
}

const messages = await validatorFor(content);

test.each<readonly [string, unknown]>([
  ["JSON", { name: "Tom" }],
  ["another JSON media type", { title: "Tom" }],
  ["a form", { label: "Tom" }],
  ["parts, with a file", { photo: new Blob(["bytes"]), taken: "2025-05-04T09:42:00Z" }],
  ["text", "Tom"],
])("a body may be %s", (_, body) => {
  expect(messages(body)).toEqual([]);
});

test("a body that fits no media type is judged by the one that it is nearest to", () => {
  expect(messages({ title: 1 })).toEqual(["title must be a string, not 1."]);
  expect(messages({ label: false })).toEqual(["label must be a string, not false."]);
  expect(messages("too long")).toEqual(["body is too long: it must have 5 or fewer characters."]);
  expect(messages({ name: "Tom", title: "Tom" })).toHaveLength(1);
  expect(messages({ photo: new Blob([]), taken: "yesterday" })).toEqual([
    "taken must be a date-time, not 'yesterday'.",
  ]);
  expect(messages(undefined)).toEqual(["body is missing."]);
});

test("a date-time is checked where no date is", async () => {
  const properties = { at: { type: "string", format: "date-time" } };
  const validate = await validatorFor({ "application/json": { schema: { type: "object", properties } } });
  expect(validate({ at: "2025-05-04T09:42:00Z" })).toEqual([]);
  expect(validate({ at: "tomorrow" })).toEqual(["at must be a date-time, not 'tomorrow'."]);
});

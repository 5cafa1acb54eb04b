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

test("names of media types may be written in capitals", async () => {
  const body = { schema: schemaOf("name", "integer") };
  for (const type of ["Application/JSON", "application/vnd.pets+JSON; charset=utf-8", "Multipart/Form-Data"]) {
    const validate = await validatorFor({ [type]: body });
    expect([validate({ name: 1 }), validate("text")]).toEqual([[], ["body must be an object, not 'text'."]]);
  }
  const validate = await validatorFor({ "TEXT/PLAIN": {} });
  expect([validate("text"), validate(1)]).toEqual([[], ["body must be a string, not 1."]]);
});

test("a range of media types without a schema allows JSON, too", async () => {
  for (const type of ["*/*", "application/*"]) {
    const validate = await validatorFor({ [type]: {} });
    expect([{ any: 1 }, [1], "text", new Blob(["bytes"])].flatMap(validate)).toEqual([]);
  }
});

test("bytes are a text or a file, and what is encoded is a text", async () => {
  const whole = await validatorFor({ "application/octet-stream": { schema: { type: "string", format: "binary" } } });
  expect(["bytes", new Blob(["bytes"]), new Uint8Array(2)].flatMap(whole)).toEqual([]);
  expect(whole({})).toEqual(["body must be a string or file, not an object."]);
  const properties = {
    raw: { type: "string", format: "binary" },
    png: { type: "string", contentMediaType: "image/png" },
    maybe: { type: ["string", "null"], format: "binary" },
    encoded: { type: "string", contentMediaType: "image/png", contentEncoding: "base64" },
  };
  const parts = await validatorFor({ "multipart/form-data": { schema: { type: "object", properties } } });
  const file = new Blob(["bytes"]);
  expect(parts({ raw: file, png: file, maybe: null, encoded: "aGk=" })).toEqual([]);
  expect(parts({ raw: 5, png: {}, maybe: [], encoded: file })).toEqual([
    "raw must be a string or file, not 5.",
    "png must be a string or file, not an object.",
    "maybe must be a string or null or file, not a list.",
    "encoded must be a string, not a file.",
  ]);
});

import { expect, test } from "@jest/globals";
import { generateFrom } from "../generator.ts";

test("keywords that take too many steps to read are left open, with a warning, in every schema after them", async () => {
  const length = 120;
  const refer = (index: number): object => ({ $ref: `#/components/schemas/S${index}` });
  const alternative = (index: number): object => ({
    type: "object",
    properties: { [`p${index}`]: {} },
    required: [`p${index}`],
    additionalProperties: false,
  });
  const schemas = Object.fromEntries(
    Array.from({ length }, (_, index) => [
      `S${index}`,
      { oneOf: [...(index + 1 < length ? [refer(index + 1)] : []), alternative(index)] },
    ]),
  );
  const requestBody = { content: { "application/json": { schema: refer(0) } } };
  const { warnings } = await generateFrom({
    openapi: "3.1.0",
    info: { title: "Chain", version: "1" },
    paths: { "/a": { post: { requestBody, responses: { 204: { description: "Done" } } } } },
    components: { schemas },
  });
  const left = warnings.filter(({ message }) => /'oneOf' says here, because the keywords of the whole/.test(message));
  expect(left.length).toBeGreaterThan(0);
});

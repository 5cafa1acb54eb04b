import { expect, test } from "@jest/globals";
import { generateFrom } from "../generator.ts";

/** The reports of a run, as `line:keyword problem`; each schema is a property of the body, on a line of its own. */
async function reportsOf(openapi: string, ...schemas: string[]): Promise<string[]> {
  const description = `openapi: ${openapi}
info: { title: Reports, version: "1" }
paths:
  /things:
    post:
      operationId: send
      responses: { "204": { description: Done } }
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
${schemas.map((schema, index) => `                p${index}: ${schema}\n`).join("")}`;
  const first = description.split("\n").findIndex((line) => line.includes(" p0: ")) + 1;
  const tell = ({ line, message }: { line: number; message: string }): string => `p${line - first}: ${message}`;
  try {
    return (await generateFrom(description)).warnings.map(tell);
  } catch (error) {
    if (typeof error !== "object" || error === null || !("diagnostics" in error)) throw error;
    return Array.isArray(error.diagnostics) ? error.diagnostics.map(tell) : [];
  }
}

test("keywords that don't exist are reported where they stand, wherever a schema lies", async () => {
  const reports = await reportsOf(
    "3.1.0",
    "{ type: string, minLenght: 3, x-own: 1, contentEncoding: base64 }",
    "{ type: array, items: { anyOf: [{ type: object, requierd: [a] }] } }",
    "{ not: { divisibleBy: 2 } }",
    "{ type: object, additionalProperties: { allOf: [{ currencyCode: EUR }] } }",
  );
  expect(reports).toEqual([
    "p0: Nothing checks 'minLenght', because schemas have no such keyword. Did you mean 'minLength'?",
    "p1: Nothing checks 'requierd', because schemas have no such keyword. Did you mean 'required'?",
    "p2: The types leave open what 'not' says here, because it isn't about the properties of an object. The validator checks it.",
    "p2: Nothing checks 'divisibleBy', because schemas have no such keyword. Let names of your own begin with x-.",
    "p3: Nothing checks 'currencyCode', because schemas have no such keyword. Let names of your own begin with x-.",
  ]);
});

test("keywords with values that they can't have are reported, and ask for nothing", async () => {
  const reports = await reportsOf(
    "3.1.0",
    '{ type: string, minLength: "3" }',
    "{ type: any }",
    "{ type: string, required: true }",
    "{ type: number, multipleOf: 0 }",
    "{ enum: a }",
    "{ type: object, dependentRequired: { a: b } }",
    "{ type: string, nullable: 'true', pattern: 5 }",
  );
  expect(reports).toEqual([
    "p0: Nothing checks 'minLength', because its value isn't a whole number from 0.",
    "p1: Nothing checks 'type', because its value isn't a type of JSON, or a list of them.",
    "p2: Nothing checks 'required', because its value isn't a list of names.",
    "p3: Nothing checks 'multipleOf', because its value isn't a number above 0.",
    "p4: Nothing checks 'enum', because its value isn't a list.",
    "p5: Nothing checks 'dependentRequired', because its value isn't lists of names by name.",
    "p6: Nothing checks 'nullable', because its value isn't true or false.",
    "p6: Nothing checks 'pattern', because its value isn't a string.",
  ]);
});

test("keywords that OpenAPI 3.0 doesn't have are reported there", async () => {
  expect(await reportsOf("3.0.3", "{ type: object, dependentRequired: { a: [b] } }")).toEqual([
    "p0: Nothing checks 'dependentRequired', because OpenAPI 3.0 doesn't have it.",
  ]);
});

test("`nullable` of OpenAPI 3.0 without a type beside it is reported, because it doesn't allow null", async () => {
  const text = "{ type: string }";
  const lists = ["allOf", "anyOf", "oneOf"].map((keyword) => `{ nullable: true, ${keyword}: [${text}] }`);
  expect(await reportsOf("3.0.3", ...lists, `{ type: string, nullable: true, allOf: [${text}] }`)).toEqual([
    "p0: Nothing checks 'nullable', because OpenAPI 3.0 adds null to a 'type' beside it alone. Write it in what allOf includes.",
    "p1: Nothing checks 'nullable', because OpenAPI 3.0 adds null to a 'type' beside it alone. Write it in an alternative of anyOf.",
    "p2: Nothing checks 'nullable', because OpenAPI 3.0 adds null to a 'type' beside it alone. Write it in an alternative of oneOf.",
  ]);
});

test("what changes the meaning of a schema and can't be checked stops the run", async () => {
  expect(await reportsOf("3.1.0", "{ $dynamicRef: '#a' }", "{ type: array, items: [{ type: string }] }")).toEqual([
    "p0: The validator can't check '$dynamicRef'. Refer to the schema with $ref.",
    "p1: The validator can't check a list as 'items'. Write prefixItems.",
  ]);
});

test.each(["3.0.3", "3.1.0"])(
  "a key of patternProperties that isn't a pattern is an error where it stands, in OpenAPI %s",
  async (openapi) => {
    const reports = await reportsOf(openapi, "{ type: string }", '{ type: object, patternProperties: { "(": {} } }');
    expect(reports).toContain("p1: The pattern ( isn't a valid regular expression (ECMA-262). Fix it.");
  },
);

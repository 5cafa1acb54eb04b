import { describe, expect, test } from "@jest/globals";
import Ajv from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { parse } from "yaml";
import { type Json, type Operation, operationOf, own } from "./document.ts";
import { judgeRequest, type Request } from "./judge.ts";
import { verdictCases } from "./verdict-cases.ts";

const ajv = new Ajv.default({ strict: false, ownProperties: true });
formats.default(ajv);

/** What a request breaks of its schemas; rules aside, as they mean nothing to JSON Schema. */
function schemaErrors({ document, parameters, body }: Operation, request: Request): Json {
  const containers = ["query", "header", "path", "cookie"].map((container) => {
    const within = parameters.filter((parameter) => parameter.in === container);
    return [container, { properties: Object.fromEntries(within.map(({ name, schema }) => [name, schema])) }];
  });
  const params = { properties: Object.fromEntries(containers) };
  const properties = { params, ...(body && { body: body.schema }) };
  const validate = ajv.compile({ type: "object", properties, components: own(document, "components") });
  return validate(request) ? [] : validate.errors;
}

describe("the reference", () => {
  test.each(verdictCases)("$name", ({ yaml, path, method, request, valid, broken }) => {
    const operation = operationOf(parse(yaml), path, method);
    const verdict = judgeRequest(operation, request);
    expect({ valid: verdict.valid, broken: verdict.broken }).toEqual({ valid, broken });
    if (valid || broken.length > 0) expect(schemaErrors(operation, request)).toEqual([]);
  });
});

test("every case has its own name", () => {
  expect(new Set(verdictCases.map(({ name }) => name)).size).toBe(verdictCases.length);
});

import type { Description } from "../../openapi/description.ts";
import { asObject, type JsonObject } from "../../openapi/json.ts";
import type { Operation } from "../../openapi/operations.ts";
import { parameterSchema } from "../../openapi/request-fields.ts";
import type { SchemaTranslator } from "./json-schema.ts";

/** The schemas of what an operation may be sent, `{ params: { query, header, path, cookie }, body }`: one for each media type. */
export function requestSchemas(
  description: Description,
  operation: Operation,
  translator: SchemaTranslator,
): JsonObject[] {
  const { parameters } = operation;
  const params = {
    type: "object",
    properties: Object.fromEntries(
      (["query", "header", "path", "cookie"] as const).map((location) => [
        location,
        parametersSchema(
          parameters.filter((parameter) => parameter["in"] === location),
          location,
          translator,
        ),
      ]),
    ),
  };
  return bodiesOf(description, operation, translator).map((body) => ({
    type: "object",
    properties: { params, ...(body.schema !== undefined && { body: body.schema }) },
    required: body.required ? ["params", "body"] : ["params"],
    additionalProperties: false,
  }));
}

/** Requests have headers and cookies that no parameter declares; what stands in the URL is declared. */
function parametersSchema(
  parameters: readonly JsonObject[],
  location: string,
  translator: SchemaTranslator,
): JsonObject {
  const isOpen = location === "header" || location === "cookie";
  return {
    type: "object",
    properties: Object.fromEntries(
      parameters.map((parameter) => [String(parameter["name"]), translator.use(parameterSchema(parameter) ?? true)]),
    ),
    required: parameters
      .filter((parameter) => parameter["required"] === true)
      .map((parameter) => String(parameter["name"])),
    ...(!isOpen && { additionalProperties: false }),
  };
}

interface Body {
  readonly schema: unknown;
  readonly required: boolean;
}

/** The bodies that are objects with named properties, as `Operation.requests` has them; else whatever body there is. */
function bodiesOf(description: Description, { operation, requests }: Operation, translator: SchemaTranslator): Body[] {
  const requestBody = description.resolve(operation["requestBody"]);
  const required = requestBody?.["required"] === true;
  const hasOther = Object.keys(asObject(requestBody?.["content"])).length > 0;
  return requests.map(({ mediaType, schema }) =>
    mediaType === undefined
      ? { schema: hasOther ? true : undefined, required }
      : { schema: translator.use(schema ?? true), required },
  );
}

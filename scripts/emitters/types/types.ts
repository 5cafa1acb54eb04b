import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import type { Spec } from "../../openapi/load-spec.ts";

/** The module that openapi-typescript makes of a bundled description, without a banner. */
export async function emitTypes(spec: Spec): Promise<string> {
  const nodes = await openapiTS(toOpenApi(structuredClone(spec.document)), {
    silent: true,
    // A default fills in what a request leaves out: a caller may leave it out.
    defaultNonNullable: false,
  });
  return astToString(nodes);
}

function toOpenApi(document: object): OpenAPI3 {
  if (!isOpenApi(document))
    throw new TypeError("openapi-typescript reads OpenAPI 3: the description lacks openapi or info.");
  return document;
}

function isOpenApi(document: object): document is OpenAPI3 {
  return "openapi" in document && "info" in document;
}

import type { Field } from "../language/field.ts";
import { type Documents, httpMethods } from "./documents.ts";
import { asObject, isObject, type JsonObject } from "./json.ts";
import { bodyNames, hasFields } from "./media-types.ts";
import { listParameters, parameterFields, schemaField } from "./request-fields.ts";
import type { RuleReader } from "./rule-reader.ts";
import type { RuleSet } from "./rule-set.ts";

export interface OperationIdentity {
  readonly path: string;
  readonly method: string;
  readonly operationId: string | undefined;
}

/** One operation of a description, its path item at hand. */
export interface Operation extends OperationIdentity {
  readonly operation: JsonObject;
  /** The Parameter Objects, those of the path item included. */
  readonly parameters: readonly JsonObject[];
  /** One for each media type whose body has named properties; a single one without a body if there is none. */
  readonly requests: readonly OperationRequest[];
}

/** What an operation may be sent, with the body of one media type. */
export interface OperationRequest {
  readonly mediaType: string | undefined;
  /** What names call the body. */
  readonly bodyName: string;
  readonly schema: unknown;
  readonly fields: readonly Field[];
  readonly rules: RuleSet | undefined;
}

export function readOperations(documents: Documents, reader: RuleReader): Operation[] {
  return Object.entries(asObject(documents.root["paths"])).flatMap(([path, listed]) => {
    const pathItem = documents.resolve(listed);
    if (pathItem === undefined) return [];
    return httpMethods.flatMap((method): Operation[] => {
      const operation = pathItem[method];
      if (!isObject(operation)) return [];
      const operationId = typeof operation["operationId"] === "string" ? operation["operationId"] : undefined;
      const parameters = listParameters(documents, pathItem, operation);
      const identity = { path, method, operationId };
      const listed = listRequests(documents, parameters, operation);
      const requests = listed.map((request) => ({
        ...request,
        rules: reader.readRequest(identity, operation, parameters, request, listed.length > 1),
      }));
      return [{ ...identity, operation, parameters, requests }];
    });
  });
}

function listRequests(
  documents: Documents,
  listed: readonly JsonObject[],
  operation: JsonObject,
): Omit<OperationRequest, "rules">[] {
  const parameters = parameterFields(documents, listed);
  const requestBody = documents.resolve(operation["requestBody"]);
  const content = asObject(requestBody?.["content"]);
  const names = bodyNames(content);
  const bodies = Object.entries(content).filter(([type]) => hasFields(type));
  if (bodies.length === 0) return [{ mediaType: undefined, bodyName: "body", schema: undefined, fields: parameters }];
  return bodies.map(([mediaType, media]) => {
    const { schema } = asObject(media);
    const body = schemaField(documents, schema, ["body"], requestBody?.["required"] === true);
    return { mediaType, bodyName: names.get(mediaType) ?? "body", schema, fields: [...parameters, body] };
  });
}

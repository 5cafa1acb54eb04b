import type { Diagnostic } from "../diagnostics.ts";
import { placeIn } from "./declaration.ts";
import type { Documents } from "./documents.ts";
import { asObject, isObject, type JsonObject } from "./json.ts";
import type { Operation } from "./operations.ts";
import { operationTitle } from "./rule-set.ts";

/** A part of requests that OpenAPI 3.2 adds. openapi-typescript doesn't read it, so nothing is generated from it. */
interface LeftOut {
  /** `The operation QUERY /search` */
  readonly title: string;
  readonly value: unknown;
  /** The key that is new, and the object that has it. */
  readonly holder: JsonObject;
  readonly key: string;
  /** What that means for users. */
  readonly effect: string;
}

/** Operations of new methods, parameters that are the whole query string, and bodies that are sequences of items. */
export function leftOutParts(documents: Documents, operations: readonly Operation[]): LeftOut[] {
  if (!String(documents.root["openapi"]).startsWith("3.2")) return [];
  return [...leftOutOperations(documents), ...operations.flatMap((operation) => leftOutOf(documents, operation))];
}

export function reportLeftOut(documents: Documents, operations: readonly Operation[]): Diagnostic[] {
  const parts = leftOutParts(documents, operations);
  // Several operations may share a parameter or a body.
  const distinct = [...new Map(parts.map((part) => [part.holder[part.key], part])).values()];
  return distinct.map(({ holder, key, effect }) => ({
    severity: "warn",
    ...placeIn(documents, holder, [key]),
    message: `${effect}, because openapi-typescript doesn't read what OpenAPI 3.2 adds.`,
  }));
}

function leftOutOperations(documents: Documents): LeftOut[] {
  return Object.entries(asObject(documents.root["paths"])).flatMap(([path, listed]) => {
    const pathItem = asObject(documents.resolve(listed));
    const additional = asObject(pathItem["additionalOperations"]);
    const places = [
      ...(isObject(pathItem["query"]) ? [{ method: "QUERY", holder: pathItem, key: "query" }] : []),
      ...Object.keys(additional).map((key) => ({ method: key, holder: additional, key })),
    ];
    return places.map(({ method, holder, key }) => ({
      title: `The operation ${method} ${path}`,
      value: holder[key],
      holder,
      key,
      effect: `This ${method} operation has no types, no validator and no rules`,
    }));
  });
}

function leftOutOf(documents: Documents, operation: Operation): LeftOut[] {
  const wholeQueries = operation.parameters.filter((parameter) => parameter["in"] === "querystring");
  const content = asObject(documents.resolve(operation.operation["requestBody"])?.["content"]);
  return [
    ...wholeQueries.map((parameter) => ({
      title: `The parameter '${parameter["name"]}' of ${operationTitle(operation)}`,
      value: parameter,
      holder: parameter,
      key: "content",
      effect: `'${parameter["name"]}' has no place in the types, and isn't checked`,
    })),
    ...Object.entries(content).flatMap(([type, media]): LeftOut[] =>
      isObject(media) && isObject(media["itemSchema"])
        ? [
            {
              title: `What items of ${type} ${operationTitle(operation)} takes`,
              value: media["itemSchema"],
              holder: media,
              key: "itemSchema",
              effect: "The items of this body have no type, and aren't checked",
            },
          ]
        : [],
    ),
  ];
}

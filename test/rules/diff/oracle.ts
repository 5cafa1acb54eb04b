import { entries, isObject, type Json, type Operation, operationOf, own } from "../reference/document.ts";
import { judgeRequest, type Request } from "../reference/judge.ts";
import { matches } from "../reference/matches.ts";

/** Whether the reference accepts a request to `POST /thing`: by the rules, and by what schemas say of types, values and names. */
export function oracleOf(document: Json): (request: Json) => boolean {
  const operation = operationOf(document, "/thing", "post");
  return (request) => isRequest(request) && judgeRequest(operation, request).valid && fits(operation, request);
}

function isRequest(value: Json): value is Request {
  return isObject(value);
}

function fits({ document, parameters, body }: Operation, { params, ...request }: Request): boolean {
  const closed = ["query", "path"].every((location) =>
    entries(own(params, location)).every(([name]) =>
      parameters.some((one) => one.in === location && one.name === name),
    ),
  );
  return (
    closed &&
    parameters.every(({ in: location, name, schema }) => {
      const value = valueIn(own(params, location), name, location === "header");
      return value === undefined || (matches(document, schema, value) && isWithin(schema, value));
    }) &&
    (body === undefined ||
      request.body === undefined ||
      (matches(document, body.schema, request.body) && areWithin(body.schema, request.body)))
  );
}

/** Names of headers are the same in upper and lower case. */
function valueIn(container: Json, name: string, folded: boolean): Json {
  if (!folded) return own(container, name);
  return entries(container).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function areWithin(schema: Json, value: Json): boolean {
  return entries(value).every(([key, inner]) => {
    const property = own(own(schema, "properties"), key);
    return property === undefined || (isWithin(property, inner) && areWithin(property, inner));
  });
}

/** The bounds that the random descriptions have. */
function isWithin(schema: Json, value: Json): boolean {
  const [minimum, maximum, longest] = ["minimum", "maximum", "maxLength"].map((key) => own(schema, key));
  if (typeof value === "string") return typeof longest !== "number" || value.length <= longest;
  if (typeof value !== "number") return true;
  return (typeof minimum !== "number" || value >= minimum) && (typeof maximum !== "number" || value <= maximum);
}

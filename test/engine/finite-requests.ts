import { isObject, type Json, type Operation, own } from "../reference/document.ts";
import type { Request } from "../reference/judge.ts";
import { propertiesOf, requiredOf } from "../reference/places.ts";
import type { Properties, RandomApi, Shape } from "../reference/shapes.ts";

/**
 * Every request to a random API, as far as rules over presence, enums and booleans can tell them apart: other fields hold one value,
 * lists none. Undefined where they are too many, or where alternatives (`oneOf`) have rules of their own.
 */
export function everyRequest({ parameters, body }: RandomApi, most: number): Request[] | undefined {
  const containers = [...new Set(parameters.map((parameter) => parameter.in))];
  let requests: Request[] | undefined = [{ params: {} }];
  for (const container of containers) {
    const within = parameters.filter((parameter) => parameter.in === container);
    const values = everyObject(Object.fromEntries(within.map((one) => [one.name, one])), most);
    requests = combine(requests, values, most, (request, value) => ({
      params: { ...request.params, [container]: value },
    }));
  }
  if (body === undefined) return requests;
  const contents = everyValue(body.shape, most);
  const bodies: Pick<Request, "body">[] | undefined = contents?.map((value) => ({ body: value }));
  if (!body.required) bodies?.push({});
  return combine(requests, bodies, most, (request, content) => ({ ...request, ...content }));
}

function everyValue(shape: Shape, most: number): Json[] | undefined {
  switch (shape.kind) {
    case "enum":
      return [...shape.values];
    case "boolean":
      return [true, false];
    case "number":
      return [shape.minimum ?? 1];
    case "list":
      return [[]];
    case "object":
      return everyObject(shape.properties, most);
    case "union":
      return undefined;
    default:
      return ["x"];
  }
}

function everyObject(properties: Properties, most: number): Readonly<Record<string, Json>>[] | undefined {
  let objects: Readonly<Record<string, Json>>[] | undefined = [{}];
  for (const [key, { required, shape }] of Object.entries(properties)) {
    const entries: Record<string, Json>[] | undefined = everyValue(shape, most)?.map((value) => ({ [key]: value }));
    if (!required) entries?.push({});
    objects = combine(objects, entries, most, (object, entry) => ({ ...object, ...entry }));
  }
  return objects;
}

function combine<Left, Right>(
  left: readonly Left[] | undefined,
  right: readonly Right[] | undefined,
  most: number,
  join: (left: Left, right: Right) => Left,
): Left[] | undefined {
  if (left === undefined || right === undefined || left.length * right.length > most) return undefined;
  return left.flatMap((one) => right.map((other) => join(one, other)));
}

/** What stands at a path of the engine's: `["query", "limit"]`, `["body", "delivery", "methodName"]`. */
export function valueAt(request: Request, [container = "", ...keys]: readonly string[]): Json {
  const root = container === "body" ? request.body : own(request.params, container);
  return keys.reduce<Json>((value, key) => (isObject(value) ? own(value, key) : undefined), root);
}

/** Whether the object around a field must have it. */
export function isRequired(operation: Operation, [container = "", ...keys]: readonly string[]): boolean {
  const last = keys.at(-1) ?? "";
  if (container !== "body")
    return operation.parameters.some((one) => one.in === container && one.name === last && one.required);
  const { document, body } = operation;
  const parent = keys.slice(0, -1).reduce<Json>((schema, key) => propertiesOf(document, schema)[key], body?.schema);
  return requiredOf(document, parent).includes(last);
}

import { asArray, asObject, isObject, type JsonObject } from "../../openapi/json.ts";
import { parameterLocations } from "../../openapi/request-fields.ts";
import type { LoweredRequest } from "./lower-operation.ts";
import { type LoweredSchema, SharedRef } from "./lower-schema.ts";

/** A field of a request that has a list of values. */
export interface EnumList {
  /** Without the container. */
  readonly path: readonly string[];
  /** The kind of parameter, or `body`. */
  readonly container: string;
  readonly values: readonly unknown[];
}

/** How deep a field may lie. */
const deepest = 4;

export function listEnums(request: LoweredRequest, table: ReadonlyMap<string, JsonObject>): EnumList[] {
  // A list may contain lists of its own kind: `around` has those that lie around one, at the same path.
  const visit = (
    container: string,
    schema: LoweredSchema | undefined,
    path: readonly string[] = [],
    around: readonly unknown[] = [],
  ): EnumList[] => {
    const resolved = schema instanceof SharedRef ? table.get(schema.id) : schema;
    if (!isObject(resolved) || path.length > deepest || around.includes(resolved)) return [];
    const values = asArray(resolved["enum"]).filter((value) => value !== null);
    const own = path.length > 0 && values.length > 1 && values.every(isScalar) ? [{ path, container, values }] : [];
    const below = Object.entries(asObject(resolved["properties"])).flatMap(([key, part]) =>
      visit(container, toSchema(part), [...path, key]),
    );
    return [
      ...own,
      ...below,
      ...(isSchema(resolved["items"])
        ? visit(container, toSchema(resolved["items"]), path, [...around, resolved])
        : []),
    ];
  };
  const found = [
    ...parameterLocations.flatMap((location) => visit(location, request[location])),
    ...request.forms.flatMap(({ body }) => visit("body", body)),
  ];
  // Two kinds of bodies may have the same field.
  return [...new Map(found.map((list) => [JSON.stringify([list.path, list.values]), list])).values()];
}

function isScalar(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function isSchema(value: unknown): boolean {
  return isObject(value);
}

function toSchema(value: unknown): LoweredSchema | undefined {
  return value instanceof SharedRef || isObject(value) ? value : undefined;
}

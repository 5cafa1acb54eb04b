import type { JsonObject } from "../../openapi/json.ts";
import type { RequestData } from "../../runtime/request.ts";
import type { SchemaObject, SharedSchema } from "../../runtime/schema.ts";
import type { LoweredRequest } from "./lower-operation.ts";
import { SharedRef } from "./lower-schema.ts";

/** A request as the runtime reads it: what the text of the generated module would be when it is run. */
export function reviveRequest(
  request: LoweredRequest,
  table: ReadonlyMap<string, JsonObject>,
  shared: Map<string, SharedSchema>,
): RequestData {
  return revive(request, table, shared) as RequestData;
}

/** A schema of the table as the runtime reads it. */
export function reviveShared(
  id: string,
  table: ReadonlyMap<string, JsonObject>,
  shared: Map<string, SharedSchema>,
): SharedSchema {
  const known = shared.get(id) ?? (() => revive(table.get(id) ?? {}, table, shared) as SchemaObject);
  shared.set(id, known);
  return known;
}

function revive(value: unknown, table: ReadonlyMap<string, JsonObject>, shared: Map<string, SharedSchema>): unknown {
  if (value instanceof SharedRef) return reviveShared(value.id, table, shared);
  if (Array.isArray(value)) return value.map((part) => revive(part, table, shared));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, revive(part, table, shared)]));
}

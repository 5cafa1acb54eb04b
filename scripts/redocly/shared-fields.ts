import type { Field } from "../language/field.ts";
import { dereference, isObject, type JsonObject } from "../openapi/json.ts";
import { declarationOf } from "../openapi/request-fields.ts";

/**
 * Tells whether several places of a description refer to what declares a field: what holds for the requests of one operation may not
 * hold for others, or for responses.
 */
export function sharedFields(root: JsonObject): (field: Field) => boolean {
  const references = new Map<string, number>();
  visit([root], ({ $ref }) => {
    if (typeof $ref === "string") references.set($ref, (references.get($ref) ?? 0) + 1);
    return [];
  });
  const repeated = [...references].flatMap(([$ref, count]) => (count > 1 ? [dereference(root, { $ref })] : []));
  const shared = visit(repeated, (value) => ("$ref" in value ? [dereference(root, value)] : []));
  return (field) => shared.has(declarationOf(field));
}

/** Walks through all objects once, and through those that `read` answers. */
function visit(values: readonly unknown[], read: (value: JsonObject) => readonly unknown[]): ReadonlySet<unknown> {
  const seen = new Set<unknown>();
  const open = [...values];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    open.push(...Object.values(value), ...(isObject(value) ? read(value) : []));
  }
  return seen;
}

import type { Description } from "../openapi/description.ts";
import { asObject, isObject, type JsonObject } from "../openapi/json.ts";

export const allDeprecated = "Every operation of this API is deprecated.";

/** Whether all operations are deprecated, and there is more than one. */
export function isDeprecated({ operations }: Description): boolean {
  return operations.length > 1 && operations.every(({ operation }) => operation["deprecated"] === true);
}

/**
 * The description with the operations that have rules first. Where all operations are deprecated, the introduction says so once
 * instead of each of them.
 */
export function arrangeOperations(document: JsonObject, description: Description): JsonObject {
  const ruled = new Set(
    description.operations
      .filter(({ requests }) => requests.some(({ rules }) => rules !== undefined))
      .map(({ path, method }) => JSON.stringify([path, method])),
  );
  const rank = (path: string, method: string): number => (ruled.has(JSON.stringify([path, method])) ? 0 : 1);
  const once = isDeprecated(description);
  const paths = Object.entries(asObject(document["paths"])).map(([path, item]): [string, unknown] => {
    if (!isObject(item)) return [path, item];
    const entries = Object.entries(item).toSorted(([a], [b]) => rank(path, a) - rank(path, b));
    return [path, Object.fromEntries(once ? entries.map(([key, value]) => [key, withoutDeprecated(value)]) : entries)];
  });
  const best = ([path, item]: [string, unknown]): number =>
    Math.min(1, ...Object.keys(asObject(item)).map((method) => rank(path, method)));
  const arranged = { ...document, paths: Object.fromEntries(paths.toSorted((a, b) => best(a) - best(b))) };
  if (!once) return arranged;
  const info = asObject(document["info"]);
  const former = typeof info["description"] === "string" ? `${info["description"].trimEnd()}\n\n` : "";
  return { ...arranged, info: { ...info, description: `${former}**Note: ${allDeprecated}**\n` } };
}

function withoutDeprecated(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { deprecated: _, ...rest } = value;
  return rest;
}

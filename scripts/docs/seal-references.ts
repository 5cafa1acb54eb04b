import { isObject, type JsonObject } from "../openapi/json.ts";

/**
 * The description without references that lead out of it: what our resolver has left is data, such as a `$ref` within an example,
 * and the command that renders the page would follow it. The reader sees it under another name.
 */
export function sealReferences(document: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(document).map(([key, value]) => {
      const isOutward =
        (key === "$ref" || key === "externalValue") && typeof value === "string" && !value.startsWith("#");
      return [isOutward ? `${key} (not followed)` : key, sealValue(value)];
    }),
  );
}

function sealValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sealValue);
  return isObject(value) ? sealReferences(value) : value;
}

import type { Diagnostic } from "../../diagnostics.ts";
import type { Description } from "../../openapi/description.ts";
import { asArray, asObject, componentSchemas, isObject } from "../../openapi/json.ts";
import type { TypesOptions } from "../../openapi/types-options.ts";

const textKeys: readonly string[] = ["x-enum-descriptions", "x-enumDescriptions"];

/**
 * The description as openapi-typescript may have it: with `enum`, it puts each text of `x-enum-descriptions` behind `//`, where a
 * line break would let the rest become code. Other text is left as it is.
 */
export function cleanEnumTexts<Value>(value: Value, options: TypesOptions): Value {
  if (!options.enum) return value;
  const clean = structuredClone(value);
  const waiting: unknown[] = [clean];
  // YAML's aliases make one object stand in many places.
  const seen = new Set<unknown>();
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== "object" || seen.has(next)) continue;
    seen.add(next);
    if (Array.isArray(next)) for (const item of next) waiting.push(item);
    if (!isObject(next)) continue;
    for (const key of textKeys) {
      const texts = asArray(next[key]).map((text) => (typeof text === "string" ? oneLine(text) : text));
      if (Array.isArray(next[key])) Object.assign(next, { [key]: texts });
    }
    for (const child of Object.values(next)) waiting.push(child);
  }
  return clean;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*[\n\r\u2028\u2029]+\s*/g, " ");
}

/** openapi-typescript names an enum after the ASCII letters, digits, `_` and `$` of its schema's name, and fails where there are none. */
export function refuseNamelessEnums(description: Description): Diagnostic[] {
  return Object.entries(componentSchemas(description.root)).flatMap(([name, schema]): Diagnostic[] => {
    if (asArray(asObject(schema)["enum"]).length === 0 || /[A-Za-z0-9_$]/.test(name)) return [];
    const message =
      `openapi-typescript can't name the enum of ${JSON.stringify(name)}, which has no letter from A to Z and no digit. Rename this ` +
      "schema, or remove --enum or x-openapi-rules.types.enum.";
    return [{ severity: "error", ...description.placeOf(schema), message }];
  });
}

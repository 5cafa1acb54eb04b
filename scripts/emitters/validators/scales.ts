import type { Field } from "../../language/field.ts";
import { wholeSchemasOf } from "../../openapi/request-fields.ts";
import { annotations } from "../../openapi/schema-keywords.ts";
import type { Scale } from "../../runtime/rule.ts";

/** Keywords that a scale says, or that say nothing by themselves. */
const common = ["type", "allOf", "$ref", "format"];
const ofNumbers = ["enum", "const", "multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];

/** The numbers or points in time that a field may be set to; undefined where its schemas say more than a scale can. */
export function scaleOf(field: Field): Scale | undefined {
  const { domain } = field;
  const schemas = wholeSchemasOf(field) ?? [];
  const keywords = new Set(schemas.flatMap((schema) => Object.keys(schema)));
  const saysOnly = (allowed: readonly string[]): boolean =>
    schemas.length > 0 &&
    [...keywords].every((key) => allowed.includes(key) || annotations.has(key) || key.startsWith("x-"));
  const all = (keyword: string): unknown[] => [...new Set(schemas.flatMap((schema) => schema[keyword] ?? []))];
  switch (domain.kind) {
    case "string": {
      const [format, ...others] = all("format");
      const isTime = format === "date" || format === "date-time";
      return isTime && others.length === 0 && saysOnly(common) ? { format } : undefined;
    }
    case "finite": {
      const values = domain.values.filter((value) => typeof value === "number");
      return values.length > 0 && saysOnly([...common, "enum", "const"]) ? { values } : undefined;
    }
    case "number": {
      const { integer, multipleOf, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = domain;
      const step = multipleOf ?? (integer ? 1 : undefined);
      const isWhole = step === undefined || Number.isSafeInteger(step);
      if (!isWhole || all("multipleOf").length > 1 || !saysOnly([...common, ...ofNumbers])) return undefined;
      return {
        ...(step !== undefined && { step }),
        ...(minimum !== undefined && { minimum }),
        ...(maximum !== undefined && { maximum }),
        ...(exclusiveMinimum !== undefined && { exclusiveMinimum }),
        ...(exclusiveMaximum !== undefined && { exclusiveMaximum }),
      };
    }
    default:
      return undefined;
  }
}

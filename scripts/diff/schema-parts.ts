import { asArray, asObject, isObject, type JsonObject } from "../openapi/json.ts";
import { linearMatcher, patternText } from "../runtime/matcher.ts";
import type { Condition, Rule } from "../runtime/rule.ts";
import type { Pattern } from "../runtime/schema.ts";
import type { Side } from "./side.ts";

/** Reads lowered schemas, of which a side's table holds those that others refer to. */

/** A schema that applies to a value, and how: `conjunctive` if every valid value must fit it. */
export interface Part {
  readonly schema: boolean | JsonObject;
  readonly conjunctive: boolean;
}

const included = ["allOf"] as const;
const alternatives = ["anyOf", "oneOf"] as const;
const conditions = ["not", "if", "then", "else"] as const;

/** A schema, and all that it applies to the same value. */
export function partsOf(side: Side, start: unknown): Part[] {
  const parts: Part[] = [];
  const seen = new Set<unknown>();
  const visit = (value: unknown, conjunctive: boolean): void => {
    const schema = side.resolve(value);
    if (seen.has(schema)) return;
    seen.add(schema);
    parts.push({ schema, conjunctive });
    if (typeof schema === "boolean") return;
    if (schema["$ref"] !== undefined) visit(schema["$ref"], conjunctive);
    for (const keyword of included) for (const part of asArray(schema[keyword])) visit(part, conjunctive);
    for (const keyword of alternatives) for (const part of asArray(schema[keyword])) visit(part, false);
    for (const keyword of conditions) if (schema[keyword] !== undefined) visit(schema[keyword], false);
    for (const part of Object.values(asObject(schema["dependentSchemas"]))) visit(part, false);
  };
  visit(start, true);
  return parts;
}

/** The schemas of one property; `closed` where the schema lets no such property be. */
export function propertySchemas(
  schema: JsonObject,
  key: string,
): { readonly schemas: unknown[]; readonly closed: boolean } {
  const properties = asObject(schema["properties"]);
  const own = Object.hasOwn(properties, key) ? [properties[key]] : [];
  const matching = patternProperties(schema).flatMap(({ matches, part }) => (matches(key) ? [part] : []));
  const found = [...own, ...matching];
  if (found.length > 0) return { schemas: found, closed: false };
  const others = schema["additionalProperties"] ?? schema["unevaluatedProperties"];
  return others === false
    ? { schemas: [], closed: true }
    : { schemas: others === undefined ? [] : [others], closed: false };
}

export function patternProperties(
  schema: JsonObject,
): { readonly pattern: string; readonly matches: (key: string) => boolean; readonly part: unknown }[] {
  return asArray(schema["patternProperties"]).map((entry) => {
    const [pattern, part] = asArray(entry);
    const matcher = isPattern(pattern) ? linearMatcher(pattern) : undefined;
    return { pattern: textOfPattern(pattern), matches: (key) => matcher?.test(key) === true, part };
  });
}

export function textOfPattern(pattern: unknown): string {
  return isPattern(pattern) ? patternText(pattern) : "";
}

function isPattern(value: unknown): value is Pattern {
  return typeof value === "string" || (Array.isArray(value) && typeof value[0] === "string");
}

export function rulesOf(schema: JsonObject): Rule[] {
  return asArray(schema["rules"]).filter(isRule);
}

function isRule(value: unknown): value is Rule {
  return isObject(value) && "condition" in value && Array.isArray(value["fields"]);
}

/** The conditions of a rule that look at fields, in the order of the text. */
export function atomsOf(condition: Condition): Condition[] {
  if (typeof condition === "number") return [condition];
  if (condition[0] === "not") return atomsOf(condition[1]);
  return condition[0] === "count" ? condition[2].flatMap(atomsOf) : [condition];
}

export function numberAt(schema: JsonObject, keyword: string): number | undefined {
  const value = schema[keyword];
  return typeof value === "number" ? value : undefined;
}

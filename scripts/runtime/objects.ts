import {
  allChecks,
  appliesOthers,
  type Check,
  type Compiler,
  enter,
  failType,
  isPlain,
  isRecord,
  leave,
  leavesType,
  looksInto,
  objectKeywords,
  type Piece,
  type PlainObject,
} from "./compiler.ts";
import { plainMatcher } from "./matcher.ts";
import { tooLong, tooShort } from "./scalars.ts";
import type { SchemaObject } from "./schema.ts";

interface Property {
  readonly check: Check;
  /** Stands for its presence in a mask; 0 for one too many, which is looked up instead. */
  readonly bit: number;
}

/**
 * `properties`, `required`, `additionalProperties`, `patternProperties` and rules: one loop over the keys checks their values and
 * collects what is present, so that what must be present, and most rules, are a mask.
 */
export const checkObject: Piece = (schema, compiler) => {
  if (!looksInto(schema, "object", objectKeywords)) return undefined;
  const { required = [], rules = [] } = schema;
  const tellsType = leavesType(schema);
  const { of, other } = propertyChecks(schema, compiler);
  const properties = trackProperties(schema, of);
  const bitOf = (name: string): number => properties.get(name)?.bit ?? 0;
  const mask = required.reduce((bits, name) => bits | bitOf(name), 0);
  const looked = required.filter((name) => bitOf(name) === 0);
  const followed = compiler.extras.rules?.(rules, bitOf) ?? [];
  return (value, at) => {
    if (!isRecord(value)) {
      if (tellsType) return failType(["object"], value, at);
      return at !== undefined || typeof value !== "object" || value === null || Array.isArray(value);
    }
    if (at === undefined) enter();
    let bits = 0;
    let good = true;
    for (const key in value) {
      const item = value[key];
      if (item === undefined) continue;
      const property = properties.get(key);
      if (property !== undefined) bits |= property.bit;
      const check = property === undefined ? other(key) : property.check;
      if (check(item, at?.child(key))) continue;
      if (at === undefined || at.isFull()) return false;
      good = false;
    }
    if (at === undefined) leave();
    if ((bits & mask) !== mask || (looked.length > 0 && looked.some((name) => !isPresent(value, name)))) {
      if (at === undefined) return false;
      good = false;
      for (const name of required) if (!isPresent(value, name)) at.child(name).fail("is missing: it must be set");
    }
    for (const rule of followed) {
      if (rule.holds(bits, value)) continue;
      if (at === undefined) return false;
      good = false;
      rule.explain(value, at);
    }
    return good;
  };
};

export function isPresent(value: PlainObject, name: string): boolean {
  return Object.hasOwn(value, name) && value[name] !== undefined;
}

/** The checks of the properties that a schema lists, and of others. */
function propertyChecks(
  schema: SchemaObject,
  compiler: Compiler,
): { readonly of: (name: string) => Check; readonly other: (key: string) => Check } {
  const { properties = {}, patternProperties = [], additionalProperties } = schema;
  // A schema that is applied to the same value looks at the others.
  const open: Check = appliesOthers(schema) ? () => true : isPlain;
  const additional = additionalProperties === undefined ? open : compiler.check(additionalProperties);
  const matching = patternProperties.map(([pattern, part]) => ({
    matcher: (compiler.extras.matcher ?? plainMatcher)(pattern),
    check: compiler.check(part),
  }));
  const byPattern = (key: string): Check[] =>
    matching.filter(({ matcher }) => matcher.test(key)).map(({ check }) => check);
  const other = (key: string): Check => {
    const checks = byPattern(key);
    return checks.length === 0 ? additional : allChecks(checks);
  };
  return {
    of: (name) =>
      Object.hasOwn(properties, name)
        ? allChecks([compiler.check(properties[name] ?? true), ...byPattern(name)])
        : other(name),
    other: matching.length === 0 ? () => additional : other,
  };
}

/** The properties that a schema lists, and those that it only asks for. */
function trackProperties(schema: SchemaObject, checkOf: (name: string) => Check): ReadonlyMap<string, Property> {
  const { properties = {}, required = [], rules = [] } = schema;
  const named = rules.flatMap(({ fields }) =>
    fields.map((field) => (typeof field === "string" ? field : (field[1] ?? ""))),
  );
  const tracked = [...new Set([...required, ...named])];
  return new Map(
    [...new Set([...Object.keys(properties), ...tracked])].map((name) => {
      const index = tracked.indexOf(name);
      return [name, { check: checkOf(name), bit: index < 0 || index > 30 ? 0 : 1 << index }];
    }),
  );
}

export const checkPropertyNames: Piece = (schema, compiler) => {
  if (schema.propertyNames === undefined) return undefined;
  const check = compiler.check(schema.propertyNames);
  return (value, at) => {
    if (!isRecord(value)) return true;
    const wrong = Object.keys(value).filter((key) => value[key] !== undefined && !check(key, at?.child(key)));
    return wrong.length === 0;
  };
};

export const checkPropertyCount: Piece = ({ minProperties = 0, maxProperties = Number.POSITIVE_INFINITY }) => {
  if (minProperties === 0 && maxProperties === Number.POSITIVE_INFINITY) return undefined;
  return (value, at) => {
    if (!isRecord(value)) return true;
    const count = Object.keys(value).filter((key) => value[key] !== undefined).length;
    if (count < minProperties) return at?.fail(tooShort(minProperties, "property")) ?? false;
    return count <= maxProperties || (at?.fail(tooLong(maxProperties, "property")) ?? false);
  };
};

/** `dependentRequired` and `dependentSchemas` */
export const checkDependents: Piece = ({ dependentRequired = {}, dependentSchemas = {} }, compiler) => {
  const required = Object.entries(dependentRequired);
  const schemas = Object.entries(dependentSchemas).map(([name, part]) => [name, compiler.check(part)] as const);
  if (required.length + schemas.length === 0) return undefined;
  return (value, at) => {
    if (!isRecord(value)) return true;
    const missing = required.flatMap(([name, others]) =>
      isPresent(value, name) ? others.filter((other) => !isPresent(value, other)) : [],
    );
    for (const name of missing) at?.child(name).fail("is missing: it must be set");
    const failed = schemas.filter(([name, check]) => isPresent(value, name) && !check(value, at));
    return missing.length + failed.length === 0;
  };
};

import {
  allChecks,
  anything,
  appliesOthers,
  type Check,
  type Compiler,
  checkPart,
  compile,
  enter,
  failType,
  isNoList,
  isPlain,
  isRecord,
  matcherOf,
  type Piece,
  type PlainObject,
  tally,
} from "./compiler.ts";
import { child, fail, isFull, type Place } from "./place.ts";
import { bitAt } from "./rule-fields.ts";
import { tooLong, tooShort } from "./scalars.ts";
import type { Schema, SchemaObject } from "./schema.ts";

export interface Property {
  readonly name: string;
  readonly schema: Schema;
  /** Stands for its presence in a mask; 0 for one too many, which is looked up instead. */
  readonly bit: number;
  /** Made when a value is met. */
  check: Check | undefined;
  /** Most values are texts: these are asked without a detour. */
  fits: Check["fits"];
  /** What stands for its being one of the values that rules ask for. */
  bitsOf: ((value: unknown) => number) | undefined;
  /** What followed it last time: requests name their fields in the same order, and this is found faster than a name in a map. */
  next: Property | undefined;
}

/**
 * `properties`, `required`, `additionalProperties` and rules: one loop over the keys checks their values and collects what is
 * present, so that what must be present, and most rules, are a mask.
 */
export const checkObject: Piece = (schema, compiler) => {
  const { type, properties: listed, required = [], additionalProperties, rules = [] } = schema;
  if (listed === undefined) return undefined;
  let other = anything;
  if (additionalProperties !== undefined) other = compile(additionalProperties, compiler);
  // A schema that is applied to the same value looks at the others.
  else if (!appliesOthers(schema)) other = isPlain;
  const checkOf = compiler.kit.patterns?.(schema, compiler, other);
  const properties = new Map<string, Property>();
  const none = { check: undefined, fits: undefined, bitsOf: undefined, next: undefined };
  for (const [name, part] of Object.entries(listed)) {
    properties.set(name, { name, schema: part, bit: bitAt(properties.size), ...none });
  }
  const start: Property = { name: "", schema: true, bit: 0, ...none };
  let mask = 0;
  // No bits are all bits, so that what has no bit is looked up.
  for (const name of required) mask |= properties.get(name)?.bit || -1;
  const keepsRules = rules.length > 0 ? compiler.kit.rules?.(rules, properties) : undefined;
  return (value, at) => {
    if (!isRecord(value)) {
      if (type === "object") return failType(["object"], value, at);
      return at !== undefined || !isNoList(value);
    }
    if (at === undefined) enter();
    let bits = 0;
    let good = true;
    let before = start;
    for (const key in value) {
      const item = value[key];
      if (item === undefined) continue;
      let property = before.next;
      if (property?.name !== key) {
        property = properties.get(key);
        before.next = property;
      }
      let check: Check;
      if (property === undefined) check = checkOf?.(key) ?? other;
      else {
        check = property.check ?? makeCheck(property, compiler, checkOf);
        bits |= property.bit;
        if (property.bitsOf !== undefined) bits |= property.bitsOf(item);
        before = property;
        if (typeof item === "string" && property.fits?.(item) === true) continue;
      }
      if (checkPart(check, item, at, key)) continue;
      if (at === undefined || isFull(at)) return false;
      good = false;
    }
    if (at === undefined) tally.depth--;
    if ((bits & mask) !== mask) good = arePresent(required, value, at) && good;
    if (keepsRules === undefined || (at === undefined && !good)) return good;
    return keepsRules(value, at, bits) && good;
  };
};

export function isPresent(value: PlainObject, name: string): boolean {
  return Object.hasOwn(value, name) && value[name] !== undefined;
}

/** Whether all of these are present; those that aren't are reported. */
function arePresent(names: readonly string[], value: PlainObject, at: Place | undefined): boolean {
  let good = true;
  for (const name of names) {
    if (isPresent(value, name)) continue;
    if (at === undefined) return false;
    good = fail(child(at, name), "is missing");
  }
  return good;
}

function makeCheck(property: Property, compiler: Compiler, checkOf: PropertyChecks | undefined): Check {
  const own = compile(property.schema, compiler);
  const check = checkOf?.(property.name, own) ?? own;
  property.check = check;
  property.fits = check.fits;
  return check;
}

/** The check of a property by its name, and by that of the properties' own schema. */
export type PropertyChecks = (name: string, own?: Check) => Check;

/** `patternProperties` */
export function checkPatternProperties(
  { patternProperties = [] }: SchemaObject,
  compiler: Compiler,
  other: Check,
): PropertyChecks {
  const patterns = patternProperties.map(([pattern, part]) => ({
    matcher: matcherOf(pattern, compiler),
    check: compile(part, compiler),
  }));
  return (name, own) => {
    const matching = patterns.filter(({ matcher }) => matcher.test(name)).map(({ check }) => check);
    const checks = own === undefined ? matching : [own, ...matching];
    return checks.length > 0 ? allChecks(checks) : other;
  };
}

export const checkPropertyNames: Piece = (schema, compiler) => {
  if (schema.propertyNames === undefined) return undefined;
  const check = compile(schema.propertyNames, compiler);
  return (value, at) => {
    if (!isRecord(value)) return true;
    const wrong = Object.keys(value).filter((key) => value[key] !== undefined && !check(key, child(at, key)));
    return wrong.length === 0;
  };
};

export const checkPropertyCount: Piece = ({ minProperties = 0, maxProperties = Number.POSITIVE_INFINITY }) => {
  if (minProperties === 0 && maxProperties === Number.POSITIVE_INFINITY) return undefined;
  return (value, at) => {
    if (!isRecord(value)) return true;
    const count = Object.keys(value).filter((key) => value[key] !== undefined).length;
    if (count < minProperties) return at !== undefined && fail(at, tooShort(minProperties, "property"));
    return count <= maxProperties || (at !== undefined && fail(at, tooLong(maxProperties, "property")));
  };
};

/** `dependentRequired` and `dependentSchemas` */
export const checkDependents: Piece = ({ dependentRequired = {}, dependentSchemas = {} }, compiler) => {
  const required = Object.entries(dependentRequired);
  const schemas = Object.entries(dependentSchemas).map(([name, part]) => [name, compile(part, compiler)] as const);
  if (required.length + schemas.length === 0) return undefined;
  return (value, at) => {
    if (!isRecord(value)) return true;
    const missing = required.filter(([name, others]) => isPresent(value, name) && !arePresent(others, value, at));
    const failed = schemas.filter(([name, check]) => isPresent(value, name) && !check(value, at));
    return missing.length + failed.length === 0;
  };
};

import {
  type Check,
  type Compiler,
  checkCondition,
  compile,
  countStep,
  isObject,
  isRecord,
  matcherOf,
  type Piece,
  type PlainObject,
  resolve,
  tally,
} from "./compiler.ts";
import { isPresent } from "./objects.ts";
import { child, type Place } from "./place.ts";
import { entryOf, passesQuietly } from "./repeats.ts";
import type { Schema, SchemaObject } from "./schema.ts";

/** `unevaluatedProperties` and `unevaluatedItems`: what no other keyword of the schema, and of those that it applies, has looked at. */
export const checkUnevaluated: Piece = (schema, compiler) => {
  const { unevaluatedProperties, unevaluatedItems, ...others } = schema;
  if (unevaluatedProperties === undefined && unevaluatedItems === undefined) return undefined;
  const mark = markerOf(others, compiler);
  const [property, item] = [unevaluatedProperties, unevaluatedItems].map((part) =>
    part === undefined ? undefined : compile(part, compiler),
  );
  return (value, at) => {
    const isList = Array.isArray(value);
    const check = isList ? item : property;
    if (check === undefined || (!isList && !isRecord(value))) return true;
    const evaluated: Evaluated = { keys: new Set(), by: new Set(), isAll: false };
    mark(value, at, evaluated);
    if (evaluated.isAll) return true;
    const entries = isList ? [...value.entries()] : Object.entries(value);
    const wrong = entries.filter(
      ([key, part]) => part !== undefined && !evaluated.keys.has(key) && !check(part, child(at, key)),
    );
    return wrong.length === 0;
  };
};

/** What schemas that a value fits have looked at. */
interface Evaluated {
  readonly keys: Set<string | number>;
  /** The schemas that have been asked: several may include the same one, or each other. */
  readonly by: Set<SchemaObject>;
  isAll: boolean;
}

/** Adds what a schema looks at in a value that fits it. */
type Marker = (value: readonly unknown[] | PlainObject, at: Place | undefined, evaluated: Evaluated) => void;

const markers = new WeakMap<SchemaObject, Marker>();

function markerOf(part: Schema, compiler: Compiler): Marker {
  if (typeof part === "boolean") return () => undefined;
  // Looked up by each call, because it may lead back to here.
  if (typeof part === "number") {
    return (...given) => {
      const resolved = resolve(part, compiler);
      markerOf(resolved.schema, resolved.compiler)(...given);
    };
  }
  const marker = markers.get(part) ?? compileMarker(part, compiler);
  markers.set(part, marker);
  return marker;
}

function compileMarker(schema: SchemaObject, compiler: Compiler): Marker {
  const { $ref, allOf = [], anyOf = [], oneOf = [], dependentSchemas = {} } = schema;
  const included = [...($ref === undefined ? [] : [$ref]), ...allOf].map((part) => markerOf(part, compiler));
  const alternatives = [...anyOf, ...oneOf].map(
    (part) => [checkCondition(part, compiler), markerOf(part, compiler)] as const,
  );
  const dependents = Object.entries(dependentSchemas).map(([name, part]) => [name, markerOf(part, compiler)] as const);
  const condition = schema.if === undefined ? undefined : checkCondition(schema.if, compiler);
  const [met, consequence, otherwise] = [schema.if, schema.then, schema.else].map((part) =>
    markerOf(part ?? true, compiler),
  );
  const [markItems, markProperties] = [itemMarker(schema, compiler), propertyMarker(schema, compiler)];
  return (value, at, evaluated) => {
    if (at === undefined) countStep();
    if (evaluated.isAll || evaluated.by.has(schema)) return;
    evaluated.by.add(schema);
    if (Array.isArray(value)) markItems(value, at, evaluated);
    else if (isRecord(value)) markProperties(value, at, evaluated);
    if (evaluated.isAll) return;
    for (const mark of included) mark(value, at, evaluated);
    for (const [check, mark] of alternatives) if (passesAgain(check, value, at)) mark(value, at, evaluated);
    for (const [name, mark] of dependents) if (isRecord(value) && isPresent(value, name)) mark(value, at, evaluated);
    if (condition === undefined) return;
    const isMet = passesAgain(condition, value, at);
    if (isMet) met?.(value, at, evaluated);
    (isMet ? consequence : otherwise)?.(value, at, evaluated);
  };
}

function itemMarker(schema: SchemaObject, compiler: Compiler) {
  const { prefixItems = [], items, contains, unevaluatedItems } = schema;
  const isAll = items !== undefined || unevaluatedItems !== undefined;
  const check = contains === undefined ? undefined : checkCondition(contains, compiler);
  return (value: readonly unknown[], at: Place | undefined, evaluated: Evaluated): void => {
    evaluated.isAll ||= isAll || prefixItems.length >= value.length;
    if (evaluated.isAll) return;
    for (const index of prefixItems.keys()) evaluated.keys.add(index);
    if (check === undefined) return;
    value.forEach((item, index) => {
      if (!evaluated.keys.has(index) && passesAgain(check, item, child(at, index))) evaluated.keys.add(index);
    });
  };
}

function propertyMarker(schema: SchemaObject, compiler: Compiler) {
  const { properties = {}, patternProperties = [], additionalProperties, unevaluatedProperties } = schema;
  const isAll = additionalProperties !== undefined || unevaluatedProperties !== undefined;
  const matchers = patternProperties.map(([pattern]) => matcherOf(pattern, compiler));
  return (value: PlainObject, at: Place | undefined, evaluated: Evaluated): void => {
    evaluated.isAll ||= isAll;
    if (evaluated.isAll) return;
    for (const key of Object.keys(value)) {
      if (at === undefined) countStep();
      if (isPresent(properties, key) || matchers.some((matcher) => matcher.test(key))) evaluated.keys.add(key);
    }
  };
}

/** Asks a check for its answer alone. */
function passesAgain(check: Check, value: unknown, at: Place | undefined): boolean {
  if (at === undefined) countStep();
  return passesQuietly(check, value, at);
}

const answering = new WeakMap<SchemaObject | Check, Check>();

/**
 * The check of a schema that other keywords ask, and `unevaluatedProperties` or `unevaluatedItems` again: the second time it
 * only repeats its answer. Otherwise each level of such schemas would double the work.
 */
export function answerAgain(schema: Schema, compiler: Compiler): Check {
  const key = typeof schema === "object" ? schema : compile(schema, compiler);
  const known = answering.get(key);
  if (known !== undefined) return known;
  const own = compile(schema, compiler);
  const check = (typeof schema === "object" && compiler.kit.repeats?.share(schema, own)) || own;
  const answer: Check = (value, at) => {
    if (at !== undefined || !isObject(value)) return check(value, at);
    tally.answers ??= new Map();
    return entryOf(
      entryOf(tally.answers, answer, () => new Map<unknown, boolean>()),
      value,
      () => check(value),
    );
  };
  answering.set(key, answer);
  return answer;
}

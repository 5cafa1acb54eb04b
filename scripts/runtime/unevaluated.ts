import { type Compiler, isRecord, type Piece } from "./compiler.ts";
import { isPresent } from "./objects.ts";
import { child, type Place } from "./place.ts";
import { passesQuietly } from "./repeats.ts";
import type { Schema, SchemaObject } from "./schema.ts";

/** `unevaluatedProperties` and `unevaluatedItems`: what no other keyword of the schema, and of those that it applies, has looked at. */
export const checkUnevaluated: Piece = (schema, compiler) => {
  const { unevaluatedProperties, unevaluatedItems, ...others } = schema;
  if (unevaluatedProperties === undefined && unevaluatedItems === undefined) return undefined;
  const [property, item] = [unevaluatedProperties ?? true, unevaluatedItems ?? true].map((part) =>
    compiler.check(part),
  );
  return (value, at) => {
    const isList = Array.isArray(value);
    if (!isList && !isRecord(value)) return true;
    const check = isList ? item : property;
    const seen = new Set<string | number>();
    markEvaluated(others, value, at, compiler, seen, 0);
    const entries = isList ? [...value.entries()] : Object.entries(value);
    const wrong = entries.filter(
      ([key, part]) => part !== undefined && !seen.has(key) && check?.(part, child(at, key)) === false,
    );
    return wrong.length === 0;
  };
};

/** Adds the keys and indexes of a value that a schema which it fits has looked at. */
function markEvaluated(
  part: Schema,
  value: readonly unknown[] | Readonly<Record<string, unknown>>,
  at: Place | undefined,
  outer: Compiler,
  seen: Set<string | number>,
  depth: number,
): void {
  const [schema, compiler] = outer.resolve(part);
  if (typeof schema === "boolean" || depth > 200) return;
  const { $ref, allOf = [], anyOf = [], oneOf = [], dependentSchemas = {} } = schema;
  const fits = (other: Schema): boolean => passesQuietly(compiler.check(other), value, at);
  const condition = schema.if;
  const chosen = condition === undefined ? [] : fits(condition) ? [condition, schema.then] : [schema.else];
  const applied = [
    $ref,
    ...allOf,
    ...[...anyOf, ...oneOf].filter(fits),
    ...chosen,
    ...Object.entries(dependentSchemas).flatMap(([name, other]) =>
      !Array.isArray(value) && name in value ? [other] : [],
    ),
  ];
  for (const other of applied) {
    if (other !== undefined) markEvaluated(other, value, at, compiler, seen, depth + 1);
  }
  if (Array.isArray(value)) markItems(schema, value, at, compiler, seen);
  else if (isRecord(value)) markProperties(schema, value, compiler, seen);
}

function markItems(
  schema: SchemaObject,
  value: readonly unknown[],
  at: Place | undefined,
  compiler: Compiler,
  seen: Set<string | number>,
): void {
  const { prefixItems = [], items, contains, unevaluatedItems } = schema;
  const isAll = items !== undefined || unevaluatedItems !== undefined;
  const check = contains === undefined ? () => false : compiler.check(contains);
  value.forEach((item, index) => {
    if (isAll || index < prefixItems.length || passesQuietly(check, item, child(at, index))) seen.add(index);
  });
}

function markProperties(
  schema: SchemaObject,
  value: Readonly<Record<string, unknown>>,
  compiler: Compiler,
  seen: Set<string | number>,
): void {
  const { properties = {}, patternProperties = [], additionalProperties, unevaluatedProperties } = schema;
  const matchers = patternProperties.map(([pattern]) => compiler.matcher(pattern));
  const isAll = additionalProperties !== undefined || unevaluatedProperties !== undefined;
  for (const key of Object.keys(value)) {
    if (isAll || isPresent(properties, key) || matchers.some((matcher) => matcher.test(key))) seen.add(key);
  }
}

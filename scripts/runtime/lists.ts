import { arrayKeywords, type Check, checkPart, enter, isPlain, leave, looksInto, type Piece } from "./compiler.ts";
import { child, fail, isFull } from "./place.ts";
import { passesQuietly } from "./repeats.ts";
import { toKey, tooLong, tooShort } from "./scalars.ts";

export const checkList: Piece = (schema, compiler) => {
  if (!looksInto(schema, "array", arrayKeywords)) return undefined;
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  const first = (schema.prefixItems ?? []).map((item) => compiler.check(item));
  const rest = schema.items === undefined ? isPlain : compiler.check(schema.items);
  return (value, at) => {
    if (!Array.isArray(value)) return true;
    const { length } = value;
    if (length < minItems || length > maxItems) {
      if (at === undefined) return false;
      fail(at, length < minItems ? tooShort(minItems, "item") : tooLong(maxItems, "item"));
    }
    if (at === undefined && Object.getPrototypeOf(value) !== Array.prototype) return false;
    if (at === undefined) enter();
    let good = length >= minItems && length <= maxItems;
    for (let index = 0; index < length; index++) {
      const check = first[index] ?? rest;
      if (checkPart(check, value[index], at, index)) continue;
      if (at === undefined || isFull(at)) return false;
      good = false;
    }
    if (at === undefined) leave();
    return good;
  };
};

export const checkUnique: Piece = ({ uniqueItems }) => {
  if (uniqueItems !== true) return undefined;
  return (value, at) => {
    if (!Array.isArray(value) || value.length < 2) return true;
    // Without a place it may hold anything.
    if (at === undefined && !isPlain(value)) return false;
    return areUnique(value) || (at !== undefined && fail(at, "must not have the same item twice"));
  };
};

/** Each item is looked up once: comparing all pairs of a long list would take too long. */
function areUnique(items: readonly unknown[]): boolean {
  return new Set(items.map(toKey)).size === items.length;
}

export const checkContains: Piece = (schema, compiler) => {
  if (schema.contains === undefined) return undefined;
  const check: Check = compiler.condition(schema.contains);
  const { minContains = 1, maxContains = Number.POSITIVE_INFINITY } = schema;
  return (value, at) => {
    if (!Array.isArray(value)) return true;
    const count = value.filter((item, index) => passesQuietly(check, item, child(at, index))).length;
    if (count >= minContains && count <= maxContains) return true;
    const bound = count < minContains ? `${minContains} or more` : `${maxContains} or fewer`;
    return at !== undefined && fail(at, `must contain ${bound} items that fit 'contains' of its schema, not ${count}`);
  };
};

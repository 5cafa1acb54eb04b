import { type Check, checkCondition, checkPart, compile, enter, isPlain, type Piece, tally } from "./compiler.ts";
import { child, fail, isFull } from "./place.ts";
import { passesQuietly } from "./repeats.ts";
import { toKey, tooLong, tooShort } from "./scalars.ts";

export const checkList: Piece = (schema, compiler) => {
  const { items, prefixItems, minItems, maxItems } = schema;
  if ((items ?? prefixItems ?? minItems ?? maxItems) === undefined) return undefined;
  const [least, most] = [minItems ?? 0, maxItems ?? Number.POSITIVE_INFINITY];
  const first = (prefixItems ?? []).map((item) => compile(item, compiler));
  const rest = compile(items ?? true, compiler);
  return (value, at) => {
    if (!Array.isArray(value)) return true;
    const { length } = value;
    let good = length >= least && length <= most;
    if (!good) {
      if (at === undefined) return false;
      fail(at, length < least ? tooShort(least, "item") : tooLong(most, "item"));
    }
    if (at === undefined && Object.getPrototypeOf(value) !== Array.prototype) return false;
    if (at === undefined) enter();
    for (let index = 0; index < length; index++) {
      const check = first[index] ?? rest;
      if (checkPart(check, value[index], at, index)) continue;
      if (at === undefined || isFull(at)) return false;
      good = false;
    }
    if (at === undefined) tally.depth--;
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
  const check: Check = checkCondition(schema.contains, compiler);
  const { minContains = 1, maxContains = Number.POSITIVE_INFINITY } = schema;
  return (value, at) => {
    if (!Array.isArray(value)) return true;
    const count = value.filter((item, index) => passesQuietly(check, item, child(at, index))).length;
    if (count >= minContains && count <= maxContains) return true;
    const bound = count < minContains ? `${minContains} or more` : `${maxContains} or fewer`;
    return at !== undefined && fail(at, `must contain ${bound} items that fit 'contains' of its schema, not ${count}`);
  };
};

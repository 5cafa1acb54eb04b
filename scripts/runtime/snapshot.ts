import { child, fail, type Place } from "./place.ts";
import { isFile } from "./violation.ts";

/** The deepest nesting, and the most values, that are looked at: a request beyond that is refused, never followed without end. */
const deepest = 200;
const mostValues = 1_000_000;
/** After so many values that can't be copied, the others are not looked at: each is reported with its path, which may be long. */
const mostRefused = 100;

/**
 * A copy of what JSON would send of a value: own properties only, without those that are `undefined`, dates and others by
 * their `toJSON`. Nothing in the copy runs code when it is read, nor inherits anything. What can't be copied is reported, and left out.
 */
export function takeSnapshot(value: unknown, root: Place): unknown {
  const ancestors = new Set<object>();
  let seen = 0;
  let refused = 0;

  const refuse = (at: Place, words: string): undefined => {
    fail(at, words);
    if (++refused === mostRefused) seen = mostValues + 1;
  };
  const copy = (original: unknown, at: Place): unknown => {
    if (seen++ >= mostValues)
      return seen === mostValues + 1
        ? refuse(at, `is one value too many: the request has more than ${mostValues}`)
        : undefined;
    const current = toJson(original);
    if (typeof current === "bigint") return refuse(at, "is a bigint, which JSON can't hold: pass a number or a string");
    if (typeof current === "function" || typeof current === "symbol") return undefined;
    if (typeof current !== "object" || current === null || isFile(current)) return current;
    if (ancestors.has(current)) return refuse(at, "contains itself, which JSON can't hold");
    if (ancestors.size >= deepest) return refuse(at, `is nested deeper than ${deepest} levels`);
    ancestors.add(current);
    try {
      return Array.isArray(current) ? copyList(current, at) : copyObject(current, at);
    } finally {
      ancestors.delete(current);
    }
  };
  const copyList = (original: readonly unknown[], at: Place): unknown[] => {
    const length = Math.min(original.length, mostValues + 1 - seen);
    // JSON writes null for what it can't write, so that the others keep their places.
    return Array.from({ length }, (_, index) => copyPart(original, index, at) ?? null);
  };
  const copyObject = (original: object, at: Place): object => {
    const result: Record<string, unknown> = Object.create(null);
    for (const key of Object.keys(original)) {
      if (seen > mostValues) break;
      const member = copyPart(original, key, at);
      if (member !== undefined) result[key] = member;
    }
    return result;
  };
  const copyPart = (parent: object, key: string | number, at: Place): unknown => {
    const within = child(at, key);
    try {
      return copy(Reflect.get(parent, key), within);
    } catch {
      return refuse(within, "can't be read: reading it throws an error");
    }
  };
  try {
    return copy(value, root);
  } catch {
    return refuse(root, "can't be read: reading it throws an error");
  }
}

function toJson(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const convert: unknown = Reflect.get(value, "toJSON");
  return typeof convert === "function" ? Reflect.apply(convert, value, []) : value;
}

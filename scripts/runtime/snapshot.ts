import { toPointer } from "./pointer.ts";
import { fieldName, type Violation } from "./violation.ts";

/** The deepest nesting, and the most values, that are looked at: a request beyond that is refused, never followed without end. */
const deepest = 200;
const mostValues = 1_000_000;
/** After so many values that can't be copied, the others are not looked at: each is told with its path, which may be long. */
const mostRefused = 100;

/**
 * A copy of what JSON would send of a value: own properties only, without those that are `undefined`, dates and the like by
 * their `toJSON`. Nothing in the copy runs code when it is read. What can't be copied is a violation, and left out.
 */
export function takeSnapshot(
  value: unknown,
  at: readonly (string | number)[],
): { value: unknown; violations: Violation[] } {
  const violations: Violation[] = [];
  const ancestors = new Set<object>();
  let seen = 0;

  const refuse = (path: readonly (string | number)[], message: string): undefined => {
    violations.push({
      path: toPointer(path),
      fields: [fieldName(path)],
      message: `${fieldName(path)} ${message}`,
      sentence: undefined,
    });
    if (violations.length === mostRefused) seen = mostValues + 1;
  };
  const read = (path: readonly (string | number)[], get: () => unknown): unknown => {
    try {
      return copy(get(), path);
    } catch {
      return refuse(path, "can't be read: reading it throws an error.");
    }
  };
  const copy = (original: unknown, path: readonly (string | number)[]): unknown => {
    if (seen++ >= mostValues)
      return seen === mostValues + 1
        ? refuse(path, `is one value too many: the request has more than ${mostValues}.`)
        : undefined;
    const current = toJson(original);
    if (typeof current === "bigint")
      return refuse(path, "is a bigint, which JSON can't hold: pass a number or a string.");
    if (typeof current === "function" || typeof current === "symbol") return undefined;
    if (typeof current !== "object" || current === null || isOpaque(current)) return current;
    if (ancestors.has(current)) return refuse(path, "contains itself, which JSON can't hold.");
    if (ancestors.size >= deepest) return refuse(path, `lies deeper than ${deepest} levels.`);
    ancestors.add(current);
    try {
      return Array.isArray(current) ? copyArray(current, path) : copyObject(current, path);
    } finally {
      ancestors.delete(current);
    }
  };
  const copyArray = (original: readonly unknown[], path: readonly (string | number)[]): unknown[] => {
    const length = Math.min(original.length, mostValues + 1 - seen);
    // JSON writes null for what it can't write, so that the others keep their places.
    return Array.from({ length }, (_, index) => read([...path, index], () => original[index]) ?? null);
  };
  const copyObject = (original: object, path: readonly (string | number)[]): object => {
    const result = {};
    for (const key of Object.keys(original)) {
      if (seen > mostValues) break;
      const member = read([...path, key], () => Reflect.get(original, key));
      // Defined, not assigned: a key may be __proto__.
      if (member !== undefined) Object.defineProperty(result, key, { value: member, ...plainProperty });
    }
    return result;
  };
  return { value: read(at, () => value), violations };
}

const plainProperty = { enumerable: true, configurable: true, writable: true };

function toJson(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const convert: unknown = Reflect.get(value, "toJSON");
  return typeof convert === "function" ? Reflect.apply(convert, value, []) : value;
}

/** A file or the bytes of one, as forms carry them: it has no properties to look at. */
function isOpaque(value: object): boolean {
  return (
    value instanceof ArrayBuffer || ArrayBuffer.isView(value) || (typeof Blob !== "undefined" && value instanceof Blob)
  );
}

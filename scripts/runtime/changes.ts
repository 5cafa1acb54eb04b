import { isObject } from "./compiler.ts";

/** What a repair does to a field. */
export interface Change {
  readonly path: readonly string[];
  /** Undefined where the field is removed. */
  readonly value: unknown;
  readonly words: string;
}

export function applyChanges(object: unknown, changes: readonly Change[]): unknown {
  return changes.reduce((current, { path, value }) => withValue(current, path, value), object);
}

/** A copy with another value at a path, or none where the value is undefined. */
export function withValue(object: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  const copy: Record<string, unknown> = Object.assign(
    Array.isArray(object) ? [] : Object.create(null),
    isObject(object) ? object : {},
  );
  copy[step] = withValue(copy[step], rest, value);
  return copy;
}

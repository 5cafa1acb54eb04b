import type { SchemaError } from "./schema-words.ts";

/** A function that Ajv compiled, as compiled functions call each other. */
export interface CompiledPart {
  (value: unknown, context: { instancePath: string }): boolean;
  errors?: readonly SchemaError[] | null;
}

/**
 * What is wrong with a value that must fit one of several schemas, or exactly one of them: nothing, or the errors of the one that
 * it was most likely meant for. The rules of an alternative count for a value that fits it otherwise.
 */
export function checkAlternatives(
  parts: readonly CompiledPart[],
  value: unknown,
  instancePath: string,
  keyword: "oneOf" | "anyOf",
): readonly SchemaError[] {
  if (typeof value !== "object" || value === null) return findErrors(parts, value, instancePath, keyword);
  const earlier = checked.get(value) ?? [];
  const same = earlier.find(
    (one) =>
      one.keyword === keyword &&
      one.parts.length === parts.length &&
      one.parts.every((part, index) => part === parts[index]),
  );
  const errors = same?.errors ?? findErrors(parts, value, instancePath, keyword);
  if (same === undefined) checked.set(value, [...earlier, { parts, keyword, errors }]);
  return errors;
}

interface Checked {
  readonly parts: readonly CompiledPart[];
  readonly keyword: "oneOf" | "anyOf";
  readonly errors: readonly SchemaError[];
}

/** Every alternative of an object looks at what lies in it: without this, each level would double the work of those below. */
const checked = new WeakMap<object, readonly Checked[]>();

function findErrors(
  parts: readonly CompiledPart[],
  value: unknown,
  instancePath: string,
  keyword: "oneOf" | "anyOf",
): readonly SchemaError[] {
  const results = parts.map((part) => (part(value, { instancePath }) ? [] : [...(part.errors ?? [])]));
  const fitting = results.filter((errors) => errors.length === 0).length;
  if (fitting === 1 || (fitting > 1 && keyword === "anyOf")) return [];
  const summary = { keyword, instancePath, params: {} };
  if (fitting > 1) return [summary];
  const [best = []] = results.toSorted((a, b) => distance(a, instancePath) - distance(b, instancePath));
  return best.every(isRule) ? best : [...best.filter((error) => !isRule(error)), summary];
}

/** Rules alone weigh least; a value that only another alternative has weighs most, for it tells alternatives apart. */
function distance(errors: readonly SchemaError[], instancePath: string): number {
  const depth = instancePath.split("/").length;
  return errors.reduce((sum, error) => {
    if (isRule(error)) return sum + 0.001;
    const isNear = error.instancePath.split("/").length <= depth + 1;
    return sum + (isNear && ["const", "enum", "type"].includes(error.keyword) ? 100 : 1);
  }, 0);
}

function isRule({ keyword }: SchemaError): boolean {
  return keyword === "x-dependencies";
}

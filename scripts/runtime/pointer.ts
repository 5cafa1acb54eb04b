import { valueAt } from "./evaluate.ts";

/** JSON Pointers (RFC 6901). */

export function toPointer(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

export function fromPointer(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The value that the steps lead to, through arrays too. */
export function valueBehind(value: unknown, steps: readonly string[]): unknown {
  let current = value;
  for (const step of steps) current = Array.isArray(current) ? current[Number(step)] : valueAt(current, [step]);
  return current;
}

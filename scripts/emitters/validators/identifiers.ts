/** Names for what a module exports, made of whatever names a description has. */

import { digest, pascalCase } from "../../language/identifiers.ts";
import type { Operation } from "../../openapi/operations.ts";

/**
 * A part of an identifier for each name, all different. Of names that would be the same, the one that is written so keeps it,
 * and the others get an ending that depends on nothing but themselves: adding a name changes no other, unless it is the same.
 */
export function distinctParts(names: readonly string[]): string[] {
  const parts = names.map((name) => pascalCase(name) || "Unnamed");
  const groups = new Map<string, number>();
  for (const part of parts) groups.set(part.toLowerCase(), (groups.get(part.toLowerCase()) ?? 0) + 1);
  return names.map((name, index) => {
    const part = parts[index] ?? "";
    const isExact = name.charAt(0).toUpperCase() + name.slice(1) === part;
    if (groups.get(part.toLowerCase()) === 1) return part;
    const isFirstExact = isExact && names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) === index;
    return isFirstExact ? part : `${part}_${digest(name)}`;
  });
}

/** A part of an identifier for each operation of a description: `CreatePet`, as in `validateCreatePet`. */
export function operationParts(operations: readonly Operation[]): string[] {
  return distinctParts(operations.map(({ operationId, method, path }) => operationId ?? `${method} ${path}`));
}

/** A name that is valid at the beginning of an identifier, too. */
export function startingName(part: string): string {
  return /^[\p{L}_$]/u.test(part) ? part : `_${part}`;
}

export function camelCase(part: string): string {
  return startingName(part.charAt(0).toLowerCase() + part.slice(1));
}

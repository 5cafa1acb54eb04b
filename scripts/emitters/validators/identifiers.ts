/** Names for what a module exports, made of whatever names a description has. */

import { distinctNames, pascalCase } from "../../language/identifiers.ts";
import type { Operation } from "../../openapi/operations.ts";

/** A part of an identifier for each name, all different. */
export function distinctParts(names: readonly string[]): string[] {
  return distinctNames(names.map((name) => ({ name: pascalCase(name) || "Unnamed", of: name })));
}

/** Parts of identifiers for an operation: `CreatePet`, as in `validateCreatePet`, and for its body alone `CreatePetBody`. */
export interface OperationNames {
  readonly request: string;
  readonly body: string;
}

/** Names for each operation of a description. They are the same whether operations have bodies or not. */
export function operationNames(operations: readonly Operation[]): OperationNames[] {
  const titles = operations.map(({ operationId, method, path }) => operationId ?? `${method} ${path}`);
  const requests = titles.map((of) => ({ name: pascalCase(of) || "Unnamed", of }));
  const bodies = requests.map(({ name, of }) => ({ name: `${name}Body`, of }));
  const names = distinctNames([...requests, ...bodies]);
  return titles.map((_, index) => ({ request: names[index] ?? "", body: names[titles.length + index] ?? "" }));
}

/** A name that is valid at the beginning of an identifier, too. */
export function startingName(part: string): string {
  return /^[\p{L}_$]/u.test(part) ? part : `_${part}`;
}

export function camelCase(part: string): string {
  return startingName(part.charAt(0).toLowerCase() + part.slice(1));
}

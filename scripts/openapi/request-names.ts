import { pascalCase, typeName } from "../language/identifiers.ts";

/** What the names of types start with that belong to a part of an operation's requests: `CreateJobBody`, `SearchQuery`. */
export function requestName(
  operation: { readonly operationId: string | undefined; readonly method: string; readonly path: string },
  container: string,
): string {
  return typeName(operation.operationId ?? `${operation.method} ${operation.path}`) + pascalCase(container);
}

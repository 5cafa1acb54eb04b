import { pascalCase, typeName } from "../language/identifiers.ts";

/** What the names of types start with that belong to a part of an operation's requests: `CreateJobBody`, `SearchQuery`. */
export function requestName(
  operation: { readonly operationId: string | undefined; readonly method: string; readonly path: string },
  container: string,
): string {
  return typeName(operation.operationId ?? `${operation.method} ${operation.path}`) + pascalCase(container);
}

/** Media types in an order of their own, because a description may list them in any: JSON first, which has the plain names. */
export function inMediaTypeOrder(mediaTypes: readonly string[]): string[] {
  const rank = (type: string): number => {
    if (/^application\/json\b/.test(type)) return 0;
    return /[/+]json\b/.test(type) ? 1 : 2;
  };
  return mediaTypes.toSorted((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
}

/** What tells the body of one media type from that of another in names: `form body`. */
export function bodyName(mediaType: string): string {
  const [, subtype = ""] = mediaType.split("/");
  const known = new Map([
    ["x-www-form-urlencoded", "form"],
    ["form-data", "multipart"],
  ]);
  return `${known.get(subtype) ?? subtype.replace(/\+json\b/, "")} body`;
}

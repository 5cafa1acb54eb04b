import { isObject } from "../openapi/json.ts";

/** A request, `{ params, body }`, under construction. */
export type RequestValue = Readonly<Record<string, unknown>>;

/** The request with the value at the path; missing objects on the way are created. */
export function withValue(request: RequestValue, path: readonly string[], value: unknown): RequestValue {
  const [key, ...rest] = path;
  if (key === undefined) return request;
  const inner = request[key];
  return { ...request, [key]: rest.length === 0 ? value : withValue(isObject(inner) ? inner : {}, rest, value) };
}

export function withoutValue(request: RequestValue, path: readonly string[]): RequestValue {
  const [key, ...rest] = path;
  if (key === undefined || !(key in request)) return request;
  const inner = request[key];
  if (rest.length > 0) return isObject(inner) ? { ...request, [key]: withoutValue(inner, rest) } : request;
  return Object.fromEntries(Object.entries(request).filter(([name]) => name !== key));
}

import type { ConfinedResolver } from "./confined-resolver.ts";
import { dereference, isObject, type JsonObject } from "./json.ts";
import type { Spec } from "./load-spec.ts";
import type { Origin } from "./origins.ts";
import { asWritten, wholeSchema } from "./whole-schemas.ts";

/** The documents of an API description: one bundle, or many files. */
export interface Documents {
  readonly root: JsonObject;
  /** Follows the `$ref`s of a value; undefined where one leads nowhere or in a circle, or to something that isn't an object. */
  resolve(value: unknown): JsonObject | undefined;
  originOf(value: unknown): Origin | undefined;
}

/** A bundle, with the places that its objects had before. */
export function bundledDocuments({ document }: Spec, resolver: ConfinedResolver): Documents {
  const read = isOpenApi30({ root: document }) ? undefined : wholeSchema;
  const resolved = new WeakMap<JsonObject, JsonObject | undefined>();
  const resolve = (value: unknown): JsonObject | undefined => {
    if (!isObject(value) || !("$ref" in value)) return dereference(document, value, read);
    if (!resolved.has(value)) resolved.set(value, dereference(document, value, read));
    return resolved.get(value);
  };
  return {
    root: document,
    resolve,
    originOf: (value) => resolver.originOf(asWritten(value)),
  };
}

/** The fields of a Path Item Object that are operations. */
export const httpMethods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** Whether the root is of a version that knows fewer keywords, and `nullable`. */
export function isOpenApi30({ root }: Pick<Documents, "root">): boolean {
  return String(root["openapi"]).startsWith("3.0");
}

/** A path as it is, whatever its parameters are called: `/pets/{}`. */
export function withoutNames(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, "{}");
}

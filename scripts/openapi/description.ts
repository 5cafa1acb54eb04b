import type { ConfinedResolver } from "./confined-resolver.ts";
import { dereference, type JsonObject } from "./json.ts";
import type { Spec } from "./load-spec.ts";
import type { Origin } from "./origins.ts";

/** An API description as its readers need it, be it one document or many files. */
export interface Description {
  readonly root: JsonObject;
  /** Follows the `$ref`s of a value; undefined where one leads nowhere or in a circle, or to something that is no object. */
  resolve(value: unknown): JsonObject | undefined;
  originOf(value: unknown): Origin | undefined;
}

/** A bundled description, with the places that its objects had before. */
export function describeBundle({ document }: Spec, resolver: ConfinedResolver): Description {
  return {
    root: document,
    resolve: (value) => dereference(document, value),
    originOf: (value) => resolver.originOf(value),
  };
}

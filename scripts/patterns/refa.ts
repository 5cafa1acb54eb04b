import { createRequire } from "node:module";

let loaded: typeof import("refa") | undefined;

/** The library of regular languages, with all of Unicode: it is loaded for the first pattern that needs it. */
export function refa(): typeof import("refa") {
  loaded ??= createRequire(import.meta.url)("refa");
  if (loaded === undefined) throw new TypeError("refa has no exports");
  return loaded;
}

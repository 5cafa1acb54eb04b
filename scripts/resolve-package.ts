import { createRequire } from "node:module";
import { OpenApiRulesError } from "./diagnostics.ts";

/** Optional packages, the reason for each, and the version. */
const optional: Readonly<Record<string, { readonly reason: string; readonly range: string }>> = {
  "@redocly/cli": { reason: "Pages need @redocly/cli", range: "^2.77.0" },
  "z3-solver": {
    reason: "A rule compares numbers, dates or patterns, and to analyse that needs z3-solver",
    range: "5",
  },
};

/**
 * The path of a module of an optional package.
 *
 * @throws OpenApiRulesError `ERR_MISSING_PACKAGE` with the command that installs it
 */
export function resolvePackage(specifier: string): string {
  try {
    return createRequire(import.meta.url).resolve(specifier);
  } catch (error) {
    const name = Object.keys(optional).find((candidate) => `${specifier}/`.startsWith(`${candidate}/`));
    const { reason, range } = optional[name ?? ""] ?? { reason: `${specifier} is needed`, range: "latest" };
    const message = `${reason}, which isn't installed. Run: npm install --save-dev ${name ?? specifier}@${range}`;
    throw new OpenApiRulesError("ERR_MISSING_PACKAGE", message, { cause: error });
  }
}

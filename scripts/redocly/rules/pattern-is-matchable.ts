import type { Diagnostic } from "../../diagnostics.ts";
import { schemasOf } from "../../openapi/schemas.ts";
import { halveEscapes, hasDoubledEscapes } from "../../patterns/doubled-escapes.ts";
import { isPattern, matcherOf } from "../../patterns/linear-pattern.ts";
import { matchesNothing } from "../../patterns/pattern-language.ts";
import type { LintRule } from "../lint-rule.ts";
import { ownExamples } from "./pattern-accepts-example.ts";

/** Some string matches a `pattern`, and not only strings with the backslashes of doubled escapes. */
export const patternIsMatchable: LintRule = {
  recommended: "error",
  check: ({ description }) =>
    schemasOf(description).flatMap((schema): Diagnostic[] => {
      const { pattern } = schema;
      if (typeof pattern !== "string") return [];
      const message = findMistake(pattern, schema);
      return message === undefined ? [] : [{ severity: "error", ...description.placeOf(schema, "pattern"), message }];
    }),
};

function findMistake(pattern: string, schema: unknown): string | undefined {
  if (matchesNothing(pattern) === true) return "No string matches this pattern. Fix it.";
  return isDoubledByMistake(pattern, schema)
    ? `Backslashes are doubled in this pattern, so it only matches strings that contain backslashes. Write ${halveEscapes(pattern)}`
    : undefined;
}

function isDoubledByMistake(pattern: string, schema: unknown): boolean {
  if (!hasDoubledEscapes(pattern) || !isPattern(halveEscapes(pattern))) return false;
  const examples = ownExamples(schema).flatMap(({ value }) => (typeof value === "string" ? [value] : []));
  const accepted = examples.some((example) => matcherOf(pattern)?.test(example));
  return !accepted && matchesNothing(pattern, "\\") !== false;
}

import type { Oas3Rule } from "@redocly/openapi-core";
import { asObject } from "../../openapi/json.ts";
import { halveEscapes, hasDoubledEscapes } from "../../patterns/doubled-escapes.ts";
import { matchesNothing } from "../../patterns/pattern-language.ts";
import { toRegExp } from "../../runtime/matcher.ts";
import { ownExamples } from "./pattern-accepts-example.ts";

/** Some text matches a `pattern`, and one without the backslashes of doubled escapes. */
export const patternIsMatchable: Oas3Rule = () => ({
  Schema(schema, { report, location }) {
    const { pattern } = asObject(schema);
    if (typeof pattern !== "string") return;
    const at = location.child("pattern");
    if (matchesNothing(pattern) === true)
      report({ message: "No text matches this pattern. Correct it.", location: at });
    else if (isDoubledByMistake(pattern, schema)) {
      const message = `Backslashes are doubled in this pattern, so that it matches only texts with backslashes in them. Write ${halveEscapes(pattern)}`;
      report({ message, location: at });
    }
  },
});

function isDoubledByMistake(pattern: string, schema: unknown): boolean {
  if (!hasDoubledEscapes(pattern) || !isPattern(halveEscapes(pattern))) return false;
  const examples = ownExamples(schema).flatMap(({ value }) => (typeof value === "string" ? [value] : []));
  const accepted = examples.some((example) => isPattern(pattern) && toRegExp(pattern).test(example));
  return !accepted && matchesNothing(pattern, "\\") !== false;
}

function isPattern(text: string): boolean {
  try {
    toRegExp(text);
    return true;
  } catch {
    return false;
  }
}

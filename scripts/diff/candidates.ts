import { asArray, distinct, type JsonObject } from "../openapi/json.ts";
import { escapePattern, globPattern } from "../patterns/glob-pattern.ts";
import { representativeTexts } from "../patterns/representative-texts.ts";
import { representativeNumbers } from "../reasoning/representative-numbers.ts";
import { numberAt, type Part, textOfPattern } from "./schema-parts.ts";

/** What rules ask about the value at a place, next to what its schemas say. */
export interface Hints {
  readonly values: readonly unknown[];
  readonly globs: readonly string[];
  /** Whether rules compare it with another field: then several values of one kind are needed. */
  readonly compared: boolean;
}

export interface Candidates {
  readonly values: readonly unknown[];
  /** Whether every kind of scalar that schemas and rules can distinguish is among them. */
  readonly complete: boolean;
}

/** Up to how many constants are kept apart from texts that match the same patterns. */
const mostWords = 200;
const uuid = "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$";
const dates = ["2025-01-01", "2025-01-02", "2025-01-01T00:00:00Z", "2025-01-02T00:00:00Z", "2025-01-01T12:00:00Z"];

/** Scalars for a value that some schemas apply to: at least one of each kind that they and the rules distinguish. */
export function scalarCandidates(parts: readonly Part[], hints: Hints): Candidates {
  const schemas = parts.flatMap(({ schema }): JsonObject[] => (typeof schema === "boolean" ? [] : [schema]));
  const listed = schemas.flatMap((schema) => asArray(schema["enum"]));
  const constants = [...listed, ...hints.values];
  const has = (keyword: string): unknown[] =>
    schemas.flatMap((schema) => (schema[keyword] === undefined ? [] : [schema[keyword]]));
  const numbersOf = (...keywords: string[]): number[] =>
    schemas.flatMap((schema) => keywords.flatMap((keyword) => numberAt(schema, keyword) ?? []));
  const { points, multiples } = numberLimits(parts, hints);
  const formats = has("format");
  const patterns = [
    ...has("pattern").map(textOfPattern),
    ...(formats.includes("uuid") ? [uuid] : []),
    ...hints.globs.map((glob) => globPattern(glob.split("*"))),
  ];
  const lengths = [...numbersOf("minLength"), ...numbersOf("maxLength").map((most) => most + 1)];
  // Of the texts that match alike, one has to be none of the constants, which are kinds of their own.
  const words = constants.filter((value) => typeof value === "string");
  const isMixed = words.length > 0 && patterns.length + lengths.length > 0;
  const apart = isMixed && words.length <= mostWords ? [`^(?:${words.map(escapePattern).join("|")})$`] : [];
  const { texts, complete } = representativeTexts([...patterns, ...apart], lengths);
  const isDate = formats.some((format) => format === "date" || format === "date-time");
  const mixed = isDate && patterns.length + lengths.length > 0;
  const values = [
    ...constants,
    ...(isDate || hints.compared ? dates : []),
    // The first of a kind represents it, and a word is easy to read.
    "other",
    ...texts.filter((text) => text !== ""),
    "",
    ...representativeNumbers(points, multiples),
    true,
    false,
    null,
  ];
  const isApart = !isMixed || apart.length > 0;
  return { values: distinct(values), complete: complete && isApart && !mixed && new Set(multiples).size <= 2 };
}

/** The numbers at which something changes, in order, and those that others have to be multiples of. */
export function numberLimits(
  parts: readonly Part[],
  hints: Hints,
): { readonly points: readonly number[]; readonly multiples: readonly number[] } {
  const schemas = parts.flatMap(({ schema }): JsonObject[] => (typeof schema === "boolean" ? [] : [schema]));
  const bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
  const points = [
    ...schemas.flatMap((schema) => bounds.flatMap((keyword) => numberAt(schema, keyword) ?? [])),
    ...[...schemas.flatMap((schema) => asArray(schema["enum"])), ...hints.values].filter(
      (value) => typeof value === "number",
    ),
  ];
  const multiples = schemas.flatMap((schema) => numberAt(schema, "multipleOf") ?? []);
  return { points: [...new Set(points)].sort((a, b) => a - b), multiples: [...new Set(multiples)] };
}

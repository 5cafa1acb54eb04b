import type { JsonObject } from "../openapi/json.ts";

/**
 * A part of a description, such as an operation, a parameter or a schema: what it says, and the parts in it. Descriptions are
 * compared by these alone, so whatever can be written in two ways is one way here.
 */
export interface Part {
  /** The object that says it. */
  readonly source: JsonObject;
  /** The component that it is, as `Pet` or `parameter petId`: its place, wherever it is used. */
  readonly component: string | undefined;
  /** What it says, as JSON values by keyword. What a default says is left out. */
  readonly facts: Facts;
  /** The only values that it allows, if it lists them; null is a type instead. */
  readonly values: readonly unknown[] | undefined;
  /** The sentences of its `x-dependencies`. */
  readonly rules: readonly string[];
  /** The parts in it by keys that both descriptions agree on. */
  readonly children: ReadonlyMap<string, Child>;
  /** Schemas of which a value matches one or some. */
  readonly alternatives: readonly Child[];
}

export type Facts = ReadonlyMap<string, unknown>;

/** A part within another. Reading waits until it is asked for: schemas contain themselves. */
export interface Child {
  /** What it is, in words: `property`, `response`. */
  readonly what: string;
  /** How its place continues the place around it: `.name`, ` response 200`. */
  readonly step: string;
  /** What is said about it from outside: whether a property is required. */
  readonly facts: Facts;
  /** The object that stands for it, which may be a reference. */
  readonly source: unknown;
  read(): Part;
}

/** Facts from a list of them, without those that are undefined or false: a description need not say what is not. */
export function factsOf(entries: Readonly<Record<string, unknown>>): Facts {
  return new Map(Object.entries(entries).filter(([, value]) => value !== undefined && value !== false));
}

/** JSON with sorted keys: the same text for equal values. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

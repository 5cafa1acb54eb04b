import { type Json, list, type Operation, own, resolved, ruleTexts } from "./document.ts";
import { type Place, placesIn, placesOf, propertiesOf, requiredOf } from "./places.ts";
import { readSentences } from "./read-sentences.ts";
import { namesIn, type Rule, type Sentence } from "./syntax.ts";

/** A rule whose names are made absolute. */
export interface ScopedRule {
  readonly rule: Rule;
  readonly id: (name: string) => string;
  /** The rule counts only if one of these is present: rules of a schema say nothing about an object that is not there. */
  readonly when: readonly string[] | "always";
}

export interface Named {
  /** By id. */
  readonly fields: ReadonlyMap<string, Place>;
  /** As written. */
  readonly sentences: readonly string[];
  /** What authors wrote, and what `required` and the nesting of objects add to it. */
  readonly rules: readonly ScopedRule[];
}

/** The fields that an operation's rules name, wherever these rules stand. */
export function namedFields(operation: Operation): Named {
  const { document, body } = operation;
  const onOperation = operation.rules
    .flatMap(readSentences)
    .map((sentence) => ({ ...sentence, at: [], place: placesOf(operation) }));
  const onSchemas = body ? schemaRules(document, body.schema, [], []) : [];
  const fields = new Map<string, Place>();
  for (const { rule, at, place } of [...onOperation, ...onSchemas]) {
    for (const name of namesIn(rule)) {
      const found = place(name);
      const keys = [...at, ...found.keys];
      fields.set(idOf(found.in, keys), { ...found, keys });
    }
  }
  const scoped = ({ rule, at, place }: Written, when: ScopedRule["when"]): ScopedRule => ({
    rule,
    id: (name) => idOf(place(name).in, [...at, ...place(name).keys]),
    when,
  });
  const rules = [
    ...onOperation.map((written) => scoped(written, "always")),
    ...onSchemas.map((written) => scoped(written, presence(operation, fields, written.at))),
    ...structure(operation, fields),
  ];
  return { fields, sentences: [...onOperation, ...onSchemas].map(({ text }) => text), rules };
}

export function idOf(place: string, keys: readonly string[]): string {
  return JSON.stringify([place, ...keys]);
}

interface Written extends Sentence {
  readonly at: readonly string[];
  readonly place: (name: string) => Place;
}

/**
 * Items of arrays are left out: an array may be empty, so that rules on items forbid no field to be present. Alternatives (`oneOf`,
 * `anyOf`) are left out as well: no description that is counted has rules there.
 */
function schemaRules(document: Json, node: Json, at: readonly string[], above: readonly Json[]): Written[] {
  const schema = resolved(document, node);
  if (above.includes(schema)) return [];
  const path = [...above, schema];
  const place = placesIn(document, schema);
  return [
    ...ruleTexts(own(schema, "x-dependencies"))
      .flatMap(readSentences)
      .map((sentence) => ({ ...sentence, at, place })),
    ...list(own(schema, "allOf")).flatMap((part) => schemaRules(document, part, at, path)),
    ...Object.entries(propertiesOf(document, { properties: own(schema, "properties") })).flatMap(([key, inner]) =>
      schemaRules(document, inner, [...at, key], path),
    ),
  ];
}

/** What tells that the object at these keys of the body is there: its own name, or any name inside, or whatever makes it required. */
function presence(operation: Operation, fields: ReadonlyMap<string, Place>, at: readonly string[]): ScopedRule["when"] {
  if (isAlways(operation, at)) return "always";
  const itself = idOf("body", at);
  if (fields.has(itself)) return [itself];
  const inside = [...fields].filter(([, { in: place, keys }]) => place === "body" && isBelow(keys, at));
  const parent = at.length > 0 && isRequired(operation, at) ? presence(operation, fields, at.slice(0, -1)) : [];
  return parent === "always" ? parent : [...new Set([...inside.map(([id]) => id), ...parent])];
}

function isBelow(keys: readonly string[], above: readonly string[]): boolean {
  return keys.length > above.length && above.every((key, index) => keys[index] === key);
}

function isAlways(operation: Operation, at: readonly string[]): boolean {
  if (at.length === 0) return operation.body?.required === true;
  return isRequired(operation, at) && isAlways(operation, at.slice(0, -1));
}

function isRequired({ document, body }: Operation, keys: readonly string[]): boolean {
  const parent = keys.slice(0, -1).reduce<Json>((schema, key) => propertiesOf(document, schema)[key], body?.schema);
  return requiredOf(document, parent).includes(keys.at(-1) ?? "");
}

/** A required field is present where its object is; what is inside an object is present only where the object is. */
function structure(operation: Operation, fields: ReadonlyMap<string, Place>): ScopedRule[] {
  const id = (name: string): string => name;
  const rules: ScopedRule[] = [];
  const needs = (field: string, when: ScopedRule["when"]): void => {
    const present = { kind: "present", name: field } as const;
    rules.push({ rule: { kind: "predefined", of: present }, id, when });
  };
  for (const [field, { in: place, keys }] of fields) {
    if (place !== "body") {
      if (operation.parameters.some((one) => one.in === place && one.name === keys[0] && one.required))
        needs(field, "always");
      continue;
    }
    if (isRequired(operation, keys)) needs(field, presence(operation, fields, keys.slice(0, -1)));
    for (let length = 1; length < keys.length; length += 1) {
      const above = idOf("body", keys.slice(0, length));
      if (fields.has(above)) needs(above, [field]);
    }
  }
  return rules;
}

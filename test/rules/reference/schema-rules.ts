import { entries, isObject, type Json, list, own, resolved, ruleTexts, strings } from "./document.ts";
import { brokenOf } from "./evaluate.ts";
import { matches } from "./matches.ts";
import { isDate, placesIn, propertiesOf } from "./places.ts";

export interface Faults {
  readonly broken: readonly string[];
  readonly missing: readonly string[];
}

const NONE: Faults = { broken: [], missing: [] };

/**
 * The rules that stand on schemas, applied to every value in a request that such a schema describes, and what these schemas require.
 * Of alternatives, those count that a value fits by everything but its rules; one whose rules hold is enough.
 */
export function schemaFaults(document: Json, node: Json, value: Json): Faults {
  if (value === undefined) return NONE;
  const schema = resolved(document, node);
  const parts = list(own(schema, "allOf")).map((part) => schemaFaults(document, part, value));
  const alternatives = ["oneOf", "anyOf"].map((key) => alternativeFaults(document, list(own(schema, key)), value));
  return joined([
    ownFaults(document, schema, value),
    ...parts,
    ...alternatives,
    ...innerFaults(document, schema, value),
  ]);
}

function ownFaults(document: Json, schema: Json, value: Json): Faults {
  if (!isObject(value)) return NONE;
  const places = placesIn(document, schema);
  const lookup = (name: string): { value: Json; date: boolean } => {
    const place = places(name);
    return { value: place.keys.reduce<Json>(own, value), date: isDate(document, place.schema) };
  };
  return {
    broken: ruleTexts(own(schema, "x-dependencies")).flatMap((entry) => brokenOf(entry, lookup)),
    missing: strings(own(schema, "required")).filter((key) => own(value, key) === undefined),
  };
}

function innerFaults(document: Json, schema: Json, value: Json): Faults[] {
  if (Array.isArray(value)) return value.map((item) => schemaFaults(document, own(schema, "items"), item));
  const extra = own(schema, "additionalProperties");
  const known = propertiesOf(document, schema);
  return entries(value).map(([key, inner]) =>
    schemaFaults(
      document,
      own(own(schema, "properties"), key) ?? (Object.hasOwn(known, key) ? undefined : extra),
      inner,
    ),
  );
}

function alternativeFaults(document: Json, alternatives: readonly Json[], value: Json): Faults {
  if (alternatives.length === 0) return NONE;
  const fitting = alternatives
    .filter((alternative) => matches(document, alternative, value))
    .map((alternative) => schemaFaults(document, alternative, value));
  const size = ({ broken, missing }: Faults): number => broken.length + missing.length;
  const [best] = fitting.sort((left, right) => size(left) - size(right));
  return best ?? { broken: [], missing: ["what one of the alternatives requires"] };
}

function joined(faults: readonly Faults[]): Faults {
  return {
    broken: faults.flatMap(({ broken }) => broken),
    missing: faults.flatMap(({ missing }) => missing),
  };
}

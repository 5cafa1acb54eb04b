import { entries, type Json, list, type Operation, own, resolved, strings } from "./document.ts";

/** Where a name points, and what stands there: the section «Where names point» of the definition. */
export interface Place {
  readonly in: "query" | "header" | "path" | "cookie" | "body";
  /** The parameter's name, or the keys from the body's root to the property. */
  readonly keys: readonly string[];
  readonly schema: Json;
}
export type Places = (name: string) => Place;

export const CONTAINERS = ["query", "header", "path", "cookie"] as const;

const known = new WeakMap<Operation, Places>();

export function placesOf(operation: Operation): Places {
  const places = known.get(operation) ?? remembered((name) => placeOf(operation, name));
  known.set(operation, places);
  return places;
}

function placeOf(operation: Operation, name: string): Place {
  const parameters = operation.parameters.flatMap((parameter): Place[] => {
    const container = CONTAINERS.find((one) => one === parameter.in);
    return parameter.name === name && container !== undefined
      ? [{ in: container, keys: [name], schema: parameter.schema }]
      : [];
  });
  const properties = operation.body ? propertiesNamed(operation.document, operation.body.schema, name) : [];
  return theOnly(name, [...parameters, ...properties]);
}

/** The places of names that stand in rules of a schema: relative to the value that the schema describes. */
export function placesIn(document: Json, schema: Json): Places {
  return remembered((name) => theOnly(name, propertiesNamed(document, schema, name)));
}

function remembered(places: Places): Places {
  const found = new Map<string, Place>();
  return (name) => {
    const place = found.get(name) ?? places(name);
    found.set(name, place);
    return place;
  };
}

function theOnly(name: string, places: readonly Place[]): Place {
  const [only, ...others] = [
    ...new Map(places.map((place) => [JSON.stringify([place.in, place.keys]), place])).values(),
  ];
  if (only === undefined) throw new Error(`The name ${name} points nowhere`);
  if (others.length > 0) throw new Error(`The name ${name} points to several places`);
  return only;
}

function propertiesNamed(document: Json, node: Json, name: string): Place[] {
  return Object.entries(propertiesOf(document, node)).flatMap(([key, schema]): Place[] => {
    if (key === name) return [{ in: "body", keys: [key], schema }];
    if (!name.startsWith(`${key}.`)) return [];
    return propertiesNamed(document, schema, name.slice(key.length + 1)).map((place) => ({
      ...place,
      keys: [key, ...place.keys],
    }));
  });
}

/** The properties that a value may have, by whichever part of its schema. */
export function propertiesOf(document: Json, node: Json): Record<string, Json> {
  const schema = resolved(document, node);
  const parts = ["allOf", "oneOf", "anyOf"].flatMap((key) => list(own(schema, key)));
  return Object.assign(
    {},
    ...parts.map((part) => propertiesOf(document, part)),
    Object.fromEntries(entries(own(schema, "properties"))),
  );
}

/** The properties that a value must have. */
export function requiredOf(document: Json, node: Json): string[] {
  const schema = resolved(document, node);
  return [
    ...strings(own(schema, "required")),
    ...list(own(schema, "allOf")).flatMap((part) => requiredOf(document, part)),
  ];
}

/** By its format, also where a date may be null by a second alternative. */
export function isDate(document: Json, node: Json): boolean {
  const schema = resolved(document, node);
  const format = own(schema, "format");
  const parts = ["allOf", "oneOf", "anyOf"].flatMap((key) => list(own(schema, key)));
  return format === "date" || format === "date-time" || parts.some((part) => isDate(document, part));
}

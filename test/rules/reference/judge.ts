import { entries, isObject, type Json, type Operation, own } from "./document.ts";
import { brokenOf, type Found, holds, type Lookup } from "./evaluate.ts";
import { isDate, type Places, placesOf } from "./places.ts";
import { readSentence } from "./read-sentences.ts";
import { schemaFaults } from "./schema-rules.ts";

export interface Request {
  readonly params?: {
    readonly query?: Json;
    readonly header?: Json;
    readonly path?: Json;
    readonly cookie?: Json;
  };
  readonly body?: Json;
}

export interface Verdict {
  readonly valid: boolean;
  /** The sentences that do not hold, as written. */
  readonly broken: readonly string[];
  /** What `required` asks for in vain. */
  readonly missing: readonly string[];
}

/** What an API says about each name. */
export interface Api {
  readonly document: Json;
  readonly places: Places;
}

export function referenceHolds(sentence: string, request: Request, api: Api): boolean {
  return holds(readSentence(sentence).rule, lookupIn(request, api));
}

/** All rules and all that is required; everything else that schemas say is not judged. */
export function judgeRequest(operation: Operation, request: Request): Verdict {
  const { document, parameters, body } = operation;
  const lookup = lookupIn(request, { document, places: placesOf(operation) });
  const broken = operation.rules.flatMap((entry) => brokenOf(entry, lookup));
  const missing = parameters
    .filter((parameter) => parameter.required && valueIn(request, parameter.in, [parameter.name]) === undefined)
    .map(({ name }) => name);
  if (body?.required && request.body === undefined) missing.push("body");
  const described = [
    ...parameters.map(({ in: place, name, schema }) => ({ schema, value: valueIn(request, place, [name]) })),
    ...(body ? [{ schema: body.schema, value: request.body }] : []),
  ];
  for (const { schema, value } of described) {
    const faults = schemaFaults(document, schema, value);
    broken.push(...faults.broken);
    missing.push(...faults.missing);
  }
  return { valid: broken.length + missing.length === 0, broken, missing };
}

function lookupIn(request: Request, { document, places }: Api): Lookup {
  return (name): Found => {
    const place = places(name);
    return { value: valueIn(request, place.in, place.keys), date: isDate(document, place.schema) };
  };
}

/**
 * Own properties of objects only: nothing is in an array, in null, in text, or in a prototype. The names of header fields are the same in
 * upper and lower case (RFC 9110 section 5.1).
 */
function valueIn(request: Request, place: string, keys: readonly string[]): Json {
  const root = place === "body" ? request.body : own(isObject(request.params) ? request.params : {}, place);
  if (place !== "header") return keys.reduce<Json>(own, root);
  const fields = entries(root).map(([name, value]) => [name.toLowerCase(), value] as const);
  return fields.find(([name]) => name === keys[0]?.toLowerCase())?.[1];
}

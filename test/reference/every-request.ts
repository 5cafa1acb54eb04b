import { candidates } from "./candidates.ts";
import { type Json, type Operation, own } from "./document.ts";
import { judgeRequest, type Request } from "./judge.ts";
import { namedFields } from "./named-fields.ts";
import { type Place, propertiesOf, requiredOf } from "./places.ts";

/** The same count as `countPresencePatterns`, by building and judging every whole request: slow, and with nothing to go wrong. */
export function countByRequests(operation: Operation): number {
  const named = namedFields(operation);
  const values = candidates(operation.document, named);
  const fields = [...named.fields].map(([field, place]) => ({ place, values: values.get(field) ?? [] }));
  let count = 0;
  for (let pattern = 0; pattern < 2 ** fields.length; pattern += 1) {
    const present = fields.filter((_field, index) => (pattern & (2 ** index)) !== 0);
    const absent = fields.filter((field) => !present.includes(field)).map(({ place }) => place);
    if (isAllowed(operation, present, [], absent)) count += 1;
  }
  return count;
}

interface Choice {
  readonly place: Place;
  readonly values: readonly Json[];
}

function isAllowed(
  operation: Operation,
  [next, ...others]: readonly Choice[],
  chosen: readonly (readonly [Place, Json])[],
  absent: readonly Place[],
): boolean {
  if (next) return next.values.some((value) => isAllowed(operation, others, [...chosen, [next.place, value]], absent));
  const request = requestWith(operation, chosen, absent);
  return request !== undefined && judgeRequest(operation, request).valid;
}

/** Chosen fields, and whatever else is required; undefined where that would make a field present that is to be absent. */
function requestWith(
  { document, parameters, body }: Operation,
  chosen: readonly (readonly [Place, Json])[],
  absent: readonly Place[],
): Request | undefined {
  const root: Record<string, Json> = {};
  for (const { name, in: place, required } of parameters) if (required) put(root, [place, name], "any");
  if (body?.required) root["body"] = {};
  const shallowFirst = [...chosen].sort(([left], [right]) => left.keys.length - right.keys.length);
  for (const [{ in: place, keys, schema }, value] of shallowFirst) {
    put(root, [place, ...keys], isParent(document, schema) ? {} : value);
  }
  if (body && root["body"] !== undefined) fill(document, body.schema, root["body"]);
  if (absent.some(({ in: place, keys }) => [place, ...keys].reduce<Json>(own, root) !== undefined)) return undefined;
  const { body: content, ...params } = root;
  return { params, body: content };
}

function isParent(document: Json, schema: Json): boolean {
  return Object.keys(propertiesOf(document, schema)).length > 0;
}

function put(root: Record<string, Json>, keys: readonly string[], value: Json): void {
  const [first = "", ...rest] = keys;
  if (rest.length === 0) {
    root[first] = value;
    return;
  }
  const inner = root[first];
  const next: Record<string, Json> = typeof inner === "object" ? { ...inner } : {};
  put(next, rest, value);
  root[first] = next;
}

function fill(document: Json, schema: Json, value: Json): void {
  if (typeof value !== "object" || value === null) return;
  const properties = propertiesOf(document, schema);
  for (const key of requiredOf(document, schema)) {
    if (own(value, key) !== undefined) continue;
    Object.assign(value, { [key]: isParent(document, properties[key]) ? {} : "any" });
  }
  for (const [key, inner] of Object.entries(value)) fill(document, properties[key], inner);
}

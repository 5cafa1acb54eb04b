import type { Description } from "../openapi/description.ts";
import { asObject, isObject, type JsonObject } from "../openapi/json.ts";
import { contentOf } from "../openapi/request-fields.ts";
import { type Change, change } from "./change.ts";
import type { OperationPair } from "./compare-requests.ts";
import { differences } from "./other-changes.ts";
import { readSchema, textOf } from "./schema.ts";

/** What validators don't show of requests: how they are written, and what they mean where something is left out. */
export function requestChanges(base: Description, revision: Description, pair: OperationPair): Change[] {
  const [before, now] = [mediaOf(base, pair.base.operation), mediaOf(revision, pair.revision.operation)];
  const bodies = Object.keys(before).flatMap((type) =>
    type in now ? [{ type, old: asObject(before[type]), fresh: asObject(now[type]) }] : [],
  );
  const defaults = new DefaultComparison(base, revision);
  return [
    ...pairParameters(pair).flatMap(({ old, fresh }) => parameterChanges(old, fresh)),
    ...bodies.flatMap(({ type, old, fresh }) => encodingChanges(base, revision, type, old, fresh)),
    ...pairParameters(pair).flatMap(({ old, fresh }) =>
      defaults.compare(schemaOf(old), schemaOf(fresh), String(fresh["name"])),
    ),
    ...bodies.flatMap(({ old, fresh }) => defaults.compare(old["schema"], fresh["schema"], "")),
  ];
}

function mediaOf(description: Description, operation: JsonObject): JsonObject {
  return asObject(description.resolve(operation["requestBody"])?.["content"]);
}

function schemaOf(parameter: JsonObject): unknown {
  return parameter["schema"] ?? contentOf(parameter)?.media["schema"];
}

interface ParameterPair {
  readonly old: JsonObject;
  readonly fresh: JsonObject;
}

/** Names of headers are the same in any case (RFC 9110, section 5.1). */
function pairParameters({ base, revision }: OperationPair): ParameterPair[] {
  const keyOf = (parameter: JsonObject): string => {
    const name = String(parameter["name"]);
    return `${parameter["in"]} ${parameter["in"] === "header" ? name.toLowerCase() : name}`;
  };
  const now = new Map(revision.parameters.map((parameter) => [keyOf(parameter), parameter]));
  return base.parameters.flatMap((old) => {
    const fresh = now.get(keyOf(old));
    return fresh === undefined ? [] : [{ old, fresh }];
  });
}

function parameterChanges(old: JsonObject, fresh: JsonObject): Change[] {
  const [before, name] = [String(old["name"]), String(fresh["name"])];
  const [was, is] = [serialization(old), serialization(fresh)];
  return [
    ...deprecation(old, fresh, `The parameter ${name}`),
    ...(before === name
      ? []
      : [
          change(
            "major",
            "header-respelled",
            `The header ${before} is now spelled ${name}. Servers don't care, but the property in the types has that name.`,
          ),
        ]),
    ...(was === is
      ? []
      : [change("major", "parameter-serialization", `${name} was written as ${was} and is now written as ${is}.`)]),
  ];
}

export function deprecation(before: JsonObject, now: JsonObject, subject: string): Change[] {
  const [was, is] = [before["deprecated"] === true, now["deprecated"] === true];
  if (was === is) return [];
  return [
    is
      ? change("minor", "deprecated", `${subject} is now deprecated.`)
      : change("patch", "deprecation-lifted", `${subject} is no longer deprecated.`),
  ];
}

/** `style` and `explode` with their defaults (OpenAPI, Parameter Object), or the media type. */
function serialization(parameter: JsonObject): string {
  const [mediaType] = Object.keys(asObject(parameter["content"]));
  if (mediaType !== undefined) return mediaType;
  return styleText(parameter, parameter["in"] === "query" || parameter["in"] === "cookie" ? "form" : "simple");
}

function styleText(written: JsonObject, usual: "form" | "simple"): string {
  const style = written["style"] ?? usual;
  const explode = written["explode"] ?? style === "form";
  const reserved = written["allowReserved"] === true ? ", reserved characters allowed" : "";
  return `${style}${explode === true ? ", exploded" : ""}${reserved}`;
}

/** How the properties of a form are written: the `encoding` of both versions, with its defaults. */
function encodingChanges(
  base: Description,
  revision: Description,
  type: string,
  before: JsonObject,
  now: JsonObject,
): Change[] {
  if (!/^(multipart\/|application\/x-www-form-urlencoded\b)/i.test(type)) return [];
  const [old, fresh] = [asObject(before["encoding"]), asObject(now["encoding"])];
  const [wasSchema, isSchema] = [
    readSchema(base, before["schema"], "request"),
    readSchema(revision, now["schema"], "request"),
  ];
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])].flatMap((name) => {
    // A property that only one version has is compared as a field, not by its encoding.
    if (wasSchema.properties.has(name) !== isSchema.properties.has(name)) return [];
    const was = encodingText(base, type, asObject(old[name]), wasSchema.properties.get(name));
    const is = encodingText(revision, type, asObject(fresh[name]), isSchema.properties.get(name));
    const [oldHeaders, freshHeaders] = [asObject(old[name])["headers"], asObject(fresh[name])["headers"]];
    const isMultipart = /^multipart/i.test(type);
    const headersDiffer = isMultipart && differences(oldHeaders, freshHeaders, { base, revision }).rest.length > 0;
    return [
      ...(was === is
        ? []
        : [
            change(
              "major",
              "body-serialization",
              `${type}: ${name} was written as ${was} and is now written as ${is}.`,
            ),
          ]),
      ...(headersDiffer
        ? [change("major", "part-headers-changed", `${type}: the headers of the part ${name} have changed.`)]
        : []),
    ];
  });
}

/** A style, where one of its keywords is given: `contentType` is ignored then (OpenAPI, Encoding Object). */
function encodingText(description: Description, type: string, encoding: JsonObject, schema: unknown): string {
  if (["style", "explode", "allowReserved"].some((key) => encoding[key] !== undefined))
    return styleText(encoding, "form");
  const usual = usualContentType(description, schema);
  const { contentType = usual } = encoding;
  const isForm = /^application\/x-www-form-urlencoded/i.test(type);
  return isForm && contentType === "text/plain" ? styleText({}, "form") : String(contentType);
}

/** What a part is written as without a `contentType`, by its type (OpenAPI, Encoding Object). */
function usualContentType(description: Description, schema: unknown): string {
  const { types, items, properties, constraints } = readSchema(description, schema, "request");
  if (types?.has("array") === true)
    return items === undefined ? "its type requires" : usualContentType(description, items);
  if (types?.has("object") === true || properties.size > 0) return "application/json";
  if (types === undefined) return "its type requires";
  return constraints.get("format") === '"binary"' ? "application/octet-stream" : "text/plain";
}

/** Compares what requests mean that leave something out. */
class DefaultComparison {
  private readonly base: Description;
  private readonly revision: Description;
  private readonly visited = new Map<unknown, Set<unknown>>();

  constructor(base: Description, revision: Description) {
    this.base = base;
    this.revision = revision;
  }

  /** Each pair of schemas once, wherever it stands. */
  compare(before: unknown, now: unknown, at: string): Change[] {
    const [old, fresh] = [readSchema(this.base, before, "request"), readSchema(this.revision, now, "request")];
    const partners = this.visited.get(old.source) ?? new Set();
    if (partners.has(fresh.source)) return [];
    this.visited.set(old.source, partners.add(fresh.source));
    const alternatives = old.alternatives.length === fresh.alternatives.length ? old.alternatives : [];
    return [
      ...defaultChange(old.fallback, fresh.fallback, at === "" ? "the body" : at),
      ...[...old.properties].flatMap(([key, part]) =>
        fresh.properties.has(key)
          ? this.compare(part, fresh.properties.get(key), at === "" ? key : `${at}.${key}`)
          : [],
      ),
      ...(old.items !== undefined && fresh.items !== undefined ? this.compare(old.items, fresh.items, `${at}[]`) : []),
      ...(isObject(old.others) && isObject(fresh.others) ? this.compare(old.others, fresh.others, `${at}.*`) : []),
      ...alternatives.flatMap((part, index) => this.compare(part, fresh.alternatives[index], at)),
    ];
  }
}

function defaultChange(before: unknown, now: unknown, name: string): Change[] {
  const [was, is] = [textOf(before), textOf(now)];
  if (was === is) return [];
  const message =
    before === undefined
      ? `The default of ${name} is now ${is}.`
      : now === undefined
        ? `${name} no longer has the default ${was}.`
        : `The default of ${name} was ${was} and is now ${is}.`;
  return [change("minor", "default-changed", message)];
}

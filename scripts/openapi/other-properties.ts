import { asObject, isObject, type JsonObject } from "./json.ts";
import { annotations, canonical } from "./schema-keywords.ts";

/** The names that a type can tell, as texts with anything between them: `["x-", ""]` starts with `x-`, `["id"]` is `id`. */
export type Names = readonly string[];

/** What a schema says of the properties that it doesn't list. */
export interface OtherProperties {
  /** Those whose names a type can tell. */
  readonly named: readonly { readonly names: readonly Names[]; readonly schema: unknown }[];
  /** Whether it has patterns of names that no type can tell. */
  readonly hasPatterns: boolean;
  /** What the rest may be: a schema, true or false. Nothing where all names are told, or where nothing is said of them. */
  readonly rest: unknown;
  /** The keyword that says what the rest may be, where the type has to allow more: what it allows described properties. */
  readonly loosened: string | undefined;
}

/**
 * @param isOld whether the description is of OpenAPI 3.0, which has no `unevaluatedProperties`
 * @returns undefined for a schema that only lists properties
 */
export function otherProperties(schema: JsonObject, isOld: boolean): OtherProperties | undefined {
  const patterns = Object.entries(asObject(schema["patternProperties"]));
  const keyword = ["additionalProperties", ...(isOld ? [] : ["unevaluatedProperties"])].find((one) => one in schema);
  if (patterns.length === 0 && keyword === undefined) return undefined;
  const read = patterns.map(([pattern, value]) => ({ names: namesOf(pattern), schema: value }));
  const named = read.flatMap(({ names, schema: value }) => (names === undefined ? [] : [{ names, schema: value }]));
  const unnamed = read.flatMap((one) => (one.names === undefined ? [one.schema] : []));
  const common = { named, hasPatterns: unnamed.length > 0 };
  if (named.some(({ names }) => names.some(isEveryName))) return { ...common, rest: undefined, loosened: undefined };
  const said = keyword === undefined ? true : schema[keyword];
  // Other schemas may describe properties of the object, which are none of the rest.
  const isPartly = keyword === "unevaluatedProperties" && said !== false && compositions.some((one) => one in schema);
  const index = [...(said === false ? [] : [said]), ...unnamed];
  if (index.length === 0) return { ...common, rest: false, loosened: undefined };
  if (isPartly || index.some(isAnything))
    return { ...common, rest: true, loosened: isPartly && !isAnything(said) ? keyword : undefined };
  const described = [...Object.values(asObject(schema["properties"])), ...named.map((one) => one.schema)];
  const known = new Set(index.map(canonical));
  const mixed = distinct(described.filter((part) => !known.has(canonical(part))));
  const [only, ...others] = [...index, ...mixed];
  return {
    ...common,
    rest: others.length === 0 ? only : { anyOf: [only, ...others] },
    loosened: mixed.length > 0 && said !== false ? keyword : undefined,
  };
}

/** What a schema says of a property that it doesn't list, where patterns tell whether that is one of theirs. */
export function otherProperty(schema: JsonObject, name: string): unknown[] {
  const patterns = Object.entries(asObject(schema["patternProperties"]));
  const read = patterns.map(([pattern, value]) => ({ names: namesOf(pattern), value }));
  const matching = read.filter(({ names }) => names?.some((texts) => isNamed(texts, name)));
  const { additionalProperties: others } = schema;
  if (matching.length > 0) return matching.map(({ value }) => value);
  return isObject(others) && read.every(({ names }) => names !== undefined) ? [others] : [];
}

const compositions = ["allOf", "anyOf", "oneOf", "if", "dependentSchemas", "$ref"];

function isAnything(schema: unknown): boolean {
  return schema === true || (isObject(schema) && Object.keys(schema).every((key) => annotations.has(key)));
}

function distinct(schemas: readonly unknown[]): unknown[] {
  return [...new Map(schemas.map((schema) => [canonical(schema), schema])).values()];
}

/** A pattern of one text, tied to the beginning, to the end, to both or to none. Only characters that stand for themselves are read. */
const textPattern = /^(\^?)(\.\*)?((?:[^\\^$.*+?()[\]{}|]|\\[\\^$.*+?()[\]{}|/-])*?)(\.\*)?(\$?)$/;
const groupPattern = /^(\^?)\((?:\?:)?([^()]*)\)(\$?)$/;

/**
 * The names that a pattern of `patternProperties` matches, where a type can tell them: `^x-`, `_id$`, `^(?:one|two)$`. As in most
 * descriptions, `.` is any character.
 */
export function namesOf(pattern: string): readonly Names[] | undefined {
  const [, start = "", group, end = ""] = groupPattern.exec(pattern) ?? [];
  const alternatives = (group ?? pattern)
    .split(/(?<!\\)\|/)
    .map((text) => (group === undefined ? text : start + text + end));
  const names = alternatives.flatMap((text): Names[] => {
    const match = textPattern.exec(text);
    if (match === null) return [];
    const [, tied, before, literal = "", after, tiedToEnd] = match;
    const isOpen = tied === "" || before !== undefined;
    const isOpenAtEnd = tiedToEnd === "" || after !== undefined;
    return [[...(isOpen ? [""] : []), literal.replaceAll(/\\(.)/g, "$1"), ...(isOpenAtEnd ? [""] : [])]];
  });
  return names.length === alternatives.length ? names : undefined;
}

/** Whether a pattern, in a usual form, leaves out no name. */
export function matchesEveryName(pattern: string): boolean {
  return namesOf(pattern)?.some(isEveryName) === true;
}

function isEveryName(names: Names): boolean {
  return names.length > 1 && names.every((text) => text === "");
}

function isNamed(texts: Names, name: string): boolean {
  const [first = "", ...others] = texts;
  const last = others.pop();
  if (last === undefined) return name === first;
  const middle = name.slice(first.length, name.length - last.length);
  return (
    name.length >= first.length + last.length &&
    name.startsWith(first) &&
    name.endsWith(last) &&
    others.every((text) => middle.includes(text))
  );
}

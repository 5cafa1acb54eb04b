import { asArray, asObject, isObject, type JsonObject } from "../openapi/json.ts";
import { allowsType } from "../openapi/request-fields.ts";
import type { ObjectReader } from "./object-reader.ts";
import { canonicalText } from "./part.ts";

/** A schema with its references followed and all of its `allOf` in one, in the words of OpenAPI 3.1. */
export interface MergedSchema {
  /** The JSON types of its values; undefined for any. */
  readonly types: ReadonlySet<string> | undefined;
  /** The values that it lists; without null, which is a type. */
  readonly values: readonly unknown[] | undefined;
  readonly lower: Bound | undefined;
  readonly upper: Bound | undefined;
  /** Keywords that are compared as they stand. */
  readonly keywords: ReadonlyMap<string, unknown>;
  /** Each property's schemas: several if `allOf` declares it more than once. */
  readonly properties: ReadonlyMap<string, readonly unknown[]>;
  readonly required: ReadonlySet<string>;
  readonly items: readonly unknown[];
  /** What other properties may be: false, or a schema. */
  readonly others: readonly unknown[];
  /** Schemas in other keywords, by their place: `not`, `patternProperties ^x-`. */
  readonly conditions: ReadonlyMap<string, readonly unknown[]>;
  readonly alternatives: { readonly keyword: "oneOf" | "anyOf"; readonly members: readonly unknown[] } | undefined;
  readonly rules: readonly string[];
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
}

/** An end of a range of numbers. */
export interface Bound {
  readonly value: number;
  readonly exclusive: boolean;
}

/** How a keyword that two schemas give becomes one for values that match both; undefined where it says nothing. */
type Joining = (a: unknown, b: unknown) => unknown;

const largest: Joining = (a, b) => Math.max(Number(a), Number(b));
const smallest: Joining = (a, b) => Math.min(Number(a), Number(b));
const either: Joining = (a, b) => a === true || b === true;
const first: Joining = (a) => a;
/** Both must hold: as a list in the order of their texts. */
const both: Joining = (a, b) => {
  const distinct = new Map([...asList(a), ...asList(b)].map((value) => [canonicalText(value), value]));
  const list = [...distinct].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value);
  return list.length === 1 ? list[0] : list;
};

const joinings: Readonly<Record<string, Joining>> = {
  minLength: largest,
  maxLength: smallest,
  minItems: largest,
  maxItems: smallest,
  minProperties: largest,
  maxProperties: smallest,
  minContains: largest,
  maxContains: smallest,
  uniqueItems: either,
  deprecated: either,
  multipleOf: both,
  pattern: both,
  format: first,
  default: first,
  discriminator: first,
  dependentRequired: both,
};

/** Other keywords with a schema, a list of schemas, or schemas by name. */
const schemaKeywords = ["not", "if", "then", "else", "propertyNames", "contains"] as const;
const unevaluatedKeywords = ["unevaluatedItems", "unevaluatedProperties"] as const;
const schemasByName = ["patternProperties", "dependentSchemas"] as const;

/** Keywords for readers alone. */
export const annotations: ReadonlySet<string> = new Set([
  "title",
  "description",
  "summary",
  "example",
  "examples",
  "externalDocs",
  "xml",
  "$comment",
]);

const anything: MergedSchema = {
  types: undefined,
  values: undefined,
  lower: undefined,
  upper: undefined,
  keywords: new Map(),
  properties: new Map(),
  required: new Set(),
  items: [],
  others: [],
  conditions: new Map(),
  alternatives: undefined,
  rules: [],
  readOnly: false,
  writeOnly: false,
};

/** Merges the schemas of one description, each object once. */
export class SchemaMerger {
  private readonly reader: ObjectReader;
  private readonly merged = new Map<JsonObject, MergedSchema>();

  constructor(reader: ObjectReader) {
    this.reader = reader;
  }

  merge(schema: unknown): MergedSchema {
    if (schema === false) return { ...anything, keywords: new Map([["schema", false]]) };
    if (!isObject(schema)) return anything;
    const known = this.merged.get(schema);
    if (known !== undefined) return known;
    // A schema that includes itself adds nothing to itself.
    this.merged.set(schema, anything);
    const result = inferTypes(this.mergeNow(schema));
    this.merged.set(schema, result);
    return result;
  }

  private mergeNow(schema: JsonObject): MergedSchema {
    if (typeof schema["$ref"] === "string") {
      const target = this.merge(this.reader.follow(schema).object);
      const { $ref: _, ...beside } = schema;
      return this.reader.isVersion30 ? target : intersect(this.mergeNow(beside), target);
    }
    const keyword = ["oneOf" as const, "anyOf" as const].find((name) => Array.isArray(schema[name]));
    const listed = keyword === undefined ? [] : asArray(schema[keyword]);
    const members = listed.filter((member) => !isNull(member));
    const [only] = members;
    const included = [...asArray(schema["allOf"]), ...(members.length === 1 ? [only] : [])];
    const parts = included.map((part) => this.merge(part));
    const own = this.own(schema);
    const all = parts.reduce(intersect, {
      ...own,
      alternatives: keyword === undefined || members.length < 2 ? undefined : { keyword, members },
    });
    const isNullable = members.length < listed.length || (schema["nullable"] === true && this.reader.isVersion30);
    if (!isNullable) return all;
    if (all.types !== undefined) return { ...all, types: new Set([...all.types, "null"]) };
    return all.alternatives === undefined ? all : { ...all, keywords: new Map([...all.keywords, ["nullable", true]]) };
  }

  /** What a schema says itself. */
  private own(schema: JsonObject): MergedSchema {
    const listed = Array.isArray(schema["enum"]) ? schema["enum"] : undefined;
    const values = Object.hasOwn(schema, "const") ? [schema["const"]] : listed;
    const { type } = schema;
    const types = type === undefined ? undefined : asList(type).map(String);
    const { additionalProperties: others } = schema;
    return {
      types: types && new Set(types.includes("number") ? types.filter((name) => name !== "integer") : types),
      values,
      lower: bound(schema, "minimum", "exclusiveMinimum", stricterLower),
      upper: bound(schema, "maximum", "exclusiveMaximum", stricterUpper),
      keywords: new Map(this.ownKeywords(schema)),
      properties: new Map(Object.entries(asObject(schema["properties"])).map(([name, part]) => [name, [part]])),
      required: new Set(asArray(schema["required"]).map(String)),
      items: schema["items"] === undefined ? [] : [schema["items"]],
      others: others === undefined || others === true || isEmpty(others) ? [] : [others],
      conditions: new Map(conditionsOf(schema)),
      alternatives: undefined,
      rules: rulesOf(schema),
      readOnly: schema["readOnly"] === true,
      writeOnly: schema["writeOnly"] === true,
    };
  }

  private ownKeywords(schema: JsonObject): [string, unknown][] {
    const simple = Object.keys(joinings)
      .filter((name) => schema[name] !== undefined)
      .map((name): [string, unknown] => [name, schema[name]]);
    const facts = new Map([...simple, ...this.reader.extensions(schema)]);
    const { discriminator } = schema;
    if (discriminator !== undefined) facts.set("discriminator", asObject(discriminator)["propertyName"]);
    // How OpenAPI 3.1 says it, and how 3.0 did.
    if (schema["contentEncoding"] === "base64") facts.set("format", "byte");
    if (schema["contentMediaType"] === "application/octet-stream") facts.set("format", "binary");
    return [...facts].filter(([name, value]) => value !== undefined && (value !== false || name === "default"));
  }
}

/** What values match that match both schemas. */
function intersect(a: MergedSchema, b: MergedSchema): MergedSchema {
  const values = a.values ?? b.values;
  const isInBoth = (value: unknown): boolean =>
    b.values?.some((other) => canonicalText(other) === canonicalText(value)) ?? true;
  const alternatives = a.alternatives ?? b.alternatives;
  return {
    types: intersectTypes(a.types, b.types),
    values: values?.filter(isInBoth),
    lower: stricter(a.lower, b.lower, stricterLower),
    upper: stricter(a.upper, b.upper, stricterUpper),
    keywords: joinMaps(a.keywords, b.keywords, (name, one, other) => (joinings[name] ?? both)(one, other)),
    properties: joinMaps(a.properties, b.properties, (_, one, other) => [...new Set([...one, ...other])]),
    required: new Set([...a.required, ...b.required]),
    items: [...new Set([...a.items, ...b.items])],
    others: [...new Set([...a.others, ...b.others])],
    conditions: joinMaps(a.conditions, b.conditions, (_, one, other) => [...new Set([...one, ...other])]),
    alternatives: alternatives && {
      keyword: alternatives.keyword,
      members: [...new Set([...(a.alternatives?.members ?? []), ...(b.alternatives?.members ?? [])])],
    },
    rules: [...new Set([...a.rules, ...b.rules])],
    readOnly: a.readOnly || b.readOnly,
    writeOnly: a.writeOnly || b.writeOnly,
  };
}

function intersectTypes(
  a: ReadonlySet<string> | undefined,
  b: ReadonlySet<string> | undefined,
): ReadonlySet<string> | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return new Set([...[...a].filter((type) => allowsType(b, type)), ...[...b].filter((type) => allowsType(a, type))]);
}

/** Many descriptions leave out a type that the other keywords imply, which doesn't count as a difference. */
function inferTypes(schema: MergedSchema): MergedSchema {
  if (schema.types !== undefined || schema.alternatives !== undefined) return schema;
  if (schema.properties.size > 0 || schema.others.length > 0) return { ...schema, types: new Set(["object"]) };
  if (schema.items.length > 0) return { ...schema, types: new Set(["array"]) };
  if (schema.values === undefined || schema.values.length === 0) return schema;
  return { ...schema, types: new Set(schema.values.map(jsonType)) };
}

function jsonType(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}

/** The sentences of an object's `x-dependencies`, spaced alike. */
export function rulesOf(holder: JsonObject): string[] {
  return asArray(holder["x-dependencies"]).map((entry) => {
    const text = isObject(entry) ? entry["rule"] : entry;
    return String(text).replaceAll(/\s+/g, " ").trim().replace(/ ?;$/, "");
  });
}

function conditionsOf(schema: JsonObject): [string, readonly unknown[]][] {
  const single = schemaKeywords.filter((name) => schema[name] !== undefined);
  // `true` says nothing here.
  const unevaluated = unevaluatedKeywords.filter((name) => schema[name] !== undefined && schema[name] !== true);
  return [
    ...[...single, ...unevaluated].map((name) => [name, schema[name]] as const),
    ...schemasByName.flatMap((name) =>
      Object.entries(asObject(schema[name])).map(([key, part]) => [`${name} ${key}`, part] as const),
    ),
    ...asArray(schema["prefixItems"]).map((part, index) => [`prefixItems ${index + 1}`, part] as const),
  ].map(([place, part]) => [place, [part]]);
}

/** OpenAPI 3.0 makes a bound exclusive by `true`, 3.1 by the bound itself. */
function bound(schema: JsonObject, inclusive: string, exclusive: string, isStricter: Stricter): Bound | undefined {
  const [value, other] = [schema[inclusive], schema[exclusive]];
  return stricter(
    typeof value === "number" ? { value, exclusive: other === true } : undefined,
    typeof other === "number" ? { value: other, exclusive: true } : undefined,
    isStricter,
  );
}

type Stricter = (a: Bound, b: Bound) => boolean;

const stricterLower: Stricter = (a, b) => a.value > b.value || (a.value === b.value && a.exclusive);
const stricterUpper: Stricter = (a, b) => a.value < b.value || (a.value === b.value && a.exclusive);

function stricter(a: Bound | undefined, b: Bound | undefined, isStricter: Stricter): Bound | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return isStricter(a, b) ? a : b;
}

function joinMaps<Value>(
  a: ReadonlyMap<string, Value>,
  b: ReadonlyMap<string, Value>,
  join: (key: string, a: Value, b: Value) => Value,
): ReadonlyMap<string, Value> {
  const joined = new Map(a);
  for (const [key, value] of b) {
    const present = joined.get(key);
    joined.set(key, present === undefined ? value : join(key, present, value));
  }
  return joined;
}

function isNull(schema: unknown): boolean {
  const { type, enum: values } = asObject(schema);
  const isNullType = type === "null" || (Array.isArray(type) && type.length === 1 && type[0] === "null");
  return isNullType || (Array.isArray(values) && values.length === 1 && values[0] === null);
}

function isEmpty(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

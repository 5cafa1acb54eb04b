import { asArray, asObject, isObject, type JsonObject } from "../../openapi/json.ts";

/** A schema for the runtime: JSON, in which a schema that several use is a `SharedRef`. */
export type LoweredSchema = boolean | JsonObject | SharedRef;

/** Stands for a schema of the table. */
export class SharedRef {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}

/** How the schemas of a kind of document are read. `Scope` is what the meaning of a reference depends on. */
export interface SchemaReading<Scope> {
  /** The schema that one with keywords beside `$ref` stands for, where that has a meaning of its own. */
  whole(schema: JsonObject): JsonObject;
  /** The scope within a schema. */
  enter(schema: JsonObject, scope: Scope): Scope;
  /** What the references of a schema (`$ref`, `$dynamicRef`) lead to. */
  references(schema: JsonObject, scope: Scope): readonly { readonly schema: unknown; readonly scope: Scope }[];
  /** The scope as a text, the same for equal scopes. */
  keyOf(scope: Scope): string;
  /** A schema's own keywords as JSON Schema 2020-12 has them, without those that hold schemas. */
  assertions(schema: JsonObject, scope: Scope): JsonObject;
  /** The schema without keywords that its assertions stand for; asked after those. */
  withoutAsserted(schema: JsonObject): JsonObject;
  /** The properties of a value that its schema closes to others; undefined where it is open. */
  closedProperties(schema: unknown): readonly string[] | undefined;
  /** The properties that several schemas of the same value describe, each with these descriptions. */
  sharedProperties(schema: JsonObject): ReadonlyMap<string, readonly unknown[]>;
  /** The properties that requests leave out, although a schema of the same value requires them. */
  unaskedProperties(schema: JsonObject): readonly string[];
  /** A regular expression of a keyword as the runtime matches it; undefined, and reported, where it can't be. */
  pattern(pattern: string, schema: JsonObject, keyword: "pattern" | "patternProperties"): unknown;
  /** What a schema that is referred to is called. */
  nameOf(schema: JsonObject): string;
}

/**
 * Keywords whose value is a schema, a list of schemas, or schemas by name: `use` where each is one of a value of its own, and
 * `condition` where it describes a value that another schema describes in full.
 */
const single = [
  ["items", "use"],
  ["additionalProperties", "use"],
  ["propertyNames", "part"],
  ["contains", "condition"],
  ["unevaluatedItems", "use"],
  ["unevaluatedProperties", "use"],
  ["not", "condition"],
  ["if", "condition"],
  ["then", "condition"],
  ["else", "condition"],
] as const;
const listed = [
  ["allOf", "part"],
  ["anyOf", "part"],
  ["oneOf", "part"],
  ["prefixItems", "use"],
] as const;
const named = [
  ["properties", "use"],
  ["dependentSchemas", "condition"],
] as const;

interface Mode {
  /** `use`: the schema of a value. `part`: one of several for the same value. `condition`: closes nothing, however deep. */
  readonly kind: "use" | "part" | "condition";
  /** The properties that other parts describe, too, so that no part closes their values. */
  readonly shared: readonly string[];
  /** The properties that no part requires. */
  readonly unasked: readonly string[];
}

const use: Mode = { kind: "use", shared: [], unasked: [] };
const condition: Mode = { kind: "condition", shared: [], unasked: [] };

/** Lowers schemas to what the runtime reads; those that are referred to become a table. */
export class SchemaLowering<Scope> {
  /** The schemas that others refer to, by the ids of their `SharedRef`s. */
  readonly table = new Map<string, JsonObject>();
  private readonly reading: SchemaReading<Scope>;
  private readonly ids = new Map<unknown, Map<string, string>>();

  constructor(reading: SchemaReading<Scope>) {
    this.reading = reading;
  }

  /** The schema of a value: of a parameter, a body, a property. */
  lower(written: unknown, scope: Scope, mode: Mode = use): LoweredSchema {
    if (typeof written === "boolean") return written;
    if (!isObject(written)) return true;
    const schema = this.reading.whole(written);
    const inner = this.reading.enter(schema, scope);
    const [target, ...others] = this.reading.references(schema, inner);
    const isBare = Object.keys(schema).every((key) => key === "$ref" || key === "description" || key === "summary");
    if (target !== undefined && others.length === 0 && isBare) return this.share(target.schema, target.scope, mode);
    return this.translate(schema, inner, mode);
  }

  private share(schema: unknown, scope: Scope, mode: Mode): LoweredSchema {
    if (!isObject(schema)) return typeof schema === "boolean" ? schema : true;
    const key = `${JSON.stringify(mode)} ${this.reading.keyOf(scope)}`;
    const ids = this.ids.get(schema) ?? new Map<string, string>();
    this.ids.set(schema, ids);
    const known = ids.get(key);
    if (known !== undefined) return new SharedRef(known);
    const id = this.freeId(`${this.reading.nameOf(schema)}${mode.kind === "use" ? "" : "Part"}`);
    ids.set(key, id);
    // The place in the table is that of the first reference to it.
    this.table.set(id, {});
    const lowered = this.lower(schema, scope, mode);
    this.table.set(id, isObject(lowered) && !(lowered instanceof SharedRef) ? lowered : asReference(lowered));
    return new SharedRef(id);
  }

  private freeId(name: string): string {
    for (let number = 1; ; number++) {
      const id = number === 1 ? name : `${name} ${number}`;
      if (!this.table.has(id)) return id;
    }
  }

  private translate(whole: JsonObject, scope: Scope, mode: Mode): LoweredSchema {
    const result: Record<string, unknown> = { ...this.reading.assertions(whole, scope) };
    const schema = this.reading.withoutAsserted(whole);
    const shared = mode.kind === "use" ? this.reading.sharedProperties(whole) : new Map<string, readonly unknown[]>();
    const names = mode.kind === "use" ? [...shared.keys()] : mode.shared;
    const unasked = mode.kind === "use" ? this.reading.unaskedProperties(whole) : mode.unasked;
    const modes =
      mode.kind === "condition"
        ? { use: condition, part: condition, condition }
        : { use, part: { kind: "part", shared: names, unasked } as const, condition };
    const asked = asArray(result["required"]).filter((key) => !unasked.includes(String(key)));
    if (asked.length > 0) result["required"] = asked;
    else delete result["required"];
    const part = (value: unknown, as: Mode): LoweredSchema => this.lower(value, scope, as);
    const [first, ...others] = this.reading
      .references(whole, scope)
      .map((target) => this.share(target.schema, target.scope, modes.part));
    if (first instanceof SharedRef) result["$ref"] = first;
    const included = [...(first === undefined || first instanceof SharedRef ? [] : [first]), ...others];
    for (const [keyword, as] of single) {
      if (schema[keyword] !== undefined) result[keyword] = part(schema[keyword], modes[as]);
    }
    for (const [keyword, as] of listed) {
      const values = asArray(schema[keyword]).map((value) => part(value, modes[as]));
      const all = keyword === "allOf" ? [...included, ...values.filter(asserts)] : values;
      if (all.length > 0) result[keyword] = all;
    }
    for (const [keyword, as] of named) {
      const values = Object.entries(asObject(schema[keyword])).map(
        ([key, value]) => [key, part(value, names.includes(key) ? condition : modes[as])] as const,
      );
      if (values.length > 0) result[keyword] = Object.fromEntries(values);
    }
    const patterns = Object.entries(asObject(schema["patternProperties"])).flatMap(([pattern, value]) => {
      const matched = this.reading.pattern(pattern, whole, "patternProperties");
      return matched === undefined ? [] : [[matched, part(value, modes.use)]];
    });
    if (patterns.length > 0) result["patternProperties"] = patterns;
    const properties = [...shared].flatMap(([name, descriptions]) => {
      const listed = this.reading.closedProperties({ anyOf: descriptions });
      return listed === undefined
        ? []
        : [[name, closeValue(asObject(result["properties"])[name] ?? true, listed)] as const];
    });
    if (properties.length > 0)
      result["properties"] = Object.fromEntries([...Object.entries(asObject(result["properties"])), ...properties]);
    const closed = mode.kind === "use" ? this.reading.closedProperties(whole) : undefined;
    const lowered = closed === undefined ? result : close(result, closed);
    return Object.keys(lowered).length === 0 || complete(lowered);
  }
}

const objectKeywords = ["properties", "required", "additionalProperties", "patternProperties", "rules"];
const arrayKeywords = ["items", "prefixItems", "minItems", "maxItems"];

/** Adds what the runtime wants to see of a schema: keywords by which it knows what to check, and whether they see all of a value. */
export function complete(schema: JsonObject): JsonObject {
  const types = schema["type"] === undefined ? undefined : [schema["type"]].flat();
  const values = schema["enum"];
  // What is applied to the same value sees all of it.
  const isApplied = ["$ref", "allOf", "anyOf", "oneOf"].some((keyword) => keyword in schema);
  const looksInto = (type: string, keywords: readonly string[]): boolean =>
    keywords.some((keyword) => keyword in schema) || (!isApplied && types?.includes(type) === true);
  const ofObjects = looksInto("object", objectKeywords) || schema["type"] === "object";
  const ofLists = looksInto("array", arrayKeywords);
  const isScalar = Array.isArray(values) && values.every((value) => typeof value !== "object" || value === null);
  const mayBe = (type: string): boolean => types === undefined || types.includes(type);
  const isSeen = isApplied || isScalar || ((!mayBe("object") || ofObjects) && (!mayBe("array") || ofLists));
  return {
    ...schema,
    ...(ofObjects && !("properties" in schema) && { properties: {} }),
    ...(ofLists && !arrayKeywords.some((keyword) => keyword in schema) && { minItems: 0 }),
    ...(!isSeen && { hasUnseen: true }),
  };
}

/** Whether a schema asks for anything. */
export function asserts(schema: LoweredSchema): boolean {
  return schema !== true;
}

function asReference(schema: LoweredSchema): JsonObject {
  if (schema instanceof SharedRef) return { $ref: schema };
  return complete(schema === false ? { not: true } : {});
}

/** A property that several schemas describe has what any of them lists. */
function closeValue(value: unknown, names: readonly string[]): unknown {
  if (value === false) return false;
  return complete(close(value instanceof SharedRef ? { $ref: value } : asObject(value), names));
}

function close(schema: JsonObject, names: readonly string[]): JsonObject {
  const own = asObject(schema["properties"]);
  const others = names.filter((name) => !Object.hasOwn(own, name)).map((name) => [name, true] as const);
  // Not spread: a name may be __proto__.
  const properties = Object.fromEntries([...Object.entries(own), ...others]);
  return { ...schema, properties, additionalProperties: false };
}

/**
 * Stores schemas that say the same once: of the table, and of those within others that are worth it.
 *
 * @returns the schemas and the table, with references to what is shared
 */
export function shareEqual(
  roots: readonly LoweredSchema[],
  table: ReadonlyMap<string, JsonObject>,
): { readonly roots: readonly LoweredSchema[]; readonly table: ReadonlyMap<string, JsonObject> } {
  const merged = mergeEqual(table);
  const renamed = (value: unknown): unknown => replaceRefs(value, (id) => merged.names.get(id) ?? id);
  const counts = new Map<string, number>();
  const count = (value: unknown): string => {
    const text = canonical(value, (part) => {
      const known = counts.get(part) ?? 0;
      counts.set(part, known + 1);
    });
    return text;
  };
  const sharedRoots = roots.map(renamed);
  const sharedTable = [...merged.table].map(([id, schema]) => [id, renamed(schema)] as const);
  for (const root of sharedRoots) count(root);
  for (const [, schema] of sharedTable) for (const part of Object.values(asObject(schema))) count(part);
  const hoisted = new Map<string, { readonly id: string; readonly schema: JsonObject }>();
  const hoist = (value: unknown, isTop: boolean): unknown => {
    if (value instanceof SharedRef || typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((part) => hoist(part, false));
    const text = isTop ? "" : canonical(value, () => undefined);
    const known = hoisted.get(text);
    if (known !== undefined) return new SharedRef(known.id);
    const isShared = !isTop && text.length > 40 && (counts.get(text) ?? 0) > 1 && isSchema(value);
    const id = `shared ${hoisted.size + 1}`;
    if (isShared) hoisted.set(text, { id, schema: {} });
    const lowered = mapObject(value, (part) => hoist(part, false));
    if (!isShared) return lowered;
    hoisted.set(text, { id, schema: lowered });
    return new SharedRef(id);
  };
  const finalRoots: readonly LoweredSchema[] = sharedRoots.map((root) => toLowered(hoist(root, false)));
  const finalTable = sharedTable.map(([id, schema]) => [id, asObject(hoist(schema, true))] as const);
  const whole = new Map([...finalTable, ...[...hoisted.values()].map(({ id, schema }) => [id, schema] as const)]);
  return { roots: finalRoots, table: reachable(finalRoots, whole) };
}

/** The schemas that something refers to. */
function reachable(roots: readonly LoweredSchema[], table: ReadonlyMap<string, JsonObject>): Map<string, JsonObject> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (value instanceof SharedRef) {
      if (found.has(value.id)) return;
      found.add(value.id);
      visit(table.get(value.id));
    } else if (typeof value === "object" && value !== null) for (const part of Object.values(value)) visit(part);
  };
  visit(roots);
  return new Map([...table].filter(([id]) => found.has(id)));
}

function toLowered(value: unknown): LoweredSchema {
  return typeof value === "boolean" || value instanceof SharedRef ? value : asObject(value);
}

const schemaKeywords: ReadonlySet<string> = new Set([
  "$ref",
  "type",
  "enum",
  "pattern",
  "format",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "uniqueItems",
  "items",
  "prefixItems",
  "contains",
  "allOf",
  "anyOf",
  "oneOf",
  "not",
  "if",
  "additionalProperties",
  "required",
  "hasUnseen",
]);

/** A schema, and not a map of schemas by names, which may be called like keywords. */
function isSchema(value: object): boolean {
  const keys = Object.keys(value);
  return keys.includes("type") &&
    keys.every((key) => schemaKeywords.has(key) || key === "properties" || key === "rules")
    ? typeof Reflect.get(value, "type") === "string" || Array.isArray(Reflect.get(value, "type"))
    : false;
}

function mapObject(value: object, change: (part: unknown) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, change(part)]));
}

function replaceRefs(value: unknown, idOf: (id: string) => string): unknown {
  if (value instanceof SharedRef) return new SharedRef(idOf(value.id));
  if (Array.isArray(value)) return value.map((part) => replaceRefs(part, idOf));
  return typeof value === "object" && value !== null ? mapObject(value, (part) => replaceRefs(part, idOf)) : value;
}

/** The table with one schema of those that are equal, and its name for each of them. Merging may make others equal. */
function mergeEqual(table: ReadonlyMap<string, JsonObject>): {
  readonly table: ReadonlyMap<string, JsonObject>;
  readonly names: ReadonlyMap<string, string>;
} {
  let names = new Map([...table.keys()].map((id) => [id, id] as const));
  for (;;) {
    const current = names;
    const byText = new Map<string, string>();
    const next = new Map<string, string>();
    for (const [id, schema] of table) {
      const text = JSON.stringify(replaceRefs(schema, (other) => current.get(other) ?? other));
      const first = byText.get(text) ?? id;
      byText.set(text, first);
      next.set(id, first);
    }
    names = next;
    if (new Set(next.values()).size === new Set(current.values()).size) break;
  }
  const kept = new Set(names.values());
  return { names, table: new Map([...table].filter(([id]) => kept.has(id))) };
}

/** The text of a value, in which each object is reported, too. */
function canonical(value: unknown, tell: (text: string) => void): string {
  if (value instanceof SharedRef) return `#${JSON.stringify(value.id)}`;
  if (Array.isArray(value)) return `[${value.map((part) => canonical(part, tell)).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const text = `{${Object.entries(value)
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part, tell)}`)
    .join()}}`;
  tell(text);
  return text;
}

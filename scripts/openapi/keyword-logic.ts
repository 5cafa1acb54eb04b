import type { Domain, Field, Value } from "../language/field.ts";
import { allOf, anyOf, equalityOf, exactlyOneOf, type Logic, negationOf, presenceOf } from "../language/logic.ts";
import type { Documents } from "./documents.ts";
import { asArray, asObject, isObject, type JsonObject } from "./json.ts";
import { schemaParts, typesOf } from "./request-fields.ts";

/** A keyword that the rules' model has no words for, or that no type can express. */
export interface Loss {
  readonly holder: JsonObject;
  readonly keyword: string;
}

/**
 * What a schema says about the fields of an object that fits the schema around it: `upper` holds for each object that fits it, and
 * each object for which `lower` holds does. They are the same where nothing is lost.
 */
export interface Bounds {
  readonly upper: Logic;
  readonly lower: Logic;
  readonly losses: readonly Loss[];
  /** Whether the logic decides about every JSON object as the schema does, so that a validator may ask either. */
  readonly isWhole: boolean;
}

/** The object that a schema is applied to. */
export interface ObjectScope {
  /** From the object whose rules are read. */
  readonly keys: readonly string[];
  readonly fields: readonly Field[];
  /** Whether an object with a property that no schema evaluates is refused in any case. */
  readonly isClosed: boolean;
  /** Whether an object with a property that isn't a field is always refused. */
  readonly isSealed: boolean;
  /** The schemas that the value of a property has to follow in any case. */
  readonly known: (key: string) => readonly unknown[];
  /** Whether the domain of a field holds for each value that it may have. */
  readonly isDeclared: (key: string) => boolean;
}

/** Keywords that say nothing about whether a value fits. */
const annotations: ReadonlySet<string> = new Set([
  "$anchor",
  "$comment",
  "$defs",
  "$id",
  "$schema",
  "default",
  "deprecated",
  "description",
  "discriminator",
  "example",
  "examples",
  "externalDocs",
  "nullable",
  "readOnly",
  "summary",
  "title",
  "writeOnly",
  "xml",
]);
/** Keywords that apply only together with another, or that another one looks at. */
const companions: ReadonlySet<string> = new Set(["$ref", "then", "else"]);
/** Keywords about the properties of an object. */
const objectWords: ReadonlySet<string> = new Set([
  "required",
  "properties",
  "additionalProperties",
  "unevaluatedProperties",
  "dependentRequired",
  "dependentSchemas",
]);
/** Keywords of JSON Schema that OpenAPI 3.0 doesn't have. */
export const since31: ReadonlySet<string> = new Set([
  "const",
  "dependentRequired",
  "dependentSchemas",
  "else",
  "if",
  "then",
  "unevaluatedProperties",
]);

/** How many schemas are looked at for the rules of one object. */
const mostSchemas = 2000;

const constant = (logic: boolean): Bounds => ({ upper: logic, lower: logic, losses: [], isWhole: true });
const exactly = (logic: Logic, isWhole = true): Bounds => ({ upper: logic, lower: logic, losses: [], isWhole });
const lost = (holder: JsonObject, keyword: string, lower: Logic = false): Bounds => ({
  upper: true,
  lower,
  losses: [{ holder, keyword }],
  isWhole: false,
});

function combine(parts: readonly Bounds[], join: (logic: readonly Logic[]) => Logic): Bounds {
  return {
    upper: join(parts.map(({ upper }) => upper)),
    lower: join(parts.map(({ lower }) => lower)),
    losses: parts.flatMap(({ losses }) => losses),
    isWhole: parts.every(({ isWhole }) => isWhole),
  };
}

const negated = ({ upper, lower, ...rest }: Bounds): Bounds => ({
  ...rest,
  upper: negationOf(lower),
  lower: negationOf(upper),
});

/** `oneOf`: where something is lost, no two that are sure may hold, unless no two of them can. */
function exclusive(parts: readonly Bounds[]): Bounds {
  if (parts.every(({ losses }) => losses.length === 0)) return combine(parts, exactlyOneOf);
  if (areDisjoint(parts)) return { ...combine(parts, exactlyOneOf), lower: false };
  const sure = parts.map(({ lower }) => lower).filter((lower) => lower !== false);
  const pairs = sure.flatMap((one, index) => sure.slice(index + 1).map((other) => negationOf(allOf([one, other]))));
  return { ...combine(parts, anyOf), upper: allOf([anyOf(parts.map(({ upper }) => upper)), ...pairs]), lower: false };
}

/** Whether no object fits two of the schemas, whatever was lost. */
export function areDisjoint(parts: readonly Bounds[]): boolean {
  return parts.every(({ upper }, index) =>
    parts.slice(index + 1).every((other) => allOf([upper, other.upper]) === false),
  );
}

/** Reads subschemas as logic over the fields of one object. */
export class SubschemaReader {
  /** The paths of the names in the logic, from the object. */
  readonly names = new Map<string, readonly string[]>();
  /** Names of the object itself that no schema declares. */
  readonly undeclared = new Set<string>();
  private readonly documents: Documents;
  private readonly isOld: boolean;
  private above: readonly JsonObject[] = [];
  private schemas = 0;

  constructor(documents: Documents) {
    this.documents = documents;
    this.isOld = isOpenApi30(documents);
  }

  /**
   * @param schema applied to the object of the scope
   * @param closing the only other properties that the object may have than those that the schema evaluates
   */
  object(schema: unknown, scope: ObjectScope, closing?: ReadonlySet<string>): Bounds {
    return this.apply(schema, (part) => this.objectKeywords(part, scope, closing));
  }

  /** `dependentRequired` of one property */
  demand(names: unknown, scope: ObjectScope): Bounds {
    return combine(
      asArray(names).map((name) => exactly(this.presence(String(name), scope))),
      allOf,
    );
  }

  presence(key: string, scope: ObjectScope): Logic {
    const field = scope.fields.find(({ path }) => path.at(-1) === key);
    if (field?.required) return true;
    if (field === undefined && scope.isSealed) return false;
    if (field === undefined && scope.keys.length === 0) this.undeclared.add(key);
    return presenceOf(this.nameOf([...scope.keys, key]));
  }

  /** Whether `null` fits, to which keywords about objects don't apply. */
  acceptsNull(schema: unknown, depth = 0): boolean {
    const resolved = this.documents.resolve(schema);
    if (resolved === undefined || depth > 20) return schema !== false;
    const fits = (part: unknown): boolean => this.acceptsNull(part, depth + 1);
    const count = (keyword: string): number => asArray(resolved[keyword]).filter(fits).length;
    return this.keywordsOf(resolved).every((keyword) => {
      const value = resolved[keyword];
      switch (keyword) {
        case "type":
          return resolved["nullable"] === true || [value].flat().includes("null");
        case "enum":
          return asArray(value).includes(null);
        case "const":
          return value === null;
        case "not":
          return !fits(value);
        case "allOf":
          return count(keyword) === asArray(value).length;
        case "anyOf":
          return count(keyword) > 0;
        case "oneOf":
          return count(keyword) === 1;
        case "if":
          return fits(resolved[fits(value) ? "then" : "else"] ?? true);
        default:
          return true;
      }
    });
  }

  alternatives(keyword: "anyOf" | "oneOf", parts: readonly Bounds[]): Bounds {
    return keyword === "anyOf" ? combine(parts, anyOf) : exclusive(parts);
  }

  private apply(schema: unknown, read: (part: JsonObject) => Bounds): Bounds {
    if (typeof schema === "boolean") return constant(schema);
    const resolved = this.documents.resolve(schema);
    if (!isObject(schema)) return constant(true);
    if (resolved === undefined || this.above.includes(resolved) || ++this.schemas > mostSchemas)
      return lost(schema, Object.keys(schema)[0] ?? "allOf");
    const before = this.above;
    this.above = [...before, resolved];
    const hasSiblings = resolved !== schema && !this.isOld;
    const parts = [resolved, ...(hasSiblings ? [schema] : [])].map(read);
    this.above = before;
    return combine(parts, allOf);
  }

  private objectKeywords(
    schema: JsonObject,
    scope: ObjectScope,
    closing: ReadonlySet<string> | undefined,
    keywords: readonly string[] = this.keywordsOf(schema),
  ): Bounds {
    const parts = keywords.map((keyword): Bounds => {
      const value = schema[keyword];
      switch (keyword) {
        case "type":
          return constant([value].flat().includes("object"));
        case "required":
          return this.demand(value, scope);
        case "properties":
          return combine(
            Object.entries(asObject(value)).map(([key, part]) => this.property(key, part, scope)),
            allOf,
          );
        case "additionalProperties":
          return this.others(schema, keyword, new Set(Object.keys(asObject(schema["properties"]))), scope);
        case "unevaluatedProperties": {
          const evaluated = this.evaluatedBy(schema);
          return evaluated === undefined ? lost(schema, keyword) : this.others(schema, keyword, evaluated, scope);
        }
        case "dependentRequired":
          return combine(
            Object.entries(asObject(value)).map(([key, names]) =>
              implication(exactly(this.presence(key, scope)), this.demand(names, scope)),
            ),
            allOf,
          );
        case "dependentSchemas":
          return combine(
            Object.entries(asObject(value)).map(([key, part]) =>
              implication(exactly(this.presence(key, scope)), this.object(part, scope)),
            ),
            allOf,
          );
        case "if":
          return this.conditional(schema, (part) => this.object(part, scope));
        default:
          return this.applicator(schema, keyword, (part) => this.object(part, scope));
      }
    });
    if (closing === undefined) return combine(parts, allOf);
    const evaluated = this.evaluatedBy(schema);
    if (evaluated === undefined) return combine([...parts, lost(schema, "unevaluatedProperties")], allOf);
    const loss = { holder: schema, keyword: "unevaluatedProperties" };
    return combine([...parts, this.without(new Set([...evaluated, ...closing]), scope, loss)], allOf);
  }

  /** What a keyword that applies subschemas to the same value says; lost, where it isn't one. */
  private applicator(schema: JsonObject, keyword: string, read: (part: unknown) => Bounds): Bounds {
    const value = schema[keyword];
    switch (keyword) {
      case "not":
        return negated(read(value));
      case "allOf":
        return combine(asArray(value).map(read), allOf);
      case "anyOf":
      case "oneOf":
        return this.alternatives(keyword, asArray(value).map(read));
      default:
        return lost(schema, keyword);
    }
  }

  private conditional(schema: JsonObject, read: (part: unknown) => Bounds): Bounds {
    const condition = read(schema["if"]);
    return combine(
      [
        implication(condition, read(schema["then"] ?? true)),
        implication(negated(condition), read(schema["else"] ?? true)),
      ],
      allOf,
    );
  }

  /** `additionalProperties`, `unevaluatedProperties` */
  private others(schema: JsonObject, keyword: string, listed: ReadonlySet<string>, scope: ObjectScope): Bounds {
    const value = schema[keyword];
    if (value === true || (isObject(value) && Object.keys(value).every((key) => annotations.has(key))))
      return constant(true);
    if (value !== false || schema["patternProperties"] !== undefined) return lost(schema, keyword);
    return this.without(listed, scope, { holder: schema, keyword });
  }

  /** The object has none but these fields. That it has nothing else, logic over fields can't say. */
  private without(names: ReadonlySet<string>, scope: ObjectScope, loss: Loss): Bounds {
    const keys = scope.fields.flatMap(({ path }) => path.at(-1) ?? []).filter((key) => !names.has(key));
    const absent = allOf(keys.map((key) => negationOf(this.presence(key, scope))));
    return scope.isClosed ? exactly(absent, false) : { ...lost(loss.holder, loss.keyword), upper: absent };
  }

  /** `properties` holds for an object that lacks the property. */
  private property(key: string, schema: unknown, scope: ObjectScope): Bounds {
    if (schema === true) return constant(true);
    const value = this.value(key, schema, scope);
    if (value.upper === true && value.lower === true) return value;
    return implication(exactly(this.presence(key, scope)), value);
  }

  /** Whether the value of a property that is present fits a schema. */
  private value(key: string, schema: unknown, scope: ObjectScope): Bounds {
    if (scope.known(key).some((known) => this.isSame(known, schema))) return constant(true);
    return this.apply(schema, (part) => this.valueKeywords(key, part, scope));
  }

  private valueKeywords(key: string, schema: JsonObject, scope: ObjectScope): Bounds {
    const field = scope.fields.find(({ path }) => path.at(-1) === key);
    const keywords = this.keywordsOf(schema);
    const ofObject = keywords.filter((keyword) => objectWords.has(keyword));
    const listed = listedValues(schema, this.isOld);
    const ofValue = keywords.filter((keyword) => !objectWords.has(keyword));
    const parts = ofValue.map((keyword): Bounds => {
      switch (keyword) {
        case "const":
        case "enum":
          return keyword === "enum" && keywords.includes("const")
            ? constant(true)
            : this.equality(key, field, listed ?? [], schema, keyword, scope);
        case "type":
          return listed === undefined ? this.typed(key, field, schema, scope) : constant(true);
        case "if":
          return this.conditional(schema, (part) => this.value(key, part, scope));
        default:
          return this.applicator(schema, keyword, (part) => this.value(key, part, scope));
      }
    });
    return combine(ofObject.length > 0 ? [...parts, this.nested(key, field, schema, ofObject, scope)] : parts, allOf);
  }

  /** The value is one of those that are listed. */
  private equality(
    key: string,
    field: Field | undefined,
    listed: readonly unknown[],
    holder: JsonObject,
    keyword: string,
    scope: ObjectScope,
  ): Bounds {
    const name = this.nameOf([...scope.keys, key]);
    const domain: Domain = field !== undefined && scope.isDeclared(key) ? field.domain : { kind: "any" };
    const has = (value: Value): boolean => listed.includes(value);
    switch (domain.kind) {
      case "finite": {
        const [inside, outside] = [domain.values.filter(has), domain.values.filter((value) => !has(value))];
        if (outside.length === 0) return constant(true);
        const logic = inside.includes(null)
          ? negationOf(equalityOf(name, outside.filter(isWord)))
          : equalityOf(name, inside.filter(isWord));
        return exactly(logic);
      }
      case "string":
      case "any": {
        const texts = listed.filter(isWord);
        const sure = texts.filter((value) => domain.kind === "any" || typeof value === "string");
        const others = listed.length - texts.length > 0 || sure.some((value) => typeof value === "number");
        const words = sure.filter((value) => typeof value !== "number");
        // A list that contains a text is equal to it for a sentence.
        return others
          ? lost(holder, keyword, equalityOf(name, words))
          : exactly(equalityOf(name, words), domain.kind === "string");
      }
      default:
        return lost(holder, keyword);
    }
  }

  private typed(key: string, field: Field | undefined, schema: JsonObject, scope: ObjectScope): Bounds {
    const types = new Set<unknown>([schema["type"]].flat());
    if (schema["nullable"] === true) types.add("null");
    const allows = (type: unknown): boolean => types.has(type) || (type === "integer" && types.has("number"));
    if (field?.domain.kind === "finite" && scope.isDeclared(key)) {
      const values = field.domain.values.filter((value) => allows(typeOf(value)) || allows(looseTypeOf(value)));
      return this.equality(key, field, values, schema, "type", scope);
    }
    const known = this.knownTypes(key, scope);
    if (known.size > 0 && [...known].every(allows)) return constant(true);
    const overlap = [...known].some((type) => allows(type) || (type === "number" && types.has("integer")));
    return known.size > 0 && !overlap ? constant(false) : lost(schema, "type");
  }

  /** The types that a property may have in any case; none where nothing says so. */
  private knownTypes(key: string, scope: ObjectScope): ReadonlySet<unknown> {
    const parts = scope.known(key).flatMap((schema) => this.surePartsOf(schema));
    const types = typesOf(parts);
    if (types.size > 0 && parts.some((part) => part["nullable"] === true)) types.add("null");
    return types;
  }

  /** What a schema says about the properties of a property. */
  private nested(
    key: string,
    field: Field | undefined,
    schema: JsonObject,
    keywords: readonly string[],
    scope: ObjectScope,
  ): Bounds {
    const [first = ""] = keywords;
    if (field?.domain.kind !== "object") return lost(schema, first);
    const parts = scope.known(key).flatMap((known) => this.surePartsOf(known));
    const inner: ObjectScope = {
      keys: [...scope.keys, key],
      fields: field.fields,
      isClosed: false,
      isSealed: false,
      known: (name) => parts.flatMap((part) => listedProperty(part, name)),
      isDeclared: (name) => parts.some((part) => listedProperty(part, name).length > 0),
    };
    const bounds = this.objectKeywords(schema, inner, undefined, keywords);
    const types = this.knownTypes(key, scope);
    // What isn't an object fits.
    return types.size === 1 && types.has("object") ? bounds : lost(schema, first, bounds.lower);
  }

  private surePartsOf(schema: unknown): JsonObject[] {
    return schemaParts(this.documents, schema)
      .filter(({ alternative }) => !alternative)
      .map((part) => part.schema);
  }

  /** The properties that a schema evaluates if it fits; undefined where that depends on the object. */
  private evaluatedBy(schema: JsonObject): ReadonlySet<string> | undefined {
    const parts = schemaParts(this.documents, schema);
    const depends = ["if", "dependentSchemas", "patternProperties", "additionalProperties"];
    if (parts.some((part) => part.alternative || depends.some((keyword) => keyword in part.schema))) return undefined;
    return new Set(parts.flatMap((part) => Object.keys(asObject(part.schema["properties"]))));
  }

  /** The keywords that count. */
  private keywordsOf(schema: JsonObject): string[] {
    return Object.keys(schema).filter(
      (keyword) =>
        !annotations.has(keyword) &&
        !companions.has(keyword) &&
        !keyword.startsWith("x-") &&
        !(this.isOld && since31.has(keyword)),
    );
  }

  private nameOf(keys: readonly string[]): string {
    let name = keys.join(".");
    for (let known = this.names.get(name); known !== undefined; known = this.names.get(name)) {
      if (JSON.stringify(known) === JSON.stringify(keys)) return name;
      name += "'";
    }
    this.names.set(name, keys);
    return name;
  }

  private isSame(one: unknown, other: unknown): boolean {
    if (one === other) return true;
    const [first, second] = [this.documents.resolve(one), this.documents.resolve(other)];
    return (first !== undefined && first === second) || canonical(one) === canonical(other);
  }
}

export function isOpenApi30({ root }: Documents): boolean {
  return String(root["openapi"]).startsWith("3.0");
}

function implication(condition: Bounds, consequence: Bounds): Bounds {
  return combine([negated(condition), consequence], anyOf);
}

/** The values of `const` and `enum`, without those that `type` excludes. */
function listedValues(schema: JsonObject, isOld: boolean): unknown[] | undefined {
  const only = !isOld && "const" in schema ? [schema["const"]] : undefined;
  const several = Array.isArray(schema["enum"]) ? schema["enum"] : undefined;
  const both = only && several ? only.filter((value) => several.includes(value)) : (only ?? several);
  if (schema["type"] === undefined) return both;
  const types: readonly unknown[] = [schema["type"]].flat();
  return both?.filter((value) => types.includes(typeOf(value)) || types.includes(looseTypeOf(value)));
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value;
}

function looseTypeOf(value: unknown): string {
  return Number.isInteger(value) ? "integer" : typeOf(value);
}

/** The schemas, if they say the same. */
export function agreed(schemas: readonly unknown[]): readonly unknown[] {
  return new Set(schemas.map(canonical)).size === 1 ? schemas : [];
}

function isWord(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** The schema of a property, in a list. */
export function listedProperty(schema: JsonObject, name: string): unknown[] {
  const properties = asObject(schema["properties"]);
  return Object.hasOwn(properties, name) ? [properties[name]] : [];
}

/** A schema as a text, the same for schemas that differ only in annotations. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? "";
  return `{${Object.entries(value)
    .filter(([key]) => !annotations.has(key) || key === "nullable")
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
    .join()}}`;
}

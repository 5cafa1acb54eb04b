import type { Domain, Field, Value } from "../language/field.ts";
import {
  allOf,
  anyOf,
  equalityOf,
  exactlyOneOf,
  isLarge,
  type Logic,
  mostConditions,
  negationOf,
  presenceOf,
} from "../language/logic.ts";
import {
  alternatives,
  type Bounds,
  combine,
  constant,
  exactly,
  implication,
  type Loss,
  lost,
  negated,
} from "./bounds.ts";
import { type Documents, isOpenApi30 } from "./documents.ts";
import { asArray, asObject, isObject, type JsonObject } from "./json.ts";
import { allowsType, schemaParts, typesOf } from "./request-fields.ts";
import {
  annotations,
  canonical,
  companions,
  isWord,
  listedProperty,
  listedValues,
  looseTypeOf,
  objectWords,
  since31,
  typeOf,
} from "./schema-keywords.ts";

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

/** How many schemas are looked at for the rules of one object. */
const mostSchemas = 2000;

/** What a schema was applied to, and what it says there. */
interface Reading {
  readonly scope: ObjectScope;
  /** The property with the value that it was applied to; undefined for the object itself. */
  readonly key: string | undefined;
  readonly closing: ReadonlySet<string> | undefined;
  readonly bounds: Bounds;
}

/** How many fields of objects are looked at for the subschemas of a whole description, which takes some seconds. */
const mostReadings = 100_000;
const readingsTaken = new WeakMap<Documents, number>();

/** @returns false beyond the limit */
function takeReading(documents: Documents, fields: number): boolean {
  const taken = (readingsTaken.get(documents) ?? 0) + fields;
  readingsTaken.set(documents, taken);
  return taken <= mostReadings;
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
  private readonly readings = new Map<JsonObject, Reading[]>();
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
    return this.apply(schema, { scope, key: undefined, closing }, (part) => this.objectKeywords(part, scope, closing));
  }

  /** `dependentRequired` of one property */
  mustBePresent(names: unknown, scope: ObjectScope): Bounds {
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

  /** `minProperties`, or `maxProperties`, or both of them where together they ask for exactly so many */
  size(schema: JsonObject, keyword: string, scope: ObjectScope): Bounds {
    const required = scope.fields.filter((field) => field.required).length;
    const optional = scope.fields.filter((field) => !field.required);
    const present = optional.flatMap(({ path }) => this.presence(path.at(-1) ?? "", scope));
    const none = negationOf(anyOf(present));
    const count = Number(schema[keyword]) - required;
    const isExact = scope.isSealed && count === 1 && schema["minProperties"] === schema["maxProperties"];
    if (keyword === "minProperties") {
      if (count <= 0) return constant(true);
      if (!scope.isSealed) return lost(schema, keyword);
      if (count === 1) return exactly(isExact ? exactlyOneOf(present) : anyOf(present));
      return count < present.length ? lost(schema, keyword) : exactly(count === present.length && allOf(present));
    }
    if (isExact) return constant(true);
    if (count < 0) return constant(false);
    if (count > 1 && count < present.length) return lost(schema, keyword);
    const atMost = count === 0 ? none : count >= present.length || exactlyOneOf([...present, none]);
    return scope.isSealed ? exactly(atMost) : { ...lost(schema, keyword), upper: atMost };
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

  /** Reads a schema once, however many others include it: nested, they would double what is read with each level. */
  private apply(schema: unknown, to: Omit<Reading, "bounds">, read: (part: JsonObject) => Bounds): Bounds {
    if (typeof schema === "boolean") return constant(schema);
    const resolved = this.documents.resolve(schema);
    if (!isObject(schema)) return constant(true);
    const leaveOpen = (why?: string): Bounds => lost(schema, Object.keys(schema)[0] ?? "allOf", false, why);
    if (resolved === undefined) return leaveOpen();
    if (this.above.includes(resolved)) return leaveOpen("it leads back to itself");
    const readings = this.readings.get(resolved) ?? [];
    // Here as well, its conditions would double with each level.
    if (readings.some(({ bounds }) => isLarge(bounds.upper) || isLarge(bounds.lower)))
      return leaveOpen(`the rule would repeat more than ${mostConditions} conditions`);
    const known = readings.find(
      ({ scope, key, closing }) => scope === to.scope && key === to.key && closing === to.closing,
    );
    if (known !== undefined) return known.bounds;
    if (++this.schemas > mostSchemas) return leaveOpen(`the object has more than ${mostSchemas} schemas`);
    if (!takeReading(this.documents, 1 + to.scope.fields.length))
      return leaveOpen("the keywords of the whole description take too many steps to read");
    const before = this.above;
    this.above = [...before, resolved];
    const bounds = read(resolved);
    this.above = before;
    this.readings.set(resolved, [...(this.readings.get(resolved) ?? []), { ...to, bounds }]);
    return bounds;
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
          return this.mustBePresent(value, scope);
        case "properties":
          return combine(
            Object.entries(asObject(value)).map(([key, part]) => this.property(key, part, scope)),
            allOf,
          );
        case "minProperties":
        case "maxProperties":
          return this.size(schema, keyword, scope);
        case "additionalProperties":
          return this.others(schema, keyword, new Set(Object.keys(asObject(schema["properties"]))), scope);
        case "unevaluatedProperties": {
          const evaluated = this.evaluatedBy(schema);
          return evaluated === undefined ? lost(schema, keyword) : this.others(schema, keyword, evaluated, scope);
        }
        case "dependentRequired":
          return combine(
            Object.entries(asObject(value)).map(([key, names]) =>
              implication(exactly(this.presence(key, scope)), this.mustBePresent(names, scope)),
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
        return alternatives(keyword, asArray(value).map(read));
      case "x-dependencies":
        return lost(schema, keyword, false, "a rule can't repeat the rules of another schema");
      default:
        return lost(schema, keyword);
    }
  }

  private conditional(schema: JsonObject, read: (part: unknown) => Bounds): Bounds {
    const condition = read(schema["if"]);
    // It stands in both of the sentences, so that conditions of conditions would double with each level.
    if (isLarge(condition.upper) || isLarge(condition.lower))
      return lost(schema, "if", false, `its condition has more than ${mostConditions} parts`);
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
    return this.apply(schema, { scope, key, closing: undefined }, (part) => this.valueKeywords(key, part, scope));
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
        const upper = texts.length < listed.length || equalityOf(name, sure);
        return others
          ? { ...lost(holder, keyword, equalityOf(name, words)), upper }
          : exactly(equalityOf(name, words), domain.kind === "string");
      }
      default:
        return lost(holder, keyword);
    }
  }

  private typed(key: string, field: Field | undefined, schema: JsonObject, scope: ObjectScope): Bounds {
    const types = new Set<unknown>([schema["type"]].flat());
    if (schema["nullable"] === true) types.add("null");
    const allows = (type: unknown): boolean => allowsType(types, type);
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
        (keyword === "x-dependencies" || !keyword.startsWith("x-")) &&
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

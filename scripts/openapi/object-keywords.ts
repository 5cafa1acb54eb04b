import { allOf, anyOf, conditionals, type Logic, negationOf, noSpan, sentencesFor } from "../language/logic.ts";
import { printDependency } from "../language/print.ts";
import { referencesOf } from "../language/references.ts";
import type { Dependency, Sentence } from "../language/syntax.ts";
import { alternatives, areDisjoint, type Bounds, type Loss, lost } from "./bounds.ts";
import { type Documents, isOpenApi30 } from "./documents.ts";
import { asArray, asObject, isObject, type JsonObject } from "./json.ts";
import { schemaField, schemaParts, typesOf } from "./request-fields.ts";
import { agreed, canonical, listedProperty, listedValues, objectWords } from "./schema-keywords.ts";
import { type ObjectScope, SubschemaReader } from "./subschema-reader.ts";

/** A sentence that says what a keyword of JSON Schema says. */
export interface KeywordRule {
  readonly sentence: Sentence;
  readonly keyword: string;
  /** The schema with the keyword, and the steps to what the sentence says. */
  readonly holder: JsonObject;
  readonly steps: readonly string[];
  /** The names of the sentence, as paths from the object. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** Whether the rule decides as the keyword does, so that the validator asks the rule alone. */
  readonly isWhole: boolean;
}

/** OpenAPI 3.0 has these only. */
export const oldKeywords = ["not", "anyOf", "oneOf", "minProperties", "maxProperties"] as const;
export const keywords = ["dependentRequired", "dependentSchemas", "if", ...oldKeywords] as const;
export type Keyword = (typeof keywords)[number];

/** One keyword, read. */
export interface Reading {
  readonly holder: JsonObject;
  readonly keyword: Keyword;
  readonly rules: readonly KeywordRule[];
  readonly losses: readonly Loss[];
  readonly isWhole: boolean;
  readonly isBare: boolean;
}

/** Reads the keywords about the fields of one object. */
export class ObjectKeywords {
  private readonly documents: Documents;
  private readonly reader: SubschemaReader;
  /** The schema, and all that it includes for the same value, with its alternatives and without. */
  private readonly all: readonly JsonObject[];
  private readonly sure: readonly JsonObject[];
  private readonly types: ReadonlySet<unknown>;
  private readonly isNullable: boolean;
  private readonly isUnevaluated: boolean;
  /** The properties that an object may have whichever alternative it fits. */
  private readonly names: ReadonlySet<string>;
  private readonly scope: ObjectScope;

  private constructor(documents: Documents, schema: JsonObject) {
    const parts = schemaParts(documents, schema);
    const sure = parts.filter(({ alternative }) => !alternative).map((part) => part.schema);
    const types = typesOf(sure);
    this.documents = documents;
    this.reader = new SubschemaReader(documents);
    this.all = parts.map((part) => part.schema);
    this.sure = sure;
    this.isNullable = types.delete("null") || sure.some((part) => part["nullable"] === true);
    this.types = types;
    this.isUnevaluated = schema["unevaluatedProperties"] === false;
    const names = new Set(sure.flatMap(propertyNames));
    this.names = names;
    const isSealed = sure.some((part) => part["additionalProperties"] === false && !("patternProperties" in part));
    const body = schemaField(documents, schema, ["body"], true);
    this.scope = {
      keys: [],
      get fields() {
        return body.fields;
      },
      isClosed: isSealed || this.isUnevaluated,
      isSealed,
      known: (key) => sure.flatMap((part) => listedProperty(part, key)),
      isDeclared: (key) => names.has(key),
    };
  }

  /** Undefined for a schema that isn't about objects, or not about them alone. */
  static of(documents: Documents, schema: JsonObject): ObjectKeywords | undefined {
    const object = new ObjectKeywords(documents, schema);
    const { types, all } = object;
    if (types.size > 1 || (types.size === 1 && !types.has("object"))) return undefined;
    const isAboutObjects = all.some((part) => Object.keys(part).some((keyword) => objectWords.has(keyword)));
    return types.size === 0 && !isAboutObjects ? undefined : object;
  }

  /** Names in the rules that no schema declares. */
  get undeclared(): readonly string[] {
    return [...this.reader.undeclared];
  }

  /** Nothing for a keyword that isn't about the fields of the object. */
  read(holder: JsonObject, keyword: Keyword): readonly Reading[] {
    switch (keyword) {
      case "dependentRequired":
      case "dependentSchemas":
        return this.readDependents(holder, keyword);
      case "if":
        return this.readConditional(holder);
      case "not": {
        const bounds = this.reader.object(holder[keyword], this.scope);
        const says = negationOf(bounds.lower);
        return [this.reading(holder, [keyword], says, sentencesFor(says), [bounds])];
      }
      case "anyOf":
      case "oneOf": {
        const bounds = this.readAlternatives(holder, keyword);
        if (bounds === undefined) return [];
        const { upper, isBare } = bounds;
        return [{ ...this.reading(holder, [keyword], upper, sentencesFor(upper), [bounds]), isBare }];
      }
      case "minProperties":
      case "maxProperties":
        return this.readSize(holder, keyword);
    }
  }

  private readDependents(holder: JsonObject, keyword: "dependentRequired" | "dependentSchemas"): Reading[] {
    const readings = Object.entries(asObject(holder[keyword])).map(([key, part]) => {
      const condition = this.reader.presence(key, this.scope);
      const bounds =
        keyword === "dependentRequired"
          ? this.reader.mustBePresent(part, this.scope)
          : this.reader.object(part, this.scope);
      const says = anyOf([negationOf(condition), bounds.upper]);
      return this.reading(holder, [keyword, key], says, conditionals(condition, bounds.upper), [bounds]);
    });
    // The keyword is one, however many properties it is about.
    const isWhole = readings.every((one) => one.isWhole);
    return readings.map((one) => ({ ...one, isWhole, rules: one.rules.map((rule) => ({ ...rule, isWhole })) }));
  }

  private readConditional(holder: JsonObject): Reading[] {
    if (!("then" in holder) && !("else" in holder)) return [];
    const condition = this.reader.object(holder["if"], this.scope);
    const consequence = this.reader.object(holder["then"] ?? true, this.scope);
    const otherwise = this.reader.object(holder["else"] ?? true, this.scope);
    const says = allOf([
      anyOf([negationOf(condition.lower), consequence.upper]),
      anyOf([condition.upper, otherwise.upper]),
    ]);
    const sentences = [
      ...conditionals(condition.lower, consequence.upper),
      ...conditionals(negationOf(condition.upper), otherwise.upper),
    ];
    return [this.reading(holder, ["if"], says, sentences, [condition, consequence, otherwise])];
  }

  /** Undefined where the alternatives describe objects, rather than which fields go together. */
  private readAlternatives(
    holder: JsonObject,
    keyword: "anyOf" | "oneOf",
  ): (Bounds & { readonly isBare: boolean }) | undefined {
    // Rules are about objects.
    const listed = asArray(holder[keyword]).filter((part) => mayBeObject(this.documents, part));
    if (listed.length === 0) return undefined;
    // An object or something else: that object has rules of its own.
    if (listed.length === 1 && asArray(holder[keyword]).length > 1 && this.names.size === 0) return undefined;
    const resolved = listed.map((part) => schemaParts(this.documents, part).map((one) => one.schema));
    const isBare = resolved.flat().every((part) => propertyNames(part).every((key) => this.names.has(key)));
    const areClosed = resolved.every((some) => some.some(isClosed));
    const isDecided =
      this.isUnevaluated && keyword === "oneOf" && this.sure.every((part) => !evaluatesMore(part, holder));
    if (!isBare && !areClosed && !isDecided) return undefined;
    const areSealed = resolved.every((some) => some.some((part) => part["additionalProperties"] === false));
    const bounds = listed.map((part) => {
      if (areClosed) return this.reader.object(part, this.closedScope(areSealed));
      return isDecided && !isBare
        ? this.reader.object(part, this.closedScope(false), this.names)
        : this.reader.object(part, this.scope);
    });
    // A discriminator says which alternative is meant, so that others may fit as well.
    const isApart = holder["discriminator"] !== undefined && !listed.every(onlyRequires);
    const mayOverlap = keyword === "anyOf" || (isApart && !areDisjoint(bounds));
    const read = alternatives(mayOverlap ? "anyOf" : keyword, bounds);
    // The types of the alternatives say what is lost, unless several of them may fit that say different things of a property, or they
    // have such keywords themselves.
    const haveKeywords = listed.some((part) => isObject(part) && holdersOf(part).some(hasKeyword));
    const isClear = areDisjoint(bounds) || areAlike(resolved);
    const isSaid = !isBare && !haveKeywords && isClear && (mayOverlap || areDisjoint(bounds));
    const isWhole = read.isWhole && isBare && (keyword === "anyOf" || !mayOverlap);
    // An object type with an index signature isn't closed to other properties.
    const losses = read.losses.filter((loss) => !isSaid || "patternProperties" in loss.holder);
    const unclear = lost(holder, keyword, false, "its alternatives say different things of a property that they share");
    return { ...read, losses: isBare || isClear || losses.length > 0 ? losses : unclear.losses, isWhole, isBare };
  }

  /** How many properties an object has is a matter of its fields, unless it lists none, or says what others may be. */
  private readSize(holder: JsonObject, keyword: "minProperties" | "maxProperties"): Reading[] {
    const isMap =
      !this.scope.isSealed && this.sure.some((part) => "additionalProperties" in part || "patternProperties" in part);
    if (this.scope.fields.length === 0) return [];
    const open = "the object may have other properties";
    if (keyword === "minProperties" && isMap) {
      const required = new Set(this.sure.flatMap((part) => asArray(part["required"])));
      const isOpen = Number(holder[keyword]) > required.size;
      return isOpen
        ? [
            {
              ...this.reading(holder, [keyword], true, [], []),
              losses: [{ holder, keyword, why: open }],
              isWhole: false,
            },
          ]
        : [];
    }
    const bounds = this.reader.size(holder, keyword, this.scope);
    const { upper } = bounds;
    // Other properties than the fields are refused by the types and the validator.
    const isOpen = upper === true && !this.scope.isSealed;
    const said = this.reading(holder, [keyword], upper, sentencesFor(upper), [bounds]);
    const losses = isOpen
      ? bounds.losses.map((loss) => ({ ...loss, why: `${open}. Write additionalProperties: false` }))
      : bounds.losses;
    return [{ ...said, losses: upper === false ? said.losses : isOpen || this.scope.isSealed ? losses : [] }];
  }

  /** @param says what the keyword says, in full or less */
  private reading(
    holder: JsonObject,
    steps: readonly [Keyword, ...string[]],
    says: Logic,
    dependencies: readonly Dependency[],
    bounds: readonly Bounds[],
  ): Reading {
    const [keyword] = steps;
    const fitsNull =
      !this.isNullable ||
      this.reader.acceptsNull({ [keyword]: holder[keyword], then: holder["then"], else: holder["else"] });
    const isSayable = fitsNull && says !== false;
    const losses = [...bounds.flatMap((one) => one.losses), ...(isSayable ? [] : [{ holder, keyword }])];
    // Rules don't apply to what isn't an object, and some keywords refuse it.
    const isAlike = this.types.has("object") || /^dependent|Properties$/.test(keyword);
    const isWhole = isAlike && losses.length === 0 && bounds.every((one) => one.isWhole);
    const rules = dependencies.map((dependency): KeywordRule => {
      const paths = referencesOf(dependency).map(({ name }) => [name, this.reader.names.get(name) ?? [name]] as const);
      const sentence = { dependency, text: printDependency(dependency), span: noSpan };
      return { sentence, keyword, holder, steps, names: new Map(paths), isWhole };
    });
    return { holder, keyword, rules, losses, isWhole, isBare: false };
  }

  /** The object as an alternative sees it that allows no other properties. */
  private closedScope(isSealedByAll: boolean): ObjectScope {
    const { scope, names, all } = this;
    const declared = new Set(all.flatMap(propertyNames));
    return {
      ...scope,
      isClosed: true,
      isSealed: scope.isSealed || isSealedByAll,
      known: (key) => (names.has(key) ? scope.known(key) : agreed(all.flatMap((part) => listedProperty(part, key)))),
      isDeclared: (key) => declared.has(key),
    };
  }
}

/** A schema, and those that it includes in place. Others that it refers to have rules of their own. */
export function holdersOf(schema: JsonObject): JsonObject[] {
  const inPlace = asArray(schema["allOf"]).filter(isObject);
  return [schema, ...inPlace.filter((part) => !("$ref" in part)).flatMap(holdersOf)];
}

/** Which a discriminator doesn't tell from others. */
function onlyRequires(schema: unknown): boolean {
  return isObject(schema) && Object.keys(schema).every((keyword) => keyword === "required");
}

function hasKeyword(schema: JsonObject): boolean {
  return keywords.some((keyword) => keyword in schema);
}

function propertyNames(schema: JsonObject): string[] {
  return Object.keys(asObject(schema["properties"]));
}

/** Whether alternatives, each with what it includes, say the same of each property that several of them list. */
function areAlike(alternatives: readonly (readonly JsonObject[])[]): boolean {
  const all = alternatives.flat();
  return all.flatMap(propertyNames).every((name) => {
    const [first, ...others] = all.flatMap((part) => listedProperty(part, name)).map(canonical);
    return others.every((text) => text === first);
  });
}

/** Whether objects can fit a schema, as far as its types and those of what it includes say. */
export function mayBeObject(documents: Documents, schema: unknown, depth = 0): boolean {
  const resolved = documents.resolve(schema);
  if (resolved === undefined || depth > 20) return schema !== false;
  const fits = (part: unknown): boolean => mayBeObject(documents, part, depth + 1);
  const types = typesOf([resolved]);
  const values = listedValues(resolved, isOpenApi30(documents));
  return (
    (types.size === 0 || types.has("object")) &&
    (values === undefined || values.some((value) => isObject(value))) &&
    asArray(resolved["allOf"]).every(fits) &&
    ["oneOf", "anyOf"].every((keyword) => resolved[keyword] === undefined || asArray(resolved[keyword]).some(fits))
  );
}

function isClosed(schema: JsonObject): boolean {
  return schema["additionalProperties"] === false || schema["unevaluatedProperties"] === false;
}

/** Whether a schema evaluates properties beyond those that it lists, and those of the alternatives of `holder`. */
function evaluatesMore(schema: JsonObject, holder: JsonObject): boolean {
  const more = ["if", "dependentSchemas", "patternProperties", "additionalProperties", "anyOf"];
  return more.some((keyword) => keyword in schema) || ("oneOf" in schema && schema !== holder);
}

import { allOf, anyOf, conditionals, type Logic, negationOf, noSpan, sentencesFor } from "../language/logic.ts";
import { printDependency } from "../language/print.ts";
import { referencesOf } from "../language/references.ts";
import type { Dependency, Sentence } from "../language/syntax.ts";
import { alternatives, areDisjoint, type Bounds, type Loss, lost } from "./bounds.ts";
import { type Documents, isOpenApi30 } from "./documents.ts";
import { asArray, asObject, isObject, type JsonObject } from "./json.ts";
import { schemaField, schemaParts, typesOf } from "./request-fields.ts";
import {
  agreed,
  beyondTypes,
  canonical,
  listedProperty,
  listedValues,
  notObjectsAlone,
  objectWords,
} from "./schema-keywords.ts";
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

/** A keyword that the rules leave open in part. */
export interface OpenKeyword {
  readonly holder: JsonObject;
  readonly keyword: string;
  readonly loss: Loss;
}

/** What the keywords of one object's schema, and of the schemas in its `allOf`, say in the words of rules. */
export interface KeywordRules {
  readonly rules: readonly KeywordRule[];
  readonly open: readonly OpenKeyword[];
  /** Keywords that were read, by the schemas that hold them. */
  readonly read: ReadonlyMap<JsonObject, ReadonlySet<string>>;
  /** Keywords that say nothing beyond the rules, by the schemas that hold them. */
  readonly whole: ReadonlyMap<JsonObject, ReadonlySet<string>>;
  /** Lists of alternatives that say nothing about properties beyond rules. */
  readonly bare: ReadonlyMap<JsonObject, ReadonlySet<string>>;
  /** Names in the rules that no schema declares. */
  readonly undeclared: readonly string[];
}

const none: KeywordRules = {
  rules: [],
  open: [],
  read: new Map(),
  whole: new Map(),
  bare: new Map(),
  undeclared: [],
};

/** OpenAPI 3.0 has these only. */
const oldKeywords = ["not", "anyOf", "oneOf", "minProperties", "maxProperties"] as const;
const keywords = ["dependentRequired", "dependentSchemas", "if", ...oldKeywords] as const;
type Keyword = (typeof keywords)[number];

/** Reads the rules that the keywords of a schema stand for. */
export function readKeywordRules(documents: Documents, schema: JsonObject): KeywordRules {
  const holders = holdersOf(schema);
  const read = isOpenApi30(documents) ? oldKeywords : keywords;
  const found = holders.flatMap((holder) =>
    read.filter((keyword) => keyword in holder).map((keyword) => ({ holder, keyword })),
  );
  if (found.length === 0) return none;
  const object = readObject(documents, schema);
  if (object === undefined) return { ...none, open: openOfSeveralTypes(documents, schema, found) };
  const readings = found.flatMap(({ holder, keyword }) => object.read(holder, keyword));
  const listed = (wanted: (reading: Reading) => boolean): Map<JsonObject, Set<string>> => {
    const byHolder = new Map<JsonObject, Set<string>>();
    for (const { holder, keyword } of readings.filter(wanted))
      byHolder.set(holder, (byHolder.get(holder) ?? new Set()).add(keyword));
    return byHolder;
  };
  return {
    rules: readings.flatMap((reading) => reading.rules),
    open: readings.flatMap(({ holder, keyword, losses }) => losses.map((loss) => ({ holder, keyword, loss }))),
    read: listed(() => true),
    whole: listed(({ isWhole }) => isWhole),
    bare: listed(({ isBare }) => isBare),
    undeclared: object.undeclared(),
  };
}

/** Where an object is one of several types, the types leave open what only an object has to follow. */
function openOfSeveralTypes(
  documents: Documents,
  schema: JsonObject,
  found: readonly { readonly holder: JsonObject; readonly keyword: Keyword }[],
): OpenKeyword[] {
  const sure = schemaParts(documents, schema).filter(({ alternative }) => !alternative);
  const parts = sure.map((part) => part.schema);
  if (!typesOf(parts).has("object")) return [];
  // An object that lists no properties is a map, and types leave open how many values those have.
  const isMap = !parts.some((part) => "properties" in part);
  const isUntyped = (part: unknown): boolean =>
    isObject(part) &&
    !["$ref", "type", "properties"].some((keyword) => keyword in part) &&
    Object.keys(part).some((keyword) => objectWords.has(keyword));
  const isOpen = ({ holder, keyword }: { holder: JsonObject; keyword: Keyword }): boolean =>
    keyword === "anyOf" || keyword === "oneOf"
      ? !isMap && asArray(holder[keyword]).some(isUntyped)
      : keyword === "dependentRequired" || (!isMap && !beyondTypes.has(keyword));
  return found
    .filter(isOpen)
    .map(({ holder, keyword }) => ({ holder, keyword, loss: { holder, keyword, why: notObjectsAlone } }));
}

/** A schema, and those that it includes in place. Others that it refers to have rules of their own. */
export function holdersOf(schema: JsonObject): JsonObject[] {
  const inPlace = asArray(schema["allOf"]).filter(isObject);
  return [schema, ...inPlace.filter((part) => !("$ref" in part)).flatMap(holdersOf)];
}

/** One keyword, read. */
interface Reading {
  readonly holder: JsonObject;
  readonly keyword: Keyword;
  readonly rules: readonly KeywordRule[];
  readonly losses: readonly Loss[];
  readonly isWhole: boolean;
  readonly isBare: boolean;
}

interface ObjectReader {
  /** Nothing for a keyword that isn't about the fields of the object. */
  readonly read: (holder: JsonObject, keyword: Keyword) => readonly Reading[];
  readonly undeclared: () => readonly string[];
}

/** Undefined for a schema that isn't about objects, or not about them alone. */
function readObject(documents: Documents, schema: JsonObject): ObjectReader | undefined {
  const parts = schemaParts(documents, schema);
  const all = parts.map((part) => part.schema);
  const sure = parts.filter(({ alternative }) => !alternative).map((part) => part.schema);
  const types = typesOf(sure);
  const isNullable = types.delete("null") || sure.some((part) => part["nullable"] === true);
  if (types.size > 1 || (types.size === 1 && !types.has("object"))) return undefined;
  if (types.size === 0 && !all.some((part) => Object.keys(part).some((keyword) => objectWords.has(keyword))))
    return undefined;

  const reader = new SubschemaReader(documents);
  const body = schemaField(documents, schema, ["body"], true);
  const names = new Set(sure.flatMap(propertyNames));
  const isSealed = sure.some((part) => part["additionalProperties"] === false && !("patternProperties" in part));
  const isUnevaluated = schema["unevaluatedProperties"] === false;
  const known = (key: string): unknown[] => sure.flatMap((part) => listedProperty(part, key));
  const scope: ObjectScope = {
    keys: [],
    get fields() {
      return body.fields;
    },
    isClosed: isSealed || isUnevaluated,
    isSealed,
    known,
    isDeclared: (key) => names.has(key),
  };
  const declared = new Set(all.flatMap(propertyNames));
  const closedScope = (isSealedByAll: boolean): ObjectScope => ({
    ...scope,
    isClosed: true,
    isSealed: isSealed || isSealedByAll,
    known: (key) => (names.has(key) ? known(key) : agreed(all.flatMap((part) => listedProperty(part, key)))),
    isDeclared: (key) => declared.has(key),
  });

  /** Undefined where the alternatives describe objects, rather than which fields go together. */
  const readAlternatives = (
    holder: JsonObject,
    keyword: "anyOf" | "oneOf",
  ): (Bounds & { readonly isBare: boolean }) | undefined => {
    // Rules are about objects.
    const listed = asArray(holder[keyword]).filter((part) => mayBeObject(documents, part));
    if (listed.length === 0) return undefined;
    // An object or something else: that object has rules of its own.
    if (listed.length === 1 && asArray(holder[keyword]).length > 1 && names.size === 0) return undefined;
    const resolved = listed.map((part) => schemaParts(documents, part).map((one) => one.schema));
    const isBare = resolved.flat().every((part) => propertyNames(part).every((key) => names.has(key)));
    const areClosed = resolved.every((some) => some.some(isClosed));
    const isDecided = isUnevaluated && keyword === "oneOf" && sure.every((part) => !evaluatesMore(part, holder));
    if (!isBare && !areClosed && !isDecided) return undefined;
    const areSealed = resolved.every((some) => some.some((part) => part["additionalProperties"] === false));
    const bounds = listed.map((part) => {
      if (areClosed) return reader.object(part, closedScope(areSealed));
      return isDecided && !isBare ? reader.object(part, closedScope(false), names) : reader.object(part, scope);
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
  };

  /** @param says what the keyword says, in full or less */
  const reading = (
    holder: JsonObject,
    steps: readonly [Keyword, ...string[]],
    says: Logic,
    dependencies: readonly Dependency[],
    bounds: readonly Bounds[],
  ): Reading => {
    const [keyword] = steps;
    const fitsNull =
      !isNullable || reader.acceptsNull({ [keyword]: holder[keyword], then: holder["then"], else: holder["else"] });
    const isSayable = fitsNull && says !== false;
    const losses = [...bounds.flatMap((one) => one.losses), ...(isSayable ? [] : [{ holder, keyword }])];
    // Rules don't apply to what isn't an object, and some keywords refuse it.
    const isAlike = types.has("object") || /^dependent|Properties$/.test(keyword);
    const isWhole = isAlike && losses.length === 0 && bounds.every((one) => one.isWhole);
    const rules = dependencies.map((dependency): KeywordRule => {
      const paths = referencesOf(dependency).map(({ name }) => [name, reader.names.get(name) ?? [name]] as const);
      const sentence = { dependency, text: printDependency(dependency), span: noSpan };
      return { sentence, keyword, holder, steps, names: new Map(paths), isWhole };
    });
    return { holder, keyword, rules, losses, isWhole, isBare: false };
  };

  const readDependents = (holder: JsonObject, keyword: "dependentRequired" | "dependentSchemas"): Reading[] => {
    const readings = Object.entries(asObject(holder[keyword])).map(([key, part]) => {
      const condition = reader.presence(key, scope);
      const bounds = keyword === "dependentRequired" ? reader.mustBePresent(part, scope) : reader.object(part, scope);
      const says = anyOf([negationOf(condition), bounds.upper]);
      return reading(holder, [keyword, key], says, conditionals(condition, bounds.upper), [bounds]);
    });
    // The keyword is one, however many properties it is about.
    const isWhole = readings.every((one) => one.isWhole);
    return readings.map((one) => ({ ...one, isWhole, rules: one.rules.map((rule) => ({ ...rule, isWhole })) }));
  };

  const readConditional = (holder: JsonObject): Reading[] => {
    if (!("then" in holder) && !("else" in holder)) return [];
    const condition = reader.object(holder["if"], scope);
    const consequence = reader.object(holder["then"] ?? true, scope);
    const otherwise = reader.object(holder["else"] ?? true, scope);
    const says = allOf([
      anyOf([negationOf(condition.lower), consequence.upper]),
      anyOf([condition.upper, otherwise.upper]),
    ]);
    const sentences = [
      ...conditionals(condition.lower, consequence.upper),
      ...conditionals(negationOf(condition.upper), otherwise.upper),
    ];
    return [reading(holder, ["if"], says, sentences, [condition, consequence, otherwise])];
  };

  /** How many properties an object has is a matter of its fields, unless it lists none, or says what others may be. */
  const readSize = (holder: JsonObject, keyword: "minProperties" | "maxProperties"): Reading[] => {
    const isMap = !scope.isSealed && sure.some((part) => "additionalProperties" in part || "patternProperties" in part);
    if (scope.fields.length === 0) return [];
    const open = "the object may have other properties";
    if (keyword === "minProperties" && isMap) {
      const required = new Set(sure.flatMap((part) => asArray(part["required"])));
      const isOpen = Number(holder[keyword]) > required.size;
      return isOpen
        ? [{ ...reading(holder, [keyword], true, [], []), losses: [{ holder, keyword, why: open }], isWhole: false }]
        : [];
    }
    const bounds = reader.size(holder, keyword, scope);
    const { upper } = bounds;
    // Other properties than the fields are refused by the types and the validator.
    const isOpen = upper === true && !scope.isSealed;
    const said = reading(holder, [keyword], upper, sentencesFor(upper), [bounds]);
    const losses = isOpen
      ? bounds.losses.map((loss) => ({ ...loss, why: `${open}. Write additionalProperties: false` }))
      : bounds.losses;
    return [{ ...said, losses: upper === false ? said.losses : isOpen || scope.isSealed ? losses : [] }];
  };

  const read = (holder: JsonObject, keyword: Keyword): readonly Reading[] => {
    switch (keyword) {
      case "dependentRequired":
      case "dependentSchemas":
        return readDependents(holder, keyword);
      case "if":
        return readConditional(holder);
      case "not": {
        const bounds = reader.object(holder[keyword], scope);
        const says = negationOf(bounds.lower);
        return [reading(holder, [keyword], says, sentencesFor(says), [bounds])];
      }
      case "anyOf":
      case "oneOf": {
        const bounds = readAlternatives(holder, keyword);
        if (bounds === undefined) return [];
        const { upper, isBare } = bounds;
        return [{ ...reading(holder, [keyword], upper, sentencesFor(upper), [bounds]), isBare }];
      }
      case "minProperties":
      case "maxProperties":
        return readSize(holder, keyword);
    }
  };
  return { read, undeclared: () => [...reader.undeclared] };
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

import type { Loss } from "./bounds.ts";
import { type Documents, isOpenApi30 } from "./documents.ts";
import { asArray, isObject, type JsonObject } from "./json.ts";
import {
  holdersOf,
  type Keyword,
  type KeywordRule,
  keywords,
  ObjectKeywords,
  oldKeywords,
  type Reading,
} from "./object-keywords.ts";
import { schemaParts, typesOf } from "./request-fields.ts";
import { beyondTypes, notObjectsAlone, objectWords } from "./schema-keywords.ts";

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

/** Reads the rules that the keywords of a schema stand for. */
export function readKeywordRules(documents: Documents, schema: JsonObject): KeywordRules {
  const holders = holdersOf(schema);
  const read = isOpenApi30(documents) ? oldKeywords : keywords;
  const found = holders.flatMap((holder) =>
    read.filter((keyword) => keyword in holder).map((keyword) => ({ holder, keyword })),
  );
  if (found.length === 0) return none;
  const object = ObjectKeywords.of(documents, schema);
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
    undeclared: object.undeclared,
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

import type { Diagnostic } from "../diagnostics.ts";
import { placeIn } from "./declaration.ts";
import { type Documents, isOpenApi30 } from "./documents.ts";
import { asArray, asObject, isObject, type JsonObject } from "./json.ts";
import type { KeywordRules } from "./keyword-rules.ts";
import { holdersOf } from "./object-keywords.ts";
import { matchesEveryName, namesOf, otherProperties } from "./other-properties.ts";
import { beyondTypes, since31 } from "./schema-keywords.ts";

/** The schemas of requests, and what became of their keywords. */
interface ReadSchemas {
  /** Whether the types have rules, so that openapi-typescript gets schemas in the words that it reads best. */
  readonly isRestated: boolean;
  readonly schemas: readonly JsonObject[];
  /** The alternatives, in place, of keywords that are read as rules. */
  readonly alternatives: ReadonlySet<JsonObject>;
  readonly keywordsOf: (schema: JsonObject) => KeywordRules;
  /** Whether its keywords became rules of some request or component. */
  readonly isExpressed: (schema: JsonObject) => boolean;
}

/** What a schema of requests says with a keyword, and the types leave open. */
export interface OpenProblem {
  readonly schema: JsonObject;
  readonly problem: Diagnostic;
}

/** What the types leave open of the keywords in the schemas of requests: what is neither a type nor a rule. */
export function findOpenKeywords(
  documents: Documents,
  { isRestated, schemas, alternatives, keywordsOf, isExpressed }: ReadSchemas,
): OpenProblem[] {
  const elsewhere = new Set([...schemas.flatMap((schema) => holdersOf(schema).slice(1)), ...alternatives]);
  // What these say is a part of their conditional.
  const consequences = new Set(schemas.flatMap((schema) => partsInPlace([schema["then"], schema["else"]])));
  return schemas.flatMap((schema) => {
    if (elsewhere.has(schema)) return [];
    const { open, rules, read } = keywordsOf(schema);
    const isLeftOut = rules.length > 0 && !isExpressed(schema);
    const problems = [
      ...open.map(({ holder, keyword, loss }): Diagnostic => {
        const what = loss.keyword === keyword ? `'${keyword}'` : `'${loss.keyword}' in '${keyword}'`;
        const message = `The types leave open what ${what} says here, because ${loss.why ?? "rules have no words for it"}. The validator checks it.`;
        const place = placeIn(documents, loss.holder, [loss.keyword]);
        return {
          severity: "warn",
          ...(place.file === "" ? placeIn(documents, holder, [keyword]) : place),
          message,
        };
      }),
      ...(isLeftOut ? rules : []).map(({ holder, steps, keyword }): Diagnostic => {
        const message = `The types leave open what '${keyword}' says here, because they don't contain this schema. The validator checks it.`;
        return { severity: "warn", ...placeIn(documents, holder, steps), message };
      }),
      ...(consequences.has(schema) ? [] : holdersOf(schema)).flatMap((holder) =>
        openBeyondTypes(documents, isRestated, holder, read.get(holder)),
      ),
    ];
    return problems.map((problem) => ({ schema, problem }));
  });
}

function openBeyondTypes(
  documents: Documents,
  isRestated: boolean,
  holder: JsonObject,
  read: ReadonlySet<string> = new Set(),
): Diagnostic[] {
  const isOld = isOpenApi30(documents);
  return [...beyondTypes].flatMap(([keyword, why]): Diagnostic[] => {
    const isUnknown = since31.has(keyword) && isOld;
    if (!(keyword in holder) || read.has(keyword) || isUnknown) return [];
    if (keyword === "if" && !("then" in holder) && !("else" in holder)) return [];
    if (keyword === "patternProperties" && areNamesTold(holder, isRestated)) return [];
    const isOpen = keyword === "patternProperties" && isRestated && otherProperties(holder, isOld)?.rest === true;
    const remedy = isOpen ? " Write additionalProperties: false if there are no other properties." : "";
    const message = `The types leave open what '${keyword}' says here, because ${why}.${remedy} The validator checks it.`;
    return [{ severity: "warn", ...placeIn(documents, holder, [keyword]), message }];
  });
}

/** @param isRestated whether openapi-typescript, which has one type for all names, gets a type for each pattern */
function areNamesTold(holder: JsonObject, isRestated: boolean): boolean {
  const patterns = Object.keys(asObject(holder["patternProperties"]));
  return patterns.every((pattern) => (isRestated ? namesOf(pattern) !== undefined : matchesEveryName(pattern)));
}

/** The schemas of a list, and those that they apply in turn to the same value, as far as they stand in place. */
export function partsInPlace(list: unknown): JsonObject[] {
  const parts = asArray(list)
    .filter(isObject)
    .filter((part) => !("$ref" in part));
  return parts.flatMap((part) => [
    part,
    ...["allOf", "anyOf", "oneOf"].flatMap((keyword) => partsInPlace(part[keyword])),
  ]);
}

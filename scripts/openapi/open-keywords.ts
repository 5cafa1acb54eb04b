import type { Diagnostic } from "../diagnostics.ts";
import { placeIn } from "./declaration.ts";
import { type Documents, isOpenApi30 } from "./documents.ts";
import { asArray, asObject, isObject, type JsonObject } from "./json.ts";
import { holdersOf, type KeywordRules } from "./keyword-rules.ts";
import { beyondTypes, canonical, since31 } from "./schema-keywords.ts";

/** The schemas of requests, and what became of their keywords. */
interface ReadSchemas {
  readonly schemas: readonly JsonObject[];
  /** The alternatives, in place, of keywords that are read as rules. */
  readonly alternatives: ReadonlySet<JsonObject>;
  readonly keywordsOf: (schema: JsonObject) => KeywordRules;
  /** Whether its keywords became rules of some request or component. */
  readonly isExpressed: (schema: JsonObject) => boolean;
}

/** What the types leave open of the keywords in the schemas of requests: what is neither a type nor a rule. */
export function findOpenKeywords(
  documents: Documents,
  { schemas, alternatives, keywordsOf, isExpressed }: ReadSchemas,
): Diagnostic[] {
  const elsewhere = new Set([...schemas.flatMap((schema) => holdersOf(schema).slice(1)), ...alternatives]);
  // What these say is a part of their conditional.
  const consequences = new Set(schemas.flatMap((schema) => partsInPlace([schema["then"], schema["else"]])));
  return schemas.flatMap((schema) => {
    if (elsewhere.has(schema)) return [];
    const { open, rules, read } = keywordsOf(schema);
    const isLeftOut = rules.length > 0 && !isExpressed(schema);
    return [
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
        openBeyondTypes(documents, holder, read.get(holder)),
      ),
    ];
  });
}

function openBeyondTypes(
  documents: Documents,
  holder: JsonObject,
  read: ReadonlySet<string> = new Set(),
): Diagnostic[] {
  return [...beyondTypes].flatMap(([keyword, why]): Diagnostic[] => {
    const isUnknown = since31.has(keyword) && isOpenApi30(documents);
    if (!(keyword in holder) || read.has(keyword) || isUnknown || isInTypes(holder, keyword)) return [];
    const message = `The types leave open what '${keyword}' says here, because ${why}. The validator checks it.`;
    return [{ severity: "warn", ...placeIn(documents, holder, [keyword]), message }];
  });
}

/** Whether a keyword says nothing that a type doesn't: a map has values of one type, whatever pattern their names have. */
function isInTypes(holder: JsonObject, keyword: string): boolean {
  if (keyword !== "patternProperties") return keyword === "if" && !("then" in holder) && !("else" in holder);
  const [pattern = "", ...others] = Object.keys(asObject(holder[keyword]));
  const ofOthers = ["additionalProperties", "unevaluatedProperties"].flatMap((other) => holder[other] ?? []);
  return (
    others.length === 0 &&
    (everyName.test(pattern) || ofOthers.every((schema) => canonical(schema) === "true" || canonical(schema) === "{}"))
  );
}

/** The usual patterns that every name fits. */
const everyName = /^(?:|\^|\$|\^?\.\*\$?)$/;

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

import { asArray, asObject, isObject, type JsonObject } from "../../openapi/json.ts";
import { parameterLocations } from "../../openapi/request-fields.ts";
import { checkAlternatives, checkConditional, checkIncluded, checkNot } from "../../runtime/combinations.ts";
import type { Kit, Piece } from "../../runtime/compiler.ts";
import { testArithmetic, testEquals, testLike, testNumber, testRelation } from "../../runtime/conditions.ts";
import { headerFolder } from "../../runtime/headers.ts";
import { checkContains, checkList, checkUnique } from "../../runtime/lists.ts";
import { linearMatcher } from "../../runtime/matcher.ts";
import {
  checkDependents,
  checkObject,
  checkPatternProperties,
  checkPropertyCount,
  checkPropertyNames,
} from "../../runtime/objects.ts";
import { nearestForm, rememberRepeats } from "../../runtime/repeats.ts";
import type { Condition, Rule } from "../../runtime/rule.ts";
import { ruleCompiler } from "../../runtime/rules.ts";
import {
  checkBounds,
  checkDate,
  checkDeepEnum,
  checkEnum,
  checkLength,
  checkMultiple,
  checkPattern,
  checkUuid,
} from "../../runtime/scalars.ts";
import { scaleTools } from "../../runtime/scales.ts";
import { answerAgain, checkUnevaluated } from "../../runtime/unevaluated.ts";
import type { LoweredRequest } from "./lower-operation.ts";
import { SharedRef } from "./lower-schema.ts";

/** The pieces of the runtime by their names in it, in the order in which they check a value. */
const pieces = {
  checkEnum,
  checkDeepEnum,
  checkLength,
  checkBounds,
  checkMultiple,
  checkPattern,
  checkUuid,
  checkDate,
  checkList,
  checkUnique,
  checkContains,
  checkObject,
  checkPropertyNames,
  checkPropertyCount,
  checkDependents,
  checkIncluded,
  checkAlternatives,
  checkNot,
  checkConditional,
  checkUnevaluated,
} satisfies Readonly<Record<string, Piece>>;

/** The tests of conditions by their kinds, and by their names in the runtime. */
const conditions = {
  equals: { testEquals },
  like: { testLike },
  compare: { testNumber },
  relation: { testRelation },
  arithmetic: { testArithmetic },
};

/** The piece that checks a keyword, where it isn't that of objects. */
const pieceOf: Readonly<Record<string, keyof typeof pieces>> = {
  minLength: "checkLength",
  maxLength: "checkLength",
  minimum: "checkBounds",
  maximum: "checkBounds",
  exclusiveMinimum: "checkBounds",
  exclusiveMaximum: "checkBounds",
  multipleOf: "checkMultiple",
  pattern: "checkPattern",
  items: "checkList",
  prefixItems: "checkList",
  minItems: "checkList",
  maxItems: "checkList",
  uniqueItems: "checkUnique",
  contains: "checkContains",
  propertyNames: "checkPropertyNames",
  minProperties: "checkPropertyCount",
  maxProperties: "checkPropertyCount",
  dependentRequired: "checkDependents",
  dependentSchemas: "checkDependents",
  $ref: "checkIncluded",
  allOf: "checkIncluded",
  anyOf: "checkAlternatives",
  oneOf: "checkAlternatives",
  not: "checkNot",
  if: "checkConditional",
  unevaluatedItems: "checkUnevaluated",
  unevaluatedProperties: "checkUnevaluated",
};

/** The parts that a kit has beside pieces and rules, by their names in it. */
const extras = {
  matcher: { linearMatcher },
  patterns: { checkPatternProperties },
  headers: { headerFolder },
  choose: { nearestForm },
  repeats: { rememberRepeats },
  again: { answerAgain },
};

/** Keywords by which a schema could be asked of one value more than once. */
const repeating: ReadonlySet<string> = new Set([
  "$ref",
  "allOf",
  "anyOf",
  "oneOf",
  "not",
  "if",
  "dependentSchemas",
  "contains",
  "patternProperties",
  "unevaluatedItems",
  "unevaluatedProperties",
]);

/** What the checks of a request need of the runtime. */
export interface NeededParts {
  readonly pieces: readonly (keyof typeof pieces)[];
  readonly conditions: readonly (keyof typeof conditions)[];
  readonly hasRules: boolean;
  readonly hasScales: boolean;
  readonly extras: readonly (keyof typeof extras)[];
}

export function kitFor(needed: NeededParts): Kit {
  const chosen = Object.fromEntries(needed.conditions.map((kind) => [kind, Object.values(conditions[kind])[0]]));
  return {
    pieces: needed.pieces.map((name) => pieces[name]),
    ...(needed.hasRules && { rules: ruleCompiler(chosen, needed.hasScales ? scaleTools : undefined) }),
    ...Object.fromEntries(needed.extras.map((name) => [name, Object.values(extras[name])[0]])),
  };
}

/** The text of a kit, and the names that it mentions. */
export function kitSource(needed: NeededParts): { readonly text: string; readonly names: readonly string[] } {
  const tests = needed.conditions.map((kind) => [kind, nameIn(conditions[kind])] as const);
  const conditionsText = tests.length > 0 ? `{ ${tests.map(([kind, name]) => `${kind}: ${name}`).join(", ")} }` : "";
  const scalesText = needed.hasScales ? ", scaleTools" : "";
  const chosen = needed.extras.map((name) => [name, nameIn(extras[name])] as const);
  const parts = [
    `pieces: [${needed.pieces.join(", ")}]`,
    ...(needed.hasRules ? [`rules: /* @__PURE__ */ ruleCompiler(${conditionsText}${scalesText})`] : []),
    ...chosen.map(([name, part]) => `${name}: ${part}`),
  ];
  return {
    text: `{ ${parts.join(", ")} }`,
    names: [
      ...needed.pieces,
      ...(needed.hasRules ? ["ruleCompiler"] : []),
      ...(needed.hasScales ? ["scaleTools"] : []),
      ...[...tests, ...chosen].map(([, name]) => name),
    ],
  };
}

function nameIn(part: object): string {
  return Object.keys(part)[0] ?? "";
}

export function neededParts(request: LoweredRequest, table: ReadonlyMap<string, JsonObject>): NeededParts {
  const found = new Set<string>(["checkObject"]);
  const used = new Set<string>();
  const seen = new Set<string>();
  const visit = (schema: unknown): void => {
    if (schema instanceof SharedRef) {
      if (!seen.has(schema.id)) {
        seen.add(schema.id);
        visit(table.get(schema.id));
      }
      return;
    }
    if (!isObject(schema)) return;
    for (const part of partsOf(schema)) found.add(part);
    const rules = asArray(schema["rules"]).filter(isRule);
    for (const { condition } of rules) for (const kind of kindsOf(condition)) used.add(kind);
    if (rules.length > 0) found.add("rules");
    if (rules.some((rule) => rule.scales !== undefined)) found.add("scales");
    for (const part of subschemas(schema)) visit(part);
  };
  for (const location of parameterLocations) visit(request[location]);
  if (request.header !== undefined) found.add("headers");
  if (request.forms.length > 1) found.add("choose");
  for (const { body, absentRules = [], rules = [] } of request.forms) {
    visit(body);
    visit({ rules: [...absentRules, ...rules] });
  }
  return {
    pieces: namesOf(pieces).filter((name) => found.has(name)),
    conditions: namesOf(conditions).filter((name) => used.has(name)),
    hasRules: found.has("rules"),
    hasScales: found.has("scales"),
    extras: namesOf(extras).filter((name) => found.has(name)),
  };
}

function namesOf<Parts extends object>(parts: Parts): (keyof Parts)[] {
  return Object.keys(parts).filter((name): name is keyof Parts & string => Object.hasOwn(parts, name));
}

function partsOf(schema: JsonObject): string[] {
  const types = [schema["type"] ?? []].flat();
  const values = asArray(schema["enum"]);
  const isDeep = values.some((value) => typeof value === "object" && value !== null);
  const patterns = [schema["pattern"], ...asArray(schema["patternProperties"]).map((entry) => asArray(entry)[0])];
  const format = { uuid: "checkUuid", date: "checkDate", "date-time": "checkDate" }[String(schema["format"])];
  return [
    ...Object.keys(schema).flatMap((keyword) => (Object.hasOwn(pieceOf, keyword) ? [pieceOf[keyword] ?? ""] : [])),
    ...(types.includes("array") ? ["checkList"] : []),
    ...(schema["enum"] === undefined ? [] : [isDeep ? "checkDeepEnum" : "checkEnum"]),
    ...(format === undefined ? [] : [format]),
    ...(patterns.some(isLinear) ? ["matcher"] : []),
    ...(schema["patternProperties"] === undefined ? [] : ["patterns"]),
    ...(Object.keys(schema).some((keyword) => repeating.has(keyword)) ? ["repeats"] : []),
    ...(schema["unevaluatedItems"] === undefined && schema["unevaluatedProperties"] === undefined ? [] : ["again"]),
  ];
}

function isLinear(pattern: unknown): boolean {
  return Array.isArray(pattern) && ["table", "all"].includes(String(asArray(pattern[1])[0]));
}

function subschemas(schema: JsonObject): unknown[] {
  const single = ["$ref", "items", "additionalProperties", "propertyNames", "contains", "not", "if", "then", "else"];
  return [
    ...[...single, "unevaluatedItems", "unevaluatedProperties"].map((keyword) => schema[keyword]),
    ...["allOf", "anyOf", "oneOf", "prefixItems"].flatMap((keyword) => asArray(schema[keyword])),
    ...["properties", "dependentSchemas"].flatMap((keyword) => Object.values(asObject(schema[keyword]))),
    ...asArray(schema["patternProperties"]).map((entry) => asArray(entry)[1]),
  ];
}

function isRule(value: unknown): value is Rule {
  return isObject(value) && "condition" in value;
}

function kindsOf(condition: Condition): string[] {
  if (typeof condition === "number") return [];
  switch (condition[0]) {
    case "not":
      return kindsOf(condition[1]);
    case "count":
      return condition[2].flatMap(kindsOf);
    default:
      return [condition[0]];
  }
}

import { asArray, asObject, isObject, type JsonObject } from "../../openapi/json.ts";
import { checkAlternatives, checkConditional, checkIncluded, checkNot } from "../../runtime/combinations.ts";
import { Compiler, type Piece } from "../../runtime/compiler.ts";
import { testArithmetic, testEquals, testLike, testNumber, testRelation } from "../../runtime/conditions.ts";
import { checkContains, checkList, checkUnique } from "../../runtime/lists.ts";
import { linearMatcher } from "../../runtime/matcher.ts";
import { checkDependents, checkObject, checkPropertyCount, checkPropertyNames } from "../../runtime/objects.ts";
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
import { checkUnevaluated } from "../../runtime/unevaluated.ts";
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

/** What the checks of a request need of the runtime. */
export interface NeededParts {
  readonly pieces: readonly (keyof typeof pieces)[];
  readonly conditions: readonly (keyof typeof conditions)[];
  readonly hasRules: boolean;
  readonly hasLinearPatterns: boolean;
}

export function compilerFor(needed: NeededParts): Compiler {
  const chosen = Object.fromEntries(needed.conditions.map((kind) => [kind, Object.values(conditions[kind])[0]]));
  return new Compiler(
    needed.pieces.map((name) => pieces[name]),
    {
      ...(needed.hasRules && { rules: ruleCompiler(chosen) }),
      ...(needed.hasLinearPatterns && { matcher: linearMatcher }),
    },
  );
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
    for (const rule of asArray(schema["rules"])) for (const kind of kindsOf(asRule(rule))) used.add(kind);
    if (asArray(schema["rules"]).length > 0) found.add("rules");
    for (const part of subschemas(schema)) visit(part);
  };
  for (const location of ["query", "header", "path", "cookie"] as const) visit(request[location]);
  for (const { body, absentRules = [], rules = [] } of request.forms) {
    visit(body);
    visit({ rules: [...absentRules, ...rules] });
  }
  return {
    pieces: pieceNames.filter((name) => found.has(name)),
    conditions: conditionNames.filter((name) => used.has(name)),
    hasRules: found.has("rules"),
    hasLinearPatterns: found.has("linearMatcher"),
  };
}

const pieceNames = Object.keys(pieces).filter((name): name is keyof typeof pieces => Object.hasOwn(pieces, name));
const conditionNames = Object.keys(conditions).filter((name): name is keyof typeof conditions =>
  Object.hasOwn(conditions, name),
);

function partsOf(schema: JsonObject): string[] {
  const types = [schema["type"] ?? []].flat();
  const values = asArray(schema["enum"]);
  const isDeep = values.some((value) => typeof value === "object" && value !== null);
  const patterns = [schema["pattern"], ...asArray(schema["patternProperties"]).map((entry) => asArray(entry)[0])];
  const format = { uuid: "checkUuid", date: "checkDate", "date-time": "dates" }[String(schema["format"])];
  return [
    ...Object.keys(schema).flatMap((keyword) => (Object.hasOwn(pieceOf, keyword) ? [pieceOf[keyword] ?? ""] : [])),
    ...(types.includes("array") ? ["checkList"] : []),
    ...(schema["enum"] === undefined ? [] : [isDeep ? "checkDeepEnum" : "checkEnum"]),
    ...(format === undefined ? [] : [format]),
    ...(patterns.some(isLinear) ? ["linearMatcher"] : []),
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

function asRule(rule: unknown): Rule | undefined {
  return isRule(rule) ? rule : undefined;
}

function isRule(value: unknown): value is Rule {
  return isObject(value) && "condition" in value;
}

function kindsOf(rule: Rule | undefined): string[] {
  const visit = (condition: Condition): string[] => {
    if (typeof condition === "number") return [];
    switch (condition[0]) {
      case "not":
        return visit(condition[1]);
      case "count":
        return condition[2].flatMap(visit);
      default:
        return [condition[0]];
    }
  };
  return rule === undefined ? [] : visit(rule.condition);
}

/** The name of the test of a kind of condition in the runtime. */
export function testName(kind: keyof typeof conditions): string {
  return Object.keys(conditions[kind])[0] ?? "";
}

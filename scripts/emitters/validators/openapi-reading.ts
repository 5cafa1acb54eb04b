import type { Diagnostic } from "../../diagnostics.ts";
import type { Description } from "../../openapi/description.ts";
import { isOpenApi30 } from "../../openapi/documents.ts";
import { asArray, asObject, componentSchemas, isObject, type JsonObject } from "../../openapi/json.ts";
import { holdersOf } from "../../openapi/object-keywords.ts";
import { isReadOnly, type SchemaPart } from "../../openapi/request-fields.ts";
import { since31 } from "../../openapi/schema-keywords.ts";
import { asWritten, ignoredKeywords, ignoredMessage } from "../../openapi/whole-schemas.ts";
import { toLinearPattern } from "../../patterns/linear-pattern.ts";
import { toRegExp } from "../../runtime/matcher.ts";
import type { Rule as RuleData } from "../../runtime/rule.ts";
import { toKey } from "../../runtime/scalars.ts";
import { findKeywordProblems, jsonTypes } from "./keyword-problems.ts";
import type { SchemaReading } from "./lower-schema.ts";
import { toRule } from "./to-rule.ts";

/** Keywords that are the same in OpenAPI, with the type of their values. */
const numbers = [
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
  "minContains",
  "maxContains",
] as const;

/** The formats that are checked. Others say more about meaning than about form, and stay annotations, as JSON Schema has them. */
const formats: ReadonlySet<unknown> = new Set(["date", "date-time", "uuid"]);

/**
 * Reads the schemas of a description as a request has to follow them: `nullable` and boolean `exclusiveMinimum` of OpenAPI 3.0 in
 * today's words, read-only properties not asked of anybody, and objects that list their properties closed to others, unless the
 * schema says something about those.
 */
export class OpenApiReading implements SchemaReading<undefined> {
  readonly problems: Diagnostic[] = [];
  private readonly description: Description;
  private readonly names: ReadonlyMap<unknown, string>;
  private readonly reported = new Set<string>();
  /** Keywords that rules stand for, by the schemas that hold them. */
  private readonly said = new Map<JsonObject, Set<string>>();
  /** Parts of `allOf` whose keywords were read with the schema around them. */
  private readonly inPlace = new Set<JsonObject>();

  constructor(description: Description) {
    this.description = description;
    this.names = new Map(Object.entries(componentSchemas(description.root)).map(([name, schema]) => [schema, name]));
  }

  whole(schema: JsonObject): JsonObject {
    const { $ref } = schema;
    if (typeof $ref === "string" && isOpenApi30(this.description)) {
      // Rules that nothing reads are reported for the whole description.
      for (const keyword of ignoredKeywords(schema).filter((one) => one !== "x-dependencies"))
        this.report("warn", schema, ignoredMessage(keyword), keyword);
      return { $ref };
    }
    const resolved = this.description.resolve(schema);
    return resolved !== undefined && asWritten(resolved) === schema ? resolved : schema;
  }

  enter(): undefined {
    return undefined;
  }

  keyOf(): string {
    return "";
  }

  nameOf(schema: JsonObject): string {
    return this.names.get(asWritten(schema)) ?? "schema";
  }

  references(schema: JsonObject): { readonly schema: unknown; readonly scope: undefined }[] {
    if (typeof schema["$ref"] !== "string") return [];
    const target = this.description.resolve(schema);
    return target === undefined ? [] : [{ schema: target, scope: undefined }];
  }

  assertions(schema: JsonObject): JsonObject {
    this.reportUnchecked(schema);
    const properties = asObject(schema["properties"]);
    const required = asArray(schema["required"]).filter(
      (key) => typeof key === "string" && !isReadOnly(this.description, properties[key]),
    );
    const nullable = schema["nullable"] === true;
    const types = [...new Set([schema["type"] ?? []].flat().filter((type) => jsonTypes.has(type)))];
    const allowed = nullable && types.length > 0 ? [...new Set([...types, "null"])] : types;
    const values = Array.isArray(schema["enum"]) ? schema["enum"] : undefined;
    // Bytes come as they are: a Blob, say. What is encoded is text.
    const isBytes =
      schema["format"] === "binary" ||
      (schema["contentMediaType"] !== undefined && schema["contentEncoding"] === undefined);
    const read = isBytes && allowed.includes("string") ? [...allowed, "file"] : allowed;
    const rules = this.rulesOf(schema);
    const kept = this.withoutAsserted(schema);
    const listed = nullable && values && !values.includes(null) ? [...values, null] : values;
    const only = "const" in schema ? [schema["const"]] : undefined;
    const both = listed && only?.filter((value) => listed.some((one) => toKey(one) === toKey(value)));
    return {
      ...Object.fromEntries(
        numbers.flatMap((keyword) => (typeof kept[keyword] === "number" ? [[keyword, kept[keyword]]] : [])),
      ),
      ...(schema["uniqueItems"] === true && { uniqueItems: true }),
      ...(isObject(kept["dependentRequired"]) && { dependentRequired: kept["dependentRequired"] }),
      ...(read.length > 0 && !areAll(both ?? listed ?? only, read) && { type: read.length === 1 ? read[0] : read }),
      ...((listed ?? only) && { enum: both ?? listed ?? only }),
      ...(typeof schema["pattern"] === "string" && this.patternOf(schema["pattern"], schema)),
      ...(required.length > 0 && { required }),
      ...(formats.has(schema["format"]) && { format: schema["format"] }),
      ...boundsOf(schema),
      ...(rules.length > 0 && { rules }),
    };
  }

  pattern(pattern: string, schema: JsonObject, keyword: "pattern" | "patternProperties"): unknown {
    const path = keyword === "pattern" ? [keyword] : [keyword, pattern];
    try {
      toRegExp(pattern);
    } catch {
      const message = `The pattern ${pattern} isn't a valid regular expression (ECMA-262). Fix it.`;
      this.report("error", schema, message, ...path);
      return undefined;
    }
    const linear = toLinearPattern(pattern);
    if (linear !== undefined) return linear;
    const message = `The pattern ${pattern} could take exponential or quadratic time to match, and its backreferences, lookarounds or size prevent making it linear. Rewrite it.`;
    this.report("error", schema, message, ...path);
    return undefined;
  }

  closedProperties(schema: unknown): string[] | undefined {
    const parts = this.partsOf(schema).map((part) => part.schema);
    const open = ["additionalProperties", "unevaluatedProperties", "patternProperties", "not"];
    if (parts.some((part) => open.some((keyword) => keyword in part))) return undefined;
    const listed = parts.flatMap((part) => Object.keys(asObject(part["properties"])));
    return listed.length > 0 ? [...new Set([...listed, ...parts.flatMap(requiredNames)])] : undefined;
  }

  /** Alternatives describe objects of their own: a property that only they describe isn't shared. */
  sharedProperties(schema: JsonObject): ReadonlyMap<string, readonly unknown[]> {
    const described = new Map<string, { readonly schema: unknown; readonly alternative: boolean }[]>();
    for (const part of this.partsOf(schema)) {
      for (const [name, property] of Object.entries(asObject(part.schema["properties"])))
        described.set(name, [...(described.get(name) ?? []), { schema: property, alternative: part.alternative }]);
    }
    const shared = [...described].filter(
      ([, some]) => some.length > 1 && !some.every(({ alternative }) => alternative),
    );
    return new Map(shared.map(([name, some]) => [name, some.map((one) => one.schema)]));
  }

  unaskedProperties(schema: JsonObject): readonly string[] {
    const parts = this.partsOf(schema);
    const readOnly = parts.flatMap((part) =>
      Object.entries(part.alternative ? {} : asObject(part.schema["properties"])).flatMap(([name, property]) =>
        isReadOnly(this.description, property) ? [name] : [],
      ),
    );
    const required = new Set(parts.flatMap((part) => asArray(part.schema["required"])));
    return [...new Set(readOnly)].filter((name) => required.has(name));
  }

  withoutAsserted(schema: JsonObject): JsonObject {
    const said = this.said.get(schema);
    const isOld = isOpenApi30(this.description);
    if (said === undefined && !isOld) return schema;
    const isKept = (keyword: string): boolean => said?.has(keyword) !== true && !(isOld && since31.has(keyword));
    return Object.fromEntries(
      Object.entries(schema).filter(([keyword]) => isKept(keyword === "then" || keyword === "else" ? "if" : keyword)),
    );
  }

  private rulesOf(schema: JsonObject): RuleData[] {
    const isPart = this.inPlace.has(schema);
    for (const part of isPart ? [] : holdersOf(schema).slice(1)) this.inPlace.add(part);
    for (const [holder, keywords] of isPart ? [] : this.description.keywordsOf(schema).whole)
      this.said.set(holder, new Set([...(this.said.get(holder) ?? []), ...keywords]));
    // A part in place is read with the schema around it.
    const rules = isPart ? [] : this.description.rulesOf(schema);
    return rules.map((rule) => toRule(rule, ({ path }) => path.slice(1)));
  }

  private patternOf(pattern: string, schema: JsonObject): JsonObject {
    const linear = this.pattern(pattern, schema, "pattern");
    return linear === undefined ? {} : { pattern: linear };
  }

  private reportUnchecked(schema: JsonObject): void {
    const problems = findKeywordProblems(schema, isOpenApi30(this.description));
    for (const { keyword, severity, message } of problems) this.report(severity, schema, message, keyword);
  }

  /** Each problem of a schema is reported once, however often the schema is read. */
  private report(
    severity: Diagnostic["severity"],
    schema: JsonObject,
    message: string,
    ...path: readonly string[]
  ): void {
    const place = this.description.placeOf(asWritten(schema), ...path);
    const problem: Diagnostic = { severity, ...place, message };
    const text = JSON.stringify(problem);
    if (!this.reported.has(text)) this.problems.push(problem);
    this.reported.add(text);
  }

  /** A schema, and all that it includes for the same value. */
  private partsOf(schema: unknown): readonly SchemaPart[] {
    const parts: SchemaPart[] = [];
    const seen = new Set<JsonObject>();
    const visit = (value: unknown, alternative: boolean): void => {
      const resolved = this.description.resolve(value);
      if (resolved === undefined || seen.has(resolved)) return;
      seen.add(resolved);
      parts.push({ schema: resolved, alternative });
      for (const part of asArray(resolved["allOf"])) visit(part, alternative);
      for (const keyword of ["if", "then", "else"]) if (keyword in resolved) visit(resolved[keyword], alternative);
      for (const part of Object.values(asObject(resolved["dependentSchemas"]))) visit(part, alternative);
      for (const keyword of ["anyOf", "oneOf"]) for (const part of asArray(resolved[keyword])) visit(part, true);
    };
    visit(schema, false);
    return parts;
  }
}

/** Properties that a schema asks for: it has them in mind, whether or not it lists them. */
function requiredNames(schema: JsonObject): string[] {
  const dependents = Object.entries(asObject(schema["dependentRequired"]));
  return [...asArray(schema["required"]), ...dependents.flatMap(([key, names]) => [key, ...asArray(names)])].filter(
    (name) => typeof name === "string",
  );
}

function boundsOf(schema: JsonObject): JsonObject {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, format } = schema;
  const int32 = format === "int32" && [schema["type"]].flat().includes("integer");
  return {
    ...(exclusiveMinimum === true
      ? { exclusiveMinimum: minimum }
      : typeof minimum === "number"
        ? { minimum }
        : int32 && { minimum: -(2 ** 31) }),
    ...(exclusiveMaximum === true
      ? { exclusiveMaximum: maximum }
      : typeof maximum === "number"
        ? { maximum }
        : int32 && { maximum: 2 ** 31 - 1 }),
    ...(typeof exclusiveMinimum === "number" && { exclusiveMinimum }),
    ...(typeof exclusiveMaximum === "number" && { exclusiveMaximum }),
  };
}

/** Whether a list of values leaves nothing for the types to say. */
function areAll(values: readonly unknown[] | undefined, types: readonly unknown[]): boolean {
  return (
    values?.every(
      (value) =>
        (typeof value === "string" && types.includes("string")) ||
        (typeof value === "boolean" && types.includes("boolean")) ||
        (value === null && types.includes("null")),
    ) === true
  );
}

import type { Diagnostic } from "../../diagnostics.ts";
import type { Rule } from "../../language/rule.ts";
import type { Description } from "../../openapi/description.ts";
import { asArray, asObject, isObject, type JsonObject } from "../../openapi/json.ts";
import { isReadOnly } from "../../openapi/request-fields.ts";
import { chooseMatching } from "../../patterns/linear-pattern.ts";
import type { Rule as RuleData } from "../../runtime/rule.ts";
import { toRegExp } from "../../runtime/schema-support.ts";
import { toRule } from "./to-rule.ts";

const jsonTypes: ReadonlySet<unknown> = new Set(["string", "number", "integer", "boolean", "object", "array", "null"]);

type JsonSchema = boolean | JsonObject;

/** The `$id` of the schema that holds the definitions. */
export const definitionsId = "definitions";

/** Keywords whose value is a schema, a list of schemas, or schemas by name; `use` where each is one of a value of its own. */
const single = [
  ["items", "use"],
  ["additionalProperties", "use"],
  ["contains", "use"],
  ["not", "part"],
  ["if", "part"],
  ["then", "part"],
  ["else", "part"],
] as const;
const listed = [
  ["allOf", "part"],
  ["prefixItems", "use"],
] as const;
const named = [
  ["properties", "use"],
  ["patternProperties", "use"],
  ["dependentSchemas", "part"],
] as const;
const copied = [
  "const",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "minContains",
  "maxContains",
  "dependentRequired",
] as const;
/** The formats that are checked. Others say more about meaning than about form, and stay annotations, as JSON Schema has them. */
const formats: ReadonlySet<unknown> = new Set(["date", "date-time", "uuid"]);

/**
 * Turns the schemas of a description into JSON Schema 2020-12 as a request has to follow it: `nullable` and boolean
 * `exclusiveMinimum` of OpenAPI 3.0 in today's words, read-only properties asked of nobody, and objects that list their
 * properties closed to others, unless the schema says something about those.
 */
export class SchemaTranslator {
  /** The schemas that others refer to, by the names that `#/$defs/…` has for them. */
  readonly definitions: Record<string, JsonSchema> = {};
  /** The rules of schemas; the keyword `x-dependencies` has their numbers. */
  readonly rules: RuleData[] = [];
  readonly problems: Diagnostic[] = [];
  private readonly description: Description;
  private readonly sentencesOf: (schema: JsonObject) => readonly Rule[];
  private readonly names = new Map<JsonObject, string>();

  constructor(description: Description, sentencesOf: (schema: JsonObject) => readonly Rule[]) {
    this.description = description;
    this.sentencesOf = sentencesOf;
  }

  /** The schema of a value: of a parameter, a body, a property. */
  use(schema: unknown): JsonSchema {
    const translated = this.part(schema);
    const names = this.listedProperties(schema);
    if (names === undefined) return translated;
    const own = isObject(translated) ? Object.keys(asObject(translated["properties"])) : [];
    if (isObject(translated) && names.every((name) => own.includes(name)))
      return { ...translated, additionalProperties: false };
    const properties = Object.fromEntries(names.map((name) => [name, true]));
    return { allOf: [translated], properties, additionalProperties: false };
  }

  /** A schema that may be one of several for the same value. */
  private part(schema: unknown): JsonSchema {
    if (typeof schema === "boolean") return schema;
    if (!isObject(schema)) return true;
    if (typeof schema["$ref"] !== "string") return this.translate(schema);
    const resolved = this.description.resolve(schema);
    const reference = resolved === undefined ? {} : { $ref: `${definitionsId}#/$defs/${this.define(resolved)}` };
    const { $ref: _, ...siblings } = schema;
    return { ...this.translate(siblings), ...reference };
  }

  private alternative(schema: unknown): JsonSchema {
    const translated = this.part(schema);
    if (isObject(translated) && Object.keys(translated).join() === "$ref") return translated;
    const name = `s${this.names.size}`;
    this.names.set(isObject(schema) ? { ...schema } : {}, name);
    this.definitions[name] = translated;
    return { $ref: `${definitionsId}#/$defs/${name}` };
  }

  private define(schema: JsonObject): string {
    const known = this.names.get(schema);
    if (known !== undefined) return known;
    const name = `s${this.names.size}`;
    this.names.set(schema, name);
    this.definitions[name] = this.translate(schema);
    return name;
  }

  private translate(schema: JsonObject): JsonObject {
    const result: Record<string, unknown> = { ...this.assertions(schema), ...this.bounds(schema) };
    for (const [keyword, kind] of single) {
      const value = schema[keyword];
      if (value !== undefined) result[keyword] = kind === "use" ? this.use(value) : this.part(value);
    }
    for (const [keyword, kind] of listed) {
      const values = asArray(schema[keyword]).map((part) => (kind === "use" ? this.use(part) : this.part(part)));
      if (values.length > 0) result[keyword] = values;
    }
    for (const keyword of ["anyOf", "oneOf"]) {
      // Each alternative is a definition of its own, so that what is wrong with it can be told apart.
      const values = asArray(schema[keyword]).map((alternative) => this.alternative(alternative));
      if (values.length > 0) result[keyword] = values;
    }
    for (const [keyword, kind] of named) {
      const values = Object.entries(asObject(schema[keyword]));
      const translated = values.map(([key, part]) => [key, kind === "use" ? this.use(part) : this.part(part)] as const);
      if (values.length > 0) result[keyword] = Object.fromEntries(translated);
    }
    const rules = this.sentencesOf(schema).map(
      (bound) => this.rules.push(toRule(bound, ({ path }) => path.slice(1))) - 1,
    );
    return { ...result, ...(rules.length > 0 && { "x-dependencies": rules }) };
  }

  private assertions(schema: JsonObject): JsonObject {
    const properties = asObject(schema["properties"]);
    const required = asArray(schema["required"]).filter(
      (key) => typeof key === "string" && !isReadOnly(this.description, properties[key]),
    );
    const nullable = schema["nullable"] === true;
    const types = [schema["type"] ?? []].flat().filter((type) => jsonTypes.has(type));
    const values = Array.isArray(schema["enum"]) ? schema["enum"] : undefined;
    // Bytes come as they are: a Blob, say.
    const isBytes = schema["format"] === "binary" || schema["contentMediaType"] !== undefined;
    return {
      ...Object.fromEntries(copied.flatMap((keyword) => (keyword in schema ? [[keyword, schema[keyword]]] : []))),
      ...(types.length > 0 && !isBytes && { type: nullable ? [...new Set([...types, "null"])] : types }),
      ...(values?.length === 0 && { not: {} }),
      ...(values && values.length > 0 && { enum: nullable && !values.includes(null) ? [...values, null] : values }),
      ...(typeof schema["pattern"] === "string" && this.pattern(schema["pattern"], schema)),
      ...(required.length > 0 && { required }),
      ...(formats.has(schema["format"]) && { format: schema["format"] }),
      ...("unevaluatedProperties" in schema && { unevaluatedProperties: this.use(schema["unevaluatedProperties"]) }),
    };
  }

  private pattern(pattern: string, schema: JsonObject): JsonObject {
    try {
      toRegExp(pattern, "u");
      const matching = chooseMatching(pattern);
      if (matching.kind === "bounded" && matching.exponential) {
        const message = `Some texts would take for ever to be matched with the pattern ${pattern}: a repetition lies in another, and back-references or looks around keep it from being mended. Rewrite it.`;
        this.problems.push({ severity: "warn", ...this.description.placeOf(schema), message });
      }
      return { pattern };
    } catch {
      const message = `The pattern ${pattern} is no regular expression (ECMA-262). Correct it.`;
      this.problems.push({ severity: "error", ...this.description.placeOf(schema), message });
      return {};
    }
  }

  private bounds(schema: JsonObject): JsonObject {
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

  /** The properties that a schema lists, with all that it is made of; undefined where it lists none, or says something of others. */
  private listedProperties(schema: unknown): string[] | undefined {
    const parts = this.partsOf(schema, new Set());
    const open = ["additionalProperties", "unevaluatedProperties", "patternProperties", "not"];
    if (parts.some((part) => open.some((keyword) => keyword in part))) return undefined;
    const names = parts.flatMap((part) => Object.keys(asObject(part["properties"])));
    return names.length > 0 ? [...new Set(names)] : undefined;
  }

  private partsOf(schema: unknown, seen: Set<JsonObject>): JsonObject[] {
    const resolved = this.description.resolve(schema);
    if (resolved === undefined || seen.has(resolved)) return [];
    seen.add(resolved);
    const own = isObject(schema) && schema !== resolved ? [schema] : [];
    const below = [
      ...["allOf", "anyOf", "oneOf"].flatMap((keyword) => asArray(resolved[keyword])),
      ...["if", "then", "else"].flatMap((keyword) => (keyword in resolved ? [resolved[keyword]] : [])),
      ...Object.values(asObject(resolved["dependentSchemas"])),
    ];
    return [...own, resolved, ...below.flatMap((part) => this.partsOf(part, seen))];
  }
}

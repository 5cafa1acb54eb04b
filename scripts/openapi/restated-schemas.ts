import type { Description } from "./description.ts";
import { discriminatorOf } from "./discriminators.ts";
import { isOpenApi30 } from "./documents.ts";
import { asArray, asObject, componentSchemas, isObject, type JsonObject } from "./json.ts";
import { mentionedNames } from "./mentioned-names.ts";
import { otherProperty } from "./other-properties.ts";
import { allowsType, schemaParts, typesOf } from "./request-fields.ts";
import {
  indexed,
  intersected,
  ofAnyLength,
  ofConstants,
  withNull,
  withoutBooleans,
  withoutExcludedValues,
  withReferences,
} from "./restated-keywords.ts";
import { annotations, listedProperty, listedValues, looseTypeOf, typeOf } from "./schema-keywords.ts";

type Reading = Pick<Description, "root" | "resolve" | "originOf" | "keywordsOf">;

/** A schema that describes a value, perhaps among others. */
interface Described {
  readonly value: unknown;
  /** Whether no reference leads to it, so that it describes nothing else. */
  readonly isInPlace: boolean;
}

interface DescribedPart {
  readonly schema: JsonObject;
  readonly isInPlace: boolean;
}

/** Says in other keywords what openapi-typescript would read less exactly, or refuse: what depends on other schemas of a value. */
export class RestatedSchemas {
  private readonly reading: Reading;
  private readonly schemas: readonly JsonObject[];
  /** The schemas that alternatives in place, and parts in place, belong to. */
  private readonly around = new Map<JsonObject, JsonObject>();
  /** The schemas that parts in place belong to. */
  private readonly wholes = new Map<JsonObject, JsonObject>();
  /** What describes a value beside a schema in place, which lists what it requires. */
  private readonly listed = new Set<unknown>();
  private readonly components: JsonObject;
  /** What other schemas say of the same value, for schemas in place. */
  private readonly beside = new Map<JsonObject, readonly JsonObject[]>();
  /** Schemas in place, without a type, of values that may be null. */
  private readonly nullable = new Set<JsonObject>();

  /** @param schemas those of requests */
  constructor(reading: Reading, schemas: ReadonlySet<JsonObject>) {
    this.reading = reading;
    this.schemas = [...schemas];
    this.components = componentSchemas(reading.root);
    for (const schema of schemas) {
      for (const part of [...asArray(schema["oneOf"]), ...asArray(schema["anyOf"])])
        if (isObject(part) && reading.resolve(part) === part) this.around.set(part, schema);
      for (const part of asArray(schema["allOf"]))
        if (isObject(part) && reading.resolve(part) === part) this.wholes.set(part, schema);
    }
    for (const schema of schemas) if ("allOf" in schema) this.relate([{ value: schema, isInPlace: true }]);
  }

  /** Relates the schemas of one value, and those of its properties and items. */
  private relate(group: readonly Described[]): void {
    const parts = group.flatMap((one) => this.describedBy(one, new Set()));
    const saysNull = ({ schema }: DescribedPart): boolean =>
      [schema, ...this.alternativesOf(schema).map((part) => this.reading.resolve(part) ?? {})].some(allowsNull);
    for (const { schema, isInPlace } of parts.some(saysNull) ? parts : []) {
      if (!isInPlace || "type" in schema) continue;
      if (group.every(({ value }) => value === schema || this.mayBe("null", value))) this.allowNull(schema);
    }
    const below = new Map<string, Described[]>();
    const add = (step: string, value: unknown, isInPlace: boolean): void => {
      const known = below.get(step) ?? [];
      if (!known.some((other) => other.value === value)) below.set(step, [...known, { value, isInPlace }]);
    };
    for (const { schema, isInPlace } of parts) {
      for (const [name, property] of Object.entries(asObject(schema["properties"])))
        add(`properties ${name}`, property, isInPlace);
      if ("items" in schema) add("items", schema["items"], isInPlace);
    }
    for (const described of below.values()) {
      const unknown = described.flatMap(({ value, isInPlace }) =>
        isInPlace && isObject(value) && this.reading.resolve(value) === value && !this.beside.has(value) ? [value] : [],
      );
      if (described.length < 2 || unknown.length === 0) continue;
      for (const schema of unknown) {
        const others = described.filter(({ value }) => value !== schema);
        const said = others.flatMap((other) => this.describedBy(other, new Set([schema])).map((part) => part.schema));
        this.beside.set(schema, said);
      }
      if (unknown.some((schema) => this.isAboutObjects(schema)))
        for (const { value } of described) this.listed.add(value);
      this.relate(described);
    }
  }

  private allowNull(schema: JsonObject): void {
    this.nullable.add(schema);
    for (const part of this.alternativesOf(schema))
      if (isObject(part) && this.reading.resolve(part) === part && !("type" in part)) this.allowNull(part);
  }

  /** A schema and all that it includes; the one schema that isn't null of alternatives, too. */
  private describedBy({ value, isInPlace }: Described, seen: Set<JsonObject>): DescribedPart[] {
    const schema = this.reading.resolve(value);
    if (schema === undefined || seen.has(schema)) return [];
    seen.add(schema);
    const [only, ...others] = this.alternativesOf(schema).filter((part) => !this.isNull(part));
    const included = [...asArray(schema["allOf"]), ...(others.length > 0 || only === undefined ? [] : [only])];
    const isOwn = isInPlace && schema === value;
    return [
      { schema, isInPlace: isOwn },
      ...included.flatMap((part) => this.describedBy({ value: part, isInPlace: isOwn }, seen)),
    ];
  }

  private alternativesOf(schema: JsonObject): unknown[] {
    return [...asArray(schema["oneOf"]), ...asArray(schema["anyOf"])];
  }

  private isNull(value: unknown): boolean {
    return [this.reading.resolve(value)?.["type"]].flat().every((type) => type === "null");
  }

  /** Whether nothing in a schema says that its values can't have a type other than an object's. */
  private mayBe(type: unknown, value: unknown, depth = 0): boolean {
    const schema = this.reading.resolve(value) ?? {};
    if (depth > 20) return false;
    const values = listedValues(schema, isOpenApi30(this.reading));
    if (values !== undefined && schema["nullable"] !== true)
      return values.some((one) => [typeOf(one), looseTypeOf(one)].some((own) => own === type));
    if ("type" in schema) return allowsType(typesOf([schema]), type) || (type === "null" && allowsNull(schema));
    return this.partsMayBe(type, schema, depth);
  }

  private partsMayBe(type: unknown, schema: JsonObject, depth = 0): boolean {
    const alternatives = this.alternativesOf(schema);
    const fits = (part: unknown): boolean => this.mayBe(type, part, depth + 1);
    return (alternatives.length === 0 || alternatives.some(fits)) && asArray(schema["allOf"]).every(fits);
  }

  /**
   * @param schema as the document has it
   * @param edited what it is to become
   */
  restate(schema: JsonObject, edited: JsonObject): JsonObject {
    const typed = this.surePartsOf(schema).filter((part) => "type" in part);
    // Parts of different types, which openapi-typescript would intersect.
    if (typed.length > 1 && typesOf(typed).size === 0 && !typed.every(allowsNull)) return { enum: [] };
    const steps = [
      withNull,
      withoutBooleans,
      withoutExcludedValues(isOpenApi30(this.reading)),
      ofAnyLength,
      this.told(schema),
      withReferences(this.components),
      this.listing(schema),
      this.requiring(schema),
      this.typed(schema),
      indexed(schema, isOpenApi30(this.reading)),
      ofConstants(this.reading),
      this.fitting(schema),
      this.divided(schema),
    ];
    return steps.reduce((result, step) => step(result), edited);
  }

  /** openapi-typescript's values of a discriminator are others than those that the schemas list. */
  private told(schema: JsonObject): (edited: JsonObject) => JsonObject {
    const isTold = discriminatorOf(this.reading, schema)?.isTold === true;
    return (edited) => {
      const { discriminator: _, ...rest } = edited;
      return isTold ? rest : edited;
    };
  }

  /**
   * openapi-typescript intersects all types of a list with the parts and alternatives, of which it reads those without a type as
   * objects: an object gets a schema of its own.
   */
  private divided(schema: JsonObject): (edited: JsonObject) => JsonObject {
    return (edited) => {
      const types = [edited["type"]].flat();
      const isComposed = ["allOf", "anyOf", "oneOf"].some((keyword) => asArray(edited[keyword]).length > 0);
      // What a whole requires is looked for in its parts.
      if (!isComposed || !types.includes("object") || types.length < 2 || this.wholes.has(schema))
        return intersected(edited);
      const { allOf: _, anyOf: __, oneOf: ___, discriminator: ____, ...simple } = edited;
      const others = types.filter((type) => type !== "object" && this.partsMayBe(type, schema));
      const notes = Object.entries(simple).filter(([keyword]) => annotations.has(keyword));
      return {
        ...Object.fromEntries(notes),
        anyOf: [intersected({ ...edited, type: "object" }), ...others.map((type) => ({ ...simple, type }))],
      };
    };
  }

  /**
   * openapi-typescript keeps alternatives that the type beside them excludes, makes a type of texts, numbers or lists one more of them,
   * and reads nothing beside values: these get a schema of their own.
   */
  private fitting(schema: JsonObject): (edited: JsonObject) => JsonObject {
    const typed = [...this.surePartsOf(schema), ...this.surrounding(schema)].filter((part) => "type" in part);
    const types = new Set([...typesOf(typed), ...(typed.length > 0 && typed.every(allowsNull) ? ["null"] : [])]);
    if (types.has("number")) types.add("integer");
    const isPossible = (type: unknown): boolean => typed.length === 0 || types.has(type === "tuple" ? "array" : type);
    return (given) => {
      if ("discriminator" in given) return given;
      const possible = Array.isArray(given["type"]) ? given["type"].filter(isPossible) : [];
      const edited: JsonObject =
        possible.length > 0 ? { ...given, type: possible.length > 1 ? possible : possible[0] } : given;
      const { allOf, anyOf, oneOf, ...simple } = edited;
      const alternatives = Object.entries({ anyOf, oneOf }).flatMap(([keyword, list]) => {
        const fit = asArray(list).filter(
          (part) => typed.length === 0 || [...types].some((type) => this.mayBe(type, part)),
        );
        return asArray(list).length === 0 ? [] : [[keyword, fit.length > 0 ? fit : [false]] as const];
      });
      const listsValues = "enum" in edited || "const" in edited;
      if (alternatives.length === 0 && !(listsValues && asArray(allOf).length > 0)) return edited;
      if (!listsValues && (!("type" in edited) || types.has("object")))
        return { ...edited, ...Object.fromEntries(alternatives) };
      const notes = Object.entries(simple).filter(([keyword]) => annotations.has(keyword) && keyword !== "nullable");
      const parts = alternatives.map((one) => Object.fromEntries([one]));
      return { ...Object.fromEntries(notes), allOf: [...asArray(allOf), simple, ...parts] };
    };
  }

  /**
   * openapi-typescript heeds `required` for the properties that stand beside it, and knows no other names than those of `properties`:
   * what stands elsewhere is listed there, too. Where not only objects fit, a part of the schema lists it.
   */
  private listing(schema: JsonObject): (edited: JsonObject) => JsonObject {
    const isOpen = this.isOpen(schema);
    const isAboutObjects = this.isAboutObjects(schema);
    const required = isOpen && !isAboutObjects ? [] : this.unheeded(schema);
    const parts = this.surePartsOf(schema);
    const described = [...parts, ...this.elsewhere(schema)];
    const isUnknown = (name: string): boolean =>
      !required.includes(name) && !described.some((part) => lists(part, name));
    const isClosed = this.isSealed(schema) || parts.some((part) => part["unevaluatedProperties"] === false);
    const optional = isOpen || isClosed ? [] : mentionedNames(this.reading, parts).filter(isUnknown);
    if (this.wholes.has(schema) || required.length + optional.length === 0) return (edited) => edited;
    const properties = [...required, ...optional].map((name) => {
      const [property = !this.isSealed(schema)] = [listedProperty, otherProperty].flatMap((read) =>
        described.flatMap((part) => read(part, name)),
      );
      return [name, property] as const;
    });
    return (edited) => {
      if (!isAboutObjects) {
        const added = properties.filter(([name]) => required.includes(name) || !lists(edited, name));
        const part = { type: this.typesWithObject(schema), properties: Object.fromEntries(added), required };
        return added.length > 0 ? withPart(edited, part) : edited;
      }
      return {
        ...edited,
        // An object that lists nothing may have anything.
        ...(isOpen && !("properties" in edited) && { additionalProperties: true }),
        properties: { ...asObject(edited["properties"]), ...Object.fromEntries(properties) },
        ...(required.length > 0 && { required: [...new Set([...asArray(edited["required"]), ...required])] }),
      };
    };
  }

  /** An object's type, and others that nothing excludes. */
  private typesWithObject(schema: JsonObject): string[] {
    const all = [schema, ...this.surrounding(schema)];
    const isPossible = (type: string): boolean => all.every((part) => this.mayBe(type, part));
    return ["object", ...otherTypes.filter((type) => isPossible(type) || (type === "number" && isPossible("integer")))];
  }

  /** Whether nothing lists properties, or says what they may be. */
  private isOpen(schema: JsonObject): boolean {
    const all = [...schemaParts(this.reading, schema).map((part) => part.schema), ...this.elsewhere(schema)];
    return !all.some((part) => describesProperties.some((keyword) => keyword in part));
  }

  /** openapi-typescript's `WithRequired` doesn't compile for a component that may be something else than an object. */
  private requiring(schema: JsonObject): (edited: JsonObject) => JsonObject {
    const described = this.referredBy(schema).filter((part) => allowsNull(part) || typesOf([part]).size > 1);
    if (described.length === 0) return (edited) => edited;
    return (edited) => {
      const { required, ...rest } = edited;
      const moved = asArray(required).flatMap((name) => {
        // What a component requires, it lists.
        const [property] = described.flatMap((part) => [
          ...listedProperty(part, String(name)),
          ...(asArray(part["required"]).includes(name) ? listedProperty(edited, String(name)) : []),
        ]);
        return property === undefined ? [] : [[String(name), property] as const];
      });
      if (moved.length === 0) return edited;
      const names = moved.map(([name]) => name);
      const kept = asArray(required).filter((name) => !names.includes(String(name)));
      const part = { type: this.typesWithObject(schema), properties: Object.fromEntries(moved), required: names };
      return withPart({ ...rest, ...(kept.length > 0 && { required: kept }) }, part);
    };
  }

  /** The schemas that a schema, or a part of it in place, includes by reference. */
  private referredBy(schema: JsonObject): JsonObject[] {
    return asArray(schema["allOf"]).flatMap((part) => {
      const resolved = this.reading.resolve(part) ?? {};
      return resolved === part ? this.referredBy(resolved) : [resolved];
    });
  }

  /** The schemas that require properties without being about objects: their types don't say so, unless they are parts of others. */
  openRequired(): JsonObject[] {
    const { included, whole } = this.uses();
    return this.schemas.filter(
      (schema) =>
        "required" in schema &&
        (whole.get(schema)?.some((use) => !this.listed.has(use)) ?? !included.has(schema)) &&
        !this.isAboutObjects(schema) &&
        this.isOpen(schema) &&
        this.unheeded(schema).length > 0,
    );
  }

  /** The schemas that are parts of others, or say what rules say, and those that describe a value by themselves, with their uses. */
  private uses(): { included: ReadonlySet<unknown>; whole: ReadonlyMap<unknown, readonly unknown[]> } {
    const { resolve, keywordsOf } = this.reading;
    const read = new Map(this.schemas.flatMap((schema) => [...keywordsOf(schema).read]));
    const included = new Set<unknown>();
    const whole = new Map<unknown, unknown[]>();
    const consequences: unknown[] = this.schemas.flatMap((schema) => [schema["then"] ?? [], schema["else"] ?? []]);
    // The list grows while it is walked through.
    for (const part of consequences) {
      included.add(resolve(part));
      if (isObject(part) && resolve(part) === part) consequences.push(...schemasWithin(part), ...this.partsOf(part));
    }
    for (const schema of this.schemas.filter((one) => !included.has(one))) {
      const keywords = ["anyOf", "oneOf"].filter((keyword) => read.get(schema)?.has(keyword) !== true);
      const alternatives = keywords.flatMap((keyword) => asArray(schema[keyword]));
      for (const part of this.partsOf(schema)) if (!alternatives.includes(part)) included.add(resolve(part));
      for (const part of [...schemasWithin(schema), ...alternatives])
        whole.set(resolve(part), [...(whole.get(resolve(part)) ?? []), part]);
    }
    return { included, whole };
  }

  private partsOf(schema: JsonObject): unknown[] {
    return [...asArray(schema["allOf"]), ...this.alternativesOf(schema)];
  }

  /** Whether what a schema lists is listed of objects alone: openapi-typescript tells those of a list of types from the others. */
  private isAboutObjects(schema: JsonObject): boolean {
    if ([schema["type"]].flat().includes("object")) return true;
    return isAboutObjects([...this.surePartsOf(schema), ...this.elsewhere(schema)]) || this.hasObjectsAlone(schema);
  }

  private unheeded(schema: JsonObject): string[] {
    const parts = this.surePartsOf(schema);
    const beside = this.beside.get(schema) ?? [];
    // What is required beside allOf holds for the properties of its parts, except of one with a discriminator.
    const included = asArray(schema["allOf"])
      .map((part) => this.reading.resolve(part) ?? {})
      .filter((part) => !("discriminator" in part));
    const isRequired = (part: JsonObject, name: string): boolean => asArray(part["required"]).includes(name);
    const isHeeded = (name: string): boolean =>
      [...parts, ...beside].some((part) => isRequired(part, name) && lists(part, name)) ||
      (isRequired(schema, name) && included.some((part) => lists(part, name)));
    const names = [...parts, ...beside].flatMap((part) => asArray(part["required"])).map(String);
    return [...new Set(names)].filter((name) => !isHeeded(name));
  }

  private isSealed(schema: JsonObject): boolean {
    const parts = this.surePartsOf(schema);
    return parts.some((part) => part["additionalProperties"] === false && !("patternProperties" in part));
  }

  private hasObjectsAlone(schema: JsonObject): boolean {
    const objects = this.alternativesOf(schema).map((part) => this.surePartsOf(this.reading.resolve(part) ?? {}));
    return objects.length > 0 && objects.every(isAboutObjects);
  }

  /** openapi-typescript reads `properties` without a type as an object's, though null fits them, too, and heeds no `items` without a type. */
  private typed(schema: JsonObject): (edited: JsonObject) => JsonObject {
    if ("type" in schema) return (edited) => edited;
    const types = typesOf(this.beside.get(schema) ?? []);
    types.delete("null");
    const isList = "items" in schema && types.size === 1 && types.has("array");
    const isNullable = this.nullable.has(schema);
    return (edited) => {
      if (!isList && !(isNullable && "properties" in edited)) return edited;
      const type = isList ? "array" : "object";
      return { ...edited, type: isNullable ? [type, "null"] : type };
    };
  }

  /** What is said of the same value by other schemas than those that a schema includes. */
  private elsewhere(schema: JsonObject): JsonObject[] {
    return [...this.partsAround(schema), ...(this.beside.get(schema) ?? [])];
  }

  private partsAround(schema: JsonObject): JsonObject[] {
    const outer = this.around.get(schema);
    return outer === undefined ? [] : [...this.surePartsOf(outer), ...this.partsAround(outer)];
  }

  /** What is said of the same value by the schemas that one in place is a part or an alternative of. */
  private surrounding(schema: JsonObject): JsonObject[] {
    const outer = this.around.get(schema) ?? this.wholes.get(schema);
    return outer === undefined ? [] : [...this.surePartsOf(outer), ...this.surrounding(outer)];
  }

  private surePartsOf(schema: JsonObject): JsonObject[] {
    return schemaParts(this.reading, schema)
      .filter(({ alternative }) => !alternative)
      .map((part) => part.schema);
  }
}

/** The schemas of what a value contains. */
function schemasWithin(schema: JsonObject): unknown[] {
  const named = ["properties", "patternProperties"].flatMap((keyword) => Object.values(asObject(schema[keyword])));
  const others = [
    "additionalProperties",
    "unevaluatedProperties",
    "items",
    "prefixItems",
    "unevaluatedItems",
    "contains",
  ];
  return [...named, ...others.flatMap((keyword) => schema[keyword] ?? [])];
}

/** @param part with types, of which one may be the only one */
function withPart(schema: JsonObject, part: JsonObject & { readonly type: readonly unknown[] }): JsonObject {
  const [type, ...others] = part.type;
  return { ...schema, allOf: [...asArray(schema["allOf"]), others.length > 0 ? part : { ...part, type }] };
}

const describesProperties = ["properties", "additionalProperties", "unevaluatedProperties", "patternProperties"];

const otherTypes = ["array", "boolean", "null", "number", "string"];

function allowsNull({ type, nullable }: JsonObject): boolean {
  return nullable === true || [type].flat().includes("null");
}

function lists(schema: JsonObject, name: string): boolean {
  return listedProperty(schema, name).length > 0;
}

/** Whether nothing but objects, and null, fits. */
function isAboutObjects(parts: readonly JsonObject[]): boolean {
  const types = typesOf(parts);
  types.delete("null");
  return types.size === 0 ? parts.some((part) => "properties" in part) : types.size === 1 && types.has("object");
}

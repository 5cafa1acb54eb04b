import { isObject, type JsonObject } from "../openapi/json.ts";
import { annotations, type Bound, type MergedSchema, SchemaMerger } from "./merged-schema.ts";
import type { Direction, ObjectReader } from "./object-reader.ts";
import { type Child, type Facts, factsOf, type Part } from "./part.ts";

/** Reads schemas as parts, each object once for each direction: the comparison meets the same part again in circles. */
export class SchemaParts {
  private readonly reader: ObjectReader;
  private readonly merger: SchemaMerger;
  private readonly known = { request: new Map<unknown, Part>(), response: new Map<unknown, Part>() };

  constructor(reader: ObjectReader) {
    this.reader = reader;
    this.merger = new SchemaMerger(reader);
  }

  /** A schema as a child of what has it. */
  child(schema: unknown, direction: Direction, what: string, step: string, facts: Facts = new Map()): Child {
    return { what, step, facts, source: schema, read: () => this.read(schema, direction) };
  }

  private read(schema: unknown, direction: Direction): Part {
    const { object, component } = this.isPlainReference(schema)
      ? this.reader.follow(schema)
      : { object: schema, component: undefined };
    const known = this.known[direction].get(object);
    if (known !== undefined) return known;
    const part = this.part(this.merger.merge(object), isObject(object) ? object : {}, component, direction);
    this.known[direction].set(object, part);
    return part;
  }

  /** A component is one part, whatever refers to it, unless more is said beside the reference. */
  private isPlainReference(schema: unknown): boolean {
    if (!isObject(schema) || typeof schema["$ref"] !== "string") return false;
    const beside = Object.keys(schema).filter((key) => key !== "$ref" && !annotations.has(key));
    return this.reader.isVersion30 || beside.length === 0;
  }

  private part(merged: MergedSchema, source: JsonObject, component: string | undefined, direction: Direction): Part {
    const { types, values, alternatives, rules } = merged;
    return {
      source,
      component,
      facts: new Map([
        ...(types === undefined ? [] : [["type", types.size === 1 ? [...types][0] : [...types].sort()] as const]),
        ...boundFacts(merged),
        ...[...merged.keywords].filter(([name, value]) => !isDefault(name, value)),
        ...(merged.others.includes(false) ? [["additionalProperties", false] as const] : []),
        ...(alternatives === undefined ? [] : [["alternatives", alternatives.keyword] as const]),
      ]),
      values: values?.filter((value) => value !== null),
      rules,
      children: new Map([...this.properties(merged, direction), ...this.within(merged, direction)]),
      alternatives: (alternatives?.members ?? []).map((member, index) =>
        this.child(member, direction, "alternative", ` alternative ${index + 1}`),
      ),
    };
  }

  /** The properties that a value has in this direction. */
  private properties({ properties, required }: MergedSchema, direction: Direction): [string, Child][] {
    const names = new Set([...properties.keys(), ...required]);
    return [...names].flatMap((name): [string, Child][] => {
      const schema = together(properties.get(name) ?? [{}]);
      const { readOnly, writeOnly } = this.merger.merge(schema);
      if (direction === "request" ? readOnly : writeOnly) return [];
      const facts = factsOf({ required: required.has(name) });
      return [[`.${name}`, this.child(schema, direction, "property", `.${name}`, facts)]];
    });
  }

  private within({ items, others, conditions }: MergedSchema, direction: Direction): [string, Child][] {
    const child = (schemas: readonly unknown[], what: string, step: string): [string, Child][] =>
      schemas.length === 0 ? [] : [[step, this.child(together(schemas), direction, what, step)]];
    return [
      ...child(items, "items", "[]"),
      ...child(others.filter(isObject), "other properties", "{}"),
      ...[...conditions].flatMap(([name, schemas]) => child(schemas, name.split(" ", 1).join(), ` ${name}`)),
    ];
  }
}

/** Several schemas of one value as one. */
function together(schemas: readonly unknown[]): unknown {
  return schemas.length === 1 ? schemas[0] : { allOf: schemas };
}

/** Bounds in the words of OpenAPI 3.1; those of integers are inclusive. */
function boundFacts({ types, lower, upper }: MergedSchema): [string, number][] {
  const isInteger = types?.has("integer") === true && !types.has("number");
  const fact = (bound: Bound | undefined, inclusive: string, exclusive: string, inward: 1 | -1): [string, number][] => {
    if (bound === undefined) return [];
    if (!isInteger) return [[bound.exclusive ? exclusive : inclusive, bound.value]];
    const rounded = inward === 1 ? Math.ceil(bound.value) : Math.floor(bound.value);
    return [[inclusive, bound.exclusive && rounded === bound.value ? rounded + inward : rounded]];
  };
  return [...fact(lower, "minimum", "exclusiveMinimum", 1), ...fact(upper, "maximum", "exclusiveMaximum", -1)];
}

function isDefault(name: string, value: unknown): boolean {
  return value === 0 && (name === "minLength" || name === "minItems" || name === "minProperties");
}

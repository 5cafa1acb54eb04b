import type { Json } from "../reference/document.ts";

/** What a field of a random API takes. */
export type Shape =
  | { readonly kind: "text" | "nullable" | "boolean" | "date" | "date-time" }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "number"; readonly whole: boolean; readonly minimum?: number; readonly maximum?: number }
  | ObjectShape
  /** An array of scalars. */
  | { readonly kind: "array"; readonly of: Shape }
  | { readonly kind: "list"; readonly of: ObjectShape }
  /** `oneOf`: which of the two is meant, a required property `kind` says. */
  | { readonly kind: "union"; readonly of: readonly [ObjectShape, ObjectShape] };

export interface ObjectShape {
  readonly kind: "object";
  /** Whether its schema stands in place, among the components, or is put together from two by `allOf`. */
  readonly written: "inline" | "component" | "allOf";
  readonly properties: Properties;
  /** The entries of `x-dependencies` on its schema. */
  readonly rules: readonly string[];
}

export type Properties = Readonly<Record<string, Property>>;
export interface Property {
  readonly required: boolean;
  readonly shape: Shape;
}

export interface Field {
  readonly name: string;
  readonly shape: Shape;
}

export interface RandomParameter {
  readonly in: "query" | "header" | "path" | "cookie";
  readonly name: string;
  readonly required: boolean;
  readonly shape: Shape;
  /** Whether it stands on the path item instead of the operation. */
  readonly shared: boolean;
  /** Whether it stands among the components, and is pointed to. */
  readonly referenced: boolean;
}

export interface RandomApi {
  readonly parameters: readonly RandomParameter[];
  readonly body?: {
    readonly media: string;
    readonly required: boolean;
    readonly shape: ObjectShape;
    readonly referenced: boolean;
  };
  /** The entries of `x-dependencies` on the operation. */
  readonly rules: readonly string[];
}

/** Every name that a rule beside these properties may bear. Names go into objects, not into lists and unions. */
export function fieldsOf(properties: Properties, prefix = ""): Field[] {
  return Object.entries(properties).flatMap(([key, { shape }]) => [
    { name: prefix + key, shape },
    ...(shape.kind === "object" ? fieldsOf(shape.properties, `${prefix}${key}.`) : []),
  ]);
}

/** Writes schemas, and collects those that go among the components, whose names begin with a given text. */
export class SchemaWriter {
  readonly components: Record<string, Json> = {};
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  write(shape: Shape): Json {
    switch (shape.kind) {
      case "text":
        return { type: "string" };
      case "nullable":
        return { type: ["string", "null"] };
      case "enum":
        return { type: "string", enum: shape.values };
      case "boolean":
        return { type: "boolean" };
      case "number": {
        const { minimum, maximum } = shape;
        const bounds = { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
        return { type: shape.whole ? "integer" : "number", ...bounds };
      }
      case "date":
      case "date-time":
        return { type: "string", format: shape.kind };
      case "array":
      case "list":
        return { type: "array", items: this.write(shape.of) };
      case "union":
        return { oneOf: shape.of.map((alternative) => this.write(alternative)) };
      case "object":
        return this.#writeObject(shape);
    }
  }

  #writeObject({ written, properties, rules }: ObjectShape): Json {
    const entries = Object.entries(properties);
    const dependencies = rules.length > 0 && { "x-dependencies": rules };
    if (written === "inline") return { ...this.#plain(entries), ...dependencies };
    if (written === "component") return this.#component({ ...this.#plain(entries), ...dependencies });
    const half = Math.ceil(entries.length / 2);
    const base = this.#component(this.#plain(entries.slice(0, half)));
    return { allOf: [base, this.#plain(entries.slice(half))], ...dependencies };
  }

  #component(schema: Json): Json {
    const name = `${this.#prefix}Part${Object.keys(this.components).length}`;
    this.components[name] = schema;
    return { $ref: `#/components/schemas/${name}` };
  }

  #plain(entries: readonly (readonly [string, Property])[]): Record<string, Json> {
    const required = entries.filter(([, property]) => property.required).map(([key]) => key);
    return {
      type: "object",
      ...(required.length > 0 && { required }),
      properties: Object.fromEntries(entries.map(([key, { shape }]) => [key, this.write(shape)])),
    };
  }
}

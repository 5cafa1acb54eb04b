import fc from "fast-check";
import { type Constructs, dependencies } from "./random-rules.ts";
import { fieldsOf, type ObjectShape, type Properties, type Property, type Shape } from "./shapes.ts";

const kindOnly = (...kinds: readonly ("text" | "nullable" | "boolean" | "date" | "date-time")[]): fc.Arbitrary<Shape> =>
  fc.constantFrom(...kinds).map((kind) => ({ kind }));

const enumeration: fc.Arbitrary<Shape> = fc
  .constantFrom(["a", "b"], ["a", "b", "c"], ["RED", "two-words", ""])
  .map((values) => ({ kind: "enum", values }));

const number: fc.Arbitrary<Shape> = fc.constantFrom<Shape>(
  { kind: "number", whole: true, minimum: 0, maximum: 10 },
  { kind: "number", whole: true },
  { kind: "number", whole: false, minimum: 0 },
  { kind: "number", whole: false },
);

/** @param nullable whether null may be a value: in bodies, as no parameter can carry it */
export function scalar(constructs: Constructs, nullable: boolean): fc.Arbitrary<Shape> {
  const values = constructs === "all";
  return fc.oneof(
    { weight: 4, arbitrary: kindOnly("text") },
    { weight: nullable ? 1 : 0, arbitrary: kindOnly("nullable") },
    { weight: 3, arbitrary: enumeration },
    { weight: 2, arbitrary: kindOnly("boolean") },
    { weight: values ? 4 : 1, arbitrary: number },
    { weight: values ? 2 : 0, arbitrary: kindOnly("date", "date-time") },
  );
}

/** Per depth, names that need brackets among such that need none; none is a prefix of another with a dot. */
const NAMES: readonly [readonly string[], readonly string[], readonly string[]] = [
  ["p", "q", "r"],
  ["x", "y", "z-1", "IF"],
  ["name", "mode", "size", "when", "until", "a:b", "c/d", "dims[x]", "v1.mode", "options", "Or"],
];

export interface ObjectOptions {
  readonly constructs: Constructs;
  /** How deep objects nest below this one. */
  readonly depth: number;
  /** Which names its properties have: an index. */
  readonly names: 0 | 1 | 2;
  readonly written: readonly ObjectShape["written"][];
}

export function objectShape(options: ObjectOptions): fc.Arbitrary<ObjectShape> {
  const { constructs, written } = options;
  return properties(options).chain((fields) =>
    fc.record({
      kind: fc.constant("object" as const),
      written: fc.constantFrom(...written),
      properties: fc.constant(fields),
      rules: fc.oneof(
        { weight: 2, arbitrary: fc.constant<string[]>([]) },
        { weight: 1, arbitrary: dependencies(fieldsOf(fields), constructs, 2) },
      ),
    }),
  );
}

function properties(options: ObjectOptions): fc.Arbitrary<Properties> {
  const shape = options.depth === 0 ? scalar(options.constructs, true) : nested(options);
  const property: fc.Arbitrary<Property> = fc.record({ required: fc.constantFrom(true, false, false, false), shape });
  return fc
    .uniqueArray(fc.constantFrom(...NAMES[options.names]), { minLength: 2, maxLength: options.names === 2 ? 6 : 3 })
    .chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), property))))
    .map((entries) => Object.fromEntries(entries));
}

function nested(options: ObjectOptions): fc.Arbitrary<Shape> {
  const inner = objectShape({ ...options, depth: options.depth - 1, names: options.names === 2 ? 1 : 0 });
  return fc.oneof(
    { weight: 5, arbitrary: scalar(options.constructs, true) },
    { weight: 2, arbitrary: inner },
    { weight: options.constructs === "all" ? 1 : 0, arbitrary: inner.map((of): Shape => ({ kind: "list", of })) },
    { weight: options.constructs === "all" ? 1 : 0, arbitrary: union(inner) },
  );
}

function union(inner: fc.Arbitrary<ObjectShape>): fc.Arbitrary<Shape> {
  const alternative = (kind: string): fc.Arbitrary<ObjectShape> =>
    inner.map((shape) => ({
      ...shape,
      properties: { ...shape.properties, kind: { required: true, shape: { kind: "enum", values: [kind] } } },
    }));
  return fc.tuple(alternative("first"), alternative("second")).map((of) => ({ kind: "union", of }));
}

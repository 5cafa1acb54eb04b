import fc from "fast-check";

/**
 * Random APIs, rules and requests, with a reading of IDL that is written straight from its definition: over trees that this file
 * makes and prints itself, so that neither the parser nor the engine can share a mistake with it.
 */

export type Leaf = string | boolean;
export interface RequestObject {
  readonly [field: string]: Leaf | RequestObject;
}

/** A property of the request: open, an enum, a boolean, or an object with properties. */
export type Shape =
  | { readonly kind: "open" }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "boolean" }
  | { readonly kind: "object"; readonly properties: Properties };

export interface Property {
  readonly required: boolean;
  readonly shape: Shape;
}

export type Properties = Readonly<Record<string, Property>>;

export type Expression =
  | { readonly kind: "present"; readonly name: string }
  | { readonly kind: "equals"; readonly name: string; readonly values: readonly Leaf[] }
  | { readonly kind: "not"; readonly of: Expression }
  | { readonly kind: "AND" | "OR"; readonly of: readonly Expression[] }
  | { readonly kind: "Or" | "OnlyOne" | "AllOrNone" | "ZeroOrOne"; readonly of: readonly Expression[] };

export type Rule =
  | { readonly kind: "if"; readonly condition: Expression; readonly consequence: Expression }
  | { readonly kind: "form"; readonly negated: boolean; readonly form: Expression };

export interface Api {
  readonly properties: Properties;
  readonly rules: readonly Rule[];
}

const open: fc.Arbitrary<Shape> = fc.constant({ kind: "open" });
const enumeration: fc.Arbitrary<Shape> = fc
  .constantFrom(["a", "b"], ["a", "b", "c"], ["RED", "two-words", ""])
  .map((values) => ({ kind: "enum", values }));
const boolean: fc.Arbitrary<Shape> = fc.constant({ kind: "boolean" });
const scalar = fc.oneof(
  { weight: 4, arbitrary: open },
  { weight: 2, arbitrary: enumeration },
  { weight: 1, arbitrary: boolean },
);

function object(depth: number): fc.Arbitrary<Shape> {
  return propertiesOf(["x", "y", "z-1"], 3, depth).map((properties) => ({ kind: "object", properties }));
}

function propertiesOf(names: readonly string[], most: number, depth: number): fc.Arbitrary<Properties> {
  const shape =
    depth > 0 ? fc.oneof({ weight: 3, arbitrary: scalar }, { weight: 1, arbitrary: object(depth - 1) }) : scalar;
  const property = fc.record({ required: fc.boolean().map((coin) => coin), shape });
  return fc
    .uniqueArray(fc.constantFrom(...names), { minLength: 2, maxLength: most })
    .chain((chosen) => fc.tuple(...chosen.map((name) => fc.tuple(fc.constant(name), property))))
    .map((entries) =>
      Object.fromEntries(
        entries.map(([name, { required, shape }], index) => [name, { required: required && index % 2 === 1, shape }]),
      ),
    );
}

/** @param nested whether properties may be objects (bodies) or not (query parameters) */
export function apis(nested: boolean): fc.Arbitrary<Api> {
  return propertiesOf(["alpha", "beta_2", "gamma", "delta", "mode", "flag"], 5, nested ? 2 : 0).chain((properties) =>
    fc.record({
      properties: fc.constant(properties),
      rules: fc.array(ruleOver(namesOf(properties)), { minLength: 1, maxLength: 4 }),
    }),
  );
}

interface Named {
  readonly name: string;
  readonly shape: Shape;
}

function namesOf(properties: Properties, prefix = ""): Named[] {
  return Object.entries(properties).flatMap(([key, { shape }]) => [
    { name: prefix + key, shape },
    ...(shape.kind === "object" ? namesOf(shape.properties, `${prefix}${key}.`) : []),
  ]);
}

function ruleOver(names: readonly Named[]): fc.Arbitrary<Rule> {
  const any = expression(names, 2, true);
  return fc.oneof(
    fc.record({ kind: fc.constant("if" as const), condition: any, consequence: any }),
    fc.record({
      kind: fc.constant("form" as const),
      negated: fc.constantFrom(false, false, false, true),
      form: form(names, 1),
    }),
  );
}

function atom(names: readonly Named[]): fc.Arbitrary<Expression> {
  return fc.constantFrom(...names).chain(({ name, shape }): fc.Arbitrary<Expression> => {
    const present: fc.Arbitrary<Expression> = fc.constant({ kind: "present", name });
    if (shape.kind === "enum") {
      return fc.oneof(
        present,
        fc
          .subarray([...shape.values], { minLength: 1 })
          .map((values): Expression => ({ kind: "equals", name, values })),
      );
    }
    return shape.kind === "boolean"
      ? fc.oneof(
          present,
          fc.boolean().map((value): Expression => ({ kind: "equals", name, values: [value] })),
        )
      : present;
  });
}

function expression(names: readonly Named[], depth: number, not: boolean): fc.Arbitrary<Expression> {
  if (depth === 0) return atom(names);
  const inner = expression(names, depth - 1, not);
  return fc.oneof(
    { weight: 3, arbitrary: atom(names) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom("AND" as const, "OR" as const),
        of: fc.array(inner, { minLength: 2, maxLength: 3 }),
      }),
    },
    { weight: 1, arbitrary: form(names, depth - 1) },
    { weight: not ? 1 : 0, arbitrary: fc.record({ kind: fc.constant("not" as const), of: inner }) },
  );
}

function form(names: readonly Named[], depth: number): fc.Arbitrary<Expression> {
  return fc.record({
    kind: fc.constantFrom("Or" as const, "OnlyOne" as const, "AllOrNone" as const, "ZeroOrOne" as const),
    of: fc.array(expression(names, depth, false), { minLength: 2, maxLength: 4 }),
  });
}

export function printRule(rule: Rule): string {
  return rule.kind === "if"
    ? `IF ${print(rule.condition)} THEN ${print(rule.consequence)};`
    : `${rule.negated ? "NOT " : ""}${print(rule.form)};`;
}

function print(node: Expression): string {
  switch (node.kind) {
    case "present":
      return printName(node.name);
    case "equals":
      return `${printName(node.name)}==${node.values.map((value) => (typeof value === "string" ? `'${value}'` : String(value))).join("|")}`;
    case "not":
      return `NOT (${print(node.of)})`;
    case "AND":
    case "OR":
      return `(${node.of.map(print).join(` ${node.kind} `)})`;
    default:
      return `${node.kind}(${node.of.map(print).join(", ")})`;
  }
}

function printName(name: string): string {
  return /^[A-Za-z_.][\w.]*$/.test(name) ? name : `[${name}]`;
}

/** IDL's meaning, word for word. */
export function holds(rule: Rule, request: RequestObject): boolean {
  if (rule.kind === "form") return evaluate(rule.form, request) !== rule.negated;
  return !evaluate(rule.condition, request) || evaluate(rule.consequence, request);
}

function evaluate(node: Expression, request: RequestObject): boolean {
  switch (node.kind) {
    case "present":
      return valueAt(request, node.name) !== undefined;
    case "equals":
      return node.values.some((value) => valueAt(request, node.name) === value);
    case "not":
      return !evaluate(node.of, request);
    case "AND":
      return node.of.every((part) => evaluate(part, request));
    case "OR":
    case "Or":
      return node.of.some((part) => evaluate(part, request));
    case "OnlyOne":
      return node.of.filter((part) => evaluate(part, request)).length === 1;
    case "ZeroOrOne":
      return node.of.filter((part) => evaluate(part, request)).length <= 1;
    case "AllOrNone":
      return [0, node.of.length].includes(node.of.filter((part) => evaluate(part, request)).length);
  }
}

function valueAt(request: RequestObject, name: string): Leaf | RequestObject | undefined {
  let current: Leaf | RequestObject | undefined = request;
  for (const step of name.split(".")) current = typeof current === "object" ? current[step] : undefined;
  return current;
}

/** Every request that the schema allows, one value standing for all of an open property. */
export function everyRequest(properties: Properties): RequestObject[] {
  let requests: RequestObject[] = [{}];
  for (const [key, { required, shape }] of Object.entries(properties)) {
    const values = everyValue(shape);
    requests = requests.flatMap((request) => [
      ...(required ? [] : [request]),
      ...values.map((value) => ({ ...request, [key]: value })),
    ]);
  }
  return requests;
}

function everyValue(shape: Shape): (Leaf | RequestObject)[] {
  switch (shape.kind) {
    case "open":
      return ["text"];
    case "enum":
      return [...shape.values];
    case "boolean":
      return [true, false];
    case "object":
      return everyRequest(shape.properties);
  }
}

export function schemaOf(properties: Properties): object {
  const required = Object.keys(properties).filter((key) => properties[key]?.required);
  return {
    type: "object",
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(Object.entries(properties).map(([key, { shape }]) => [key, shapeSchema(shape)])),
  };
}

export function shapeSchema(shape: Shape): object {
  switch (shape.kind) {
    case "open":
      return { type: "string" };
    case "enum":
      return { type: "string", enum: shape.values };
    case "boolean":
      return { type: "boolean" };
    case "object":
      return schemaOf(shape.properties);
  }
}

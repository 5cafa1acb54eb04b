import fc from "fast-check";
import { dependencies } from "../random/random-rules.ts";
import type { Field, Shape } from "../random/shapes.ts";
import type { Json } from "../reference/document.ts";

/** Two versions of an operation with few fields, so that every request that they can tell apart can be listed. */
export interface SmallPair {
  readonly base: Record<string, Json>;
  readonly revision: Record<string, Json>;
  /** Every field of either version, with all values worth trying. */
  readonly fields: readonly SmallField[];
}

export interface SmallField {
  /** From the request down: `["params", "query", "alpha"]`, `["body", "o", "r"]`. */
  readonly path: readonly string[];
  readonly values: readonly Json[];
}

/** What a pair is made of: only presence, enums and booleans, or numbers and texts, too. */
export type Kind = "finite" | "open";

const places: readonly (readonly string[])[] = [
  ["params", "query", "alpha"],
  ["params", "query", "beta"],
  ["params", "header", "X-Mode"],
  ["body", "p"],
  ["body", "q"],
  ["body", "o", "r"],
  ["body", "o", "s"],
];

/** A field that both versions have: rules speak of these, by values that both have. */
interface Core {
  readonly path: readonly string[];
  readonly shape: Shape;
}

/** One version's own say. */
interface Version {
  readonly required: readonly boolean[];
  /** Another value, or another bound, for each field. */
  readonly wider: readonly boolean[];
  readonly extra: boolean;
  readonly open: boolean;
  readonly bodyRequired: boolean;
  readonly objectRequired: boolean;
  readonly rules: readonly boolean[];
}

const shapes: Readonly<Record<Kind, readonly Shape[]>> = {
  finite: [
    { kind: "text" },
    { kind: "boolean" },
    { kind: "enum", values: ["x", "y"] },
    { kind: "enum", values: ["x"] },
  ],
  open: [
    { kind: "text" },
    { kind: "enum", values: ["x", "y"] },
    { kind: "number", whole: true, minimum: 0, maximum: 4 },
    { kind: "number", whole: false, minimum: 0, maximum: 4 },
  ],
};

export function smallPairs(kind: Kind): fc.Arbitrary<SmallPair> {
  const core = fc
    .shuffledSubarray([...places], { minLength: 3, maxLength: 4 })
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map((path) => fc.record({ path: fc.constant(path), shape: fc.constantFrom(...shapes[kind]) })),
      ),
    );
  return core.chain((fields) => {
    const names = fields.map(
      ({ path, shape }): Field => ({ name: path.slice(path[0] === "params" ? 2 : 1).join("."), shape }),
    );
    const flags = (length: number): fc.Arbitrary<boolean[]> =>
      fc.array(fc.boolean(), { minLength: length, maxLength: length });
    const rarely = fc.constantFrom(true, false, false);
    const version = fc.record({
      required: flags(fields.length),
      wider: flags(fields.length),
      extra: rarely,
      open: rarely,
      bodyRequired: fc.boolean(),
      objectRequired: fc.boolean(),
      rules: flags(3),
    });
    // One flag differs, or many.
    const second = (first: Version): fc.Arbitrary<Version> =>
      fc.oneof(
        version,
        flags(fields.length).map((wider) => ({ ...first, wider })),
        flags(fields.length).map((required) => ({ ...first, required })),
        flags(3).map((rules) => ({ ...first, rules })),
        fc.boolean().map((bodyRequired) => ({ ...first, bodyRequired, extra: !first.extra })),
        fc.constant(first),
      );
    const rules = dependencies(names, kind === "finite" ? "types" : "all", 3);
    return fc
      .tuple(
        version.chain((first) => fc.tuple(fc.constant(first), second(first))),
        rules,
      )
      .map(([[base, revision], sentences]) => ({
        base: describe(fields, base, sentences),
        revision: describe(fields, revision, sentences),
        fields: [
          ...fields.map(({ path, shape }) => ({ path, values: valuesOf(shape) })),
          { path: extraPath, values: ["e"] },
          ...(fields.some(({ path }) => path[0] === "body") ? [{ path: ["body", "unknown"], values: ["u"] }] : []),
        ],
      }));
  });
}

const extraPath = ["params", "query", "extra"];

function valuesOf(shape: Shape): readonly Json[] {
  switch (shape.kind) {
    case "boolean":
      return [true, false];
    case "enum":
      return [...shape.values, "z", "~"];
    case "number":
      return [-1, 0, 1, 2, 2.5, 3, 4, 5, 6, 7, 0.3, 1.2];
    default:
      return ["x", "xy", "a.c", "~", "", "xzy", "xyxyx"];
  }
}

function describe(fields: readonly Core[], version: Version, sentences: readonly string[]): Record<string, Json> {
  const schemaAt = (index: number): Json =>
    schemaOf(fields[index]?.shape ?? { kind: "text" }, version.wider[index] === true);
  const parameters = fields.flatMap(({ path }, index) => {
    const [container, location, name] = path;
    return container === "params"
      ? [{ name, in: location, required: version.required[index], schema: schemaAt(index) }]
      : [];
  });
  const extra = version.extra ? [{ name: "extra", in: "query", schema: { type: "string" } }] : [];
  const properties = (depth: number): [string, Json, boolean][] =>
    fields.flatMap(({ path }, index): [string, Json, boolean][] =>
      path[0] === "body" && path.length === depth
        ? [[path.at(-1) ?? "", schemaAt(index), version.required[index] === true]]
        : [],
    );
  const inner = properties(3);
  const own = properties(2);
  const nested: [string, Json, boolean][] =
    inner.length > 0 ? [["o", objectOf(inner, false), version.objectRequired]] : [];
  const hasBody = own.length + nested.length > 0;
  const content = { "application/json": { schema: objectOf([...own, ...nested], version.open) } };
  return {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: {
      "/thing": {
        post: {
          operationId: "thing",
          parameters: [...parameters, ...extra],
          ...(hasBody && { requestBody: { required: version.bodyRequired, content } }),
          "x-dependencies": sentences.filter((_, index) => version.rules[index]),
          responses: { "204": { description: "Done" } },
        },
      },
    },
  };
}

function objectOf(properties: readonly [string, Json, boolean][], open: boolean): Json {
  return {
    type: "object",
    properties: Object.fromEntries(properties.map(([key, schema]) => [key, schema])),
    required: properties.filter(([, , required]) => required).map(([key]) => key),
    additionalProperties: open,
  };
}

function schemaOf(shape: Shape, wider: boolean): Json {
  switch (shape.kind) {
    case "boolean":
      return { type: "boolean" };
    case "enum":
      return { enum: wider ? [...shape.values, "z"] : shape.values };
    case "number":
      return { type: shape.whole ? "integer" : "number", minimum: shape.minimum, maximum: wider ? 6 : shape.maximum };
    default:
      return { type: "string", ...(wider && { maxLength: 4 }) };
  }
}

/** Every request that has any of the fields, with any of the values; undefined where there are more than `most`. */
export function everyRequest({ fields }: SmallPair, most: number): Json[] | undefined {
  const amount = fields.reduce((product, { values }) => product * (values.length + 1), 1);
  if (amount > most) return undefined;
  let requests: Record<string, Json>[] = [{}];
  for (const { path, values } of fields)
    requests = requests.flatMap((request) => [request, ...values.map((value) => withValue(request, path, value))]);
  const body = fields.some(({ path }) => path[0] === "body");
  const hasObject = fields.some(({ path }) => path.length === 3 && path[0] === "body");
  // Objects may be empty, too.
  const empty = body
    ? requests.filter((request) => !("body" in request)).map((request) => ({ ...request, body: {} }))
    : [];
  const withEmpty = hasObject
    ? [...requests, ...empty].flatMap((request) => {
        const inner = request["body"];
        return isObject(inner) && !("o" in inner) ? [{ ...request, body: { ...inner, o: {} } }] : [];
      })
    : [];
  return [...requests, ...empty, ...withEmpty];
}

/** Some of them, picked at random: every field absent now and then. */
export function someRequests({ fields }: SmallPair, seed: number, amount: number): Json[] {
  const request = fc
    .tuple(
      fc.constantFrom<Record<string, Json>>({}, fields.some(({ path }) => path[0] === "body") ? { body: {} } : {}),
      ...fields.map(({ path, values }) =>
        fc
          .tuple(
            fc.constantFrom(
              ...(path.includes("extra") || path.includes("unknown")
                ? [true, false, false, false]
                : [true, true, false]),
            ),
            fc.constantFrom(...values),
          )
          .map(([isSet, value]) => ({ path, value, isSet })),
      ),
    )
    .map(([start, ...chosen]) =>
      chosen.reduce((whole, { path, value, isSet }) => (isSet ? withValue(whole, path, value) : whole), start),
    );
  return fc.sample(request, { seed, numRuns: amount });
}

function withValue(request: Record<string, Json>, path: readonly string[], value: Json): Record<string, Json> {
  const [key = "", ...rest] = path;
  const inner = request[key];
  return { ...request, [key]: rest.length === 0 ? value : withValue(isObject(inner) ? inner : {}, rest, value) };
}

function isObject(value: Json): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

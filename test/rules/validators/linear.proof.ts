import { expect, test } from "@jest/globals";
import { SchemaLowering, shareEqual } from "../../../scripts/emitters/validators/lower-schema.ts";
import { reviveData } from "../../../scripts/emitters/validators/module-data.ts";
import { kitFor, neededParts } from "../../../scripts/emitters/validators/runtime-parts.ts";
import { findViolations, operation } from "../../../scripts/runtime/request.ts";
import { PlainReading } from "../../schema-suite/plain-reading.ts";

type Random = (below: number) => number;
type Nest = (inner: object, other: object) => object;

const whole = { $ref: "#" };
/** What a schema can apply to the same value, to its parts and to itself. */
const nests: readonly Nest[] = [
  (inner) => ({ anyOf: [inner] }),
  (inner, other) => ({ anyOf: [other, inner] }),
  (inner, other) => ({ oneOf: [inner, { allOf: [other], required: ["none"] }] }),
  (inner, other) => ({ allOf: [inner, { anyOf: [other, true] }] }),
  (inner) => ({ not: { not: inner } }),
  (inner, other) => ({ if: inner, then: other }),
  (inner, other) => ({ if: other, then: true, else: inner }),
  (inner) => ({ dependentSchemas: { a: inner, b: { anyOf: [true, whole] } } }),
  (inner) => ({ contains: inner, minContains: 0, properties: { a: whole } }),
  (inner, other) => ({ properties: { a: inner, b: { anyOf: [whole, other] } } }),
  (inner) => ({ items: inner, prefixItems: [{ anyOf: [whole, true] }] }),
  (inner) => ({ allOf: [inner], propertyNames: { maxLength: 2 }, additionalProperties: whole }),
  (inner) => ({ allOf: [inner], uniqueItems: true }),
  (inner) => ({ anyOf: [inner, { enum: [{ a: [{ b: 1 }] }, [[]]] }] }),
];
const leaves = [
  { type: ["object", "array"] },
  { properties: { a: { type: ["object", "array", "number"] } } },
  {},
  whole,
];

function randomSchema(levels: number, random: Random): object {
  let schema: object = pick(leaves, random);
  for (let level = 0; level < levels; level++) {
    schema = pick(nests, random)(schema, pick(leaves, random));
    const closes = random(4);
    if (closes % 2 === 1) schema = { ...schema, unevaluatedProperties: closes === 1 ? false : whole };
    if (closes > 1) schema = { ...schema, unevaluatedItems: closes === 2 ? false : whole };
  }
  return schema;
}

/** @param tell told of each read of a property */
function randomValue(levels: number, random: Random, tell: () => unknown): unknown {
  if (levels === 0) return random(2);
  const parts = Array.from({ length: 2 }, (_, index) =>
    randomValue(index === 0 ? levels - 1 : random(2), random, tell),
  );
  const value = random(3) === 0 ? [] : {};
  for (const [index, part] of parts.entries()) {
    const get = (): unknown => {
      tell();
      return part;
    };
    Object.defineProperty(value, Array.isArray(value) ? index : ("ab"[index] ?? ""), { enumerable: true, get });
  }
  return value;
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[random(items.length)];
  if (item === undefined) throw new RangeError();
  return item;
}

function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function validatorFor(schema: object): (body: unknown) => unknown {
  const reading = new PlainReading();
  const lowering = new SchemaLowering(reading);
  const lowered = lowering.lower(schema, reading.add("http://linear.test/", schema));
  const { roots, table } = shareEqual([lowered], lowering.table);
  const request = { forms: [{ body: roots[0] ?? true }], bodyRequired: true } as const;
  const checker = operation(kitFor(neededParts(request, table)), reviveData(request, table, new Map()))("body");
  return (body) => findViolations(checker, body);
}

test("a long schema that each level asks for twice is read no more often than the limit of steps allows", () => {
  const inner = { properties: { inner: whole } };
  const end = { enum: Array.from({ length: 2000 }, (_, of) => ({ of })) };
  const validate = validatorFor({ anyOf: [{ ...inner, required: ["none"] }, inner], properties: { end } });
  let reads = 0;
  let body: object = { end: Object.defineProperty({}, "of", { enumerable: true, get: () => -Math.sign(++reads) }) };
  for (let level = 0; level < 40; level++) body = { inner: body };
  expect(validate(body)).not.toEqual([]);
  expect(reads).toBeLessThan(20_000_000);
});

test("no random schema of many levels reads a random value more often than the limit of steps allows", () => {
  const readsOf = (seed: number): number => {
    const random = randomFrom(seed * 7919);
    let reads = 0;
    const validate = validatorFor(randomSchema(4 + (seed % 21), random));
    validate(randomValue(12, random, () => reads++));
    return reads;
  };
  const cases = Array.from({ length: 3000 }, (_, index) => ({ seed: index + 1, reads: readsOf(index + 1) }));
  // A pass that doesn't remember ends after 200 000 steps, and the one after it is linear; 2^24 would be 16 million.
  expect(cases.filter(({ reads }) => reads > 400_000)).toEqual([]);
});

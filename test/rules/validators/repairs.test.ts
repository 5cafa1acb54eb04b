import { expect, test } from "@jest/globals";
import { type Validate, validatorsOf } from "../engine.ts";

type Body = Readonly<Record<string, unknown>>;

function brokenIn(
  sentences: readonly string[],
  names: readonly string[],
): Promise<(body: Body) => ReturnType<Validate>> {
  const kind = { type: "string", enum: ["x", "y", "z"] };
  const properties = { ...Object.fromEntries(names.map((name) => [name, { type: "string" }])), kind };
  return validateBody(sentences, properties);
}

async function validateBody(
  sentences: readonly string[],
  properties: object,
  required: readonly string[] = [],
  rest: object = {},
): Promise<(body: Body) => ReturnType<Validate>> {
  const schema = { type: "object", properties, required, ...rest };
  const post = {
    requestBody: { content: { "application/json": { schema } } },
    responses: { 204: { description: "Done" } },
    "x-dependencies": sentences,
  };
  const info = { title: "Repairs", version: "1" };
  const validate = (await validatorsOf({ openapi: "3.1.0", info, paths: { "/": { post } } })).get("post /");
  return (body) => validate?.({ body }) ?? [];
}

const without = (body: Body, name: string): Body =>
  Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));

/** The body after "remove a and set kind to 'x'". */
function follow(body: Body, repair: string): Body {
  let changed = body;
  for (const step of repair.split(/, | and /)) {
    const [, verb, name = "", value = "text"] = /^(remove|set) (\w+)(?: to '(.*)')?$/.exec(step) ?? [];
    if (verb === undefined) throw new TypeError(`not a step: ${step}`);
    changed = verb === "remove" ? without(changed, name) : { ...changed, [name]: value };
  }
  return changed;
}

/** All bodies that differ from one in a single field. */
function neighbours(body: Body, names: readonly string[]): Body[] {
  return [...names, "kind"].flatMap((name) => [
    ...(name in body ? [without(body, name)] : []),
    ...(name === "kind" ? ["x", "y", "z"] : ["text"])
      .filter((value) => body[name] !== value)
      .map((value) => ({ ...body, [name]: value })),
  ]);
}

const names = ["a", "b", "c", "d", "e"];
/** Every third of all bodies. */
const bodies: Body[] = Array.from({ length: 43 }, (_, index) => index * 3).map((bits) => ({
  ...Object.fromEntries(names.flatMap((name, index) => (bits & (1 << index) ? [[name, "text"]] : []))),
  ...(bits < 32 ? {} : { kind: "-xyz"[bits >> 5] }),
}));

test.each([
  ["OnlyOne(a, b, c, e);", "ZeroOrOne(c, d);", "AllOrNone(e, c, d);"],
  ["IF kind=='x' THEN a AND NOT b;", "IF NOT kind=='y' THEN c OR d;", "Or(b, e);"],
  ["AllOrNone(a, b, c);", "IF a THEN kind=='z';", "ZeroOrOne(c, d, e);"],
  ["IF a OR b THEN NOT (c AND d);", "OnlyOne(d, e);", "IF kind=='x'|'y' THEN d;"],
])("repairs of %s, %s and %s are right and minimal, and lead to a valid request", async (...sentences) => {
  const broken = await brokenIn(sentences, names);
  const breaks = (body: Body, sentence: string | undefined): boolean =>
    broken(body).some((one) => one.sentence === sentence);
  for (const body of bodies) {
    const known = new Set(broken(body).map(({ sentence }) => sentence));
    for (const { sentence, repair = "" } of broken(body)) {
      const isRepaired = (changed: Body): boolean =>
        !breaks(changed, sentence) && broken(changed).every((one) => known.has(one.sentence));
      for (const one of repair.split(", or "))
        expect([body, one, isRepaired(follow(body, one))]).toEqual([body, one, true]);
      const size = (repair.split(", or ")[0] ?? "").split(/, | and /).length;
      let fewer = [body];
      for (let changes = 1; changes < Math.min(size, 3); changes++)
        fewer = fewer.flatMap((near) => neighbours(near, names));
      if (size > 1) expect([body, repair, fewer.some(isRepaired)]).toEqual([body, repair, false]);
    }
    let current = body;
    for (let steps = sentences.length; steps > 0 && broken(current).length > 0; steps--)
      current = follow(current, broken(current)[0]?.repair?.split(", or ")[0] ?? "");
    expect([body, broken(current)]).toEqual([body, []]);
  }
});

test("a rule over many fields has a repair, however many are set", async () => {
  const many = Array.from({ length: 30 }, (_, index) => `f${index}`);
  const broken = await brokenIn([`OnlyOne(${many.join(", ")});`], many);
  const repairOf = (set: readonly string[]): string | undefined =>
    broken(Object.fromEntries(set.map((name) => [name, "text"])))[0]?.repair;
  expect(repairOf(many.slice(-3))).toBe(
    "remove f27 and remove f28, or remove f27 and remove f29, or remove f28 and remove f29",
  );
  expect(repairOf(many.slice(-7))?.split(", or ")[0]?.match(/f\d+/g)).toHaveLength(6);
});

const whole = { type: "integer" };
const decimal = { type: "number" };
const text = { type: "string" };
const time = { type: "string", format: "date-time" };
const date = { type: "string", format: "date" };

test.each<[string, object, readonly string[], Body, string | undefined]>([
  ["IF a THEN n >= 3;", { a: text, n: whole }, [], { a: "x", n: 1 }, "remove a, or set n to 3 or more"],
  ["IF a THEN n > 3;", { a: text, n: whole }, ["a"], { a: "x" }, "set n to 4 or more"],
  ["IF a THEN n > 3;", { a: text, n: decimal }, ["a"], { a: "x", n: 3 }, "set n to more than 3"],
  [
    "IF a THEN n != 3;",
    { a: text, n: decimal },
    ["a"],
    { a: "x", n: 3 },
    "set n to less than 3, or set n to more than 3",
  ],
  [
    "IF a THEN n >= 3;",
    { a: text, n: { ...whole, minimum: 0, maximum: 10 } },
    ["a"],
    { a: "x", n: 1 },
    "set n to a value from 3 to 10",
  ],
  [
    "IF a THEN n >= 3;",
    { a: text, n: { ...whole, multipleOf: 5 } },
    ["a"],
    { a: "x", n: 0 },
    "set n to 5 or more (a multiple of 5)",
  ],
  ["IF a THEN n >= 3;", { a: text, n: { enum: [1, 2, 4, 8] } }, ["a"], { a: "x", n: 1 }, "set n to 4 or 8"],
  ["IF a THEN n >= 3;", { a: text, n: { ...whole, maximum: 2 } }, ["a"], { a: "x", n: 1 }, undefined],
  ["IF a THEN n == 7;", { a: text, n: { ...whole, multipleOf: 3 } }, ["a"], { a: "x", n: 3 }, undefined],
  ["IF a THEN n >= 3;", { a: text, n: { anyOf: [whole, { const: 0.5 }] } }, ["a"], { a: "x", n: 1 }, undefined],
  [
    "IF a THEN n >= 3 AND m < 2;",
    { a: text, n: whole, m: decimal },
    ["a"],
    { a: "x", n: 1, m: 4 },
    "set n to 3 or more and set m to less than 2",
  ],
  [
    "x < y;",
    { x: decimal, y: decimal },
    ["y"],
    { x: 5, y: 3.5 },
    "remove x, or set x to less than 3.5, or set y to more than 5",
  ],
  [
    "x < y;",
    { x: time, y: time },
    [],
    { x: "2024-05-01T00:00:00Z", y: "2024-04-01T02:00:00+02:00" },
    "remove x, or remove y, or set x to a time before '2024-04-01T00:00:00Z', or set y to a time after '2024-05-01T00:00:00Z'",
  ],
  [
    "x <= y;",
    { x: date, y: time },
    ["x", "y"],
    { x: "2024-05-01", y: "2024-04-01T05:00:00.5Z" },
    "set x to '2024-04-01' or earlier, or set y to '2024-05-01T00:00:00Z' or later",
  ],
  [
    "a + b < 10;",
    { a: whole, b: decimal },
    ["a", "b"],
    { a: 5, b: 8.5 },
    "set a to 1 or less, or set b to less than 5",
  ],
])("%s of %j is repaired within bounds", async (sentence, properties, required, body, repair) => {
  const validate = await validateBody([sentence], properties, required);
  expect(validate(body).find((one) => one.sentence === sentence)?.repair).toBe(repair);
});

test("a bound keeps other rules, too", async () => {
  const validate = await validateBody(["IF a THEN n > 2;", "IF n >= 6.5 THEN b;"], { a: text, n: decimal, b: text }, [
    "a",
  ]);
  expect(validate({ a: "x", n: 1 })[0]?.repair).toBe("set n to more than 2 but less than 6.5");
  expect(validate({ a: "x", n: 1, b: "x" })[0]?.repair).toBe("set n to more than 2");
});

test.each<[object, string | undefined]>([
  [{ not: { required: ["b", "c"] } }, "set n to 3 or more"],
  [{ if: { required: ["b"], properties: { b: { const: "x" } } }, then: { required: ["c"] } }, "set n to 3 or more"],
  [{ dependentSchemas: { b: { required: ["c"], properties: { c: { minLength: 2 } } } } }, "set n to 3 or more"],
  [{ anyOf: [{ required: ["b"] }, { not: { required: ["c"] } }] }, "set n to 3 or more"],
  [{ not: { properties: { n: { minimum: 5, multipleOf: 2 } } } }, undefined],
  [{ if: { properties: { b: { const: "x" } } }, else: { properties: { n: { maximum: 2 } } } }, undefined],
  [{ dependentSchemas: { a: { additionalProperties: { maxLength: 9, maximum: 9 } } } }, undefined],
  [{ patternProperties: { "^n": { maximum: 9 } } }, undefined],
])("a bound is told beside %j unless that limits the field, too", async (rest, repair) => {
  const sentence = "IF a THEN n >= 3;";
  const validate = await validateBody([sentence], { a: text, n: whole, b: text, c: text }, ["a"], rest);
  expect(validate({ a: "x" }).find((one) => one.sentence === sentence)?.repair).toBe(repair);
});

const event = {
  start: {
    type: "object",
    properties: { date: text, time: text, zone: text },
    dependentRequired: { zone: ["time"] },
    "x-dependencies": ["Or(date, time);"],
  },
  allDay: text,
  until: text,
  capture: { type: "boolean" },
  tags: { type: "array", items: text, minItems: 1 },
  note: { type: "object", properties: { text: { oneOf: [text, whole] } }, required: ["text"] },
};

test.each<[sentences: readonly string[], Body, string]>([
  [["IF allDay THEN NOT start.time;"], { allDay: "x", start: { time: "t" } }, "remove allDay"],
  [
    ["IF allDay THEN NOT start.time;"],
    { allDay: "x", start: { time: "t", date: "d" } },
    "remove allDay, or remove start.time",
  ],
  [["IF allDay THEN start.zone;"], { allDay: "x", start: { date: "d" } }, "remove allDay"],
  [["IF allDay THEN start.zone;"], { allDay: "x", start: { time: "t" } }, "remove allDay, or set start.zone"],
  [["IF until THEN capture==false;", "IF capture==false THEN [X-Key];"], { until: "x" }, "remove until"],
  [["IF until THEN capture==false;", "IF capture==false THEN [X-Key];"], { until: "x", capture: false }, "set X-Key"],
  [["IF tags=='news' THEN until;"], { tags: ["news"] }, "remove tags, or set until"],
  [["IF tags=='news' THEN until;"], { tags: ["news", "x"] }, "remove tags, or remove 'news' from tags, or set until"],
  [["IF until THEN note.text;"], { until: "x" }, "remove until, or set note.text"],
])("a repair of %j in %j breaks nothing elsewhere", async (sentences, body, repair) => {
  const schema = { type: "object", properties: event };
  const post = {
    parameters: [{ name: "X-Key", in: "header", schema: text }],
    requestBody: { content: { "application/json": { schema } } },
    responses: { 204: { description: "Done" } },
    "x-dependencies": sentences,
  };
  const info = { title: "Repairs", version: "1" };
  const validate = (await validatorsOf({ openapi: "3.1.0", info, paths: { "/": { post } } })).get("post /");
  expect(validate?.({ body }).map((one) => one.repair)).toEqual([repair]);
});

test("of repairs that all break something else, each is told; in lists, too", async () => {
  const item = { type: "object", properties: { a: text, tags: event.tags }, required: ["a"] };
  const rules = { "x-dependencies": ["IF a THEN NOT tags=='news';"] };
  const validate = await validateBody([], { list: { type: "array", items: { ...item, ...rules } } });
  expect(
    validate({
      list: [
        { a: "x", tags: ["news", "x"] },
        { a: "x", tags: ["news"] },
      ],
    }).map((one) => one.repair),
  ).toEqual(["remove tags, or remove 'news' from tags", "remove tags"]);
  const all = await validateBody(["IF a THEN NOT tags=='news';"], { a: text, tags: event.tags }, ["a", "tags"]);
  expect(all({ a: "x", tags: ["news"] })[0]?.repair).toBe("remove 'news' from tags");
});

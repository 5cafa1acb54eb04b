import { expect, test } from "@jest/globals";
import { judgeLines } from "../../types/compiler.ts";
import { apiWith } from "../docs/api.ts";
import { keywordPlacesOf, validatorsOf } from "../engine.ts";
import { generateFrom } from "../generator.ts";

/** An operation whose body has these rules, each on a line of its own. */
function describeBody(rules: readonly string[], names: readonly string[]): string {
  return `openapi: 3.1.0
info: { title: Limits, version: "1" }
paths:
  /a:
    post:
      operationId: a
      x-dependencies:
${rules.map((rule) => `        - ${rule}`).join("\n")}
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, additionalProperties: false, properties: { ${names.map((name) => `${name}: {}`).join(", ")} } }
      responses: { "204": { description: OK } }
`;
}

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

/** What `generate` warns of, and whether the type accepts each body. */
async function judge(
  description: string,
  bodies: readonly (readonly string[])[],
): Promise<{ warnings: string[]; accepted: boolean[] }> {
  const { types, warnings } = await generateFrom(description);
  const lines = bodies.map((names) => `f({ ${names.map((name) => `${name}: 1`).join(", ")} });`);
  const prelude = `${types}\ndeclare function f(body: paths["/a"]["post"]["requestBody"]["content"]["application/json"]): void;`;
  return {
    warnings: warnings.map(({ line, message }) => `${line} ${message}`),
    accepted: judgeLines(prelude, lines).map((messages) => messages.length === 0),
  };
}

const combinations =
  "This rule is left out of the types, so they accept what breaks it, because with the other rules of its object it makes more than 1024 combinations. The validator checks it:";
const variants =
  "This rule is left out of the types, so they accept what breaks it, because with the rules that share its fields it makes more than 64 variants, or takes too many steps to derive. The validator checks it:";

test("of more rules than the compiler can multiply, each that the types leave out has a warning, and no other", async () => {
  const rules = range(12).map((index) => `OnlyOne(a${index}, b${index});`);
  const names = range(12).flatMap((index) => [`a${index}`, `b${index}`]);
  const all = range(12).map((index) => `a${index}`);
  const broken = ["b0", "b10", "b11"].map((name) => [...all, name]);
  const { warnings, accepted } = await judge(describeBody(rules, names), [all, ...broken]);
  expect(warnings).toEqual([`18 ${combinations} ${rules[10]}`, `19 ${combinations} ${rules[11]}`]);
  expect(accepted).toEqual([true, false, true, true]);
});

test("of rules that share fields, those that make too many variants are left out with a warning, and no other", async () => {
  const [first, second] = [range(9).map((index) => `a${index}`), range(9).map((index) => `b${index}`)];
  const rules = [`OnlyOne(${first.join(", ")});`, `OnlyOne(${second.join(", ")});`, "IF a0 THEN b0;"];
  const bodies = [["a1", "b1"], ["a0", "b0"], ["a1"], ["a1", "a2", "b1"], ["a0", "b1"], ["a1", "b1", "b2"]];
  const { warnings, accepted } = await judge(describeBody(rules, [...first, ...second]), bodies);
  expect(warnings).toEqual([`9 ${variants} ${rules[1]}`]);
  expect(accepted).toEqual([true, true, true, false, false, true]);
});

test("one rule over more than 64 fields is left out with a warning, over 64 it isn't", async () => {
  const describe = (length: number): string => {
    const names = range(length).map((index) => `a${index}`);
    return describeBody([`OnlyOne(${names.join(", ")});`], names);
  };
  const bodies = [["a0"], [], ["a0", "a1"]];
  expect(await judge(describe(64), bodies)).toEqual({ warnings: [], accepted: [true, false, false] });
  const { warnings, accepted } = await judge(describe(65), bodies);
  expect(warnings.map((warning) => warning.split(" OnlyOne")[0])).toEqual([`8 ${variants}`]);
  expect(accepted).toEqual([true, true, true]);
});

/** A body in which each field names the next, in two ways. */
function describeLevels(levels: number, nest: (level: number, inner: object) => object): object {
  const names = range(levels + 1).flatMap((level) => [`a${level}`, `b${level}`]);
  const schema = (level: number): object => nest(level, { $ref: `#/components/schemas/S${level + 1}` });
  const schemas = range(levels).map((level) => [`S${level}`, schema(level)]);
  const body = { type: "object", properties: Object.fromEntries(names.map((name) => [name, {}])), ...schema(0) };
  return apiWith(
    {},
    { "application/json": body },
    Object.fromEntries([...schemas, [`S${levels}`, { required: ["c"] }]]),
  );
}

const dependents = (level: number, inner: object): object => ({
  dependentSchemas: { [`a${level}`]: inner, [`b${level}`]: inner },
});

test.each<readonly [string, (level: number, inner: object) => object]>([
  ["dependentSchemas", dependents],
  ["if", (level, inner) => ({ if: { required: [`a${level}`] }, then: inner, else: { not: { not: inner } } })],
  ["not", (level, inner) => ({ not: { anyOf: [{ not: inner }, { not: inner, required: [`a${level}`] }] } })],
])("rules of nested %s grow with the levels, and don't double with each", async (_, nest) => {
  const sizeOf = async (levels: number): Promise<number> =>
    [...(await keywordPlacesOf(describeLevels(levels, nest))).keys()].join("").length;
  expect(await sizeOf(12)).toBeLessThan(3 * (await sizeOf(6)));
});

test("where a rule would repeat a long schema, a warning says so, and the validator checks it", async () => {
  const api = describeLevels(8, dependents);
  const { warnings } = await generateFrom(api);
  expect(new Set(warnings.map(({ message }) => message))).toEqual(
    new Set([
      "The types leave open what '$ref' in 'dependentSchemas' says here, because the rule would repeat more than 100 conditions. The validator checks it.",
    ]),
  );
  const validate = (await validatorsOf(api)).get("post /things");
  const chain = Object.fromEntries(range(8).map((level) => [`b${level}`, 1]));
  expect(validate?.({ body: chain })).not.toEqual([]);
  expect(validate?.({ body: { ...chain, c: 1 } })).toEqual([]);
});

test("the types of many closed alternatives say in short why a variant leaves a property out", async () => {
  const closed = range(30).map(
    (index) => `{ type: object, properties: { p${index}: {} }, required: [p${index}], additionalProperties: false }`,
  );
  const { types } = await generateFrom(
    describeBody(["ZeroOrOne(p0, p1);"], []).replace(
      "type: object, additionalProperties: false, properties: {  }",
      `oneOf: [${closed.join()}]`,
    ),
  );
  const reasons = types.match(/Left out in this variant\..*/g) ?? [];
  expect(reasons).toHaveLength(30 * 29);
  expect(Math.max(...reasons.map((reason) => reason.length))).toBeLessThan(250);
});

test("no warning is given of a rule that the type of its own schema holds", async () => {
  const address = "properties: { street: {}, box: {}, country: {}, id: {} }";
  const { types, warnings } = await generateFrom(`openapi: 3.1.0
info: { title: Labels, version: "1" }
paths:
  /a:
    post:
      operationId: a
      x-dependencies: ["IF s.insured==true THEN photos;"]
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [s], properties: { s: { $ref: "#/components/schemas/S" }, photos: {} } } } } }
      responses: { "204": { description: OK } }
components:
  schemas:
    S:
      type: object
      required: [to, service]
      properties: { to: { $ref: "#/components/schemas/A" }, from: { $ref: "#/components/schemas/A" }, pickup: {}, service: { enum: [ground, freight] }, weight: {}, insured: { type: boolean }, value: {} }
      not: { required: [from, pickup] }
      if: { properties: { service: { const: freight } } }
      then: { required: [weight] }
      x-dependencies: ["AllOrNone(insured, value);"]
    A: { type: object, ${address}, anyOf: [{ required: [id] }, { required: [street, country] }, { required: [box, country] }] }
`);
  expect(warnings.map(({ message }) => message)).toEqual([]);
  const lines = ["to: { id: 1 }, from: { id: 1 }", "to: { id: 1 }, from: { street: 1 }", "to: { street: 1 }"].map(
    (addresses) => `f({ s: { service: "ground", ${addresses} } });`,
  );
  const prelude = `${types}\ndeclare function f(body: paths["/a"]["post"]["requestBody"]["content"]["application/json"]): void;`;
  expect(judgeLines(prelude, lines).map((messages) => messages.length === 0)).toEqual([true, false, false]);
});

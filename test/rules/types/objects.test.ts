import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { compile } from "../../types/compiler.ts";
import { validatorsOf } from "../engine.ts";
import { generateFrom } from "../generator.ts";
import type { Json } from "../reference/document.ts";

const fixture = readFileSync(resolve(import.meta.dirname, "../../fixtures/objects.yaml"), "utf8");

const time = { at: "x" };
const recipients: readonly Json[] = [
  ...["all", "some", ["x"], [1], [], null, 3],
  ...[{ user: "1" }, {}, { group: "1" }, { group: "1", team: "1" }, { user: "1", group: "1" }],
];
const owners: readonly Json[] = [null, {}, { id: "1" }, { mail: "1" }, { id: "1", mail: "1" }];

/** Requests at the borders of what each schema allows. */
const values: Readonly<Record<string, readonly Json[]>> = {
  Payment: [
    ...[{}, { method: "cash" }, { method: "cash", iban: "x" }, { method: "cash", card: {} }, { method: "card" }],
    ...[{ number: "1" }, { token: "1" }, { number: "1", token: "2" }, {}].map((card) => ({ method: "card", card })),
    { method: "card", card: { token: "1" }, iban: "x" },
    ...[{ method: "iban" }, { method: "iban", iban: "x" }, { method: "iban", iban: "x", card: { token: "x" } }],
    ...[{ iban: "x" }, { method: "cash", card: { token: "t" } }],
  ],
  Exclusive: [
    ...[{}, { a: "1" }, { b: "1" }, { a: "1", b: "1" }, { b: "1", c: "1" }, { a: "1", c: "1" }],
    ...[{ d: "1" }, { d: "1", a: "1" }, { d: "1", b: "1" }],
  ],
  Shipping: [
    ...[null, {}, "x", { street: "x", zip: "y" }, { street: "x" }, { pickup: "x" }, { pickup: 3 }],
    { pickup: "x", street: "y", zip: "z" },
  ],
  Source: [
    ...[{}, { url: "x" }, { text: "x" }, { language: "en" }, { text: "x", language: "en" }],
    ...[
      { url: "x", language: "de" },
      { text: "x", language: "fr" },
      { url: "x", file: "y", text: "z", language: "de" },
    ],
  ],
  Trip: [
    ...[{}, { rules: {} }, { rules: { a: "1" } }, { rules: { a: "1" }, stops: [] }, { rules: { d: "1" } }],
    ...[{ rules: { a: "1", b: "2" }, stops: [] }, { stops: [{}] }, { stops: [{ x: "1" }, { y: "2" }] }],
    ...[{ notes: { k: { p: "1" } } }, { notes: { k: { p: "1", q: "2" }, z: {} } }],
  ],
  Job: [
    ...[time, null, {}, { at: "x", in: 1 }].map((start) => ({ type: "once", start })),
    ...[{ type: "once" }, { type: "once", start: time, cron: "x" }, { type: "cron" }, { type: "cron", cron: null }],
    ...[{ type: "cron", cron: "x", start: time }, { type: "manual" }, { type: "manual", start: null }, { type: "x" }],
    ...[
      { type: "manual", cron: null },
      { type: "manual", retries: 1 },
      { type: "manual", retries: 1, retryOn: [] },
    ],
    ...[
      { type: "manual", retries: 0, retryOn: [] },
      { type: "manual", retryOn: [] },
      { type: "manual", retries: 3 },
    ],
  ],
  Input: [
    ...["x", 3, null, [], ["x"], [1], {}, { id: "x" }, { url: "x" }, { path: "x", url: "x" }, { id: "x", url: "x" }],
  ],
  Search: [
    ...[{}, { a: "x" }, { b: "x" }, { c: 1 }, { b: "x", c: 1 }, { b: "x", c: "x" }, { b: "x", d: 1 }, { c: 1, a: "x" }],
  ],
  Flags: [
    ...[{}, { on: true }, { on: true, level: 1 }, { on: true, level: 1, note: "x" }, { on: false, note: "x" }],
    ...[{ strict: true }, { strict: true, note: "x" }, { strict: false }, { on: true, level: 1, strict: true }],
    { on: true, level: 1, strict: true, note: "x" },
  ],
  Tree: [
    ...[{}, { leaf: "x" }, { left: { leaf: "x" } }, { left: {}, right: { leaf: "x" } }],
    ...[{}, { leaf: "x" }].map((more) => ({ left: { leaf: "x" }, right: { leaf: "y" }, ...more })),
    { leaf: "x", left: { leaf: "x" } },
  ],
  Event: [
    ...[{ in: 1 }, { zone: "z" }, { in: 1, zone: "z" }, { at: "x", zone: "z" }, { in: 1, zone: "z", clock: "local" }],
    ...["utc", "local"].map((clock) => ({ at: "x", zone: "z", clock })),
    ...[
      { in: 1, zone: "z", clock: "utc" },
      { at: "x", in: 1, zone: "z", clock: "utc" },
    ],
  ],
  Message: [{}, { reply: "1" }, ...recipients.flatMap((to) => [{ to }, { to, reply: "1" }])],
  Account: [{}, { name: "1" }, ...owners.flatMap((owner) => [{ owner }, { owner, name: "1" }])],
  Animal: [
    ...[{}, { kind: "cat" }, { kind: "Cat" }, { kind: "dog" }, { kind: "cat", lives: 9 }, { kind: "cat", barks: true }],
    ...[
      { kind: "dog", barks: true },
      { kind: "dog", barks: true, leash: "l" },
    ],
  ],
};

test("types and validators say of realistic objects what JSON Schema says, without a warning", async () => {
  const all = Object.entries(values).flatMap(([schema, listed]) => listed.map((value) => ({ schema, value })));
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema({ $id: "api:", ...parse(fixture) });
  const expected = all.map(({ schema, value }) => ajv.validate({ $ref: `api:#/components/schemas/${schema}` }, value));
  expect({ right: expected.filter(Boolean).length, all: all.length }).toEqual({ right: 74, all: 159 });

  const { types, warnings } = await generateFrom(fixture);
  expect(warnings).toEqual([]);
  const lines = [
    'import type { components } from "./api.ts"; type Schemas = components["schemas"]; export const used: unknown[] = [];',
    ...all.map(({ schema, value }) => `used.push(${JSON.stringify(value)} satisfies Schemas["${schema}"]);`),
  ];
  const complaints = compile({ "objects/api.ts": types, "objects/lines.ts": lines.join("\n") });
  expect(complaints.filter(({ file }) => file !== "objects/lines.ts")).toEqual([]);
  const refused = new Set(complaints.map(({ line }) => line));
  expect(all.filter((_, index) => refused.has(index + 1) === expected[index])).toEqual([]);

  const judge = (await validatorsOf(fixture)).get("post /all");
  const judged = all.map(({ schema, value }) => judge?.({ body: { [schema.toLowerCase()]: value } }).length === 0);
  expect(all.filter((_, index) => judged[index] !== expected[index])).toEqual([]);
});

import { expect, test } from "@jest/globals";
import { documented, explanationsOf, validatorsOf } from "../engine.ts";
import { generateFrom } from "../generator.ts";
import { lintWith } from "../lint/lint.ts";

/** A description with an entry of each kind, on the operation and on the schema of its body. */
const withEntries = (...entries: readonly unknown[]): string =>
  [
    "openapi: 3.1.0",
    "info: { title: t, version: '1' }",
    "paths:",
    "  /a:",
    "    post:",
    "      operationId: a",
    "      x-dependencies:",
    ...entries.map((entry) => `        - ${JSON.stringify(entry)}`),
    "      requestBody:",
    "        required: true",
    "        content:",
    "          application/json:",
    "            schema:",
    "              properties: { a: { type: string }, b: { type: string }, c: { type: string } }",
    "              x-dependencies: [{ rule: 'Or(b, c);', id: some, message: Give b or c. }]",
    "      responses: { '204': { description: Done } }",
  ].join("\n");

const entries = [
  { rule: "ZeroOrOne(a, b); IF c THEN a;", id: "few", description: "Why there are two." },
  { message: "No c with b.", rule: "IF b THEN NOT c;" },
];

test("violations carry an entry's id, and its message in place of the words", async () => {
  const validate = (await validatorsOf(withEntries(...entries))).get("post /a");
  const found = [{ a: "x", b: "x" }, { c: "x" }, { a: "x", b: "x", c: "x" }, {}].map((body) =>
    validate?.({ body }).map(({ id, message, sentence }) => ({ id, message, sentence })),
  );
  const few = (sentence: string): object => ({ id: "few", message: expect.any(String), sentence });
  expect(found).toEqual([
    [few("ZeroOrOne(a, b);")],
    [few("IF c THEN a;")],
    [few("ZeroOrOne(a, b);"), { id: undefined, message: "No c with b.", sentence: "IF b THEN NOT c;" }],
    [{ id: "some", message: "Give b or c.", sentence: "Or(b, c);" }],
  ]);
});

test("types, explanations and docs hold the sentences of an entry", async () => {
  const description = withEntries(...entries);
  const [explained] = (await explanationsOf(description)).get("post /a") ?? [];
  const sentences = ["ZeroOrOne(a, b);", "IF c THEN a;", "IF b THEN NOT c;", "Or(b, c);"];
  expect(explained?.sentences.map(({ text }) => text)).toEqual(sentences);
  expect((await generateFrom(description)).types).toContain("WithB");
  const { paths } = await documented(description);
  expect(JSON.stringify(paths)).toContain("At most one of `a` and `b` is set.");
  expect(JSON.stringify(paths)).toContain("If `b` is set, then `c` is not set.");
});

test("a mistake in an entry is found at its place in it", async () => {
  const wrong = (entry: unknown): Promise<string[]> => lintWith("valid-dependencies", withEntries(entry));
  const shape =
    "A rule must be a sentence, or an object { rule, id, message, description } with the sentence in 'rule'.";
  expect(await wrong({ id: "x", rule: "Or(a, bb);" })).toEqual([
    "8:35 Unknown name 'bb': a has no such parameter or property. Did you mean b?",
  ]);
  expect(await wrong({ id: "x" })).toEqual([`8:11 ${shape}`]);
  expect(await wrong({ rule: ["Or(a, b);"] })).toEqual([`8:11 ${shape}`]);
  expect(await wrong(["Or(a, b);"])).toEqual([`8:11 ${shape}`]);
  expect(await wrong(null)).toEqual([`8:11 ${shape}`]);
  expect(await wrong({ rule: "Or(a, b);", id: 7 })).toEqual(["8:36 'id' must be a string."]);
  expect(await wrong({ rule: "Or(a, b);", text: "x" })).toEqual([
    "8:39 Unknown key 'text'. A rule has 'rule', 'id', 'message' and 'description'.",
  ]);
  const implied = withEntries(...entries.slice(0, 1), { id: "x", rule: "IF a AND c THEN NOT b;" });
  expect(await lintWith("no-implied-dependency", implied)).toEqual([
    "9:29 This rule is implied by the others. Remove it: IF a AND c THEN NOT b;",
  ]);
});

test.each([
  ["[Or(a, b);]", ['7:24 YAML cuts this sentence at its commas. Quote it: "Or(a, b);".']],
  [
    "[Or(a, ZeroOrOne(b, c)); , 'Or(a, bb);', IF a THEN Or(b, c);]",
    [
      '7:24 YAML cuts this sentence at its commas. Quote it: "Or(a, ZeroOrOne(b, c));".',
      "7:57 Unknown name 'bb': a has no such parameter or property. Did you mean b?",
      '7:64 YAML cuts this sentence at its commas. Quote it: "IF a THEN Or(b, c);".',
    ],
  ],
  ["[{ rule: Or(a, b); }]", ['7:24 YAML cuts this sentence at its commas. Quote it: "Or(a, b);".']],
  [
    "[IF a=='x' : THEN b]",
    ["7:24 YAML reads this sentence as an object, because a colon is in it. Quote the sentence."],
  ],
  ["['Or(a', b]", ["7:29 Expected ',', AND, OR or ')', but found the end of the text.", expect.anything()]],
])("a sentence that YAML takes apart because it isn't quoted is reported once: %s", async (list, problems) => {
  const description = withEntries({}).replace(/x-dependencies:\n.*\n/, `x-dependencies: ${list}\n`);
  expect(await lintWith("valid-dependencies", description)).toEqual(problems);
});

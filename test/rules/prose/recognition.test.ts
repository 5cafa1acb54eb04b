import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { acceptSame, readProse, type Statement } from "../engine.ts";

/** A sentence of a vendor's documentation with what it states: see README.md. */
interface Labelled {
  readonly set: "tuning" | "held-out";
  readonly vendor: string;
  readonly at: string;
  readonly subject?: string;
  readonly names: readonly string[];
  readonly sentence: string;
  readonly expected: readonly string[];
}

const labelled: readonly Labelled[] = readFileSync(join(import.meta.dirname, "sentences.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

function read(text: string, subject: string | undefined, names: readonly string[]): Statement[] {
  return readProse(text, {
    subject,
    find: (mention) => (names.includes(mention) ? mention : undefined),
    ownerOf: (value) => (value === "AUTOMATED" ? "method" : undefined),
  });
}

interface Score {
  readonly sentences: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** A sentence counts as recognised if what was read accepts exactly the requests that its label accepts. */
async function score(sentences: readonly Labelled[]): Promise<Score> {
  const judged = sentences.map(async ({ sentence, subject, names, expected }) => {
    const rules = read(sentence, subject, names).flatMap((statement) => statement.rules);
    const right = rules.length > 0 && expected.length > 0 && (await acceptSame(rules, expected, names));
    return { found: rules.length > 0, wanted: expected.length > 0, right };
  });
  const results = await Promise.all(judged);
  const count = (pick: (result: (typeof results)[number]) => boolean): number => results.filter(pick).length;
  const right = count((result) => result.right);
  const [precision, recall] = [right / count(({ found }) => found), right / count(({ wanted }) => wanted)];
  return { sentences: results.length, precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

test("what sentences of public documentation state is recognised, in the half that was used for tuning and in the other", async () => {
  const [tuning, heldOut, whole] = await Promise.all([
    score(labelled.filter(({ set }) => set === "tuning")),
    score(labelled.filter(({ set }) => set === "held-out")),
    score(labelled),
  ]);
  const shown = ({ sentences, precision, recall, f1 }: Score): string =>
    `${sentences} sentences, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}`;
  console.log(`tuning:   ${shown(tuning)}\nheld out: ${shown(heldOut)}\nwhole:    ${shown(whole)}`);
  for (const { precision, f1 } of [heldOut, whole]) {
    expect(precision).toBeGreaterThanOrEqual(0.94);
    expect(f1).toBeGreaterThanOrEqual(0.92);
  }
});

test("the list has sentences of many vendors, a third of them without a rule", () => {
  expect(labelled.length).toBeGreaterThanOrEqual(150);
  expect(labelled.filter(({ expected }) => expected.length === 0).length).toBeGreaterThanOrEqual(labelled.length / 3);
  expect(new Set(labelled.map(({ vendor }) => vendor)).size).toBeGreaterThanOrEqual(15);
  expect(new Set(labelled.map(({ sentence, at }) => at + sentence)).size).toBe(labelled.length);
});

const names = ["id", "kind", "mode", "method", "Accept-Language", "delivery.url", "from", "to"];

test.each([
  ["If you set `kind`, you can't set `mode`.", ["ZeroOrOne(kind, mode);"]],
  ["If you set `kind`, you must also set `mode`.", ["IF kind THEN mode;"]],
  ["`kind`, `mode` and `method` are mutually exclusive.", ["ZeroOrOne(kind, mode, method);"]],
  ["You can set `kind` or `mode`, but not both.", ["ZeroOrOne(kind, mode);"]],
  ["Specify `kind` or `mode`, but not both.", ["OnlyOne(kind, mode);"]],
  ["One of `kind` and `mode` is required.", ["Or(kind, mode);"]],
  ["Can only be set when `kind` is `a` or `b`.", ["IF id THEN kind=='a'|'b';"]],
  ['Can\'t be used with "kind" or **mode**.', ["IF id THEN NOT kind AND NOT mode;"]],
  ["At most one of `kind` and `mode` may be given.", ["ZeroOrOne(kind, mode);"]],
  ["Required unless `kind` is set.", ["Or(id, kind);"]],
  ["Required for `AUTOMATED`.", ["IF method=='AUTOMATED' THEN id;"]],
  ["`AUTOMATED` needs this or `kind`.", ["IF method=='AUTOMATED' THEN id OR kind;"]],
  ["Must not be combined with the kind parameter.", ["ZeroOrOne(id, kind);"]],
  ["`kind` and `mode` must be used together.", ["AllOrNone(kind, mode);"]],
  ["Requires `Accept-Language` and `delivery.url`.", ["IF id THEN [Accept-Language] AND delivery.url;"]],
  ["When `true`, `kind` is required.", ["IF id==true THEN kind;"]],
  ["`to` must be later than `from`.", ["to > from;"]],
  ["Needs `kind`, and can't be set if `mode` is set.", ["IF id THEN kind;", "ZeroOrOne(mode, id);"]],
  ["Required if:\n\n- `kind`\n- `mode`\n\nAnother paragraph.", []],
  ["Required if `kind` is one of:\n\n- `a`\n- `b`\n\nAnother paragraph.", ["IF kind=='a'|'b' THEN id;"]],
])("%j states %j", (text, want) => {
  expect(read(text, "id", names).flatMap(({ rules }) => rules)).toEqual(want);
});

test.each([
  "Ignored if `kind` is set.",
  "Applies only when `kind` is `a`.",
  "Has no effect unless `kind` is set.",
  "We recommend to set `kind` or `mode`, but not both.",
  "Can't be set with `unknown`.",
  "Required for administrators.",
  "Required if `kind` is set and the account is verified.",
  "When creating an account, you must set `kind`.",
  "Must be one of `kind` or `mode`.",
  "`kind` must be 20 or less if `mode` is `a`.",
  "Present only if `kind` is `a`.",
  "Can't be set if `kind` is set on the account.",
])("%j states nothing", (text) => {
  expect(read(text, "id", names)).toEqual([]);
});

test("a sentence is found at its place among others", () => {
  const text = "The id, e.g. `a.b`.\n\n* Can't be set with `kind`.\n* Needs\n  `mode`. See <p>Requires `method`.</p>";
  expect(read(text, "id", names).map(({ start, end }) => text.slice(start, end))).toEqual([
    "Can't be set with `kind`.",
    "Needs\n  `mode`.",
    "Requires `method`.",
  ]);
});

test.each([
  "`",
  "* ",
  "**",
  "<p>",
  "[a](",
  "must be set with ",
  "`kind`, ",
  "`kind` or ",
  "if `kind` is `a` and ",
  "`kind` must be set if `mode` is set. ",
  "a\n",
  "Required if `kind` is:\n",
  "\n* `kind`",
  "must ( ",
  "'s ",
])("a long description of %j is read without delay", (part) => {
  const paragraph = `Required if ${part.repeat(900 / part.length)}. The \`kind\` must be set if \`mode\` is set.\n\n`;
  const text = paragraph.repeat(50) + part.repeat(50_000 / part.length);
  expect(read(text, "id", names).flatMap(({ rules }) => rules)).toContain("IF mode THEN kind;");
});

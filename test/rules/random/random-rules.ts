import fc from "fast-check";
import type { Exact } from "../reference/exact.ts";
import { print } from "../reference/print.ts";
import type { Chain, Comparison, Form, Node, Relation, Rule } from "../reference/syntax.ts";
import type { Field } from "./shapes.ts";

/** "types": what TypeScript can say (presence, enums, booleans); "all": every construct of the grammar. */
export type Constructs = "types" | "all";

const FORMS: readonly Form[] = ["Or", "OnlyOne", "AllOrNone", "ZeroOrOne"];
const RELATIONS: readonly Relation[] = ["<", ">", "<=", ">=", "==", "!="];
const TEXTS = ["x", "xy", "a.c", ""];
const GLOBS = ["x*", "*y", "*", "a.c", "*.*", "x*y"];

/** The entries of one `x-dependencies`: sentences in many ways of writing, sometimes two in an entry. */
export function dependencies(fields: readonly Field[], constructs: Constructs, most: number): fc.Arbitrary<string[]> {
  return fc.array(entry(fields, constructs), { minLength: 1, maxLength: most });
}

function entry(fields: readonly Field[], constructs: Constructs): fc.Arbitrary<string> {
  const sentence = fc.tuple(rule(fields, constructs), manner).map(([tree, write]) => write(print(tree)));
  return fc.oneof(
    { weight: 5, arbitrary: sentence },
    { weight: 1, arbitrary: sentence.map((text) => text.replace(/;\s*$/, "")) },
    { weight: 1, arbitrary: fc.tuple(sentence, sentence).map((pair) => pair.join(" ")) },
  );
}

const manner: fc.Arbitrary<(text: string) => string> = fc.constantFrom(
  (text) => text,
  (text) => text,
  (text) => text.replaceAll("'", '"'),
  (text) => text.replaceAll(" AND ", "\n  AND /* ; and */ "),
  (text) => text.replaceAll(", ", ","),
  (text) => `// ${text}\n${text}`,
  (text) => text.replace(/^IF NOT \((\w+)\)/, "IF NOT $1"),
  (text) => text.replaceAll(/ (==|<=|>=|<|>|!=) /g, "$1"),
);

function rule(fields: readonly Field[], constructs: Constructs): fc.Arbitrary<Rule> {
  const any = expression(fields, constructs, 2);
  const comparison = constructs === "all" ? comparisons(fields) : [];
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("if" as const), condition: any, consequence: any }) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom(false, false, false, true), form(fields, constructs, 1))
        .map(([negated, of]): Rule => ({ kind: "predefined", of: negated ? { kind: "not", of } : of })),
    },
    ...comparison.map((arbitrary) => ({
      weight: 1,
      arbitrary: arbitrary.map((of): Rule => ({ kind: "alone", of })),
    })),
  );
}

function expression(fields: readonly Field[], constructs: Constructs, depth: number): fc.Arbitrary<Node> {
  if (depth === 0) return atom(fields, constructs);
  const inner = expression(fields, constructs, depth - 1);
  return fc.oneof(
    { weight: 4, arbitrary: atom(fields, constructs) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom("and" as const, "or" as const),
        of: fc.array(inner, { minLength: 2, maxLength: 3 }),
      }),
    },
    { weight: 1, arbitrary: form(fields, constructs, depth - 1) },
    { weight: 1, arbitrary: inner.map((of): Node => ({ kind: "not", of })) },
  );
}

function form(fields: readonly Field[], constructs: Constructs, depth: number): fc.Arbitrary<Node> {
  return fc.record({
    kind: fc.constant("form" as const),
    form: fc.constantFrom(...FORMS),
    of: fc.array(expression(fields, constructs, depth), { minLength: 2, maxLength: 4 }),
  });
}

function atom(fields: readonly Field[], constructs: Constructs): fc.Arbitrary<Node> {
  const one = fc.constantFrom(...fields).chain((field) => atomOn(field, constructs));
  const comparison = constructs === "all" ? comparisons(fields) : [];
  return fc.oneof({ weight: 6, arbitrary: one }, ...comparison.map((arbitrary) => ({ weight: 1, arbitrary })));
}

function atomOn({ name, shape }: Field, constructs: Constructs): fc.Arbitrary<Node> {
  const present = fc.constant<Node>({ kind: "present", name });
  const equals = (values: fc.Arbitrary<(string | boolean)[]>): fc.Arbitrary<Node> =>
    fc.oneof(present, fc.record({ kind: fc.constant("equals" as const), name: fc.constant(name), values }));
  if (shape.kind === "enum") return equals(fc.subarray([...shape.values], { minLength: 1 }));
  if (shape.kind === "boolean") return equals(fc.boolean().map((value) => [value]));
  if (constructs === "types") return present;
  if (shape.kind === "nullable") return equals(fc.subarray(TEXTS, { minLength: 1 }));
  if (shape.kind === "text") {
    const like = fc.constantFrom(...GLOBS).map((glob): Node => ({ kind: "like", name, glob }));
    return fc.oneof(equals(fc.subarray(TEXTS, { minLength: 1 })), like);
  }
  if (shape.kind !== "number") return present;
  const number = fc
    .tuple(fc.constantFrom(...RELATIONS), limit(shape.whole))
    .map(([relation, value]): Node => ({ kind: "number", name, relation, limit: value }));
  return fc.oneof({ weight: 1, arbitrary: present }, { weight: 2, arbitrary: number });
}

function limit(whole: boolean): fc.Arbitrary<Exact> {
  const tenths = whole ? [0n, 10n, 20n, 30n, 70n] : [0n, 10n, 3n, 25n, 30n];
  return fc.constantFrom(...tenths.map((over) => ({ over, under: 10n })));
}

/** Relations between fields of one kind, and sums over numbers: none where there are not two such fields. */
function comparisons(fields: readonly Field[]): fc.Arbitrary<Comparison>[] {
  const named = (...kinds: string[]): string[] =>
    fields.filter(({ shape }) => kinds.includes(shape.kind)).map(({ name }) => name);
  const numbers = named("number");
  const related = [
    relational(numbers, RELATIONS),
    relational(named("date", "date-time"), RELATIONS),
    relational(named("text"), ["==", "!="]),
  ].flat();
  return numbers.length < 2 ? related : [...related, arithmetic(numbers)];
}

function relational(names: readonly string[], relations: readonly Relation[]): fc.Arbitrary<Comparison>[] {
  if (names.length < 2) return [];
  return [
    fc
      .tuple(fc.shuffledSubarray([...names], { minLength: 2, maxLength: 2 }), fc.constantFrom(...relations))
      .map(([[left = "", right = ""], relation]) => ({ kind: "relational", left, relation, right })),
  ];
}

function arithmetic(names: readonly string[]): fc.Arbitrary<Comparison> {
  return fc.record({
    kind: fc.constant("arithmetic" as const),
    chain: chain(names, 1),
    relation: fc.constantFrom(...RELATIONS),
    limit: limit(false),
  });
}

function chain(names: readonly string[], depth: number): fc.Arbitrary<Chain> {
  const name = fc.constantFrom(...names);
  const operand =
    depth === 0 ? name : fc.oneof({ weight: 3, arbitrary: name }, { weight: 1, arbitrary: chain(names, 0) });
  const by = fc.constantFrom("+" as const, "-" as const, "*" as const, "/" as const);
  return fc.record({ first: operand, rest: fc.array(fc.record({ by, operand }), { minLength: 1, maxLength: 2 }) });
}

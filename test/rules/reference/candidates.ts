import { entries, type Json, own, resolved } from "./document.ts";
import type { Exact } from "./exact.ts";
import type { Named, ScopedRule } from "./named-fields.ts";
import { isDate } from "./places.ts";
import { type Node, namesIn, type Rule } from "./syntax.ts";

/**
 * Per field, values that stand for all others as far as the rules can tell: the constants that rules compare with, their neighbours and
 * the middles between them, and one that no rule mentions.
 */
export function candidates(document: Json, { fields, rules }: Named): Map<string, readonly Json[]> {
  const atoms = rules.flatMap((scoped) => comparisons(scoped.rule).map((node) => ({ node, id: scoped.id })));
  return new Map(
    [...fields].map(([field, { schema }]) => {
      const about = atoms.filter(({ node, id }) => namesIn(node).some((name) => id(name) === field));
      const values = valuesOf(document, resolved(document, schema), about, atoms);
      return [field, about.length === 0 ? values.slice(0, 1) : values];
    }),
  );
}

interface Atom {
  readonly node: Node;
  readonly id: ScopedRule["id"];
}

/** One value that fits a schema, as far as its type goes. */
export function anyValue(document: Json, schema: Json): Json {
  return valuesOf(document, resolved(document, schema), [], [])[0];
}

function valuesOf(document: Json, schema: Json, about: readonly Atom[], all: readonly Atom[]): readonly Json[] {
  const values = own(schema, "enum");
  if (Array.isArray(values)) return values;
  const types = [own(schema, "type")].flat();
  if (types.includes("boolean")) return [true, false];
  if (types.includes("object")) return [{}];
  if (types.includes("array")) {
    const items = valuesOf(document, resolved(document, own(schema, "items")), about, all);
    return [[], ...items.map((item) => [item]), items.slice(0, 2)];
  }
  if (isDate(document, schema)) {
    const days = ["2024-01-01", "2024-01-02", "2024-01-03"];
    return own(schema, "format") === "date" ? days : days.map((day) => `${day}T00:00:00Z`);
  }
  if (types.includes("number") || types.includes("integer")) return numbers(schema, types.includes("integer"), all);
  const absent = types.includes("null") ? [null] : [];
  return [...new Set([...about.flatMap(({ node }) => texts(node)), "~other~"]), ...absent];
}

function texts(node: Node): string[] {
  if (node.kind === "equals") return node.values.filter((value) => typeof value === "string");
  if (node.kind !== "like") return [];
  const [least, more] = [node.glob.replaceAll("*", ""), node.glob.replaceAll("*", "~")];
  return [least, more, `~${least}`, `${least}~`];
}

/** Constants of all rules, as sums of several fields are compared with one constant. */
function numbers(schema: Json, whole: boolean, all: readonly Atom[]): number[] {
  const constants = all.flatMap(({ node }) =>
    node.kind === "number" || node.kind === "arithmetic" ? [numberOf(node.limit)] : [],
  );
  const bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]
    .map((key) => own(schema, key))
    .filter((bound) => typeof bound === "number");
  const points = [...new Set([0, 1, ...constants, ...bounds])].sort((left, right) => left - right);
  const step = whole ? 1 : 0.5;
  const middles = points.slice(1).map((point, index) => (point + (points[index] ?? point)) / 2);
  const near = points.flatMap((point) => [point - step, point, point + step]);
  return [...new Set([...near, ...middles.map((middle) => (whole ? Math.floor(middle) : middle))])].filter((value) =>
    isWithin(schema, value),
  );
}

function numberOf({ over, under }: Exact): number {
  return Number(over) / Number(under);
}

function isWithin(schema: Json, value: number): boolean {
  return entries(schema).every(([key, bound]) => {
    if (typeof bound !== "number") return true;
    if (key === "minimum") return value >= bound;
    if (key === "maximum") return value <= bound;
    if (key === "exclusiveMinimum") return value > bound;
    return key !== "exclusiveMaximum" || value < bound;
  });
}

/** The parts of a rule that look at values, not only at presence. */
function comparisons(node: Node | Rule): Node[] {
  switch (node.kind) {
    case "present":
      return [];
    case "equals":
    case "like":
    case "number":
    case "relational":
    case "arithmetic":
      return [node];
    case "not":
    case "alone":
    case "predefined":
      return comparisons(node.of);
    case "and":
    case "or":
    case "form":
      return node.of.flatMap(comparisons);
    case "if":
      return [...comparisons(node.condition), ...comparisons(node.consequence)];
  }
}

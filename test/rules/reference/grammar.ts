import { type Exact, exact } from "./exact.ts";
import {
  anyOf,
  defined,
  exactly,
  lexeme,
  map,
  optional,
  type Parser,
  regex,
  repeated,
  separated,
  sequence,
  within,
} from "./parsers.ts";
import {
  type Chain,
  type Comparison,
  type Form,
  KEYWORDS,
  type Node,
  type Operand,
  type Relation,
  type Rule,
} from "./syntax.ts";

/** The grammar of IDL, one constant for each of its lines. Where a line is ambiguous, every reading is tried. */
const identifier = within(regex(/[A-Za-z_.][\w.]*/y), (name) => !KEYWORDS.has(name));
const parameter: Parser<string> = anyOf(identifier, lexeme(bracketed));
const string = map(regex(/'[^']*'|"[^"]*"/y), (text) => text.slice(1, -1));
const number: Parser<Exact> = defined(map(regex(/-?\d+(?:\.\d+)?(?![\w.])/y), exact));
const relation: Parser<Relation> = anyOf(...(["<=", ">=", "==", "!=", "<", ">"] as const).map((text) => exactly(text)));
const operator = anyOf(exactly("+"), exactly("-"), exactly("*"), exactly("/"));

const relational: Parser<Comparison> = map(sequence(parameter, relation, parameter), ([left, by, right]) => ({
  kind: "relational",
  left,
  relation: by,
  right,
}));
const parentheses: Parser<Operand> = map(
  sequence(
    exactly("("),
    lexeme((text, at) => operation(text, at)),
    exactly(")"),
  ),
  ([, inner]) => inner,
);
const continuation = map(sequence(operator, anyOf<Operand>(parameter, parentheses)), ([by, operand]) => ({
  by,
  operand,
}));
const operation: Parser<Chain> = anyOf(
  map(sequence(anyOf<Operand>(parameter, parentheses), repeated(continuation, 1)), ([first, rest]) => ({
    first,
    rest,
  })),
  map(parentheses, (first) => ({ first, rest: [] })),
);
const arithmetic: Parser<Comparison> = map(sequence(operation, relation, number), ([chain, by, limit]) => ({
  kind: "arithmetic",
  chain,
  relation: by,
  limit,
}));
const comparison = anyOf(relational, arithmetic);

const truth = map(anyOf(exactly("true"), exactly("false")), (text) => text === "true");
const parameterValue: Parser<Node> = anyOf<Node>(
  map(sequence(parameter, exactly("=="), separated(string, "|", 1)), ([name, , values]) => ({
    kind: "equals",
    name,
    values,
  })),
  map(sequence(parameter, exactly("LIKE"), string), ([name, , glob]) => ({ kind: "like", name, glob })),
  map(sequence(parameter, exactly("=="), truth), ([name, , value]) => ({ kind: "equals", name, values: [value] })),
  map(sequence(parameter, relation, number), ([name, by, limit]) => ({
    kind: "number",
    name,
    relation: by,
    limit,
  })),
);
const term = anyOf<Node>(
  parameterValue,
  map(parameter, (name): Node => ({ kind: "present", name })),
);

function negatable(inner: Parser<Node>): Parser<Node> {
  return map(sequence(optional(exactly("NOT")), inner), ([not, of]) => (not === undefined ? of : { kind: "not", of }));
}

/** @param bare whether NOT may stand directly before a term or predefined form: not inside the parentheses of a form */
function predicates(bare: boolean): Parser<Node> {
  const group: Parser<Node> = map(
    sequence(
      exactly("("),
      lexeme((text, at) => predicate(text, at)),
      exactly(")"),
    ),
    ([, inner]) => inner,
  );
  const direct = bare ? negatable : (inner: Parser<Node>): Parser<Node> => inner;
  const clause = anyOf(comparison, direct(predefined), direct(term), negatable(group));
  const predicate: Parser<Node> = map(
    sequence(clause, repeated(sequence(anyOf(exactly("AND"), exactly("OR")), clause), 0)),
    ([first, rest]) => joined(first, rest),
  );
  return predicate;
}

/** `AND` binds tighter than `OR`: the clauses between two ORs belong together. */
function joined(first: Node, rest: readonly (readonly ["AND" | "OR", Node])[]): Node {
  const groups: Node[][] = [[first]];
  for (const [by, clause] of rest) {
    if (by === "OR") groups.push([clause]);
    else groups.at(-1)?.push(clause);
  }
  return many(
    "or",
    groups.map((group) => many("and", group)),
  );
}

function many(kind: "and" | "or", of: readonly Node[]): Node {
  const [only, ...others] = of;
  return only !== undefined && others.length === 0 ? only : { kind, of };
}

const form: Parser<Form> = anyOf(
  ...(["OnlyOne", "AllOrNone", "ZeroOrOne", "Or"] as const).map((text) => exactly(text)),
);
const predefined: Parser<Node> = map(
  sequence(
    form,
    exactly("("),
    separated(
      lexeme((text, at) => insideForm(text, at)),
      ",",
      2,
    ),
    exactly(")"),
  ),
  ([name, , of]) => ({ kind: "form", form: name, of }),
);
const insideForm = predicates(false);
const predicate = predicates(true);

export const dependency: Parser<Rule> = anyOf<Rule>(
  map(comparison, (of) => ({ kind: "alone", of })),
  map(sequence(exactly("IF"), predicate, exactly("THEN"), predicate), ([, condition, , consequence]) => ({
    kind: "if",
    condition,
    consequence,
  })),
  map(negatable(predefined), (of) => ({ kind: "predefined", of })),
);

/** `[a[b]]`: up to the bracket that closes the first one. */
function* bracketed(text: string, start: number): Generator<readonly [string, number]> {
  if (text[start] !== "[") return;
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "[") depth += 1;
    if (text[at] === "]") depth -= 1;
    if (depth > 0) continue;
    const name = text.slice(start + 1, at);
    if (/^[^;\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u.test(name)) yield [name, at + 1];
    return;
  }
}

/** One way to break the engine: a text that stands once in a file, and what it becomes. */
export interface Mutation {
  readonly name: string;
  /** Below `scripts/`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const evaluate = "runtime/evaluate.ts";
const toRule = "emitters/validators/to-rule.ts";
const compile = "reasoning/compile.ts";
const sentences = "reasoning/smt-sentences.ts";

/** Mistakes that one could make, in each part of the engine. */
export const mutations: readonly Mutation[] = [
  { name: "OnlyOne allows two", file: toRule, from: '["count", 1, 1, parts]', to: '["count", 1, 2, parts]' },
  {
    name: "OnlyOne allows two, in types and analysis",
    file: compile,
    from: "count(nodes, 1, 1)",
    to: "count(nodes, 1, 2)",
  },
  { name: "ZeroOrOne demands one", file: compile, from: "count(nodes, 0, 1)", to: "count(nodes, 1, 1)" },
  {
    name: "OR binds tighter than AND",
    file: "language/parse.ts",
    from: 'this.junction("or", "OR", () => this.junction("and", "AND", () => this.clause()))',
    to: 'this.junction("and", "AND", () => this.junction("or", "OR", () => this.clause()))',
  },
  {
    name: "NOT is dropped",
    file: evaluate,
    from: "return !holds(condition[1], value);",
    to: "return holds(condition[1], value);",
  },
  {
    name: "AllOrNone ignores the last",
    file: evaluate,
    from: "return holding === 0 || holding === condition[1].length;",
    to: "return holding === 0 || holding >= condition[1].length - 1;",
  },
  {
    name: "!= holds for what is absent",
    file: evaluate,
    from: "if (left === undefined || right === undefined) return false;",
    to: 'if (left === undefined || right === undefined) return operator === "!=";',
  },
  {
    name: "LIKE is not tied to the beginning",
    file: "runtime/values/glob.ts",
    from: "!value.startsWith(first) || ",
    to: "!value.includes(first) || ",
  },
  {
    name: "LIKE is not tied to the end",
    file: "runtime/values/glob.ts",
    from: " || !value.endsWith(last)",
    to: "",
  },
  {
    name: "a comparison that stands alone demands its fields",
    file: toRule,
    from: "unlessAbsent: true",
    to: "unlessAbsent: false",
  },
  {
    name: "dates are compared as texts",
    file: evaluate,
    from: "if (from !== undefined && to !== undefined) return inRelation(compareInstants(from, to), operator);",
    to: "if (from !== undefined && to !== undefined) return inRelation(left < right ? -1 : left > right ? 1 : 0, operator);",
  },
  {
    name: "sums are binary",
    file: evaluate,
    from: "const operand = value(operation);\n    return isFiniteNumber(operand) ? toFraction(operand) : undefined;",
    to: "const operand = value(operation);\n    return isFiniteNumber(operand) ? toFraction(Math.fround(operand)) : undefined;",
  },
  {
    name: "what is required is ignored",
    file: "emitters/validators/json-schema.ts",
    from: "...(required.length > 0 && { required }),",
    to: "",
  },
  {
    name: "required fields may be absent, in types and analysis",
    file: "reasoning/structure.ts",
    from: "return field.required && (parent === undefined || guaranteed(parent));",
    to: "return false;",
  },
  {
    name: "the rules of a nested schema are ignored",
    file: "emitters/validators/json-schema.ts",
    from: '...(rules.length > 0 && { "x-dependencies": rules })',
    to: "",
  },
  {
    name: "the rules of an optional object always count, in analysis",
    file: compile,
    from: "? this.diagrams.implies(this.present(within), node) : node;",
    to: "? node : node;",
  },
  {
    name: "the solver's greater is greater or equal",
    file: sentences,
    from: 'operator === "==" ? "=" : operator}',
    to: 'operator === "==" ? "=" : operator === ">" ? ">=" : operator}',
  },
  {
    name: "a bound of a schema is exclusive for the solver",
    file: "reasoning/smt-fields.ts",
    from: '...bound("<=", maximum),',
    to: '...bound("<", maximum),',
  },
  {
    name: "whole numbers are any numbers for the solver",
    file: "reasoning/smt-fields.ts",
    from: 'domain.integer ? "Int" : "Real"',
    to: 'domain.integer ? "Real" : "Real"',
  },
  {
    name: "a variant is lost",
    file: "reasoning/cover.ts",
    from: "        ...only1.cubes.map(",
    to: "        ...only1.cubes.slice(1).map(",
  },
];

/** One way to break the engine: a text that stands once in a file, and what it becomes. */
export interface Mutation {
  readonly name: string;
  /** Below `scripts/`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const conditions = "runtime/conditions.ts";
const forms = "language/forms.ts";
const lower = "language/lower.ts";
const reading = "emitters/validators/openapi-reading.ts";

/** Mistakes that one could make, in each part of the engine. */
export const mutations: readonly Mutation[] = [
  { name: "OnlyOne allows two", file: forms, from: "allowed: () => [[1, 1]]", to: "allowed: () => [[1, 2]]" },
  { name: "ZeroOrOne demands one", file: forms, from: "allowed: () => [[0, 1]]", to: "allowed: () => [[1, 1]]" },
  {
    name: "a count is off by one, in types and analysis",
    file: "reasoning/diagram.ts",
    from: "return this.or(...reached.slice(least));",
    to: "return this.or(...reached.slice(least + 1));",
  },
  {
    name: "OR binds tighter than AND",
    file: "language/parse.ts",
    from: 'this.junction("or", "OR", () => this.junction("and", "AND", () => this.clause()))',
    to: 'this.junction("and", "AND", () => this.junction("or", "OR", () => this.clause()))',
  },
  {
    name: "NOT is dropped",
    file: lower,
    from: "return not(lowerPredicate(predicate.operand, fieldOf));",
    to: "return lowerPredicate(predicate.operand, fieldOf);",
  },
  {
    name: "AllOrNone ignores the last",
    file: forms,
    from: "      [operands, operands],",
    to: "      [operands - 1, operands],",
  },
  {
    name: "!= holds for what is absent",
    file: conditions,
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
    file: lower,
    from: "return any([not(all(present)), comparison]);",
    to: "return comparison;",
  },
  {
    name: "dates are compared as texts",
    file: conditions,
    from: "if (from !== undefined && to !== undefined) return inRelation(compareInstants(from, to), operator);",
    to: "if (from !== undefined && to !== undefined) return inRelation(a < b ? -1 : a > b ? 1 : 0, operator);",
  },
  {
    name: "sums are binary",
    file: conditions,
    from: "return isFiniteNumber(operand) ? toFraction(operand) : undefined;",
    to: "return isFiniteNumber(operand) ? toFraction(Math.fround(operand)) : undefined;",
  },
  {
    name: "what is required is ignored",
    file: reading,
    from: "...(required.length > 0 && { required }),",
    to: "",
  },
  {
    name: "required fields may be absent, in types and analysis",
    file: "reasoning/structure.ts",
    from: "return field.required && (parent === undefined || (isObject(parent) && guaranteed(parent)));",
    to: "return false;",
  },
  {
    name: "the rules of a nested schema are ignored",
    file: reading,
    from: "...(rules.length > 0 && { rules }),",
    to: "",
  },
  {
    name: "the rules of an optional object always count, in analysis",
    file: "reasoning/compile.ts",
    from: "return object === undefined ? node : this.diagrams.implies(this.present(object), node);",
    to: "return node;",
  },
  {
    name: "the solver's greater is greater or equal",
    file: "reasoning/smt-atoms.ts",
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

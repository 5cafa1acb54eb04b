import type { Exact } from "./exact.ts";

/** The tree of a sentence, one node for each form in the grammar of IDL. */
export type Relation = "<" | ">" | "<=" | ">=" | "==" | "!=";
export type Form = "Or" | "OnlyOne" | "AllOrNone" | "ZeroOrOne";

/** Operands and operators in the order in which they are written; a nested chain was in parentheses. */
export interface Chain {
  readonly first: Operand;
  readonly rest: readonly { readonly by: "+" | "-" | "*" | "/"; readonly operand: Operand }[];
}
export type Operand = string | Chain;

export type Comparison =
  | { readonly kind: "relational"; readonly left: string; readonly relation: Relation; readonly right: string }
  | { readonly kind: "arithmetic"; readonly chain: Chain; readonly relation: Relation; readonly limit: Exact };

export type Node =
  | { readonly kind: "present"; readonly name: string }
  | { readonly kind: "equals"; readonly name: string; readonly values: readonly (string | boolean)[] }
  | { readonly kind: "like"; readonly name: string; readonly glob: string }
  | { readonly kind: "number"; readonly name: string; readonly relation: Relation; readonly limit: Exact }
  | Comparison
  | { readonly kind: "not"; readonly of: Node }
  | { readonly kind: "and" | "or"; readonly of: readonly Node[] }
  | { readonly kind: "form"; readonly form: Form; readonly of: readonly Node[] };

export type Rule =
  | { readonly kind: "alone"; readonly of: Comparison }
  | { readonly kind: "if"; readonly condition: Node; readonly consequence: Node }
  | { readonly kind: "predefined"; readonly of: Node };

export interface Sentence {
  readonly text: string;
  readonly rule: Rule;
}

/** A parameter with such a name stands in brackets. */
export const KEYWORDS: ReadonlySet<string> = new Set(
  "IF THEN AND OR NOT LIKE Or OnlyOne AllOrNone ZeroOrOne true false".split(" "),
);

function namesInChain(operand: Operand): string[] {
  return typeof operand === "string"
    ? [operand]
    : [operand.first, ...operand.rest.map(({ operand: next }) => next)].flatMap(namesInChain);
}

export function namesIn(node: Node | Rule): string[] {
  switch (node.kind) {
    case "present":
    case "equals":
    case "like":
    case "number":
      return [node.name];
    case "relational":
      return [node.left, node.right];
    case "arithmetic":
      return namesInChain(node.chain);
    case "not":
    case "alone":
    case "predefined":
      return namesIn(node.of);
    case "and":
    case "or":
    case "form":
      return node.of.flatMap(namesIn);
    case "if":
      return [...namesIn(node.condition), ...namesIn(node.consequence)];
  }
}

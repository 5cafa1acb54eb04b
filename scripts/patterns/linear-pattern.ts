import { JS, type NFA } from "refa";
import type { PatternTable } from "../runtime/pattern-matcher.ts";
import { toAutomaton } from "./pattern-language.ts";

type Pattern = JS.RegexppAst["pattern"];
type Element = Pattern["alternatives"][number]["elements"][number];
type Quantifier = Extract<Element, { type: "Quantifier" }>;

/** How a pattern is to be matched, so that no text can make it take for ever. */
export type Matching =
  /** As it is: a backtracking engine is done in time that is proportional to the text. */
  | { readonly kind: "plain" }
  /** By an automaton that reads each character once. */
  | { readonly kind: "table"; readonly table: PatternTable }
  /** As it is, but not on long texts. `exponential`: even a short one may take for ever. */
  | { readonly kind: "bounded"; readonly exponential: boolean };

/** @param pattern a regular expression of ECMA-262 */
export function chooseMatching(pattern: string): Matching {
  const ast = parse(pattern);
  if (ast === undefined) return { kind: "bounded", exponential: false };
  const quantifiers = quantifiersOf(ast);
  const isNested = quantifiers.some((outer) => outer.max > 1 && quantifiersOf(outer.element).length > 0);
  const unbounded = quantifiers.filter(({ max }) => max === Number.POSITIVE_INFINITY);
  const isAnchored = ast.alternatives.every(
    ({ elements: [first] }) => first?.type === "Assertion" && first.kind === "start",
  );
  // Two ways to read the same text double the work with each repetition, and a back-reference reads what was read again.
  const isForked = quantifiers.some(
    ({ max, element }) => max > 1 && "alternatives" in element && element.alternatives.length > 1,
  );
  const isSimple = !isNested && !isForked && !/\\[1-9k]/.test(pattern);
  if (isSimple && (unbounded.length === 0 || (isAnchored && unbounded.length === 1))) return { kind: "plain" };
  const table = toTable(pattern);
  return table === undefined
    ? { kind: "bounded", exponential: (isNested || isForked) && unbounded.length > 0 }
    : { kind: "table", table };
}

function parse(pattern: string): Pattern | undefined {
  try {
    return JS.Parser.fromLiteral({ source: pattern, flags: "u" }).ast.pattern;
  } catch {
    // It is none of Unicode's patterns, and read as of old.
    return undefined;
  }
}

function quantifiersOf(node: Pattern | Element | Quantifier["element"]): Quantifier[] {
  const own = node.type === "Quantifier" ? [node] : [];
  const below =
    "alternatives" in node ? node.alternatives.flatMap((part) => ("elements" in part ? part.elements : [])) : [];
  const inside = node.type === "Quantifier" ? [node.element] : below;
  return [...own, ...inside.flatMap(quantifiersOf)];
}

/** The states and steps of the automaton that reads a text between the marks of its ends. */
function toTable(pattern: string): PatternTable | undefined {
  const automaton = toAutomaton(pattern);
  if (automaton === undefined) return undefined;
  const states = new Map<NFA.ReadonlyNode, number>(listStates(automaton).map((state, index) => [state, index]));
  const steps = [...states.keys()].map((state) =>
    [...state.out].flatMap(([target, characters]) =>
      characters.ranges.map(({ min, max }) => [min, max, states.get(target) ?? 0] as const),
    ),
  );
  const isFinal: ReadonlySet<NFA.ReadonlyNode> = automaton.finals;
  const finals = [...states].flatMap(([state, index]) => (isFinal.has(state) ? [index] : []));
  return { steps, finals };
}

/** The initial state first. */
function listStates(automaton: NFA): NFA.ReadonlyNode[] {
  const found = new Set<NFA.ReadonlyNode>([automaton.initial]);
  for (const state of found) for (const target of state.out.keys()) found.add(target);
  return [...found];
}

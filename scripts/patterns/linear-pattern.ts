import type { AST } from "@eslint-community/regexpp";
import type { NFA } from "refa";
import { linearMatcher, type Matcher, toRegExp } from "../runtime/matcher.ts";
import type { Pattern, PatternTable } from "../runtime/schema.ts";
import { parsePattern, splitLookaheads, toAutomaton, toUnicode } from "./pattern-language.ts";

type Ast = AST.Pattern;
type Element = Ast["alternatives"][number]["elements"][number];
type Quantifier = Extract<Element, { type: "Quantifier" }>;

/** How many ways to read a text a backtracking engine may try for each of its characters. */
const mostReadings = 1000;

/**
 * A pattern with the way to match it in time that is proportional to the text; undefined where there is none: with
 * backreferences or lookarounds, or where its automaton is too large.
 *
 * @param pattern a regular expression of ECMA-262
 */
export function toLinearPattern(pattern: string): Pattern | undefined {
  const characters = toCharacterClass(pattern);
  if (characters !== undefined) return [pattern, characters];
  const read = parse(pattern);
  if (read === undefined) return undefined;
  const { ast, unicode } = read;
  if (isLinear(ast, pattern)) return pattern;
  const table = toTable(unicode);
  if (table !== undefined) return [pattern, ["table", table]];
  const parts = splitLookaheads(unicode);
  const linear = parts.flatMap(({ isNegated, pattern: part }): [boolean, Pattern][] => {
    const one = parts.length === 1 ? undefined : toLinearPattern(part);
    return one === undefined ? [] : [[isNegated, one]];
  });
  return linear.length === parts.length ? [pattern, ["all", linear]] : undefined;
}

/** Whether a text is a regular expression (ECMA-262). */
export function isPattern(text: string): boolean {
  try {
    toRegExp(text);
    return true;
  } catch {
    return false;
  }
}

/** Decides whether texts match a pattern in time that is proportional to them; undefined for a pattern that needs more. */
export function matcherOf(pattern: string): Matcher | undefined {
  const linear = isPattern(pattern) ? toLinearPattern(pattern) : undefined;
  return linear === undefined ? undefined : linearMatcher(linear);
}

function parse(pattern: string): { ast: Ast; unicode: string } | undefined {
  try {
    const unicode = toUnicode(pattern);
    return { unicode, ast: parsePattern(unicode) };
  } catch {
    return undefined;
  }
}

/** `^[class]{least,most}$`, also with a group around it. The class holds characters of one UTF-16 unit. */
const classPattern = /^\^\(?\[([^\\\]^[\ud800-\udfff]+)\](?:\{(\d+)(,?)(\d*)\}|([+*]))\)?\$$/;

function toCharacterClass(pattern: string): readonly ["class", string, number, number | null] | undefined {
  const match = classPattern.exec(pattern);
  if (match === null || pattern.startsWith("^(") !== pattern.endsWith(")$") || !isValid(pattern)) return undefined;
  const [, characters = "", least = "", comma = "", most = "", sign] = match;
  if (sign !== undefined) return ["class", characters, sign === "+" ? 1 : 0, null];
  return ["class", characters, Number(least), comma === "" ? Number(least) : most === "" ? null : Number(most)];
}

function isValid(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}

/** Whether a backtracking engine is done with the pattern in time that is proportional to the text. */
function isLinear(ast: Ast, pattern: string): boolean {
  const quantifiers = quantifiersOf(ast);
  const isNested = quantifiers.some((outer) => outer.max > 1 && quantifiersOf(outer.element).length > 0);
  // Two ways to read the same text double the work with each repetition, and a backreference reads what was read again.
  const isForked = quantifiers.some(
    ({ max, element }) => max > 1 && "alternatives" in element && element.alternatives.length > 1,
  );
  if (isNested || isForked || /\\[1-9k]/.test(pattern)) return false;
  const isAnchored = startsAtStart(ast);
  const ways = quantifiers.map(({ min, max }) => max - min + 1).sort((a, b) => b - a);
  // Tied to the beginning, the longest repetition reads each character once.
  const counted = isAnchored ? ways.slice(1) : ways;
  return counted.reduce((product, way) => product * way, 1) <= mostReadings;
}

/** Whether `^` stands before each alternative, perhaps in a group. */
function startsAtStart({ alternatives }: Pick<Ast, "alternatives">): boolean {
  return alternatives.every(({ elements: [first] }) => {
    if (first?.type === "Group" || first?.type === "CapturingGroup") return startsAtStart(first);
    return first?.type === "Assertion" && first.kind === "start";
  });
}

function quantifiersOf(node: Ast | Element | Quantifier["element"]): Quantifier[] {
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

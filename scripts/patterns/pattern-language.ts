import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import type { NFA } from "refa";
import { refa } from "./refa.ts";

/** Two characters of the private use area that mark the beginning and the end of a text. */
const [start, end] = ["\uE000", "\uE001"];

/**
 * Characters, classes that aren't empty, groups, alternatives and repetitions, with `^` and `$` at the ends only: some text matches,
 * whatever they are.
 */
const plainPattern =
  /^\^?(?:[^\\^$*+?()[\]{}|]|[*+?|)]|\((?:\?:)?(?!\?)|\{\d+(?:,\d*)?\}|\\[dDwWsS.\-/]|\[(?:[^\\^\]]|\\[dDwWsS.\-/])(?:[^\\\]]|\\[dDwWsS.\-/])*\])*\$?$/;

/**
 * Whether no text at all matches a pattern, or none without the given character; undefined where that can't be decided: for a
 * pattern that has backreferences, is too large, or isn't a regular expression.
 *
 * A pattern matches anywhere in a text (JSON Schema Validation, section 6.3.3), so `^` and `$` tie it to the ends.
 */
export function matchesNothing(pattern: string, without = ""): boolean | undefined {
  if (without === "" && plainPattern.test(pattern)) return false;
  try {
    const { NFA } = refa();
    const inner = `[^${start}${end}${without && `\\u{${(without.codePointAt(0) ?? 0).toString(16)}}`}]`;
    const texts = readRegex(`${start}${inner}*${end}`);
    return NFA.fromIntersection(readPattern(pattern), texts, new NFA.LimitedNodeFactory(mostNodes)).isEmpty;
  } catch {
    return undefined;
  }
}

/**
 * An automaton for the texts that a pattern matches, each between the marks of its ends; undefined for a pattern
 * that has backreferences or lookarounds of more than one character, is too large, or isn't a regular expression.
 */
export function toAutomaton(pattern: string): NFA | undefined {
  try {
    return readPattern(pattern);
  } catch {
    return undefined;
  }
}

/** An automaton that is to read a text, or not to. */
export interface PatternAutomaton {
  readonly automaton: NFA;
  readonly isNegated: boolean;
}

/** The same with an automaton for each lookahead at the beginning, and one for what follows: a text that matches fulfils all. */
export function toAutomata(pattern: string): readonly PatternAutomaton[] | undefined {
  try {
    return splitLookaheads(toUnicode(pattern)).map((part) => ({
      isNegated: part.isNegated,
      automaton: readPattern(part.pattern),
    }));
  } catch {
    return undefined;
  }
}

function readPattern(pattern: string): NFA {
  const unicode = toUnicode(pattern);
  visitRegExpAST(parsePattern(unicode), {
    onAssertionEnter(assertion) {
      // refa loses some of those that look further than one character.
      if ("alternatives" in assertion && !assertion.alternatives.every(isCharacterOrNothing))
        throw new RangeError(assertion.raw);
    },
  });
  // refa reads no assertions in alternatives.
  const [automaton, ...others] = alternativesOf(parsePattern(unicode)).map((alternative) =>
    readRegex(`${start}[^]*(?:${tieToEnds(alternative)})[^]*${end}`),
  );
  if (automaton === undefined) throw new SyntaxError(pattern);
  const { NFA } = refa();
  for (const other of others) automaton.union(other, new NFA.LimitedNodeFactory(mostNodes));
  return automaton;
}

/** The alternatives of a pattern, and of a group that is one of them. */
function alternativesOf({ alternatives }: Pick<AST.Pattern, "alternatives">): string[] {
  return alternatives.flatMap((alternative) => {
    const [only, ...others] = alternative.elements;
    const isGroup = others.length === 0 && (only?.type === "Group" || only?.type === "CapturingGroup");
    return isGroup ? alternativesOf(only) : [alternative.raw];
  });
}

function isCharacterOrNothing({ elements: [first, ...others] }: AST.Alternative): boolean {
  return others.length === 0 && (first === undefined || /^Character(?:Class|Set)?$/.test(first.type));
}

/**
 * `^(?=A)(?!B)C` as `^A`, not `^B`, and `^C`, with lookaheads on either side of `^`; any other pattern as the only part of itself.
 *
 * @param pattern one that is valid with Unicode's flag
 */
export function splitLookaheads(pattern: string): readonly { readonly isNegated: boolean; readonly pattern: string }[] {
  const [only, ...others] = parsePattern(pattern).alternatives;
  const elements = only?.elements ?? [];
  const leading = elements.slice(0, firstBeyond(elements));
  const start = elements[leading.length];
  const isAnchored = others.length === 0 && start?.type === "Assertion" && start.kind === "start";
  const behind = elements.slice(leading.length + 1);
  const end = firstBeyond(behind);
  const looks = isAnchored ? [...leading, ...behind.slice(0, end)] : [];
  if (looks.length === 0) return [{ isNegated: false, pattern }];
  return [
    // Without `(?=` and `)`.
    ...looks.map((look) => ({ isNegated: "negate" in look && look.negate, pattern: `^(?:${look.raw.slice(3, -1)})` })),
    { isNegated: false, pattern: `^${behind[end] === undefined ? "" : pattern.slice(behind[end].start)}` },
  ];
}

/** The index of the first element that isn't a lookahead. */
function firstBeyond(elements: readonly AST.Element[]): number {
  const index = elements.findIndex((element) => element.type !== "Assertion" || element.kind !== "lookahead");
  return index < 0 ? elements.length : index;
}

/**
 * The pattern as it is valid with Unicode's flag, which refuses some brackets and escapes that stand for themselves without it.
 *
 * @throws SyntaxError where it isn't valid with the flag or without
 */
export function toUnicode(pattern: string): string {
  try {
    parsePattern(pattern);
    return pattern;
  } catch {
    const pieces: string[] = [];
    let read = 0;
    visitRegExpAST(parsePattern(pattern, false), {
      onCharacterEnter({ start, end, value, raw }) {
        if (/^[A-Za-z0-9]$/.test(raw) || (value >= 0xd800 && value <= 0xdfff)) return;
        pieces.push(pattern.slice(read, start), `\\u{${value.toString(16)}}`);
        read = end;
      },
    });
    return pieces.join("") + pattern.slice(read);
  }
}

/** @throws SyntaxError where it isn't valid, with or without Unicode's flag */
export function parsePattern(pattern: string, unicode = true): AST.Pattern {
  return new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode });
}

const mostNodes = 20_000;

function readRegex(source: string): NFA {
  const { combineTransformers, JS, NFA, Transformers, transform } = refa();
  const simplify = combineTransformers([
    Transformers.inline(),
    Transformers.removeDeadBranches(),
    Transformers.removeUnnecessaryAssertions(),
    Transformers.applyAssertions(),
  ]);
  const { expression, maxCharacter } = JS.Parser.fromLiteral({ source, flags: "su" }).parse({
    assertions: "parse",
    backreferences: "throw",
    maxNodes: mostNodes,
  });
  const plain = transform(simplify, expression);
  return NFA.fromRegex(plain, { maxCharacter }, { assertions: "throw" }, new NFA.LimitedNodeFactory(mostNodes));
}

/** The pattern with its `^` and `$` as lookarounds for the characters that mark the ends; `.` doesn't match line breaks. */
function tieToEnds(pattern: string): string {
  let inClass = false;
  return pattern.replaceAll(/\\[\s\S]|[[\]^$.]/g, (token) => {
    if (token === "[" && !inClass) inClass = true;
    else if (token === "]") inClass = false;
    else if (!inClass && token === "^") return `(?<=${start})`;
    else if (!inClass && token === "$") return `(?=${end})`;
    else if (!inClass && token === ".") return "[^\\n\\r\\u2028\\u2029]";
    return token;
  });
}

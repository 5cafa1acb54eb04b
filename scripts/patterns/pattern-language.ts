import type { NFA } from "refa";
import { refa } from "./refa.ts";

/** Two characters of the private use area that stand for the beginning and the end of a text. */
const [start, end] = ["\uE000", "\uE001"];

/**
 * Characters, classes that aren't empty, groups, alternatives and repetitions, with `^` and `$` at the ends only: some text matches,
 * whatever they are.
 */
const plainPattern =
  /^\^?(?:[^\\^$*+?()[\]{}|]|[*+?|)]|\((?:\?:)?(?!\?)|\{\d+(?:,\d*)?\}|\\[dDwWsS.\-/]|\[(?:[^\\^\]]|\\[dDwWsS.\-/])(?:[^\\\]]|\\[dDwWsS.\-/])*\])*\$?$/;

/**
 * Whether no text at all matches a pattern, or none without the given character; undefined where that can't be decided: for a
 * pattern with back-references, one too large, or one that is none.
 *
 * A pattern matches anywhere in a text (JSON Schema Validation, section 6.3.3), so `^` and `$` are what ties it to the ends.
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
 * An automaton for the texts that a pattern matches, each between the marks of its ends; undefined for a pattern with
 * back-references or looks around that can't be resolved, one too large, or one that is none.
 */
export function toAutomaton(pattern: string): NFA | undefined {
  try {
    return readPattern(pattern);
  } catch {
    return undefined;
  }
}

function readPattern(pattern: string): NFA {
  return readRegex(`${start}[^]*(?:${tieToEnds(pattern)})[^]*${end}`);
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

/** The pattern with its `^` and `$` as looks at the characters that stand for the ends; `.` is left as it is. */
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

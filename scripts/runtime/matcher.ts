import type { Pattern, PatternTable } from "./schema.ts";

export interface Matcher {
  readonly test: (text: string) => boolean;
}

/** Patterns are meant for Unicode (JSON Schema, section 6.4); those that aren't valid there are read without it. */
export function toRegExp(pattern: string): RegExp {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return new RegExp(pattern);
  }
}

export function patternText(pattern: Pattern): string {
  return typeof pattern === "string" ? pattern : pattern[0];
}

/** Matches patterns that a backtracking engine matches in linear time. */
export function plainMatcher(pattern: Pattern): Matcher {
  const [source, matching] = typeof pattern === "string" ? [pattern] : pattern;
  if (matching?.[0] === "class") {
    // That no character is outside of the class is found faster than that all are in it.
    const [, characters, least, most] = matching;
    const other = new RegExp(`[^${characters}]`);
    const longest = most ?? Number.POSITIVE_INFINITY;
    return { test: (text) => text.length >= least && text.length <= longest && !other.test(text) };
  }
  const regExp = toRegExp(source);
  return { test: (text) => regExp.test(text) };
}

/** Matches any pattern in linear time. */
export function linearMatcher(pattern: Pattern): Matcher {
  if (typeof pattern === "string" || pattern[1][0] === "class") return plainMatcher(pattern);
  const matching = pattern[1];
  if (matching[0] === "table") return tableMatcher(matching[1]);
  const parts = matching[1].map(([isNegated, part]) => ({ isNegated, matcher: linearMatcher(part) }));
  return { test: (text) => parts.every(({ isNegated, matcher }) => matcher.test(text) !== isNegated) };
}

/** Marks for the two ends of a text, and a replacement for such a character within it. */
const ends = { start: 0xe000, end: 0xe001, other: 0xe002 };
/** How many sets of states are remembered. */
const mostSets = 5_000;

interface StateSet {
  readonly states: readonly number[];
  readonly isFinal: boolean;
  readonly next: Map<number, StateSet>;
}

/** Matches a text by reading each character once, in all states that the automaton may be in. */
function tableMatcher({ steps, finals }: PatternTable): Matcher {
  let known = new Map<string, StateSet>();
  const setOf = (states: readonly number[]): StateSet => {
    const key = states.join();
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= mostSets) known = new Map();
    const set = { states, isFinal: states.some((state) => finals.includes(state)), next: new Map() };
    known.set(key, set);
    return set;
  };
  const follow = (set: StateSet, character: number): StateSet => {
    const found = set.next.get(character);
    if (found !== undefined) return found;
    const targets = new Set<number>();
    for (const state of set.states) {
      for (const [first, last, target] of steps[state] ?? []) {
        if (first <= character && character <= last) targets.add(target);
      }
    }
    const next = setOf([...targets].sort((a, b) => a - b));
    if (set.next.size < 256) set.next.set(character, next);
    return next;
  };
  return {
    test(text) {
      let set = follow(setOf([0]), ends.start);
      for (const character of text) {
        const point = character.codePointAt(0) ?? 0;
        set = follow(set, point === ends.start || point === ends.end ? ends.other : point);
        if (set.states.length === 0) return false;
      }
      return follow(set, ends.end).isFinal;
    },
  };
}

import { toRegExp } from "./schema-support.ts";

/** An automaton: for each state the steps to others, `[first, last, target]` with code points; it begins in state 0. */
export interface PatternTable {
  readonly steps: readonly (readonly (readonly [number, number, number])[])[];
  readonly finals: readonly number[];
}

/** What stands for the two ends of a text, and for such a character within it. */
const ends = { start: 0xe000, end: 0xe001, other: 0xe002 };

/** The longest text, in UTF-16 code units, that a pattern is tried on whose time may grow with the square of the length. */
const longest = 20_000;
/** How many sets of states are remembered. */
const mostSets = 5_000;

interface StateSet {
  readonly states: readonly number[];
  readonly isFinal: boolean;
  readonly next: Map<number, StateSet>;
}

/** Matches a text by reading each character once, in all states that the automaton may be in. */
export function tableMatcher({ steps, finals }: PatternTable): { test(text: string): boolean } {
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

/** Tries a pattern on texts that are not too long for it; no other matches. */
export function boundedMatcher(pattern: string, flags: string): { test(text: string): boolean } {
  const expression = toRegExp(pattern, flags);
  return { test: (text) => text.length <= longest && expression.test(text) };
}

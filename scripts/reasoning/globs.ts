import type { TextBounds } from "../language/field.ts";
import { globPattern } from "../patterns/glob-pattern.ts";
import { matcherOf } from "../patterns/linear-pattern.ts";
import { representativeTexts } from "../patterns/representative-texts.ts";
import { TooManySteps, takeSteps } from "./steps.ts";

/** A text with gaps for any characters: `de*` is `["de", ""]`, and a constant has no gap. */
export type Glob = readonly string[];

/** What rules ask of one text. */
export interface TextFacts {
  /** It is one of these. */
  readonly values?: readonly string[];
  readonly matched: readonly Glob[];
  readonly others: readonly Glob[];
}

/** What reading a pattern and making its automaton take, in steps. */
const stepsOfPattern = 2500;

/**
 * Whether some text is as the schema and all of the facts ask; undefined where no text is known and there may be one.
 *
 * @throws TooManySteps
 */
export function someTextFits(bounds: TextBounds, facts: readonly TextFacts[]): boolean | undefined {
  const { patterns = [], minLength, maxLength } = bounds;
  const [matched, others] = [facts.flatMap((fact) => fact.matched), facts.flatMap((fact) => fact.others)];
  const lists = facts.flatMap(({ values }) => (values === undefined ? [] : [values]));
  const isBound = patterns.length > 0 || minLength !== undefined || maxLength !== undefined;
  if (!isBound && lists.length === 0) return someTextMatches(matched, others);
  takeSteps(stepsOfPattern * (patterns.length + matched.length + others.length));
  const tests = [
    ...patterns.map((pattern) => ({ pattern, isMatched: true })),
    ...matched.map((glob) => ({ pattern: globPattern(glob), isMatched: true })),
    ...others.map((glob) => ({ pattern: globPattern(glob), isMatched: false })),
  ].map(({ pattern, isMatched }) => ({ matcher: matcherOf(pattern), isMatched }));
  const fits = (text: string): boolean => {
    const length = [...text].length;
    const isLong = length >= (minLength ?? 0) && length <= (maxLength ?? Number.POSITIVE_INFINITY);
    return isLong && tests.every(({ matcher, isMatched }) => matcher === undefined || matcher.test(text) === isMatched);
  };
  const [first, ...more] = lists;
  if (first !== undefined) return first.some((text) => more.every((list) => list.includes(text)) && fits(text));
  const lengths = [minLength, maxLength === undefined ? undefined : maxLength + 1].filter((one) => one !== undefined);
  const found = representativeTexts([...patterns, ...[...matched, ...others].map(globPattern)], lengths);
  takeSteps(found.steps);
  return found.texts.some(fits) || (found.complete ? false : undefined);
}

const gap = "";
/** How many states of all globs are looked at. */
const mostStates = 20_000;

/**
 * Whether some text matches all of `matched` and none of `others`: automata of all globs read every text side by side.
 *
 * @throws TooManySteps
 */
function someTextMatches(matched: readonly Glob[], others: readonly Glob[]): boolean {
  const automata = [...matched, ...others].map(toAutomaton);
  const known = new Set([...matched, ...others].flat().flatMap((part) => [...part]));
  // No glob tells the other characters apart.
  const characters = [...known, gap];
  const start = automata.map(({ start }) => start);
  const seen = new Set([start.join("|")]);
  for (const open = [start]; ; ) {
    const states = open.shift();
    if (states === undefined) return false;
    if (automata.every(({ accepts }, index) => accepts(states[index] ?? "") === index < matched.length)) return true;
    for (const character of characters) {
      takeSteps(automata.length);
      const next = automata.map(({ read }, index) => read(states[index] ?? "", character));
      // What a glob has to match and can't anymore leads nowhere.
      if (next.slice(0, matched.length).includes("")) continue;
      const key = next.join("|");
      if (seen.has(key)) continue;
      if (seen.size >= mostStates) throw new TooManySteps();
      seen.add(key);
      open.push(next);
    }
  }
}

/** Its states are the positions that a reader of the glob may be at, as a text. */
interface Automaton {
  readonly start: string;
  readonly accepts: (state: string) => boolean;
  readonly read: (state: string, character: string) => string;
}

function toAutomaton(glob: Glob): Automaton {
  const steps = glob
    .flatMap((part, index) => [...(index > 0 ? [gap] : []), ...part])
    .filter((step, index, all) => step !== gap || all[index - 1] !== gap);
  const closed = (positions: readonly number[]): string => {
    const all = new Set(
      positions.flatMap((position) => (steps[position] === gap ? [position, position + 1] : [position])),
    );
    // Whatever can be read before a gap can be read in it.
    const last = Math.max(...[...all].filter((position) => steps[position] === gap), 0);
    return [...all].filter((position) => position >= last).join();
  };
  const known = new Map<string, string>();
  return {
    start: closed([0]),
    accepts: (state) => state.split(",").includes(String(steps.length)),
    read: (state, character) => {
      const key = `${state} ${character}`;
      const positions = (state === "" ? [] : state.split(",")).map(Number);
      const next =
        known.get(key) ??
        closed(
          positions.flatMap((position) =>
            steps[position] === gap ? [position] : steps[position] === character ? [position + 1] : [],
          ),
        );
      known.set(key, next);
      return next;
    },
  };
}

import type { NFA } from "refa";
import { type PatternAutomaton, toAutomata } from "./pattern-language.ts";

/** The marks for the two ends of a text in an automaton of `toAutomata`. */
const ends = { start: 0xe000, end: 0xe001 };
/** Characters that are easy to read come first. */
const liked = [..."a0A1bB-_.x "].map((character) => character.codePointAt(0) ?? 0);
/** How many steps of automata are taken for the texts of one place. */
const mostSteps = 60_000;
/** How many texts of one kind are kept: rules may compare two fields. */
const mostOfKind = 2;

/** Texts, and whether every kind of text that exists has one among them. */
export interface Texts {
  readonly texts: readonly string[];
  readonly complete: boolean;
  /** How many steps of automata were taken. */
  readonly steps: number;
}

/**
 * A text for each combination of patterns that it matches and length that it has, wherever there is one: the automata of all
 * patterns read all texts side by side, the shortest first.
 *
 * @param lengths where something changes: the least lengths that are long enough, or too long
 */
export function representativeTexts(patterns: readonly string[], lengths: readonly number[]): Texts {
  const read = [...new Set(patterns)].map(toAutomata);
  const conditions = read.filter((condition) => condition !== undefined);
  const automata = conditions.flatMap((parts) => parts.map(({ automaton }) => automaton));
  const limits = [...new Set(lengths)].filter((length) => length > 0).sort((a, b) => a - b);
  if (automata.length === 0) {
    const texts = [0, ...limits].flatMap((length) => ["a".repeat(length), "b".repeat(length)]);
    return { texts: [...new Set(texts)], complete: read.length === 0, steps: 0 };
  }
  const characters = alphabet(automata);
  const kinds = new Map<string, string[]>();
  const seen = new Set<string>();
  let layer = new Map([beginning(automata)]);
  let steps = 0;
  for (let length = 0; layer.size > 0; length++) {
    const kindOfLength = limits.filter((limit) => limit <= length).length;
    const isLast = kindOfLength === limits.length;
    const next = new Map<string, Reading>();
    for (const [key, reading] of layer) {
      if (isLast && seen.has(key)) continue;
      if (isLast) seen.add(key);
      const matched = conditions.map((parts) => {
        return Number(parts.every((part) => isMatch(part, reading.states[automata.indexOf(part.automaton)])));
      });
      const kind = `${kindOfLength} ${matched}`;
      const known = kinds.get(kind) ?? [];
      kinds.set(kind, [...new Set([...known, ...reading.texts])].slice(0, mostOfKind));
      for (const character of characters) {
        if (++steps > mostSteps) return { texts: [...kinds.values()].flat(), complete: false, steps };
        const states = reading.states.map((set) => follow(set, character));
        const id = keyOf(states);
        const texts = reading.texts.map((text) => text + String.fromCodePoint(character));
        const other = next.get(id)?.texts ?? [];
        next.set(id, { states, texts: [...other, ...texts].slice(0, mostOfKind) });
      }
    }
    layer = next;
  }
  return { texts: [...kinds.values()].flat(), complete: conditions.length === read.length, steps };
}

/** The states that each automaton may be in after some texts. */
interface Reading {
  readonly states: readonly ReadonlySet<NFA.ReadonlyNode>[];
  readonly texts: readonly string[];
}

function beginning(automata: readonly NFA[]): [string, Reading] {
  const states = automata.map((automaton) => follow(new Set([automaton.initial]), ends.start));
  return [keyOf(states), { states, texts: [""] }];
}

function isMatch(
  { automaton, isNegated }: PatternAutomaton,
  states: ReadonlySet<NFA.ReadonlyNode> = new Set(),
): boolean {
  const finals: ReadonlySet<NFA.ReadonlyNode> = automaton.finals;
  return [...follow(states, ends.end)].some((state) => finals.has(state)) !== isNegated;
}

function follow(states: ReadonlySet<NFA.ReadonlyNode>, character: number): ReadonlySet<NFA.ReadonlyNode> {
  const next = new Set<NFA.ReadonlyNode>();
  for (const state of states) for (const [target, set] of state.out) if (set.has(character)) next.add(target);
  return next;
}

const numbers = new WeakMap<NFA.ReadonlyNode, number>();
let numbered = 0;

function keyOf(states: readonly ReadonlySet<NFA.ReadonlyNode>[]): string {
  const numberOf = (state: NFA.ReadonlyNode): number => {
    const known = numbers.get(state) ?? numbered++;
    numbers.set(state, known);
    return known;
  };
  return states.map((set) => [...set].map(numberOf).sort((a, b) => a - b)).join("|");
}

/** One character for each set of characters that no automaton distinguishes. */
function alphabet(automata: readonly NFA[]): number[] {
  const borders = new Set([0x20, 0x7f, 0xa1, 0xd800]);
  for (const automaton of automata)
    for (const state of reachable(automaton))
      for (const set of state.out.values())
        for (const { min, max } of set.ranges) for (const border of [min, max + 1]) borders.add(border);
  const sorted = [...borders].sort((a, b) => a - b);
  return sorted
    .flatMap((from, index) => {
      const to = (sorted[index + 1] ?? 0x110000) - 1;
      // Neither half of a pair nor one of the marks.
      const first = from >= 0xd800 && from <= 0xe001 ? 0xe002 : from;
      const character = liked.find((candidate) => candidate >= from && candidate <= to) ?? first;
      return character <= to && character <= 0x10ffff ? [character] : [];
    })
    .sort((a, b) => rank(a) - rank(b));
}

function rank(character: number): number {
  const index = liked.indexOf(character);
  const isHidden = character < 0x20 || (character >= 0x7f && character < 0xa1);
  return index < 0 ? character + (isHidden ? 0x110000 : liked.length) : index;
}

function reachable(automaton: NFA): Set<NFA.ReadonlyNode> {
  const found = new Set<NFA.ReadonlyNode>([automaton.initial]);
  for (const state of found) for (const target of state.out.keys()) found.add(target);
  return found;
}

import { type Child, canonicalText, type Facts, type Part } from "./part.ts";

/**
 * A difference between our description and another. `new`: the other one says it, and ours doesn't. `gone`: ours says it, and the
 * other one doesn't. `changed`: they say different things.
 */
export interface Difference {
  readonly kind: "new" | "gone" | "changed";
  /** Where in our description, in words: `Pet.name`, `GET /pets query parameter limit`. */
  readonly place: string;
  /** What differs there: a keyword such as `pattern`, or what is new or gone, such as `property`. */
  readonly what: string;
  /** What ours says; left out where a whole part is new or gone. */
  readonly ours?: unknown;
  readonly upstream?: unknown;
  /** The object of ours that it is about, or that would hold what is new. */
  readonly source: unknown;
}

/** Compares two parts and all that is in them. Each pair is compared once, so that circles end. */
export function compareParts(ours: Part, theirs: Part, place: string): Difference[] {
  const comparison = new Comparison();
  comparison.compare(ours, theirs, place);
  return comparison.differences;
}

class Comparison {
  readonly differences: Difference[] = [];
  private readonly compared = new Map<Part, Set<Part>>();

  compare(ours: Part, theirs: Part, around: string): void {
    const before = this.compared.get(ours);
    if (before?.has(theirs)) return;
    this.compared.set(ours, (before ?? new Set()).add(theirs));
    const place = ours.component ?? around;
    this.compareFacts(ours.facts, theirs.facts, place, ours.source);
    this.compareValues(ours, theirs, place);
    this.compareSets(ours.rules, theirs.rules, { place, what: "rule", source: ours.source });
    for (const key of new Set([...ours.children.keys(), ...theirs.children.keys()])) {
      this.compareChildren(ours.children.get(key), theirs.children.get(key), place, ours.source);
    }
    for (const [one, other] of pairAlternatives(ours.alternatives, theirs.alternatives)) {
      this.compareChildren(one, other, place, ours.source);
    }
  }

  private compareFacts(ours: Facts, theirs: Facts, place: string, source: unknown): void {
    for (const what of new Set([...ours.keys(), ...theirs.keys()])) {
      const [mine, other] = [ours.get(what), theirs.get(what)];
      if (mine !== undefined && other !== undefined && canonicalText(mine) === canonicalText(other)) continue;
      if (mine === undefined) this.add({ kind: "new", place, what, upstream: other, source });
      else if (other === undefined) this.add({ kind: "gone", place, what, ours: mine, source });
      else this.add({ kind: "changed", place, what, ours: mine, upstream: other, source });
    }
  }

  /** Enums value by value; one against none as a whole, as it forbids everything else. */
  private compareValues(ours: Part, theirs: Part, place: string): void {
    const { values: mine, source } = ours;
    const { values: others } = theirs;
    if (mine !== undefined && others !== undefined)
      this.compareSets(mine, others, { place, what: "enum value", source });
    else if (others !== undefined) this.add({ kind: "new", place, what: "enum", upstream: others, source });
    else if (mine !== undefined) this.add({ kind: "gone", place, what: "enum", ours: mine, source });
  }

  private compareSets(
    ours: readonly unknown[],
    theirs: readonly unknown[],
    at: Pick<Difference, "place" | "what" | "source">,
  ): void {
    const texts = (values: readonly unknown[]): Set<string> => new Set(values.map(canonicalText));
    const [mine, others] = [texts(ours), texts(theirs)];
    for (const upstream of theirs) {
      if (!mine.has(canonicalText(upstream))) this.add({ kind: "new", ...at, upstream });
    }
    for (const value of ours) {
      if (!others.has(canonicalText(value))) this.add({ kind: "gone", ...at, ours: value });
    }
  }

  private compareChildren(ours: Child | undefined, theirs: Child | undefined, around: string, source: unknown): void {
    if (ours !== undefined && theirs !== undefined) {
      const place = around + ours.step;
      this.compareFacts(ours.facts, theirs.facts, place, ours.source);
      this.compare(ours.read(), theirs.read(), place);
    } else if (theirs !== undefined) {
      this.add({ kind: "new", place: around + theirs.step, what: theirs.what, source });
    } else if (ours !== undefined) {
      this.add({ kind: "gone", place: around + ours.step, what: ours.what, source: ours.source });
    }
  }

  private add(difference: Difference): void {
    this.differences.push(difference);
  }
}

/**
 * Pairs the schemas of two `oneOf` or `anyOf`, which have neither names nor an order: those with the same traits, then those that are
 * most alike, then what is left, in its order.
 */
function pairAlternatives(
  ours: readonly Child[],
  theirs: readonly Child[],
): [ours: Child | undefined, theirs: Child | undefined][] {
  const open = { ours: new Map(withTraits(ours)), theirs: new Map(withTraits(theirs)) };
  const pairs = new Map<Child, Child>();
  const pair = (one: Child, other: Child): void => {
    if (!open.ours.delete(one)) return;
    open.theirs.delete(other);
    pairs.set(one, other);
  };
  const same = byKey([...open.theirs].reverse(), (traits) => [canonicalText([...traits].sort())]);
  for (const [one, traits] of [...open.ours]) {
    const other = same.get(canonicalText([...traits].sort()))?.pop();
    if (other !== undefined) pair(one, other);
  }
  for (const [one, other] of byLikeness(open.ours, open.theirs)) if (open.theirs.has(other)) pair(one, other);
  const left = [...open.theirs.keys()];
  for (const [index, one] of [...open.ours.keys()].entries()) {
    const other = left[index];
    if (other !== undefined) pair(one, other);
  }
  return [
    ...ours.map((one): [Child, Child | undefined] => [one, pairs.get(one)]),
    ...[...open.theirs.keys()].map((other): [undefined, Child] => [undefined, other]),
  ];
}

type Traits = ReadonlySet<string>;

function withTraits(children: readonly Child[]): [Child, Traits][] {
  return children.map((child) => [child, traitsOf(child.read())]);
}

/** The children with a key, by it, in their order. */
function byKey(
  children: Iterable<readonly [Child, Traits]>,
  keysOf: (traits: Traits) => Iterable<string>,
): ReadonlyMap<string, Child[]> {
  const found = new Map<string, Child[]>();
  for (const [child, traits] of children) {
    for (const key of keysOf(traits)) {
      const before = found.get(key);
      if (before === undefined) found.set(key, [child]);
      else before.push(child);
    }
  }
  return found;
}

/** A schema is compared with at most this many others: all of thousands with all would take minutes. */
const mostCompared = 100;

/** Schemas with traits in common, the most alike first. Of too many, those that share the rarest traits. */
function byLikeness(ours: ReadonlyMap<Child, Traits>, theirs: ReadonlyMap<Child, Traits>): [Child, Child][] {
  const holders = byKey(theirs, (traits) => traits);
  const order = new Map([...theirs.keys()].map((other, index) => [other, index]));
  const scored = [...ours].flatMap(([one, traits], index) => {
    const lists = [...traits].flatMap((trait) => [holders.get(trait) ?? []]).sort((a, b) => a.length - b.length);
    const others = new Set<Child>();
    for (const other of lists.flatMap((list) => list.slice(0, mostCompared))) {
      if (others.size < mostCompared) others.add(other);
    }
    return [...others].map((other) => {
      const score = likeness(traits, theirs.get(other) ?? new Set());
      return { one, other, index, at: order.get(other) ?? 0, score };
    });
  });
  return scored
    .sort((a, b) => b.score - a.score || a.index - b.index || a.at - b.at)
    .map(({ one, other }) => [one, other]);
}

/** The share of traits that two schemas have in common, from 0 to 1. */
function likeness(a: Traits, b: Traits): number {
  const common = [...a].filter((trait) => b.has(trait)).length;
  const all = a.size + b.size - common;
  return all === 0 ? 1 : common / all;
}

/** What tells alternatives apart: keywords, names of properties, and the values of these, as of a discriminator's. */
function traitsOf({ facts, values = [], children }: Part): Set<string> {
  return new Set([
    ...[...facts].map(([name, value]) => `${name} ${canonicalText(value)}`),
    ...values.map(canonicalText),
    ...children.keys(),
    ...[...children].flatMap(([key, child]) => (child.read().values ?? []).map((value) => key + canonicalText(value))),
  ]);
}

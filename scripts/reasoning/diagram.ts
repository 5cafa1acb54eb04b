import type { Range } from "../language/forms.ts";
import { TooManySteps, takeSteps } from "./steps.ts";

/**
 * Multi-valued decision diagrams: a set of assignments to numbered variables (levels), each with its own number of states, as a
 * shared graph in which equal sets are the same node. What an ROBDD is for booleans, with enums as single variables; see
 * Bryant, "Graph-Based Algorithms for Boolean Function Manipulation" (1986), and Kam, Villa, Brayton,
 * Sangiovanni-Vincentelli, "Multi-Valued Decision Diagrams" (1998).
 */

/** A set of assignments. Equal sets have equal numbers, within one `Diagrams`. */
export type Node = number;

export const never: Node = 0;
export const always: Node = 1;

/** One number for two nodes: memory runs out long before 2^26 of them. */
export function pairKey(a: Node, b: Node): number {
  return a * 2 ** 26 + b;
}

/** For each level, the states it may be in; a level that is left out may be in any. */
export type Cube = ReadonlyMap<number, ReadonlySet<number>>;

/** Nodes and conjunctions that one `Diagrams` may make. Usual rules take some hundreds; these are a second, and 100 MB. */
const mostSteps = 500_000;
/** Diagrams are walked by recursion, a call for each level. */
const mostLevels = 2000;

export class Diagrams {
  /** How many states each level has. */
  readonly sizes: readonly number[];
  private readonly levels: number[] = [Infinity, Infinity];
  private readonly children: (readonly Node[])[] = [[], []];
  private readonly unique = new Map<string, Node>();
  private readonly conjunctions = new Map<number, Node>();
  private readonly negations = new Map<Node, Node>();

  private steps = 0;

  constructor(sizes: readonly number[]) {
    if (sizes.length > mostLevels) throw new TooManySteps();
    this.sizes = sizes;
  }

  /** The assignments in which `level` is in one of `states`. */
  literal(level: number, states: ReadonlySet<number>): Node {
    return this.node(
      level,
      Array.from({ length: this.size(level) }, (_, state) => (states.has(state) ? always : never)),
    );
  }

  and(...nodes: readonly Node[]): Node {
    return nodes.reduce((a, b) => this.conjunction(a, b), always);
  }

  or(...nodes: readonly Node[]): Node {
    return this.not(this.and(...nodes.map((node) => this.not(node))));
  }

  implies(condition: Node, consequence: Node): Node {
    return this.or(this.not(condition), consequence);
  }

  not(node: Node): Node {
    if (node === never) return always;
    if (node === always) return never;
    let result = this.negations.get(node);
    if (result === undefined) {
      result = this.node(
        this.level(node),
        this.childrenOf(node).map((child) => this.not(child)),
      );
      this.negations.set(node, result);
      this.negations.set(result, node);
    }
    return result;
  }

  /** As many of `nodes` hold as one of the ranges allows. */
  count(nodes: readonly Node[], allowed: readonly Range[]): Node {
    return this.or(...allowed.map(([least, most]) => this.between(nodes, least, most)));
  }

  private between(nodes: readonly Node[], least: number, most: number): Node {
    const { length } = nodes;
    if (least > length || least > most) return never;
    if (least === length) return this.and(...nodes);
    if (most === 0) return this.not(this.or(...nodes));
    if (most >= length)
      return least <= 1 ? (least === 1 ? this.or(...nodes) : always) : this.not(this.between(nodes, 0, least - 1));
    // reached[k]: exactly k of the nodes so far hold. More than `most` need no entry.
    let reached: Node[] = [always];
    for (const node of nodes) {
      const next: Node[] = [];
      for (let k = 0; k <= Math.min(reached.length, most); k++) {
        next.push(
          this.or(
            this.and(reached[k] ?? never, this.not(node)),
            this.and(k > 0 ? (reached[k - 1] ?? never) : never, node),
          ),
        );
      }
      reached = next;
    }
    return this.or(...reached.slice(least));
  }

  /** The assignments that some state of `level` completes. */
  exists(node: Node, level: number): Node {
    return this.mapLevel(node, level, (children) => {
      const any = this.or(...children);
      return children.map(() => any);
    });
  }

  /** One way through a diagram that isn't empty: a state for each level that makes a difference on it. */
  somePath(node: Node): Map<number, number> {
    const path = new Map<number, number>();
    for (let current = node; current !== always && current !== never; ) {
      const children = this.childrenOf(current);
      const state = children.findIndex((child) => child !== never);
      path.set(this.level(current), state);
      current = children[state] ?? never;
    }
    return path;
  }

  /** Replaces the children of every node at `level`. */
  mapLevel(node: Node, level: number, change: (children: readonly Node[]) => readonly Node[]): Node {
    const seen = new Map<Node, Node>();
    const walk = (current: Node): Node => {
      if (this.level(current) > level) return current;
      let result = seen.get(current);
      if (result === undefined) {
        const children = this.childrenOf(current);
        result = this.node(this.level(current), this.level(current) === level ? change(children) : children.map(walk));
        seen.set(current, result);
      }
      return result;
    };
    return walk(node);
  }

  level(node: Node): number {
    return this.levels[node] ?? Infinity;
  }

  childrenOf(node: Node): readonly Node[] {
    return this.children[node] ?? [];
  }

  /** The child of `node` for `state` of `level`, which is not below `node`'s own. */
  child(node: Node, level: number, state: number): Node {
    return this.level(node) === level ? (this.childrenOf(node)[state] ?? never) : node;
  }

  node(level: number, children: readonly Node[]): Node {
    const [first] = children;
    if (first === undefined) throw new RangeError(`level ${level} has no states`);
    if (children.every((child) => child === first)) return first;
    const key = `${level}:${children.join()}`;
    let node = this.unique.get(key);
    if (node === undefined) {
      this.step(children.length);
      node = this.levels.length;
      this.levels.push(level);
      this.children.push(children);
      this.unique.set(key, node);
    }
    return node;
  }

  private conjunction(a: Node, b: Node): Node {
    if (a === never || b === never) return never;
    if (a === always || a === b) return b;
    if (b === always) return a;
    const key = a < b ? pairKey(a, b) : pairKey(b, a);
    let result = this.conjunctions.get(key);
    if (result === undefined) {
      const level = Math.min(this.level(a), this.level(b));
      this.step(this.size(level));
      result = this.node(
        level,
        Array.from({ length: this.size(level) }, (_, state) =>
          this.conjunction(this.child(a, level, state), this.child(b, level, state)),
        ),
      );
      this.conjunctions.set(key, result);
    }
    return result;
  }

  /** @throws TooManySteps where what is about to be done with these states is more than there is time for */
  step(states: number): void {
    const steps = 1 + states / 16;
    this.steps += steps;
    if (this.steps > mostSteps) throw new TooManySteps();
    takeSteps(steps);
  }

  private size(level: number): number {
    const size = this.sizes[level];
    if (size === undefined) throw new RangeError(`unknown level ${level}`);
    return size;
  }
}

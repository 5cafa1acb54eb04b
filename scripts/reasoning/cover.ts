import { always, type Cube, type Diagrams, type Node, never, pairKey } from "./diagram.ts";

/**
 * Few cubes whose union is exactly `node`. The first `split` levels (the ones with values that rules inspect) are cut into
 * disjoint parts, so that they discriminate; below them, over levels with two states, the cubes are prime and may overlap:
 * each leaves open all that it can.
 *
 * Prime cover: Minato, "Fast Generation of Prime-Irredundant Covers from Binary Decision Diagrams" (1993).
 *
 * @returns undefined when more than `limit` cubes would be needed
 */
export function cover(diagrams: Diagrams, node: Node, split: number, limit: number): Cube[] | undefined {
  const parts = splitParts(diagrams, node, split, limit);
  if (parts === undefined) return undefined;
  const cubes: Cube[] = [];
  for (const part of parts) {
    const primes = primeCover(diagrams, part.rest, limit - cubes.length);
    if (primes === undefined) return undefined;
    for (const prime of primes) cubes.push(new Map([...part.cube, ...prime]));
  }
  return cubes;
}

interface Part {
  readonly cube: Cube;
  readonly rest: Node;
}

/** Disjoint cubes over the levels above `split`, each with what remains below; parts that differ in one level only are one. */
function splitParts(diagrams: Diagrams, node: Node, split: number, limit: number): Part[] | undefined {
  let parts: Part[] = [];
  // Far more paths than cubes may exist before they are merged; this bounds the work, not the result.
  const most = limit * limit;
  const walk = (current: Node, cube: Cube): void => {
    if (current === never || parts.length > most) return;
    const level = diagrams.level(current);
    if (level >= split) {
      parts.push({ cube, rest: current });
      return;
    }
    const states = new Map<Node, Set<number>>();
    diagrams.childrenOf(current).forEach((child, state) => {
      states.set(child, (states.get(child) ?? new Set()).add(state));
    });
    for (const [child, set] of states) walk(child, new Map([...cube, [level, set]]));
  };
  walk(node, new Map());
  if (parts.length > most) return undefined;
  for (let merged = mergeOnce(diagrams, parts); merged !== undefined; merged = mergeOnce(diagrams, parts))
    parts = merged;
  return parts;
}

function mergeOnce(diagrams: Diagrams, parts: readonly Part[]): Part[] | undefined {
  for (const [i, a] of parts.entries()) {
    for (const [j, b] of parts.entries()) {
      if (j <= i || a.rest !== b.rest) continue;
      const cube = mergeCubes(diagrams, a.cube, b.cube);
      if (cube !== undefined)
        return parts.flatMap((part, k) => (k === i ? [{ cube, rest: a.rest }] : k === j ? [] : [part]));
    }
  }
  return undefined;
}

/** One cube for two that differ in a single level. */
function mergeCubes(diagrams: Diagrams, a: Cube, b: Cube): Cube | undefined {
  const levels = [...new Set([...a.keys(), ...b.keys()])].filter((level) => !sameStates(a.get(level), b.get(level)));
  const [level] = levels;
  if (level === undefined || levels.length > 1) return undefined;
  const [left, right] = [a.get(level), b.get(level)];
  const merged = new Map(a);
  if (left === undefined || right === undefined) merged.delete(level);
  else {
    const union = new Set([...left, ...right]);
    if (union.size === diagrams.sizes[level]) merged.delete(level);
    else merged.set(level, union);
  }
  return merged;
}

function sameStates(a: ReadonlySet<number> | undefined, b: ReadonlySet<number> | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.size === b.size && [...a].every((state) => b.has(state));
}

/** A cube that shares its tail with others: adding a level copies nothing. */
type LinkedCube = { readonly level: number; readonly state: number; readonly rest: LinkedCube } | undefined;

function primeCover(diagrams: Diagrams, node: Node, limit: number): Cube[] | undefined {
  const seen = new Map<number, { cubes: readonly LinkedCube[]; set: Node }>();
  let exceeded = false;

  /** Cubes that hold all of `lower` and nothing outside `upper`. */
  const irredundant = (lower: Node, upper: Node): { cubes: readonly LinkedCube[]; set: Node } => {
    if (lower === never || exceeded) return { cubes: [], set: never };
    if (upper === always) return { cubes: [undefined], set: always };
    const key = pairKey(lower, upper);
    const known = seen.get(key);
    if (known) return known;
    const level = Math.min(diagrams.level(lower), diagrams.level(upper));
    if (diagrams.sizes[level] !== 2) throw new RangeError(`level ${level} below the split has more than two states`);
    const [lower0, lower1] = [diagrams.child(lower, level, 0), diagrams.child(lower, level, 1)];
    const [upper0, upper1] = [diagrams.child(upper, level, 0), diagrams.child(upper, level, 1)];
    const only0 = irredundant(diagrams.and(lower0, diagrams.not(upper1)), upper0);
    const only1 = irredundant(diagrams.and(lower1, diagrams.not(upper0)), upper1);
    const rest = diagrams.or(
      diagrams.and(lower0, diagrams.not(only0.set)),
      diagrams.and(lower1, diagrams.not(only1.set)),
    );
    const both = irredundant(rest, diagrams.and(upper0, upper1));
    const result = {
      cubes: [
        ...only0.cubes.map((cube): LinkedCube => ({ level, state: 0, rest: cube })),
        ...only1.cubes.map((cube): LinkedCube => ({ level, state: 1, rest: cube })),
        ...both.cubes,
      ],
      set: diagrams.or(diagrams.node(level, [only0.set, only1.set]), both.set),
    };
    // The whole graph needs at least what a part of it needs, so stop.
    exceeded ||= result.cubes.length > limit;
    seen.set(key, result);
    return result;
  };
  const { cubes } = irredundant(node, node);
  return exceeded || cubes.length > limit ? undefined : cubes.map(toCube);
}

function toCube(linked: LinkedCube): Cube {
  const cube = new Map<number, ReadonlySet<number>>();
  for (let current = linked; current !== undefined; current = current.rest)
    cube.set(current.level, new Set([current.state]));
  return cube;
}

import type { LoweredRequest } from "../emitters/validators/lower-operation.ts";
import { Diagrams, type Node, never } from "../reasoning/diagram.ts";
import { TooManySteps } from "../reasoning/steps.ts";
import type { Solver } from "../reasoning/theory.ts";
import { solveComparisons, type Wanted } from "./comparisons.ts";
import { and, compileFormula, type Formula, implies, not, openKeys, or, present } from "./formula.ts";
import type { Cell, Place, Sampler } from "./place.ts";
import { PlaceTree } from "./places.ts";
import { type OpenAtom, RequestFormulas } from "./request-formula.ts";
import type { Equality, Side } from "./side.ts";

/** How many requests are looked for where the first turn out not to show a difference. */
const mostAttempts = 60;
/** How many values of fields that rules compare are tried for each. */
const mostTries = 2000;

/** Whether some request is accepted by one side and refused by the other. */
export type Finding =
  | { readonly kind: "none" }
  | { readonly kind: "found"; readonly request: unknown }
  | { readonly kind: "undecided"; readonly reasons: readonly string[] };

type Accepts = (request: unknown) => boolean;

/** Looks for requests that two sides judge differently. */
export class RequestComparison {
  private readonly tree: PlaceTree;
  private readonly open = new Map<string, OpenAtom>();
  private readonly solver: Solver;
  private readonly levels: readonly Place[];
  private readonly levelOf: ReadonlyMap<Place, number>;
  private readonly formulas: readonly Formula[];

  constructor(
    sides: readonly Side[],
    requests: readonly LoweredRequest[],
    equality: Equality,
    solver: Solver,
    sampler: Sampler,
  ) {
    this.solver = solver;
    this.tree = new PlaceTree(sides, requests, equality, sampler);
    this.levels = depthFirst(this.tree.root);
    this.levelOf = new Map(this.levels.map((place, level) => [place, level]));
    this.formulas = requests.map((request, index) => {
      const side = sides[index];
      return side === undefined ? true : new RequestFormulas(side, this.tree, this.open).ofRequest(request);
    });
  }

  /** A request that the side `accepting` accepts and the other refuses, confirmed by `isShown`. */
  find(accepting: 0 | 1, isShown: Accepts): Finding {
    const [yes = true, no = true] = [this.formulas[accepting], this.formulas[1 - accepting]];
    try {
      return this.search(and(yes, not(no)), isShown);
    } catch (error) {
      if (!(error instanceof TooManySteps)) throw error;
      return { kind: "undecided", reasons: ["the comparison takes too many steps"] };
    }
  }

  private search(formula: Formula, isShown: Accepts): Finding {
    const keys = [...new Set(openKeys(formula))];
    const sizes = this.levels.map(({ cells, optional }) => cells.length + (optional ? 1 : 0));
    const diagrams = new Diagrams([...sizes, ...keys.map(() => 2)]);
    const compile = (formula: Formula): Node =>
      compileFormula(formula, diagrams, {
        place: (place) => this.levelOf.get(place) ?? failLevel(),
        open: (key) => this.levels.length + keys.indexOf(key),
      });
    let node = diagrams.and(compile(formula), ...this.levels.map((place) => compile(structureOf(place))));
    const reasons = new Set<string>();
    for (let attempts = 0; node !== never; attempts++) {
      if (attempts === mostAttempts) {
        reasons.add("none of the requests that were tried shows a difference");
        break;
      }
      const path = diagrams.somePath(node);
      const cellOf = (place: Place): Cell | undefined => stateCell(place, path.get(this.levelOf.get(place) ?? -1));
      const wanted = keys.flatMap((key, index): Wanted[] => {
        const [atom, state] = [this.open.get(key), path.get(this.levels.length + index)];
        const isSet = atom?.places.every((place) => cellOf(place) !== undefined);
        return atom === undefined || state === undefined || isSet !== true ? [] : [{ atom, holds: state === 1 }];
      });
      let excluded: readonly [number, number][] = [...path];
      const request = firstShown(this.tree.root, wanted, cellOf, new Map(), isShown);
      if (request !== undefined) return { kind: "found", request };
      if (wanted.length > 0) {
        const answer = solveComparisons(wanted, cellOf, this.solver);
        if (answer.kind === "impossible") excluded = this.levelsOf(answer.because, keys, path);
        else {
          const solved = firstShown(this.tree.root, wanted, cellOf, answer.values, isShown);
          if (solved !== undefined) return { kind: "found", request: solved };
          reasons.add(`no values were found for a comparison of ${namesOf(wanted)}`);
        }
      } else reasons.add("a request that should show a difference doesn't");
      const literals = excluded.map(([level, state]) => diagrams.literal(level, new Set([state])));
      node = diagrams.and(node, diagrams.not(diagrams.and(...literals)));
    }
    const all = [...reasons, ...this.tree.doubts];
    return all.length === 0 ? { kind: "none" } : { kind: "undecided", reasons: [...new Set(all)] };
  }

  private levelsOf(
    because: readonly Wanted[],
    keys: readonly string[],
    path: ReadonlyMap<number, number>,
  ): [number, number][] {
    const levels = because.flatMap(({ atom }) => [
      this.levels.length + keys.indexOf(atom.key),
      ...atom.places.map((place) => this.levelOf.get(place) ?? failLevel()),
    ]);
    return [...new Set(levels)].flatMap((level): [number, number][] => {
      const state = path.get(level);
      return state === undefined ? [] : [[level, state]];
    });
  }
}

/** What objects and lists impose on the places in them. */
function structureOf(place: Place): Formula {
  const isObject: Formula = { kind: "state", place, holds: (cell) => cell.kind === "object" };
  const isFilled: Formula = { kind: "state", place, holds: (cell) => cell.kind === "list" && cell.length > 0 };
  return and(
    ...[...place.children.values()].flatMap((child) => (child.optional ? [implies(present(child), isObject)] : [])),
    ...(place.item === undefined
      ? []
      : [implies(present(place.item), isFilled), or(not(isFilled), present(place.item))]),
  );
}

function depthFirst(place: Place): Place[] {
  const below = [...place.children.values(), ...(place.item === undefined ? [] : [place.item])];
  return [place, ...below.flatMap(depthFirst)];
}

/** The cell of a place in a state; one that makes no difference is absent, or any that it can be. */
function stateCell({ optional, cells }: Place, state = 0): Cell | undefined {
  return optional ? cells[state - 1] : cells[state];
}

/** The first request, of those that differ in the values that rules compare, that shows what it should. */
function firstShown(
  root: Place,
  wanted: readonly Wanted[],
  cellOf: (place: Place) => Cell | undefined,
  solutions: ReadonlyMap<Place, unknown>,
  isShown: Accepts,
): unknown {
  const places = [...new Set(wanted.flatMap(({ atom }) => atom.places))];
  const choices = places.map((place) => {
    const solved = solutions.get(place);
    const cell = cellOf(place);
    return [...(solved === undefined ? [] : [solved]), ...(cell?.kind === "plain" ? cell.values : [])];
  });
  const amount = choices.reduce((product, values) => product * Math.max(1, values.length), 1);
  for (let index = 0; index < Math.min(amount, mostTries); index++) {
    let rest = index;
    const chosen = new Map(
      places.map((place, position) => {
        const values = choices[position] ?? [];
        const value = values[rest % Math.max(1, values.length)];
        rest = Math.floor(rest / Math.max(1, values.length));
        return [place, value] as const;
      }),
    );
    const request = build(root, cellOf, chosen);
    if (isShown(request)) return request;
  }
  return undefined;
}

function build(place: Place, cellOf: (place: Place) => Cell | undefined, chosen: ReadonlyMap<Place, unknown>): unknown {
  const cell = cellOf(place);
  if (cell === undefined) return undefined;
  if (cell.kind === "plain") return chosen.has(place) ? chosen.get(place) : cell.values[0];
  if (cell.kind === "list") {
    const item = place.item && build(place.item, cellOf, chosen);
    return Array.from({ length: cell.length }, () => item);
  }
  const entries = [...place.children].map(([key, child]) => [key, build(child, cellOf, chosen)] as const);
  const isContainer = place.path.length < 2 && place.path[0] !== "body";
  // Containers that hold nothing are left out.
  const isKept = (key: string, value: unknown): boolean => !isContainer || key === "body" || !isEmpty(value);
  return Object.fromEntries(entries.filter(([key, value]) => value !== undefined && isKept(key, value)));
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function namesOf(wanted: readonly Wanted[]): string {
  const names = wanted.flatMap(({ atom }) => atom.places.map(({ path }) => path.at(-1) ?? ""));
  return [...new Set(names)].join(", ");
}

function failLevel(): never {
  throw new RangeError("a place without a level");
}

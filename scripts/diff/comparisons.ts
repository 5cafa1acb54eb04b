import { partition } from "../reasoning/partition.ts";
import { realText } from "../reasoning/smt-text.ts";
import type { Solver } from "../reasoning/theory.ts";
import { follows } from "../runtime/follows.ts";
import type { Condition, Operation, RelationalOperator } from "../runtime/rule.ts";
import type { Cell, Place } from "./place.ts";
import type { OpenAtom } from "./request-formula.ts";

/** Comparisons of several fields, and whether values exist for which they hold as a diagram wants it. */

/** A comparison that a diagram wants to hold, or not, of places that all hold a value. */
export interface Wanted {
  readonly atom: OpenAtom;
  readonly holds: boolean;
}

export type CellOf = (place: Place) => Cell | undefined;

export type Answer =
  /** No values exist for these. */
  | { readonly kind: "impossible"; readonly because: readonly Wanted[] }
  /** Numbers to try, by their places. */
  | { readonly kind: "open"; readonly numbers: ReadonlyMap<Place, number> };

export function solveComparisons(wanted: readonly Wanted[], cellOf: CellOf, solver: Solver): Answer {
  const fixed = wanted.find(({ atom, holds }) => fixedAnswer(atom, cellOf) === !holds);
  if (fixed !== undefined) return { kind: "impossible", because: [fixed] };
  const numeric = wanted.filter(({ atom }) => atom.places.every((place) => numbersAt(place, cellOf) !== undefined));
  const numbers = new Map<Place, number>();
  for (const group of partition(numeric, ({ atom }) => atom.places.map(({ path }) => JSON.stringify(path)))) {
    const places = [...new Set(group.flatMap(({ atom }) => atom.places))];
    const script = [
      "(set-option :rlimit 2000000)",
      ...places.map((_, index) => `(declare-const n${index} Real)`),
      ...places.flatMap((place, index) => kindFormulas(`n${index}`, place, cellOf)),
      ...group.map(({ atom, holds }) => {
        const formula = comparisonFormula(
          atom.condition,
          (index) => `n${places.indexOf(atom.places[index] ?? failPlace())}`,
        );
        return `(assert ${holds ? formula : `(not ${formula})`})`;
      }),
      "(check-sat)",
      `(get-value (${places.map((_, index) => `n${index}`).join(" ")}))`,
    ].join("\n");
    const [answer, ...model] = solver(script);
    if (answer === "unsat") return { kind: "impossible", because: group };
    if (answer === "sat")
      for (const [index, value] of readModel(model.join(" "))) {
        const place = places[index];
        if (place !== undefined) numbers.set(place, value);
      }
  }
  return { kind: "open", numbers };
}

/** What a comparison answers for all values of the cells alike; undefined where that depends on the values. */
function fixedAnswer({ condition, places }: OpenAtom, cellOf: CellOf): boolean | undefined {
  const values = places.map((place) => representative(cellOf(place)));
  const areNumbers = values.every((value) => typeof value === "number");
  const areTexts = values.every((value) => typeof value === "string");
  if (areNumbers || (areTexts && typeof condition !== "number" && condition[0] === "relation")) return undefined;
  const isSingle = places.every((place) => {
    const cell = cellOf(place);
    return cell?.kind !== "plain" || cell.values.length === 1;
  });
  if (!isSingle && new Set(values.map((value) => typeof value)).size === 1) return undefined;
  const names = values.map((_, index) => `f${index}`);
  const object = Object.fromEntries(values.map((value, index) => [`f${index}`, value]));
  return follows({ sentence: "", fields: names, condition, requirement: "" }, object);
}

function representative(cell: Cell | undefined): unknown {
  return cell === undefined || cell.kind === "object" ? {} : cell.kind === "list" ? [] : cell.values[0];
}

function numbersAt(place: Place, cellOf: CellOf): Extract<Cell, { kind: "plain" }>["numbers"] {
  const cell = cellOf(place);
  return cell?.kind === "plain" ? cell.numbers : undefined;
}

/** What all numbers of the cell have in common. */
function kindFormulas(name: string, place: Place, cellOf: CellOf): string[] {
  const kind = numbersAt(place, cellOf);
  if (kind === undefined) return [];
  const { above, below, multiples } = kind;
  const isPoint = above !== undefined && above === below;
  return [
    ...(isPoint ? [`(= ${name} ${realText(above)})`] : []),
    ...(isPoint || above === undefined ? [] : [`(> ${name} ${realText(above)})`]),
    ...(isPoint || below === undefined ? [] : [`(< ${name} ${realText(below)})`]),
    ...multiples.map(({ of, holds }) => {
      const formula = `(is_int (/ ${name} ${realText(of)}))`;
      return holds ? formula : `(not ${formula})`;
    }),
  ].map((formula) => `(assert ${formula})`);
}

function comparisonFormula(condition: Condition, nameOf: (index: number) => string): string {
  if (typeof condition === "number") return "true";
  if (condition[0] === "relation") return relationText(nameOf(condition[1]), condition[2], nameOf(condition[3]));
  if (condition[0] !== "arithmetic") return "true";
  const divisors: string[] = [];
  const write = (operation: Operation): string => {
    if (typeof operation === "number") return nameOf(operation);
    const [operator, left, right] = [operation[0], write(operation[1]), write(operation[2])];
    if (operator === "/") divisors.push(right);
    return `(${operator} ${left} ${right})`;
  };
  const text = relationText(write(condition[1]), condition[2], realText(condition[3]));
  return `(and ${text} ${divisors.map((divisor) => `(not (= ${divisor} 0.0))`).join(" ")})`;
}

function relationText(left: string, operator: RelationalOperator, right: string): string {
  if (operator === "!=") return `(not (= ${left} ${right}))`;
  return `(${operator === "==" ? "=" : operator} ${left} ${right})`;
}

/** `((n0 (/ 1.0 2.0)) (n1 (- 3.0)))` */
function readModel(text: string): [index: number, value: number][] {
  return [...text.matchAll(/\(n(\d+) (\(- )?(?:\(\/ )?([\d.]+)(?: ([\d.]+)\))?/g)].map(
    ([, index, sign, numerator, denominator = "1"]) => [
      Number(index),
      ((sign === undefined ? 1 : -1) * Number(numerator)) / Number(denominator),
    ],
  );
}

function failPlace(): never {
  throw new RangeError("a comparison of fields that it doesn't have");
}

import { partition } from "../reasoning/partition.ts";
import { realText } from "../reasoning/smt-text.ts";
import type { Solver } from "../reasoning/theory.ts";
import { follows } from "../runtime/follows.ts";
import type { Condition, Operation, RelationalOperator } from "../runtime/rule.ts";
import { isDate } from "../runtime/values/instant.ts";
import { type Cell, isInstant, type Place } from "./place.ts";
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
  /** Numbers and dates to try, by their places. */
  | { readonly kind: "open"; readonly values: ReadonlyMap<Place, number | string> };

export function solveComparisons(wanted: readonly Wanted[], cellOf: CellOf, solver: Solver): Answer {
  const fixed = wanted.find(({ atom, holds }) => fixedAnswer(atom, cellOf) === !holds);
  if (fixed !== undefined) return { kind: "impossible", because: [fixed] };
  const ordered = wanted.filter(
    ({ atom }) => atom.places.every((place) => numbersAt(place, cellOf) !== undefined) || areDates(atom, cellOf),
  );
  const values = new Map<Place, number | string>();
  for (const group of partition(ordered, ({ atom }) => atom.places.map(({ path }) => JSON.stringify(path)))) {
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
    if (answer !== "sat") continue;
    const numbers = readModel(model.join(" "));
    const order = [...new Set(numbers.map(([, value]) => value))].sort((a, b) => a - b);
    for (const [index, value] of numbers) {
      const place = places[index];
      if (place === undefined) continue;
      const date = representative(cellOf(place));
      values.set(place, typeof date === "string" ? dayAfter(order.indexOf(value), date) : value);
    }
  }
  return { kind: "open", values };
}

/** Of dates, only the order counts: the day with a number, written like `date`. */
function dayAfter(number: number, date: string): string {
  const text = new Date(Date.UTC(2025, 0, 1 + number)).toISOString();
  return isDate(date) ? text.slice(0, 10) : text.replace(".000", "");
}

/** Whether all values that are compared are dates, and are compared as such. */
function areDates({ condition, places }: OpenAtom, cellOf: CellOf): boolean {
  const asDates = typeof condition !== "number" && condition[0] === "relation" && condition[4] === "dates";
  return asDates && places.every((place) => isInstant(representative(cellOf(place))));
}

/** What a comparison answers for all values of the cells alike; undefined where that depends on the values. */
function fixedAnswer(atom: OpenAtom, cellOf: CellOf): boolean | undefined {
  const { condition, places } = atom;
  const values = places.map((place) => representative(cellOf(place)));
  const areNumbers = values.every((value) => typeof value === "number");
  if (areNumbers || areDates(atom, cellOf)) return undefined;
  // Other texts have no order and aren't calculated with, and a text that is a date equals none that isn't.
  const isEquality = typeof condition !== "number" && condition[0] === "relation" && /^[=!]=$/.test(condition[2]);
  const areTexts = values.every((value) => typeof value === "string");
  const isFixed = areTexts && (!isEquality || differ(values.map(isInstant)));
  const isSingle = places.every((place) => {
    const cell = cellOf(place);
    return cell?.kind !== "plain" || cell.values.length === 1;
  });
  if (!isFixed && (areTexts || !isSingle) && !differ(values.map((value) => typeof value))) return undefined;
  const names = values.map((_, index) => `f${index}`);
  const object = Object.fromEntries(values.map((value, index) => [`f${index}`, value]));
  return follows({ sentence: "", fields: names, condition, requirement: "" }, object);
}

function differ(values: readonly unknown[]): boolean {
  return new Set(values).size > 1;
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

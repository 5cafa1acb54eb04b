import type { Range } from "../language/forms.ts";
import { always, type Diagrams, type Node, never } from "../reasoning/diagram.ts";
import type { Cell, Place } from "./place.ts";

/** What one side says about a request, over the places in it. */
export type Formula =
  | boolean
  /** The place holds a value, of one of the cells. */
  | { readonly kind: "state"; readonly place: Place; readonly holds: (cell: Cell) => boolean }
  | { readonly kind: "not"; readonly of: Formula }
  /** As many of the formulas hold as one of the ranges allows. */
  | { readonly kind: "count"; readonly allowed: readonly Range[]; readonly of: readonly Formula[] }
  /** What cells can't decide: a comparison of several places. Equal keys mean the same. */
  | { readonly kind: "open"; readonly key: string };

export function and(...of: readonly Formula[]): Formula {
  const open = of.filter((formula) => formula !== true);
  if (open.includes(false)) return false;
  if (open.length <= 1) return open[0] ?? true;
  return { kind: "count", allowed: [[open.length, open.length]], of: open };
}

export function or(...of: readonly Formula[]): Formula {
  const open = of.filter((formula) => formula !== false);
  if (open.includes(true)) return true;
  if (open.length <= 1) return open[0] ?? false;
  return { kind: "count", allowed: [[1, open.length]], of: open };
}

export function not(of: Formula): Formula {
  return typeof of === "boolean" ? !of : { kind: "not", of };
}

export function implies(condition: Formula, consequence: Formula): Formula {
  return or(not(condition), consequence);
}

export function present(place: Place): Formula {
  return { kind: "state", place, holds: () => true };
}

/** The requests for which a formula holds. */
export function compileFormula(
  formula: Formula,
  diagrams: Diagrams,
  levelOf: { readonly place: (place: Place) => number; readonly open: (key: string) => number },
): Node {
  const compile = (part: Formula): Node => {
    if (typeof part === "boolean") return part ? always : never;
    switch (part.kind) {
      case "not":
        return diagrams.not(compile(part.of));
      case "count":
        return diagrams.count(part.of.map(compile), part.allowed);
      case "open":
        return diagrams.literal(levelOf.open(part.key), new Set([1]));
      case "state": {
        const { optional, cells } = part.place;
        const first = optional ? 1 : 0;
        const held = cells.flatMap((cell, index) => (part.holds(cell) ? [index + first] : []));
        return diagrams.literal(levelOf.place(part.place), new Set(held));
      }
    }
  };
  return compile(formula);
}

/** The keys of all open comparisons in a formula. */
export function openKeys(formula: Formula): string[] {
  if (typeof formula === "boolean") return [];
  switch (formula.kind) {
    case "not":
      return openKeys(formula.of);
    case "count":
      return formula.of.flatMap(openKeys);
    case "open":
      return [formula.key];
    case "state":
      return [];
  }
}

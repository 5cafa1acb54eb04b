import { escapeControls, fieldName, toPointer, type Violation } from "./violation.ts";

/** What is wrong with a value, while it isn't known yet whether it will be told. */
export interface Fault {
  readonly place: Place;
  /** How much it tells against the alternative of `oneOf` or `anyOf` that it was found in. */
  readonly weight: number;
  /** What stands behind the name of the field, or of a rule its violation. */
  readonly words: string | Omit<Violation, "path">;
}

/** Faults, and lists of faults that were found before and are shared. */
export type Faults = (Fault | Faults)[];

/** More violations than these help nobody, and a request of a million wrong values has as many. */
export const mostViolations = 1000;

/** A place in a request while it is explained: it exists only then. Of one value there is one place. */
export class Place {
  readonly up: Place | undefined;
  readonly key: string | number;
  /** Where faults go. */
  readonly report: { faults: Faults };
  private children: Map<string | number, Place> | undefined;

  constructor(up?: Place, key: string | number = "") {
    this.up = up;
    this.key = key;
    this.report = up === undefined ? { faults: [] } : up.report;
  }

  child(key: string | number): Place {
    this.children ??= new Map();
    const known = this.children.get(key) ?? new Place(this, key);
    this.children.set(key, known);
    return known;
  }

  /** @returns false, for the check that fails */
  fail(words: Fault["words"], weight = 1): false {
    if (!this.isFull()) this.report.faults.push({ place: this, weight, words });
    return false;
  }

  /** Whether enough has been told. */
  isFull(): boolean {
    return this.report.faults.length > mostViolations;
  }

  /** Runs a check that is not to be told of, or not yet. */
  collect(check: () => boolean): { readonly passes: boolean; readonly faults: Faults } {
    const outer = this.report.faults;
    const faults: Faults = [];
    this.report.faults = faults;
    try {
      return { passes: check(), faults };
    } finally {
      this.report.faults = outer;
    }
  }

  path(): (string | number)[] {
    return this.up === undefined ? [] : [...this.up.path(), this.key];
  }
}

/** The faults of a list and of all lists in it, each once. */
export function flatten(faults: Faults, most: number): Fault[] {
  const found: Fault[] = [];
  const seen = new Set<Faults>();
  const visit = (list: Faults): void => {
    if (seen.has(list)) return;
    seen.add(list);
    for (const fault of list) {
      if (found.length >= most) return;
      if (Array.isArray(fault)) visit(fault);
      else found.push(fault);
    }
  };
  visit(faults);
  return found;
}

/**
 * How much faults tell against the alternative that they were found in. Rules weigh least; a value near the top that only another
 * alternative has weighs most, because it tells alternatives apart.
 */
export function weigh(faults: Faults, at: Place): number {
  return flatten(faults, 100).reduce((sum, { place, weight }) => {
    const isNear = place === at || place.up === at;
    return sum + (weight > 1 && !isNear ? 1 : weight);
  }, 0);
}

/** One value may break a schema twice, where two parts of it say the same. */
export function toViolations(faults: Faults): Violation[] {
  const violations = flatten(faults, mostViolations).map(({ place, words }): Violation => {
    const path = place.path();
    if (typeof words !== "string") return { path: toPointer(path), ...words, message: escapeControls(words.message) };
    const name = fieldName(path);
    return {
      path: toPointer(path),
      fields: [name],
      message: escapeControls(`${name} ${words}.`),
      sentence: undefined,
    };
  });
  return [
    ...new Map(
      violations.map((violation) => [violation.path + violation.message + (violation.sentence ?? ""), violation]),
    ).values(),
  ];
}

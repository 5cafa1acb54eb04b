import { escapeControls, fieldName, toPointer, type Violation } from "./violation.ts";

/** What is wrong with a value, while it isn't known yet whether it will be told. */
export interface Fault {
  readonly place: Place;
  /** How much it tells against the alternative of `oneOf` or `anyOf` that it was found in. */
  readonly weight: number;
  /** What stands behind the name of the field, or of a rule its violation. */
  readonly words: string | ((path: string) => Violation);
}

/** Faults, and lists of faults that were found before and are shared. */
export type Faults = (Fault | Faults)[];

/** More violations than these help nobody, and a request of a million wrong values has as many. */
export const mostViolations = 1000;

/** What a check came to. */
export interface Collected {
  readonly passes: boolean;
  readonly faults: Faults;
}

/** What is known while a request is explained. */
export interface Report {
  /** Where faults go. */
  faults: Faults;
  /** Whether each schema is asked of each value once: without that, each level of a request could double the work of those below. */
  readonly remembers: boolean;
}

/** A place in a request while it is explained: it exists only then. */
export class Place {
  readonly up: Place | undefined;
  readonly key: string | number;
  readonly report: Report;
  private children: Map<string | number, Place> | undefined;
  private known: Map<unknown, Collected> | undefined;

  constructor(report: Report, up?: Place, key: string | number = "") {
    this.report = report;
    this.up = up;
    this.key = key;
  }

  child(key: string | number): Place {
    if (!this.report.remembers) return new Place(this.report, this, key);
    this.children ??= new Map();
    const known = this.children.get(key) ?? new Place(this.report, this, key);
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
  collect(check: () => boolean): Collected {
    const outer = this.report.faults;
    const faults: Faults = [];
    this.report.faults = faults;
    try {
      return { passes: check(), faults };
    } finally {
      this.report.faults = outer;
    }
  }

  /** Runs a check whose result is the same each time, once. */
  once(key: unknown, check: () => boolean): boolean {
    if (!this.report.remembers) return check();
    this.known ??= new Map();
    const result = this.known.get(key) ?? this.collect(check);
    this.known.set(key, result);
    if (result.faults.length > 0) this.report.faults.push(result.faults);
    return result.passes;
  }

  path(): (string | number)[] {
    const path: (string | number)[] = [];
    for (let place: Place = this; place.up !== undefined; place = place.up) path.unshift(place.key);
    return path;
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
  const seen = new Set<string>();
  return flatten(faults, mostViolations).flatMap(({ place, words }) => {
    const violation = typeof words === "string" ? toViolation(place.path(), words) : words(toPointer(place.path()));
    const key = violation.path + violation.message + (violation.sentence ?? "");
    if (seen.has(key)) return [];
    seen.add(key);
    return [violation];
  });
}

function toViolation(path: readonly (string | number)[], words: string): Violation {
  const name = fieldName(path);
  return { path: toPointer(path), fields: [name], message: escapeControls(`${name} ${words}.`), sentence: undefined };
}

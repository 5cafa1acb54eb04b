import { escapeControls, type Violation } from "./violation.ts";

/** What is wrong with a value, while it isn't known yet whether it will be reported. */
export interface Fault {
  readonly place: Place;
  /** How strongly it suggests that another alternative of `oneOf` or `anyOf` was meant; below 1 for a rule. */
  readonly weight: number;
  readonly tell: () => Violation;
  /** The values that are allowed, of `enum`. */
  readonly listed: readonly unknown[] | undefined;
}

/** Faults, and lists of faults that were found before and are shared. */
export type Faults = (Fault | Faults)[];

/** More violations than these don't help, and a request may have a million wrong values. */
const mostViolations = 1000;

/** A place in a request while it is explained: it exists only then. */
export interface Place {
  readonly up: Place | undefined;
  /** Undefined for the request itself, which has no name. */
  readonly key: string | number | undefined;
  readonly report: Report;
}

/** What is known while a request is explained. */
export interface Report {
  /** Where faults go. */
  faults: Faults;
  /** How many parts have been looked at. */
  parts: number;
  /** What is known of each place, where a schema could be applied to a value more than once. */
  readonly memory?: Memory;
  /** What is explained, and how, so that a repair can be tried on it. */
  whole?: { readonly value: unknown; readonly explain: (changed: unknown) => Faults };
}

/** Gives the same place for the same key, and runs each check once for each place. */
export interface Memory {
  child(at: Place, key: string | number): Place;
  once(at: Place, check: (value: unknown, at: Place) => boolean, value: unknown): boolean;
}

/** The place of a part; undefined where nothing is explained. */
export function child<At extends Place | undefined>(at: At, key: string | number): Place | At {
  return at && (at.report.memory?.child(at, key) ?? { up: at, key, report: at.report });
}

/**
 * Tells what is wrong with the value of a place.
 *
 * @param words what stands behind the name of the field
 * @returns false, for the check that fails
 */
export function fail(at: Place, words: string, weight = 1, listed?: readonly unknown[]): false {
  addFault(at, weight, () => toViolation(at, words), listed);
  return false;
}

/** The weight of a value that isn't of its type: of a field, that is rather a mistake than a sign of another alternative. */
export const wrongType = 50;

export function addFault(
  place: Place,
  weight: number,
  tell: () => Violation,
  listed?: readonly unknown[] | undefined,
): void {
  if (!isFull(place)) place.report.faults.push({ place, weight, tell, listed });
}

/** Whether enough has been reported. */
export function isFull({ report }: Place): boolean {
  return report.faults.length > mostViolations;
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

/** One value may break a schema twice, where two parts of it say the same. */
export function toViolations(faults: Faults): Violation[] {
  const found: Violation[] = [];
  for (const { tell } of flatten(faults, mostViolations)) {
    const violation = tell();
    if (!found.some((other) => isSame(other, violation))) found.push(violation);
  }
  return found;
}

function isSame(a: Violation, b: Violation): boolean {
  return a.message === b.message && a.path === b.path && a.sentence === b.sentence;
}

function toViolation(at: Place, words: string): Violation {
  const name = fieldName(at);
  return { path: pointerTo(at), fields: [name], message: escapeControls(`${name} ${words}.`), sentence: undefined };
}

/** The keys from the request, or the body, down to a place. */
export function stepsTo({ up, key }: Place): readonly string[] {
  return up === undefined ? [] : [...stepsTo(up), String(key)];
}

export function pointerTo({ up, key }: Place): string {
  if (up === undefined) return "";
  return `${pointerTo(up)}/${String(key).replace(/[~/]/g, (mark) => (mark === "~" ? "~0" : "~1"))}`;
}

/** The name of a field as callers know it: `delivery.methodName`, `hashes[0].hash`; without the container that holds it. */
function fieldName(at: Place): string {
  const { up, key = "the request" } = at;
  const name = String(key);
  const step = typeof key === "number" ? `[${key}]` : name.length > 100 ? `${name.slice(0, 100)}…` : name;
  if (up === undefined || isContainer(at) || isContainer(up)) return step;
  return fieldName(up) + (typeof key === "number" ? step : `.${step}`);
}

/** The request, its parameters, those of one location, and its body. */
function isContainer({ up }: Place): boolean {
  return up === undefined || up.key === undefined || (up.key === "params" && up.up?.key === undefined);
}

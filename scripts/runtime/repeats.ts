import { appliesOthers, type Check, countStep, type Repeats, tally } from "./compiler.ts";
import { type Fault, type Faults, flatten, type Place, pointerTo, wrongType } from "./place.ts";
import type { Part } from "./request.ts";
import type { SchemaObject } from "./schema.ts";

/** Set by a schema that is applied to a value while it is being applied to the same value. */
export const circle = { met: false };
const nothing = {};

/** What a check came to. */
export interface Collected {
  readonly passes: boolean;
  readonly faults: Faults;
}

/**
 * A value that is explained is asked once by each schema that others refer to: without that, each level of a request could double
 * the work of those below. A schema that includes itself adds nothing to itself.
 */
export const rememberRepeats: Repeats = {
  share(schema, check, steps = 1) {
    const isSimple = !appliesToSame(schema);
    let current: unknown = nothing;
    return (value, at) => {
      if (isSimple && at === undefined) return check(value);
      if (current === value) {
        circle.met = true;
        return true;
      }
      const before = current;
      current = value;
      try {
        const memory = at?.report.memory;
        if (at !== undefined && memory !== undefined) return memory.once(at, check, value);
        countStep(steps);
        return check(value, at);
      } finally {
        current = before;
        circle.met = false;
      }
    };
  },
  remember: () => {
    const children = new Map<Place, Map<string | number, Place>>();
    const known = new Map<Place, Map<Check, Collected>>();
    return {
      child: (up, key) =>
        entryOf(
          entryOf(children, up, () => new Map()),
          key,
          () => ({ up, key, report: up.report }),
        ),
      once(at, check, value) {
        const results = entryOf(known, at, () => new Map<Check, Collected>());
        const { passes, faults } = entryOf(results, check, () => collect(at, () => check(value, at)));
        if (faults.length > 0) at.report.faults.push(faults);
        return passes;
      },
    };
  },
};

/** The value of a key, made where there is none. */
export function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** Keywords that apply other schemas to the same value: only these could lead back to a schema, or to one of them twice. */
function appliesToSame(schema: SchemaObject): boolean {
  return appliesOthers(schema) || (schema.not ?? schema.if ?? schema.dependentSchemas) !== undefined;
}

/** Runs a check without reporting, or not yet. */
export function collect({ report }: Place, check: () => boolean): Collected {
  const outer = report.faults;
  const faults: Faults = [];
  report.faults = faults;
  try {
    return { passes: check(), faults };
  } finally {
    report.faults = outer;
  }
}

/** A check on the way to a decision, which reports nothing. */
export function passesQuietly(check: Check, value: unknown, at: Place | undefined): boolean {
  if (at !== undefined) return collect(at, () => check(value, at)).passes;
  const { depth } = tally;
  const result = check(value);
  tally.depth = depth;
  return result;
}

/**
 * The faults that count least against the alternative that they were found in. Rules weigh least; a value that only another
 * alternative has weighs most, because it tells alternatives apart, where it is near the top.
 *
 * @param isTop whether a place is that of the value with alternatives
 */
export function leastFaults(results: readonly Faults[], isTop: (place: Place) => boolean): Faults {
  const weightOf = ({ place, weight }: Fault): number => {
    const isTelling = isTop(place) || (weight > wrongType && place.up !== undefined && isTop(place.up));
    return isTelling ? weight : Math.min(weight, 1);
  };
  const weighed = results.map((faults) => ({
    faults,
    weight: flatten(faults, 100).reduce((sum, fault) => sum + weightOf(fault), 0),
  }));
  return weighed.sort((a, b) => a.weight - b.weight)[0]?.faults ?? [];
}

/** The faults of the body that was most likely meant, of several kinds. */
export function nearestForm(results: readonly Faults[], part: Part): Faults {
  const body = part === "body" ? "" : "/body";
  return leastFaults(results, (place) => pointerTo(place) === body);
}

import { allChecks, type Check, checkCondition, compile, type Piece } from "./compiler.ts";
import { type Fault, type Faults, fail, flatten, type Place } from "./place.ts";
import { circle, collect, leastFaults, passesQuietly } from "./repeats.ts";
import { oneOfWords } from "./scalars.ts";
import type { Schema } from "./schema.ts";

/** `$ref` and `allOf` */
export const checkIncluded: Piece = ({ $ref, allOf: parts = [] }, compiler) => {
  const checks = [...($ref === undefined ? [] : [$ref]), ...parts].map((part) => compile(part, compiler));
  return checks.length > 0 ? allChecks(checks) : undefined;
};

/** `anyOf` and `oneOf` */
export const checkAlternatives: Piece = ({ anyOf, oneOf }, compiler) => {
  const compile = (parts: readonly Schema[] | undefined, most: number): Check[] =>
    parts === undefined
      ? []
      : [
          alternativesCheck(
            parts.map((part) => checkCondition(part, compiler)),
            most,
          ),
        ];
  const checks = [...compile(anyOf, Number.POSITIVE_INFINITY), ...compile(oneOf, 1)];
  return checks.length > 0 ? allChecks(checks) : undefined;
};

function alternativesCheck(checks: readonly Check[], most: number): Check {
  return (value, at) => {
    if (at !== undefined) return explainAlternatives(checks, most, value, at);
    let fitting = 0;
    for (const check of checks) {
      circle.met = false;
      if (!passesQuietly(check, value, undefined)) continue;
      // The value is being checked as one of its alternatives, which include this schema in turn.
      if (circle.met) return true;
      if (++fitting > most) return false;
      if (most > checks.length) return true;
    }
    return fitting > 0;
  };
}

/** Reports what is wrong with the alternative that was most likely meant. */
function explainAlternatives(checks: readonly Check[], most: number, value: unknown, at: Place): boolean {
  const results: Faults[] = [];
  for (const check of checks) {
    circle.met = false;
    const { passes, faults } = collect(at, () => check(value, at));
    if (passes && circle.met) return true;
    results.push(faults);
  }
  const fitting = results.filter((faults) => faults.length === 0).length;
  if (fitting > 0 && fitting <= most) return true;
  if (fitting > 0) return fail(at, `must fit exactly one of its alternatives, but fits ${fitting}`);
  const told = tellingValues(results, value, at);
  if (told !== undefined) return told;
  const best = leastFaults(results, (place) => place === at);
  const found = flatten(best, 100);
  const own = found.filter(({ weight }) => weight >= 1);
  // Where only a rule is broken, the alternative is the right one.
  if (own.length === 0 && found.length > 0) at.report.faults.push(best);
  else {
    at.report.faults.push(own);
    fail(at, `must fit ${most === 1 ? "exactly " : ""}one of its alternatives`);
  }
  return false;
}

/** Reports the value, or the property, that each alternative lists values of, if it has none of these. */
function tellingValues(results: readonly Faults[], value: unknown, at: Place): false | undefined {
  const found = results.map((faults) =>
    flatten(faults, 100).filter(({ place, listed }) => listed && (place === at || place.up === at)),
  );
  const stepOf = ({ place }: Fault): Place["key"] => (place === at ? undefined : place.key);
  const telling = found[0]?.find((fault) =>
    found.every((faults) => faults.some((other) => stepOf(other) === stepOf(fault))),
  );
  if (telling === undefined || results.length === 1) return undefined;
  const step = stepOf(telling);
  const alike = found.flat().filter((other) => stepOf(other) === step);
  const listed = [...new Set(alike.flatMap((fault) => fault.listed ?? []))];
  const part: unknown = step === undefined ? value : Reflect.get(Object(value), step);
  return fail(telling.place, oneOfWords(listed, part), 100, listed);
}

export const checkNot: Piece = ({ not }, compiler) => {
  if (not === undefined) return undefined;
  const check = compile(not, compiler);
  return (value, at) =>
    !passesQuietly(check, value, at) || (at !== undefined && fail(at, "must not fit 'not' of its schema"));
};

/** `if`, `then` and `else` */
export const checkConditional: Piece = (schema, compiler) => {
  if (schema.if === undefined) return undefined;
  const condition = checkCondition(schema.if, compiler);
  const consequence = compile(schema.then ?? true, compiler);
  const otherwise = compile(schema.else ?? true, compiler);
  return (value, at) => (passesQuietly(condition, value, at) ? consequence(value, at) : otherwise(value, at));
};

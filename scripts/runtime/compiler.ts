import { type Matcher, plainMatcher } from "./matcher.ts";
import type { PropertyChecks } from "./objects.ts";
import { child, type Faults, fail, type Memory, type Place, wrongType } from "./place.ts";
import type { Part } from "./request.ts";
import type { RuleCompiler } from "./rules.ts";
import type { Data, Pattern, Schema, SchemaObject } from "./schema.ts";
import { isFile, showValue } from "./violation.ts";

/**
 * Whether a value fits a schema. Without a place this is the fast pass: it ends at the first fault, and is true only for plain
 * JSON data. With one, violations are reported to the place.
 */
export interface Check {
  (value: unknown, at?: Place): boolean;
  /** Whether a text passes, where that takes nothing but a look at it. */
  readonly fits?: ((text: string) => boolean) | undefined;
}

/** Makes the check of some keywords; undefined for a schema that has none of them. */
export type Piece = (schema: SchemaObject, compiler: Compiler) => Check | undefined;

/** The parts of the runtime that an operation needs, so that bundlers can leave out the others. */
export interface Kit {
  readonly pieces: readonly Piece[];
  readonly rules?: RuleCompiler;
  readonly matcher?: (pattern: Pattern) => Matcher;
  readonly patterns?: (schema: SchemaObject, compiler: Compiler, other: Check) => PropertyChecks;
  readonly headers?: (headers: Schema, compiler: Compiler) => (header: unknown) => unknown;
  /** Where there are several kinds of bodies: the faults of the one that was most likely meant. */
  readonly choose?: (results: readonly Faults[], part: Part) => Faults;
  /** Where a schema may apply others to the same value. */
  readonly repeats?: Repeats;
  /** Where a schema asks for what others have evaluated: the check of one whose answer is asked for again. */
  readonly again?: (schema: Schema, compiler: Compiler) => Check;
}

/** What keeps a pass linear in the sizes of schema and value, although a schema may be applied to a value more than once. */
export interface Repeats {
  /** @param steps how many one run counts as */
  share(schema: SchemaObject, check: Check, steps?: number): Check;
  remember(): Memory;
}

interface Tally {
  steps: number;
  depth: number;
  /** What checks said that are asked again, by the values that they looked at. */
  answers: Map<Check, Map<unknown, boolean>> | undefined;
}

/** What a pass has seen that doesn't remember what it did: beyond these limits a request is left to one that does. */
export const tally: Tally = { steps: 0, depth: 0, answers: undefined };
const mostSteps = 200_000;
const deepestPass = 150;

/** What schemas are compiled with. */
export interface Compiler {
  readonly kit: Kit;
  /** What references lead to. */
  readonly data: Data;
  readonly known: Map<Data, Shared>;
}

/** A schema, and the compiler of its parts. */
interface Resolved<Own = boolean | SchemaObject> {
  readonly schema: Own;
  readonly compiler: Compiler;
}

/** A schema that several may refer to: it is read, and its check made, once and on first use. */
interface Shared extends Resolved<SchemaObject> {
  check?: Check;
}

export function compile(schema: Schema, compiler: Compiler): Check {
  if (typeof schema === "boolean") return schema ? isPlain : refuseValue;
  return typeof schema === "number" ? checkShared(open(schema, compiler)) : assemble(schema, compiler);
}

/** What a schema is that may be a reference. */
export function resolve(schema: Schema, compiler: Compiler): Resolved {
  return typeof schema === "number" ? open(schema, compiler) : { schema, compiler };
}

function open(index: number, { kit, data, known }: Compiler): Shared {
  const used = data[index];
  const found = typeof used === "function" ? used() : used;
  if (typeof found !== "object") throw new RangeError();
  const shared = known.get(found) ?? { schema: JSON.parse(found[0]), compiler: { kit, data: found, known } };
  known.set(found, shared);
  return shared;
}

function checkShared(shared: Shared): Check {
  const { schema, compiler } = shared;
  const make = (): Check => {
    const own = assemble(schema, compiler);
    // A long schema takes longer than a short one.
    return compiler.kit.repeats?.share(schema, own, 1 + (compiler.data[0].length >> 8)) ?? own;
  };
  // What refers to others may lead back to itself, or be the first of a long chain.
  shared.check ??= compiler.data.length === 1 ? make() : lazily(make);
  return shared.check;
}

/** A check that is made when it meets a value. */
export function lazily(make: () => Check): Check {
  let made: Check | undefined;
  return (value, at) => {
    made ??= make();
    return made(value, at);
  };
}

function assemble(schema: SchemaObject, compiler: Compiler): Check {
  const checks: Check[] = [];
  for (const piece of compiler.kit.pieces) {
    const check = piece(schema, compiler);
    if (check !== undefined) checks.push(check);
  }
  if (schema.hasUnseen) checks.push(isPlain);
  const check = allChecks(checks);
  const { type } = schema;
  // The piece for objects reports what isn't one.
  return type === undefined || type === "object" ? check : typedCheck([type].flat(), check);
}

export function matcherOf(pattern: Pattern, { kit }: Compiler): Matcher {
  return (kit.matcher ?? plainMatcher)(pattern);
}

/** The check of a schema that decides whether others count, so that it may be asked for again. */
export function checkCondition(schema: Schema, compiler: Compiler): Check {
  return compiler.kit.again?.(schema, compiler) ?? compile(schema, compiler);
}

export const anything: Check = Object.assign(() => true, { fits: () => true });

/** A check that passes if each of several does; all of them tell what is wrong. */
export function allChecks(checks: readonly Check[]): Check {
  const [only = anything] = checks;
  if (checks.length < 2) return only;
  return (value, at) => {
    let good = true;
    for (const check of checks) {
      if (check(value, at)) continue;
      if (at === undefined) return false;
      good = false;
    }
    return good;
  };
}

/** Stands for a right value of a part, whatever that is, where a repair is tried. */
export const someValue: PlainObject = {};

/** Checks a part of a value. Most are right, and scalars are asked without a place first: making one takes longer. */
export function checkPart(check: Check, part: unknown, at: Place | undefined, key: string | number): boolean {
  if (at === undefined) return check(part);
  at.report.parts++;
  return (
    part === someValue ||
    (typeof part !== "object" && at.report.memory === undefined && check(part)) ||
    check(part, child(at, key))
  );
}

/** @throws RangeError for more steps than the fast pass may take */
export function countStep(steps = 1): void {
  tally.steps += steps;
  if (tally.steps > mostSteps) throw new RangeError();
}

/** @throws RangeError for a value that lies too deep for the fast pass */
export function enter(): void {
  if (++tally.steps > mostSteps || ++tally.depth > deepestPass) throw new RangeError();
}

const refuseValue: Check = (_, at) => at !== undefined && fail(at, "is unknown: the schema has no such field");

/** Keywords that apply other schemas to the same value, so that these see all of it. */
export function appliesOthers({ $ref, allOf, anyOf, oneOf }: SchemaObject): boolean {
  return ($ref ?? allOf ?? anyOf ?? oneOf) !== undefined;
}

/** Cheaper than `isRecord`, for what is known to be plain data. */
export function isObject(value: unknown): value is PlainObject {
  return typeof value === "object" && value !== null;
}

/** An object of any kind. */
export function isNoList(value: unknown): value is PlainObject {
  return isObject(value) && !Array.isArray(value);
}

export type PlainObject = Readonly<Record<string, unknown>>;

/** An object as JSON makes them; neither a list nor an instance of a class. */
export function isRecord(value: unknown): value is PlainObject {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Whether a value is what JSON would make of it. What is explained is a copy that is. */
export const isPlain: Check = (value, at) => {
  if (at !== undefined) return true;
  if (!isObject(value))
    return value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  enter();
  const plain = Array.isArray(value) ? isPlainList(value) : isRecord(value) && isPlainObject(value);
  tally.depth--;
  return plain;
};

function isPlainList(value: readonly unknown[]): boolean {
  if (Object.getPrototypeOf(value) !== Array.prototype) return false;
  for (let index = 0; index < value.length; index++) if (!isPlain(value[index])) return false;
  return true;
}

function isPlainObject(value: PlainObject): boolean {
  for (const key in value) {
    const item = value[key];
    if (item !== undefined && !isPlain(item)) return false;
  }
  return true;
}

/** Tests of types that `typeof` doesn't know. NaN and the infinities are not JSON numbers. */
const typeTests: Readonly<Record<string, (value: unknown) => boolean>> = {
  number: Number.isFinite,
  integer: Number.isInteger,
  null: (value) => value === null,
  array: Array.isArray,
  object: isRecord,
  // Not one of JSON Schema's: what stands for bytes in a request.
  file: isFile,
};

function typedCheck(types: readonly string[], rest: Check): Check {
  const tests = types.map((type) => typeTests[type] ?? ((value: unknown) => typeof value === type));
  const [first] = tests;
  const test = first !== undefined && tests.length === 1 ? first : (value: unknown) => tests.some((one) => one(value));
  const check: Check = (value, at) => (test(value) ? rest(value, at) : failType(types, value, at));
  return types.includes("string") ? Object.assign(check, { fits: rest.fits }) : check;
}

export function failType(types: readonly string[], value: unknown, at: Place | undefined): boolean {
  return at !== undefined && fail(at, `must be ${article(types.join(" or "))}, not ${showValue(value)}`, wrongType);
}

export function article(noun: string): string {
  return `${/^[aeio]/.test(noun) ? "an" : "a"} ${noun}`;
}

import type { Place } from "./place.ts";
import type { RuleCompiler } from "./rules.ts";
import type { Pattern, Schema, SchemaObject, SharedSchema } from "./schema.ts";
import { showValue } from "./violation.ts";

/**
 * Whether a value fits a schema. Without a place this is the fast pass: it allocates nothing, ends at the first fault, and is
 * true only for plain JSON data. With one, what is wrong is told to the place.
 */
export type Check = (value: unknown, at?: Place) => boolean;

/** Makes the check of some keywords; undefined for a schema that has none of them. */
export type Piece = (schema: SchemaObject, compiler: Compiler) => Check | undefined;

/** What else a compiler may need: the parts that few schemas use, so that bundlers can leave them out. */
export interface Extras {
  readonly rules?: RuleCompiler;
  readonly matcher?: (pattern: Pattern) => { test(text: string): boolean };
}

/** What a pass has seen that doesn't remember what it did: beyond these limits a request is left to one that does. */
export const tally = { steps: 0, depth: 0 };
const mostSteps = 200_000;
const deepestPass = 150;

/** Compiles schemas with the pieces that they need, each shared schema once and on first use. */
export class Compiler {
  readonly extras: Extras;
  private readonly pieces: readonly Piece[];
  private readonly shared = new Map<SharedSchema, Check>();

  constructor(pieces: readonly Piece[], extras: Extras = {}) {
    this.pieces = pieces;
    this.extras = extras;
  }

  check(schema: Schema): Check {
    if (schema === true) return isPlain;
    if (schema === false) return refuseValue;
    return typeof schema === "function" ? this.checkShared(schema) : this.assemble(schema);
  }

  private checkShared(schema: SharedSchema): Check {
    const known = this.shared.get(schema) ?? sharedCheck(schema, (own) => this.assemble(own));
    this.shared.set(schema, known);
    return known;
  }

  private assemble(schema: SchemaObject): Check {
    const checks = this.pieces.flatMap((piece) => piece(schema, this) ?? []);
    if (!isCovered(schema)) checks.push(isPlain);
    const check = allChecks(checks);
    const { type } = schema;
    if (type === undefined || leavesType(schema)) return check;
    if (type === "string")
      return (value, at) => (typeof value === "string" ? check(value, at) : failType([type], value, at));
    const typed = typeCheck([type].flat());
    return checks.length > 0 ? (value, at) => typed(value, at) && check(value, at) : typed;
  }
}

/** Set by a schema that is asked of a value while it is being asked of the same value. */
export const circle = { met: false };
const nothing = {};

/**
 * The check of a schema that several use. A value that is explained is asked once: without that, each level of a request could
 * double the work of those below. A schema that includes itself adds nothing to itself.
 */
function sharedCheck(shared: SharedSchema, assemble: (schema: SchemaObject) => Check): Check {
  let inner: Check | undefined;
  let isSimple = false;
  let current: unknown = nothing;
  return (value, at) => {
    if (inner === undefined) {
      const schema = shared();
      isSimple = inPlaceKeywords.every((keyword) => schema[keyword] === undefined);
      inner = assemble(schema);
    }
    const check = inner;
    if (isSimple && at === undefined) return check(value);
    if (current === value) {
      circle.met = true;
      return true;
    }
    const before = current;
    current = value;
    try {
      if (at?.report.remembers !== true) {
        countStep();
        return check(value, at);
      }
      return at.once(check, () => check(value, at));
    } finally {
      current = before;
      circle.met = false;
    }
  };
}

/** Keywords that apply other schemas to the same value: only these could lead back to a schema, or to one of them twice. */
const inPlaceKeywords = ["$ref", "allOf", "anyOf", "oneOf", "not", "if", "dependentSchemas"] as const;

/** A check that passes if each of several does; all of them tell what is wrong. */
export function allChecks(checks: readonly Check[]): Check {
  const [only] = checks;
  if (only !== undefined && checks.length === 1) return only;
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

/** A check on the way to a decision, of which nothing is told. */
export function passesQuietly(check: Check, value: unknown, at: Place | undefined): boolean {
  if (at !== undefined) return at.collect(() => check(value, at)).passes;
  const { depth } = tally;
  const result = check(value);
  tally.depth = depth;
  return result;
}

/** @throws RangeError for more steps than the fast pass may take */
export function countStep(): void {
  if (++tally.steps > mostSteps) throw new RangeError();
}

/** @throws RangeError for a value that lies too deep for the fast pass */
export function enter(): void {
  countStep();
  if (++tally.depth > deepestPass) throw new RangeError();
}

export function leave(): void {
  tally.depth--;
}

const acceptValue: Check = () => true;
export const refuseValue: Check = (_, at) => at?.fail("is unknown: there is no such field") ?? false;

/** Keywords that apply other schemas to the same value, so that these see all of it. */
export function appliesOthers({ $ref, allOf, anyOf, oneOf }: SchemaObject): boolean {
  return [$ref, allOf, anyOf, oneOf].some((part) => part !== undefined);
}

/** Whether a piece looks at objects, or at lists. */
export function looksInto(
  schema: SchemaObject,
  type: "object" | "array",
  keywords: readonly (keyof SchemaObject)[],
): boolean {
  if (keywords.some((keyword) => schema[keyword] !== undefined)) return true;
  return schema.type !== undefined && [schema.type].flat().includes(type) && !appliesOthers(schema);
}

export const objectKeywords = ["properties", "required", "additionalProperties", "patternProperties", "rules"] as const;
export const arrayKeywords = ["items", "prefixItems", "minItems", "maxItems"] as const;

/** Whether the checks of a schema see every part of a value, so that what isn't plain data can't pass. */
function isCovered(schema: SchemaObject): boolean {
  if (appliesOthers(schema) || (schema.enum !== undefined && !schema.enum.some(isObject))) return true;
  const types = schema.type === undefined ? ["object", "array"] : [schema.type].flat();
  const object = !types.includes("object") || looksInto(schema, "object", objectKeywords);
  return object && (!types.includes("array") || looksInto(schema, "array", arrayKeywords));
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
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
  if (typeof value === "object" && value !== null)
    return Array.isArray(value) ? isPlainList(value) : isPlainObject(value);
  return value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
};

function isPlainList(value: readonly unknown[]): boolean {
  if (Object.getPrototypeOf(value) !== Array.prototype) return false;
  enter();
  for (let index = 0; index < value.length; index++) if (!isPlain(value[index])) return false;
  leave();
  return true;
}

function isPlainObject(value: object): boolean {
  if (!isRecord(value)) return false;
  enter();
  for (const key in value) {
    const item = value[key];
    if (item !== undefined && !isPlain(item)) return false;
  }
  leave();
  return true;
}

const typeTests: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  // NaN and the infinities are not JSON numbers.
  number: Number.isFinite,
  integer: Number.isInteger,
  boolean: (value) => typeof value === "boolean",
  null: (value) => value === null,
  array: Array.isArray,
  object: isRecord,
};

function typeCheck(types: readonly string[]): Check {
  const list = types.map((type) => typeTests[type] ?? acceptValue);
  const [first = acceptValue] = list;
  const test = list.length === 1 ? first : (value: unknown) => list.some((one) => one(value));
  return (value, at) => test(value) || failType(types, value, at);
}

export function failType(types: readonly string[], value: unknown, at: Place | undefined): boolean {
  return at?.fail(`must be ${article(types.join(" or "))}, not ${showValue(value)}`, 100) ?? false;
}

/** Whether the piece for objects also tells what isn't one. */
export function leavesType(schema: SchemaObject): boolean {
  return schema.type === "object" && looksInto(schema, "object", objectKeywords);
}

export function article(noun: string): string {
  return `${/^[aeio]/.test(noun) ? "an" : "a"} ${noun}`;
}

/**
 * Generated from openapi/restore-jobs.yaml by openapi-rules. Do not edit.
 */

// @ts-nocheck: a consumer may compile it with any options
import type { paths } from "./restore-jobs.ts";

// The runtime, which makes checks of schemas and rules on first use

/** One reason why a request would be refused. */
interface Violation {
  /** JSON Pointer (RFC 6901) into `{ params, body }`, or into the body where it is checked alone: the value at fault, or the object whose fields break a rule. */
  readonly path: string;
  /** The fields concerned, by the names that the sentence uses; a single one for a violation of the schema. */
  readonly fields: readonly string[];
  /** What is wrong, in words. */
  readonly message: string;
  /** The IDL sentence that is broken, as its author wrote it; undefined for a violation of the schema. */
  readonly sentence: string | undefined;
  /** The id that its author gave the rule. */
  readonly id?: string;
  /** The smallest change that would satisfy the rule: "remove oplogTs, or remove snapshotId". */
  readonly repair?: string | undefined;
}

/** The name of a field as callers know it: `delivery.methodName`, `hashes[0].hash`; without the container that holds it. */
function fieldName(path: readonly (string | number)[]): string {
  const named = path.slice(path[0] === "params" ? 2 : 1);
  const steps = named.length > 0 ? named : path.length > 0 ? path.slice(-1) : ["the request"];
  return steps
    .map((step, index) => (typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${shorten(step)}`))
    .join("");
}

function toPointer(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** A value for a message: short, because it may be anything. */
function showValue(value: unknown): string {
  if (typeof value === "string") return value.length > 40 ? `a string of ${value.length} characters` : `'${value}'`;
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

function shorten(name: string): string {
  return name.length > 100 ? `${name.slice(0, 100)}…` : name;
}

/** Text without characters that could change what a terminal or an editor shows around it. */
function escapeControls(text: string): string {
  if (!/[^ -~]/.test(text)) return text;
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/**
 * A JSON Schema (2020-12) as a generated module holds it: data. A schema that several others use is a function that returns it;
 * `$ref` holds such a function. Checks are made of a schema when it is first used.
 */
type Schema = boolean | SchemaObject | SharedSchema;

type SharedSchema = () => SchemaObject;

interface SchemaObject {
  readonly $ref?: SharedSchema;
  readonly type?: string | readonly string[];
  /** `const` is an `enum` of one value. */
  readonly enum?: readonly unknown[];
  readonly multipleOf?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: Pattern;
  readonly format?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly prefixItems?: readonly Schema[];
  readonly items?: Schema;
  readonly contains?: Schema;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly unevaluatedItems?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: readonly (readonly [Pattern, Schema])[];
  readonly additionalProperties?: Schema;
  readonly propertyNames?: Schema;
  readonly required?: readonly string[];
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly dependentSchemas?: Readonly<Record<string, Schema>>;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly unevaluatedProperties?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  readonly rules?: readonly Rule[];
}

/** A regular expression, and how to match it in linear time where a backtracking engine wouldn't. */
type Pattern = string | readonly [pattern: string, matching: Matching];

type Matching =
  /** `^[class]{least,most}$` */
  | readonly ["class", string, number, number | null]
  /** An automaton. */
  | readonly ["table", PatternTable]
  /** All of the patterns match, or with `true` don't. */
  | readonly ["all", readonly (readonly [isNegated: boolean, pattern: Pattern])[]];

/** An automaton: for each state its steps to others, `[first, last, target]` with code points; it begins in state 0. */
interface PatternTable {
  readonly steps: readonly (readonly (readonly [number, number, number])[])[];
  readonly finals: readonly number[];
}

type RelationalOperator = "<" | ">" | "<=" | ">=" | "==" | "!=";

/** A field that a rule speaks of, by its index in `Rule.fields`. */
type FieldIndex = number;

type Operation = FieldIndex | readonly ["+" | "-" | "*" | "/", Operation, Operation];

type Condition =
  /** The field is present. */
  | FieldIndex
  /** Present and equal to one of the values; of a list, one of its items is. The same holds for `like` and `compare`. */
  | readonly ["equals", FieldIndex, readonly (string | number | boolean)[]]
  | readonly ["like", FieldIndex, string]
  /** `p >= 3` */
  | readonly ["compare", FieldIndex, RelationalOperator, number]
  /** `a <= b`, both present; dates are compared as instants. */
  | readonly ["relation", FieldIndex, RelationalOperator, FieldIndex, "values" | "dates"]
  | readonly ["arithmetic", Operation, RelationalOperator, number]
  | readonly ["not", Condition]
  /** How many of the conditions hold lies in one of the ranges, `[least, most]`. */
  | readonly ["count", readonly (readonly [number, number])[], readonly Condition[]];

/** The name that the sentence uses and, unless it is the same, the path from the object in which the rule stands. */
type RuleField = string | readonly [name: string, ...path: string[]];

interface Rule {
  /** As its author wrote it. */
  readonly sentence: string;
  readonly fields: readonly RuleField[];
  readonly condition: Condition;
  /** What it demands, in words, without a full stop; left out where the condition counts fields that are present. */
  readonly demand?: string;
  /** The fields that can't be left out, by their indexes. */
  readonly required?: readonly FieldIndex[];
  readonly id?: string;
  /** What its author wants to be said when it is broken. */
  readonly message?: string;
}

/** What is wrong with a value, while it isn't known yet whether it will be told. */
interface Fault {
  readonly place: Place;
  /** How much it tells against the alternative of `oneOf` or `anyOf` that it was found in. */
  readonly weight: number;
  /** What stands behind the name of the field, or of a rule its violation. */
  readonly words: string | ((path: string) => Violation);
}

/** Faults, and lists of faults that were found before and are shared. */
type Faults = (Fault | Faults)[];

/** More violations than these help nobody, and a request of a million wrong values has as many. */
const mostViolations = 1000;

/** What a check came to. */
interface Collected {
  readonly passes: boolean;
  readonly faults: Faults;
}

/** What is known while a request is explained. */
interface Report {
  /** Where faults go. */
  faults: Faults;
  /** Whether each schema is asked of each value once: without that, each level of a request could double the work of those below. */
  readonly remembers: boolean;
}

/** A place in a request while it is explained: it exists only then. */
class Place {
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
function flatten(faults: Faults, most: number): Fault[] {
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
function weigh(faults: Faults, at: Place): number {
  return flatten(faults, 100).reduce((sum, { place, weight }) => {
    const isNear = place === at || place.up === at;
    return sum + (weight > 1 && !isNear ? 1 : weight);
  }, 0);
}

/** One value may break a schema twice, where two parts of it say the same. */
function toViolations(faults: Faults): Violation[] {
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

/**
 * Whether a value fits a schema. Without a place this is the fast pass: it allocates nothing, ends at the first fault, and is
 * true only for plain JSON data. With one, what is wrong is told to the place.
 */
type Check = (value: unknown, at?: Place) => boolean;

/** Makes the check of some keywords; undefined for a schema that has none of them. */
type Piece = (schema: SchemaObject, compiler: Compiler) => Check | undefined;

/** What else a compiler may need: the parts that few schemas use, so that bundlers can leave them out. */
interface Extras {
  readonly rules?: RuleCompiler;
  readonly matcher?: (pattern: Pattern) => { test(text: string): boolean };
}

/** What a pass has seen that doesn't remember what it did: beyond these limits a request is left to one that does. */
const tally = { steps: 0, depth: 0 };

const mostSteps = 200_000;

const deepestPass = 150;

/** Compiles schemas with the pieces that they need, each shared schema once and on first use. */
class Compiler {
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
const circle = { met: false };

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
function allChecks(checks: readonly Check[]): Check {
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
function passesQuietly(check: Check, value: unknown, at: Place | undefined): boolean {
  if (at !== undefined) return at.collect(() => check(value, at)).passes;
  const { depth } = tally;
  const result = check(value);
  tally.depth = depth;
  return result;
}

/** @throws RangeError for more steps than the fast pass may take */
function countStep(): void {
  if (++tally.steps > mostSteps) throw new RangeError();
}

/** @throws RangeError for a value that lies too deep for the fast pass */
function enter(): void {
  countStep();
  if (++tally.depth > deepestPass) throw new RangeError();
}

function leave(): void {
  tally.depth--;
}

const acceptValue: Check = () => true;

const refuseValue: Check = (_, at) => at?.fail("is unknown: there is no such field") ?? false;

/** Keywords that apply other schemas to the same value, so that these see all of it. */
function appliesOthers({ $ref, allOf, anyOf, oneOf }: SchemaObject): boolean {
  return [$ref, allOf, anyOf, oneOf].some((part) => part !== undefined);
}

/** Whether a piece looks at objects, or at lists. */
function looksInto(
  schema: SchemaObject,
  type: "object" | "array",
  keywords: readonly (keyof SchemaObject)[],
): boolean {
  if (keywords.some((keyword) => schema[keyword] !== undefined)) return true;
  return schema.type !== undefined && [schema.type].flat().includes(type) && !appliesOthers(schema);
}

const objectKeywords = ["properties", "required", "additionalProperties", "patternProperties", "rules"] as const;

const arrayKeywords = ["items", "prefixItems", "minItems", "maxItems"] as const;

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

type PlainObject = Readonly<Record<string, unknown>>;

/** An object as JSON makes them; neither a list nor an instance of a class. */
function isRecord(value: unknown): value is PlainObject {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Whether a value is what JSON would make of it. What is explained is a copy that is. */
const isPlain: Check = (value, at) => {
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

function failType(types: readonly string[], value: unknown, at: Place | undefined): boolean {
  return at?.fail(`must be ${article(types.join(" or "))}, not ${showValue(value)}`, 100) ?? false;
}

/** Whether the piece for objects also tells what isn't one. */
function leavesType(schema: SchemaObject): boolean {
  return schema.type === "object" && looksInto(schema, "object", objectKeywords);
}

function article(noun: string): string {
  return `${/^[aeio]/.test(noun) ? "an" : "a"} ${noun}`;
}

/** `p=='a'|'b'` */
const testEquals: ConditionCompiler = (condition, { value }) => {
  if (condition[0] !== "equals") return () => false;
  const [, field, values] = condition;
  const read = value(field);
  const wanted: ReadonlySet<unknown> = new Set(values);
  return (bits, object) => {
    const found = read(bits, object);
    return Array.isArray(found) ? found.some((item) => wanted.has(item)) : wanted.has(found);
  };
};

interface Matcher {
  test(text: string): boolean;
}

/** Patterns are meant for Unicode (JSON Schema, section 6.4); those that aren't valid there are read without it. */
function toRegExp(pattern: string): RegExp {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return new RegExp(pattern);
  }
}

function patternText(pattern: Pattern): string {
  return typeof pattern === "string" ? pattern : pattern[0];
}

/** Matches patterns that a backtracking engine matches in linear time. */
function plainMatcher(pattern: Pattern): Matcher {
  if (typeof pattern !== "string" && pattern[1][0] === "class") return classMatcher(pattern[1]);
  return toRegExp(patternText(pattern));
}

/** That no character is outside of the class is found faster than that all are in it. */
function classMatcher([, characters, least, most]: Extract<Matching, readonly ["class", ...unknown[]]>): Matcher {
  const other = new RegExp(`[^${characters}]`);
  const longest = most ?? Number.POSITIVE_INFINITY;
  return { test: (text) => text.length >= least && text.length <= longest && !other.test(text) };
}

/** What an assertion throws. */
class InvalidRequestError extends Error {
  override readonly name = "InvalidRequestError";
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    super(violations.map(({ message }) => message).join("\n"));
    this.violations = violations;
  }
}

/** @throws InvalidRequestError with all that is wrong */
function assertValid(lazy: LazyChecker, value: unknown): void {
  const violations = findViolations(lazy, value);
  if (violations.length > 0) throw new InvalidRequestError(violations);
}

/** The interface of https://standardschema.dev, version 1. */
interface StandardSchema<Value> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (
      value: unknown,
    ) =>
      | { readonly value: Value; readonly issues?: undefined }
      | { readonly issues: readonly { readonly message: string; readonly path: readonly string[] }[] };
    readonly types?: { readonly input: Value; readonly output: Value } | undefined;
  };
}

function standardSchema<Value>(lazy: LazyChecker): StandardSchema<Value> {
  const isValue = (_: unknown, violations: readonly Violation[]): _ is Value => violations.length === 0;
  return {
    "~standard": {
      version: 1,
      vendor: "openapi-rules",
      validate(value) {
        const violations = findViolations(lazy, value);
        if (isValue(value, violations)) return { value };
        return {
          issues: violations.map(({ message, path }) => ({ message, path: pointerSteps(path) })),
        };
      },
    },
  };
}

function pointerSteps(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

type ContentOf<RequestBody> = RequestBody extends { content: infer Content } ? Content[keyof Content] : never;

/** The body of an operation, as openapi-typescript describes the operation. */
type BodyOf<Operation> = Operation extends { requestBody?: infer RequestBody }
  ? ContentOf<NonNullable<RequestBody>>
  : never;

/** A request: the parameters of an operation, and its body. */
type RequestOf<Operation> = Operation extends { parameters: infer Parameters }
  ? (Record<never, never> extends Parameters ? { params?: Parameters } : { params: Parameters }) &
      (Operation extends { requestBody: infer RequestBody }
        ? { body: ContentOf<RequestBody> }
        : { body?: BodyOf<Operation> })
  : never;

interface Property {
  readonly check: Check;
  /** Stands for its presence in a mask; 0 for one too many, which is looked up instead. */
  readonly bit: number;
}

/**
 * `properties`, `required`, `additionalProperties`, `patternProperties` and rules: one loop over the keys checks their values and
 * collects what is present, so that what must be present, and most rules, are a mask.
 */
const checkObject: Piece = (schema, compiler) => {
  if (!looksInto(schema, "object", objectKeywords)) return undefined;
  const { required = [], rules = [] } = schema;
  const tellsType = leavesType(schema);
  const { of, other } = propertyChecks(schema, compiler);
  const properties = trackProperties(schema, of);
  const bitOf = (name: string): number => properties.get(name)?.bit ?? 0;
  const mask = required.reduce((bits, name) => bits | bitOf(name), 0);
  const looked = required.filter((name) => bitOf(name) === 0);
  const followed = compiler.extras.rules?.(rules, bitOf) ?? [];
  return (value, at) => {
    if (!isRecord(value)) {
      if (tellsType) return failType(["object"], value, at);
      return at !== undefined || typeof value !== "object" || value === null || Array.isArray(value);
    }
    if (at === undefined) enter();
    let bits = 0;
    let good = true;
    for (const key in value) {
      const item = value[key];
      if (item === undefined) continue;
      const property = properties.get(key);
      if (property !== undefined) bits |= property.bit;
      const check = property === undefined ? other(key) : property.check;
      if (check(item, at?.child(key))) continue;
      if (at === undefined || at.isFull()) return false;
      good = false;
    }
    if (at === undefined) leave();
    if ((bits & mask) !== mask || (looked.length > 0 && looked.some((name) => !isPresent(value, name)))) {
      if (at === undefined) return false;
      good = false;
      for (const name of required) if (!isPresent(value, name)) at.child(name).fail("is missing: it must be set");
    }
    for (const rule of followed) {
      if (rule.holds(bits, value)) continue;
      if (at === undefined) return false;
      good = false;
      rule.explain(value, at);
    }
    return good;
  };
};

function isPresent(value: PlainObject, name: string): boolean {
  return Object.hasOwn(value, name) && value[name] !== undefined;
}

/** The checks of the properties that a schema lists, and of others. */
function propertyChecks(
  schema: SchemaObject,
  compiler: Compiler,
): { readonly of: (name: string) => Check; readonly other: (key: string) => Check } {
  const { properties = {}, patternProperties = [], additionalProperties } = schema;
  // A schema that is applied to the same value looks at the others.
  const open: Check = appliesOthers(schema) ? () => true : isPlain;
  const additional = additionalProperties === undefined ? open : compiler.check(additionalProperties);
  const matching = patternProperties.map(([pattern, part]) => ({
    matcher: (compiler.extras.matcher ?? plainMatcher)(pattern),
    check: compiler.check(part),
  }));
  const byPattern = (key: string): Check[] =>
    matching.filter(({ matcher }) => matcher.test(key)).map(({ check }) => check);
  const other = (key: string): Check => {
    const checks = byPattern(key);
    return checks.length === 0 ? additional : allChecks(checks);
  };
  return {
    of: (name) =>
      Object.hasOwn(properties, name)
        ? allChecks([compiler.check(properties[name] ?? true), ...byPattern(name)])
        : other(name),
    other: matching.length === 0 ? () => additional : other,
  };
}

/** The properties that a schema lists, and those that it only asks for. */
function trackProperties(schema: SchemaObject, checkOf: (name: string) => Check): ReadonlyMap<string, Property> {
  const { properties = {}, required = [], rules = [] } = schema;
  const named = rules.flatMap(({ fields }) =>
    fields.map((field) => (typeof field === "string" ? field : (field[1] ?? ""))),
  );
  const tracked = [...new Set([...required, ...named])];
  return new Map(
    [...new Set([...Object.keys(properties), ...tracked])].map((name) => {
      const index = tracked.indexOf(name);
      return [name, { check: checkOf(name), bit: index < 0 || index > 30 ? 0 : 1 << index }];
    }),
  );
}

interface Change {
  readonly field: FieldIndex;
  readonly value: unknown;
  readonly words: string;
}

/** How many changes are made at once, how many combinations are tried, and how many repairs are told. */
const mostChanges = 3;

const mostTries = 400;

const mostRepairs = 4;

/** Stands for a value that no rule names. */
const something = /* @__PURE__ */ Symbol();

/**
 * The fewest changes after which an object follows a rule, without breaking another of its rules: "remove oplogTs, or remove
 * snapshotId". Undefined where a few changes don't help.
 */
function findRepair(rule: Rule, all: readonly CompiledRule[], object: unknown): string | undefined {
  const changes = changesFor(rule, object);
  const own = all.filter((other) => other.rule === rule);
  const kept = all.filter(({ holds }) => holds(0, object));
  return searchRepair(rule, changes, object, [...own, ...kept]) ?? searchRepair(rule, changes, object, own);
}

function searchRepair(
  rule: Rule,
  changes: readonly Change[],
  object: unknown,
  rules: readonly CompiledRule[],
): string | undefined {
  let tries = 0;
  let combinations: readonly { readonly made: readonly Change[]; readonly next: number }[] = [{ made: [], next: 0 }];
  for (let size = 1; size <= mostChanges; size++) {
    combinations = combinations.flatMap(({ made, next }) =>
      changes.flatMap((change, index) =>
        index >= next && made.every(({ field }) => field !== change.field)
          ? [{ made: [...made, change], next: index + 1 }]
          : [],
      ),
    );
    const found = combinations.filter(({ made }) => {
      if (++tries > mostTries) return false;
      const changed = made.reduce(
        (current, { field, value }) => withValue(current, fieldPath(rule.fields[field] ?? ""), value),
        object,
      );
      return rules.every(({ holds }) => holds(0, changed));
    });
    if (found.length > 0) {
      return found
        .slice(0, mostRepairs)
        .map(({ made }) => joinWords(made.map(({ words }) => words)))
        .join(", or ");
    }
  }
  return undefined;
}

/** What can be done to each field: leave it out, set it, or give it a value that the rule names. */
function changesFor({ fields, condition, required = [] }: Rule, object: unknown): Change[] {
  return fields.flatMap((field, index): Change[] => {
    const name = fieldLabel(field);
    const value = valueAt(object, fieldPath(field));
    const named = namedValues(condition, index).filter((other) => other !== value);
    const set = named.map((other) => ({ field: index, value: other, words: `set ${name} to ${showValue(other)}` }));
    const remove = required.includes(index) ? [] : [{ field: index, value: undefined, words: `remove ${name}` }];
    if (value !== undefined) return [...remove, ...set];
    return named.length > 0 ? set : [{ field: index, value: something, words: `set ${name}` }];
  });
}

function namedValues(condition: Condition, field: FieldIndex): (string | number | boolean)[] {
  if (typeof condition === "number") return [];
  switch (condition[0]) {
    case "equals":
      return condition[1] === field ? [...condition[2]] : [];
    case "not":
      return namedValues(condition[1], field);
    case "count":
      return condition[2].flatMap((part) => namedValues(part, field));
    default:
      return [];
  }
}

/** A copy with another value at a path, or none where the value is undefined. */
function withValue(object: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  const copy: Record<string, unknown> = Object.assign(Object.create(null), isRecord(object) ? object : {});
  const changed = withValue(copy[step], rest, value);
  if (changed === undefined) delete copy[step];
  else copy[step] = changed;
  return copy;
}

/** What an operation may be sent, as a generated module holds it. */
interface RequestData {
  readonly query?: Schema;
  readonly header?: Schema;
  readonly path?: Schema;
  readonly cookie?: Schema;
  /** One for each kind of body: a request is right if it is right for one of them. */
  readonly forms: readonly FormData[];
  readonly bodyRequired?: boolean;
}

interface FormData {
  readonly body?: Schema;
  /** Rules over the body that a request without one breaks; the schema holds all of them. */
  readonly absentRules?: readonly Rule[];
  /** Rules over the request: `{ params, body }`. */
  readonly rules?: readonly Rule[];
}

/** Checks requests, or bodies alone. */
interface Checker {
  /** The fast pass. */
  readonly check: Check;
  /** Whether the value is the body alone. */
  readonly isBody: boolean;
  readonly forms: readonly Check[];
  /** The parts of the value that are looked at. */
  pick(value: unknown): unknown;
}

/** @returns the checker that is made by the first call */
type LazyChecker = () => Checker;

function requestChecker(compiler: Compiler, data: () => RequestData): LazyChecker {
  let checker: Checker | undefined;
  return () => (checker ??= compileRequest(compiler, data()));
}

function bodyChecker(compiler: Compiler, data: () => RequestData): LazyChecker {
  let checker: Checker | undefined;
  return () => {
    if (checker !== undefined) return checker;
    const forms = data().forms.map((form) => compileBody(compiler, form, true));
    checker = { check: anyForm(forms), isBody: true, forms, pick: (body) => body };
    return checker;
  };
}

/** All that is wrong with a request or body; nothing, if it is right. Never throws. */
function findViolations(lazy: LazyChecker, value: unknown): readonly Violation[] {
  if (isValid(lazy, value)) return [];
  try {
    return explainValue(lazy(), value);
  } catch {
    const message = "The request can't be checked: looking at it throws an error.";
    return [{ path: "", fields: [], message, sentence: undefined }];
  }
}

/** Whether a request or body passes the fast pass: plain data that is right. */
function isValid(lazy: LazyChecker, value: unknown): boolean {
  try {
    return startPass() && lazy().check(value);
  } catch {
    return false;
  }
}

/** @returns false where somebody added properties to all objects, which would be taken for those of the request */
function startPass(): boolean {
  tally.steps = 0;
  tally.depth = 0;
  for (const _ in noFields) return false;
  return true;
}

/** Whether a request or body is right. Never throws. */
function accepts(lazy: LazyChecker, value: unknown): boolean {
  return isValid(lazy, value) || findViolations(lazy, value).length === 0;
}

/** Plain data is explained as it is; a copy is made of anything else. */
function explainValue(checker: Checker, value: unknown): readonly Violation[] {
  if (isPlainRequest(checker, value)) return explainForms(checker, value);
  const { value: copy, violations } = takeSnapshot(checker.pick(value), checker.isBody ? ["body"] : []);
  const others = explainForms(checker, copy);
  return [...(checker.isBody ? violations.map(withoutBody) : violations), ...others];
}

function isPlainRequest({ isBody }: Checker, value: unknown): boolean {
  try {
    return (
      startPass() &&
      (isBody ? isPlain(value) : isRecord(value) && isPlainPart(value["params"]) && isPlainPart(value["body"]))
    );
  } catch {
    return false;
  }
}

function isPlainPart(value: unknown): boolean {
  return value === undefined || isPlain(value);
}

function explainForms(checker: Checker, value: unknown): readonly Violation[] {
  const { forms, isBody } = checker;
  const results = forms.map((form) => explainForm(checker, form, value));
  const [best] = results.length > 1 ? results.sort((a, b) => a.weight - b.weight) : results;
  const violations = toViolations(best?.faults ?? []);
  return isBody ? violations.map(withoutBody) : violations;
}

function explainForm({ isBody }: Checker, form: Check, value: unknown): { faults: Faults; weight: number } {
  const explain = (remembers: boolean): { faults: Faults; weight: number } => {
    const root = new Place({ faults: [], remembers });
    const body = root.child("body");
    form(value, isBody ? body : root);
    return { faults: root.report.faults, weight: weigh(root.report.faults, body) };
  };
  try {
    startPass();
    return explain(false);
  } catch {
    return explain(true);
  }
}

function withoutBody(violation: Violation): Violation {
  return Object.assign(violation, { path: violation.path.replace(/^\/body/, "") });
}

function anyForm(forms: readonly Check[]): Check {
  const [only] = forms;
  if (only !== undefined && forms.length === 1) return only;
  return (value) => forms.some((form) => passesQuietly(form, value, undefined));
}

const noFields: Readonly<Record<string, unknown>> = {};

const closedObject: SchemaObject = { type: "object", additionalProperties: false };

const openObject: SchemaObject = { type: "object" };

function compileRequest(compiler: Compiler, data: RequestData): Checker {
  const headers = headerNames(data.header);
  const checkQuery = containerCheck(compiler, data.query ?? closedObject);
  const checkHeader = containerCheck(compiler, data.header ?? openObject);
  const checkPath = containerCheck(compiler, data.path ?? closedObject);
  const checkCookie = containerCheck(compiler, data.cookie ?? openObject);
  const forms = data.forms.map((form) => {
    const body = compileBody(compiler, form, data.bodyRequired === true);
    const rules = compiler.extras.rules?.(form.rules ?? [], () => 0) ?? [];
    const check: Check = (request, at) => {
      if (!isRecord(request)) return failType(["object"], request, at);
      const params = request["params"] ?? noFields;
      if (!isRecord(params)) return failType(["object"], params, at?.child("params"));
      const { query, path, cookie } = params;
      const header = headers === undefined ? params["header"] : foldHeaders(params["header"], headers);
      const within = at?.child("params");
      let good = checkQuery(query, within?.child("query"));
      if (good || within !== undefined) good = checkHeader(header, within?.child("header")) && good;
      if (good || within !== undefined) good = checkPath(path, within?.child("path")) && good;
      if (good || within !== undefined) good = checkCookie(cookie, within?.child("cookie")) && good;
      if (good || within !== undefined) good = body(request["body"], at?.child("body")) && good;
      if (rules.length === 0 || (!good && at === undefined)) return good;
      const whole = { params: { query, header, path, cookie }, body: request["body"] };
      return followAll(rules, 0, whole, at) && good;
    };
    return check;
  });
  return { check: anyForm(forms), isBody: false, forms, pick: pickParts };
}

/** The check of a container of parameters. One that is not there has none. */
function containerCheck(compiler: Compiler, schema: Schema): Check {
  const check = compiler.check(schema);
  const mayBeAbsent = check(noFields);
  return (value, at) => {
    if (value !== undefined && value !== null) return check(value, at);
    return at === undefined ? mayBeAbsent : check(noFields, at);
  };
}

/** A body that is absent, or not an object, has none of the fields that rules speak of. */
function compileBody(compiler: Compiler, { body, absentRules = [] }: FormData, required: boolean): Check {
  const check = compiler.check(body ?? true);
  const rules = compiler.extras.rules?.(absentRules, () => 0) ?? [];
  return (value, at) => {
    let good = true;
    if (value !== undefined) good = body === undefined || check(value, at);
    else if (required) good = at?.fail("is missing: it must be set") ?? false;
    return isRecord(value) ? good : followAll(rules, 0, undefined, at) && good;
  };
}

function followAll(rules: readonly CompiledRule[], bits: number, object: unknown, at: Place | undefined): boolean {
  let good = true;
  for (const rule of rules) {
    if (rule.holds(bits, object)) continue;
    if (at === undefined) return false;
    good = false;
    rule.explain(object, at);
  }
  return good;
}

/** The parts of a request that are looked at. */
function pickParts(request: unknown): unknown {
  if (typeof request !== "object" || request === null || Array.isArray(request)) return request;
  const params: unknown = Reflect.get(request, "params") ?? undefined;
  const body: unknown = Reflect.get(request, "body");
  if (typeof params !== "object" || params === null) return { params, body };
  const part = (location: string): unknown => Reflect.get(params, location) ?? undefined;
  return { params: { query: part("query"), header: part("header"), path: part("path"), cookie: part("cookie") }, body };
}

/** The names of header parameters by their lower case, in which they are the same (RFC 9110 section 5.1). */
function headerNames(header: Schema | undefined): ReadonlyMap<string, string> | undefined {
  const schema = typeof header === "function" ? header() : header;
  if (typeof schema !== "object") return undefined;
  return new Map(Object.keys(schema.properties ?? {}).map((name) => [name.toLowerCase(), name]));
}

function foldHeaders(header: unknown, names: ReadonlyMap<string, string>): unknown {
  if (!isRecord(header)) return header;
  const folded: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(header)) folded[names.get(name.toLowerCase()) ?? name] = value;
  return folded;
}

/** Whether a condition holds for an object, given which of its properties are present; undefined where there is no object. */
type Test = (bits: number, object: unknown) => boolean;

interface CompiledRule {
  readonly rule: Rule;
  readonly holds: Test;
  /** Tells what is wrong with an object that breaks the rule, unless the rule is kept. */
  explain(object: unknown, at: Place): void;
}

function fieldLabel(field: RuleField): string {
  return typeof field === "string" ? field : field[0];
}

function fieldPath(field: RuleField): readonly string[] {
  return typeof field === "string" ? [field] : field.slice(1);
}

/** The value at a path; undefined where some object on the way is not there. */
function valueAt(object: unknown, path: readonly string[]): unknown {
  let current = object;
  for (const step of path) {
    if (!isRecord(current) || !Object.hasOwn(current, step)) return undefined;
    current = current[step];
  }
  return current;
}

/** A broken rule in words: what it demands, and what the object has instead. */
function explainBroken(rule: Rule, object: unknown): string {
  const values = rule.fields.map((field) => valueAt(object, fieldPath(field)));
  return countDemand(rule, values) ?? `${rule.demand}; ${describeFields(rule, values)}.`;
}

/** The forms over mere presence are what most rules are, and have a short demand; undefined for a rule that isn't one of them. */
function countDemand({ condition, fields }: Rule, values: readonly unknown[]): string | undefined {
  if (typeof condition === "number" || condition[0] !== "count") return undefined;
  const [, ranges, parts] = condition;
  const indexes = parts.filter((part) => typeof part === "number");
  const [[least, most] = [0, 0], second] = ranges;
  const total = indexes.length;
  if (total < parts.length) return undefined;
  const name = (index: FieldIndex): string => fieldLabel(fields[index] ?? "");
  const set = indexes.filter((index) => values[index] !== undefined).map(name);
  const missing = indexes.filter((index) => values[index] === undefined).map(name);
  const all = indexes.map(name).join(", ");
  if (second !== undefined) {
    const isAllOrNone = ranges.length === 2 && most === 0 && second[0] === total;
    return isAllOrNone
      ? `Set all of ${all} or none of them; this request sets ${joinWords(set)}, but not ${joinWords(missing)}.`
      : undefined;
  }
  const demand =
    most === 1 && least <= 1
      ? `${set.length > 1 || least === 0 ? "only one" : "one"} of`
      : least === 1 && most >= total
        ? "at least one of"
        : undefined;
  return demand && `Set ${demand} ${all}; this request sets ${set.length > 0 ? joinWords(set) : "none of them"}.`;
}

const comparedByCondition = /* @__PURE__ */ new WeakMap<object, ReadonlySet<FieldIndex>>();

function describeFields({ condition, fields }: Rule, values: readonly unknown[]): string {
  const compared = comparedByCondition.get(Object(condition)) ?? comparedFields(condition);
  comparedByCondition.set(Object(condition), compared);
  const shown: string[] = [];
  const set: string[] = [];
  const missing: string[] = [];
  fields.forEach((field, index) => {
    const value = values[index];
    if (value === undefined) missing.push(fieldLabel(field));
    else if (compared.has(index)) shown.push(`${fieldLabel(field)} is ${showValue(value)}`);
    else set.push(fieldLabel(field));
  });
  const parts = [
    ...shown,
    ...(set.length > 0 ? [`${joinWords(set)} ${set.length > 1 ? "are" : "is"} set`] : []),
    ...(missing.length > 0 ? [`${joinWords(missing)} ${missing.length > 1 ? "are" : "is"} not set`] : []),
  ];
  return `in this request ${joinWords(parts)}`;
}

function comparedFields(condition: Condition): ReadonlySet<FieldIndex> {
  if (typeof condition === "number") return new Set();
  switch (condition[0]) {
    case "relation":
      return new Set([condition[1], condition[3]]);
    case "arithmetic":
      return new Set(operands(condition[1]));
    case "not":
      return comparedFields(condition[1]);
    case "count":
      return new Set(condition[2].flatMap((part) => [...comparedFields(part)]));
    default:
      return new Set([condition[1]]);
  }
}

function operands(operation: Operation): FieldIndex[] {
  return typeof operation === "number" ? [operation] : [...operands(operation[1]), ...operands(operation[2])];
}

/** `a`, `a and b`, `a, b and c` */
function joinWords(items: readonly string[]): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** What a kind of condition is made of. */
interface RuleContext {
  test(condition: Condition): Test;
  value(field: FieldIndex): (bits: number, object: unknown) => unknown;
}

/** Makes the tests of one kind of condition. */
type ConditionCompiler = (condition: Exclude<Condition, FieldIndex>, context: RuleContext) => Test;

/** By the kind of condition; those that each rule may have are built in. */
type Conditions = Readonly<
  Partial<Record<"equals" | "like" | "compare" | "relation" | "arithmetic", ConditionCompiler>>
>;

type RuleCompiler = (rules: readonly Rule[], bitOf: (name: string) => number) => readonly CompiledRule[];

/** @param conditions those that some rule has, beyond presence, `not` and `count` */
function ruleCompiler(conditions: Conditions = {}): RuleCompiler {
  return (rules, bitOf) => {
    // Without masks it asks any object.
    let unmasked: readonly CompiledRule[] | undefined;
    return rules.map((rule) => ({
      rule,
      holds: compileRule(rule, conditions, bitOf),
      explain(object, at) {
        unmasked ??= rules.map((other) => {
          const holds = compileRule(other, conditions, () => 0);
          return { rule: other, holds, explain: () => undefined };
        });
        const all = unmasked;
        const place = commonPath(rule).reduce<Place>((parent, step) => parent.child(step), at);
        place.fail((path) => new BrokenRule(rule, path, object, () => findRepair(rule, all, object)), 0.001);
      },
    }));
  };
}

/** A broken rule. Its repair takes longer to find than all else together: it is searched when it is read. */
class BrokenRule implements Violation {
  readonly path: string;
  readonly fields: readonly string[];
  readonly message: string;
  readonly sentence: string;
  declare readonly id?: string;
  readonly #find: () => string | undefined;

  constructor(rule: Rule, path: string, object: unknown, find: () => string | undefined) {
    this.path = path;
    this.fields = rule.fields.map(fieldLabel);
    this.message = escapeControls(rule.message ?? explainBroken(rule, object));
    this.sentence = rule.sentence;
    if (rule.id !== undefined) this.id = rule.id;
    this.#find = find;
  }

  get repair(): string | undefined {
    return this.#find();
  }

  toJSON(): object {
    return { ...this, repair: this.repair };
  }
}

/** The path of the object that holds all fields of a rule. */
function commonPath({ fields }: Rule): readonly string[] {
  const parents = fields.map((field) => fieldPath(field).slice(0, -1));
  const [first = [], ...others] = parents;
  const end = first.findIndex((step, index) => others.some((path) => path[index] !== step));
  return end < 0 ? first : first.slice(0, end);
}

function compileRule(rule: Rule, conditions: Conditions, bitOf: (name: string) => number): Test {
  const value = (index: FieldIndex): ((bits: number, object: unknown) => unknown) => {
    const path = fieldPath(rule.fields[index] ?? "");
    const bit = bitOf(path[0] ?? "");
    if (bit === 0) return (_, object) => valueAt(object, path);
    return (bits, object) => ((bits & bit) === 0 ? undefined : valueAt(object, path));
  };
  const bitOfField = (condition: Condition): number => {
    const path = typeof condition === "number" ? fieldPath(rule.fields[condition] ?? "") : [];
    return path.length === 1 ? bitOf(path[0] ?? "") : 0;
  };
  const test = (condition: Condition): Test => {
    if (typeof condition === "number") {
      const bit = bitOfField(condition);
      const read = value(condition);
      return bit === 0 ? (bits, object) => read(bits, object) !== undefined : (bits) => (bits & bit) !== 0;
    }
    if (condition[0] === "not") {
      const inner = test(condition[1]);
      return (bits, object) => !inner(bits, object);
    }
    if (condition[0] === "count") {
      const [, ranges, parts] = condition;
      const fieldBits = parts.map(bitOfField);
      if (!fieldBits.includes(0) && new Set(fieldBits).size === parts.length) {
        return countBits(
          fieldBits.reduce((sum, bit) => sum | bit, 0),
          ranges,
        );
      }
      return countTests(parts.map(test), ranges);
    }
    const compile = conditions[condition[0]];
    if (compile === undefined) throw new TypeError(`no condition ${condition[0]}`);
    return compile(condition, { test, value });
  };
  return test(rule.condition);
}

function isIn(count: number, ranges: readonly (readonly [number, number])[]): boolean {
  for (const [least, most] of ranges) if (least <= count && count <= most) return true;
  return false;
}

function countBits(mask: number, ranges: readonly (readonly [number, number])[]): Test {
  return (bits) => {
    let count = 0;
    for (let rest = bits & mask; rest !== 0; rest &= rest - 1) count++;
    return isIn(count, ranges);
  };
}

function countTests(tests: readonly Test[], ranges: readonly (readonly [number, number])[]): Test {
  return (bits, object) => {
    let count = 0;
    for (const test of tests) if (test(bits, object)) count++;
    return isIn(count, ranges);
  };
}

/** `enum` of strings, numbers, booleans and null. */
const checkEnum: Piece = ({ enum: list }) => {
  if (list === undefined) return undefined;
  const allowed = new Set(list);
  return (value, at) => allowed.has(value) || (at?.fail(oneOfWords(list, value), 100) ?? false);
};

function oneOfWords(list: readonly unknown[], value: unknown): string {
  return `must be ${list.length > 1 ? "one of " : ""}${list.map(showValue).join(", ") || "left out"}, not ${showValue(value)}`;
}

const checkPattern: Piece = ({ pattern }, { extras }) => {
  if (pattern === undefined) return undefined;
  const matcher = (extras.matcher ?? plainMatcher)(pattern);
  return (value, at) =>
    typeof value !== "string" ||
    matcher.test(value) ||
    (at?.fail(`must match the pattern ${patternText(pattern)}, which ${showValue(value)} doesn't`) ?? false);
};

const checkBounds: Piece = ({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }) => {
  const limits = [
    [">=", minimum],
    ["<=", maximum],
    [">", exclusiveMinimum],
    ["<", exclusiveMaximum],
  ] as const;
  if (limits.every(([, limit]) => limit === undefined)) return undefined;
  const least = minimum ?? Number.NEGATIVE_INFINITY;
  const most = maximum ?? Number.POSITIVE_INFINITY;
  const above = exclusiveMinimum ?? Number.NEGATIVE_INFINITY;
  const below = exclusiveMaximum ?? Number.POSITIVE_INFINITY;
  return (value, at) => {
    if (typeof value !== "number") return true;
    const failed = [value < least, value > most, value <= above, value >= below];
    const index = failed.indexOf(true);
    const [operator, limit] = limits[index] ?? limits[0];
    return index < 0 || (at?.fail(`must be ${operator} ${limit}, not ${value}`) ?? false);
  };
};

/** The deepest nesting, and the most values, that are looked at: a request beyond that is refused, never followed without end. */
const deepest = 200;

const mostValues = 1_000_000;

/** After so many values that can't be copied, the others are not looked at: each is told with its path, which may be long. */
const mostRefused = 100;

/**
 * A copy of what JSON would send of a value: own properties only, without those that are `undefined`, dates and the like by
 * their `toJSON`. Nothing in the copy runs code when it is read, nor inherits anything. What can't be copied is a violation, and left out.
 */
function takeSnapshot(
  value: unknown,
  at: readonly (string | number)[],
): { readonly value: unknown; readonly violations: readonly Violation[] } {
  const violations: Violation[] = [];
  const ancestors = new Set<object>();
  const path = [...at];
  let seen = 0;

  const refuse = (words: string): undefined => {
    const name = fieldName(path);
    violations.push({
      path: toPointer(path),
      fields: [name],
      message: escapeControls(`${name} ${words}`),
      sentence: undefined,
    });
    if (violations.length === mostRefused) seen = mostValues + 1;
  };
  const read = (get: () => unknown): unknown => {
    try {
      return copy(get());
    } catch {
      return refuse("can't be read: reading it throws an error.");
    }
  };
  const copy = (original: unknown): unknown => {
    if (seen++ >= mostValues)
      return seen === mostValues + 1
        ? refuse(`is one value too many: the request has more than ${mostValues}.`)
        : undefined;
    const current = toJson(original);
    if (typeof current === "bigint") return refuse("is a bigint, which JSON can't hold: pass a number or a string.");
    if (typeof current === "function" || typeof current === "symbol") return undefined;
    if (typeof current !== "object" || current === null || isOpaque(current)) return current;
    if (ancestors.has(current)) return refuse("contains itself, which JSON can't hold.");
    if (ancestors.size >= deepest) return refuse(`lies deeper than ${deepest} levels.`);
    ancestors.add(current);
    try {
      return Array.isArray(current) ? copyList(current) : copyObject(current);
    } finally {
      ancestors.delete(current);
    }
  };
  const copyList = (original: readonly unknown[]): unknown[] => {
    const length = Math.min(original.length, mostValues + 1 - seen);
    // JSON writes null for what it can't write, so that the others keep their places.
    return Array.from({ length }, (_, index) => readChild(original, index) ?? null);
  };
  const copyObject = (original: object): object => {
    const result: Record<string, unknown> = Object.create(null);
    for (const key of Object.keys(original)) {
      if (seen > mostValues) break;
      const member = readChild(original, key);
      if (member !== undefined) result[key] = member;
    }
    return result;
  };
  const readChild = (parent: object, key: string | number): unknown => {
    path.push(key);
    const child = read(() => Reflect.get(parent, key));
    path.pop();
    return child;
  };
  return { value: read(() => value), violations };
}

function toJson(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const convert: unknown = Reflect.get(value, "toJSON");
  return typeof convert === "function" ? Reflect.apply(convert, value, []) : value;
}

/** A file or the bytes of one, as forms carry them: it has no properties to look at. */
function isOpaque(value: object): boolean {
  return (
    value instanceof ArrayBuffer || ArrayBuffer.isView(value) || (typeof Blob !== "undefined" && value instanceof Blob)
  );
}

export type { StandardSchema, Violation };
export { InvalidRequestError };

/** All that is wrong with a request or a body; nothing, if it is right. Never throws. */
export type RequestValidator = (value: unknown) => readonly Violation[];

const $kit1 = /* @__PURE__ */ new Compiler([checkBounds, checkPattern, checkObject]);
const $kit2 = /* @__PURE__ */ new Compiler([checkEnum, checkBounds, checkPattern, checkObject], { rules: /* @__PURE__ */ ruleCompiler({ equals: testEquals }) });
const $kit3 = /* @__PURE__ */ new Compiler([checkPattern, checkObject]);

// Schemas that are used more than once

const $Shared1 = (): SchemaObject => ({ type: "string", pattern: ["^([a-f0-9]{24})$", ["class", "a-f0-9", 24, 24]] });
const $Shared2 = (): SchemaObject => ({ type: "object", properties: { groupId: $Shared1, clusterName: $Shared3 }, required: ["groupId", "clusterName"], additionalProperties: false });
const $Shared3 = (): SchemaObject => ({ type: "string", pattern: "^[a-zA-Z0-9][a-zA-Z0-9-]*$" });
const $Shared4 = (): SchemaObject => ({ type: "object", properties: { envelope: { type: "boolean" }, pretty: { type: "boolean" } }, additionalProperties: false });
const $Shared5 = (): SchemaObject => ({ type: "integer", minimum: 1, maximum: 2147483647 });
const $Shared6 = (): SchemaObject => ({ type: "string", pattern: "^(?:[1-9]\\d{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)|(?:[1-9]\\d(?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)-02-29)T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?(?:Z|[+-][01]\\d:[0-5]\\d)$" });
const $Shared7 = (): SchemaObject => ({ type: "integer", minimum: 1199145600000 });

// Operations

const $dataListGroupClusterRestoreJobs = (): RequestData => ({ query: { type: "object", properties: { envelope: { type: "boolean" }, pretty: { type: "boolean" }, includeCount: { type: "boolean" }, itemsPerPage: { type: "integer", minimum: 1, maximum: 500 }, pageNum: { type: "integer", minimum: 1 }, batchId: $Shared1 }, additionalProperties: false }, path: $Shared2, forms: [{}] });

/** A request of `listGroupClusterRestoreJobs`: its parameters and body. */
export type ListGroupClusterRestoreJobsRequest = RequestOf<paths["/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs"]["get"]>;
const $checkListGroupClusterRestoreJobsRequest = /* @__PURE__ */ requestChecker($kit1, $dataListGroupClusterRestoreJobs);
/** What `listGroupClusterRestoreJobs` would refuse in a request. */
export const validateListGroupClusterRestoreJobs: RequestValidator = (value) => findViolations($checkListGroupClusterRestoreJobsRequest, value);
export const isListGroupClusterRestoreJobsRequest = (value: unknown): value is ListGroupClusterRestoreJobsRequest => accepts($checkListGroupClusterRestoreJobsRequest, value);
/** @throws InvalidRequestError with all violations */
export function assertListGroupClusterRestoreJobsRequest(value: unknown): asserts value is ListGroupClusterRestoreJobsRequest {
  assertValid($checkListGroupClusterRestoreJobsRequest, value);
}
export const listGroupClusterRestoreJobsRequestSchema: StandardSchema<ListGroupClusterRestoreJobsRequest> = /* @__PURE__ */ standardSchema($checkListGroupClusterRestoreJobsRequest);

const $dataCreateGroupClusterRestoreJob = (): RequestData => ({ query: $Shared4, path: $Shared2, forms: [{ body: { type: "object", required: ["delivery"], properties: { delivery: { type: "object", required: ["methodName"], properties: { methodName: { enum: ["CLIENT_PIT_HTTP", "QUERY", "AUTOMATED_RESTORE", "HTTP", "THIRD_PARTY_COPY", "CLIENT_PIT_SCP", "SCP"] }, targetGroupId: $Shared1, targetClusterName: $Shared3, targetClusterId: $Shared1, expirationHours: $Shared5, maxDownloads: $Shared5 }, additionalProperties: false, rules: [{ sentence: "IF delivery.methodName=='AUTOMATED_RESTORE' THEN delivery.targetGroupId AND (delivery.targetClusterName OR delivery.targetClusterId);", fields: [["delivery.methodName", "methodName"], ["delivery.targetGroupId", "targetGroupId"], ["delivery.targetClusterName", "targetClusterName"], ["delivery.targetClusterId", "targetClusterId"]], condition: ["count", [[1, 2]], [["not", ["equals", 0, ["AUTOMATED_RESTORE"]]], ["count", [[2, 2]], [1, ["count", [[1, 2]], [2, 3]]]]]], required: [0], demand: "If delivery.methodName is 'AUTOMATED_RESTORE', then delivery.targetGroupId is set and (delivery.targetClusterName or delivery.targetClusterId is set)" }] }, snapshotId: $Shared1, checkpointId: $Shared1, oplogTs: $Shared6, oplogInc: $Shared5, pointInTimeUTCMillis: $Shared7 }, additionalProperties: false, rules: [{ sentence: "OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);", fields: ["snapshotId", "checkpointId", "oplogTs", "pointInTimeUTCMillis"], condition: ["count", [[1, 1]], [0, 1, 2, 3]] }, { sentence: "AllOrNone(oplogTs, oplogInc);", fields: ["oplogTs", "oplogInc"], condition: ["count", [[0, 0], [2, 2]], [0, 1]] }] }, absentRules: [{ sentence: "OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);", fields: ["snapshotId", "checkpointId", "oplogTs", "pointInTimeUTCMillis"], condition: ["count", [[1, 1]], [0, 1, 2, 3]] }] }], bodyRequired: true });

/** A request of `createGroupClusterRestoreJob`: its parameters and body. */
export type CreateGroupClusterRestoreJobRequest = RequestOf<paths["/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs"]["post"]>;
const $checkCreateGroupClusterRestoreJobRequest = /* @__PURE__ */ requestChecker($kit2, $dataCreateGroupClusterRestoreJob);
/** What `createGroupClusterRestoreJob` would refuse in a request. */
export const validateCreateGroupClusterRestoreJob: RequestValidator = (value) => findViolations($checkCreateGroupClusterRestoreJobRequest, value);
export const isCreateGroupClusterRestoreJobRequest = (value: unknown): value is CreateGroupClusterRestoreJobRequest => accepts($checkCreateGroupClusterRestoreJobRequest, value);
/** @throws InvalidRequestError with all violations */
export function assertCreateGroupClusterRestoreJobRequest(value: unknown): asserts value is CreateGroupClusterRestoreJobRequest {
  assertValid($checkCreateGroupClusterRestoreJobRequest, value);
}
export const createGroupClusterRestoreJobRequestSchema: StandardSchema<CreateGroupClusterRestoreJobRequest> = /* @__PURE__ */ standardSchema($checkCreateGroupClusterRestoreJobRequest);

/** The body of `createGroupClusterRestoreJob`. */
export type CreateGroupClusterRestoreJobBody = BodyOf<paths["/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs"]["post"]>;
const $checkCreateGroupClusterRestoreJobBody = /* @__PURE__ */ bodyChecker($kit2, $dataCreateGroupClusterRestoreJob);
/** What `createGroupClusterRestoreJob` would refuse in the body alone. */
export const validateCreateGroupClusterRestoreJobBody: RequestValidator = (value) => findViolations($checkCreateGroupClusterRestoreJobBody, value);
export const isCreateGroupClusterRestoreJobBody = (value: unknown): value is CreateGroupClusterRestoreJobBody => accepts($checkCreateGroupClusterRestoreJobBody, value);
/** @throws InvalidRequestError with all violations */
export function assertCreateGroupClusterRestoreJobBody(value: unknown): asserts value is CreateGroupClusterRestoreJobBody {
  assertValid($checkCreateGroupClusterRestoreJobBody, value);
}
export const createGroupClusterRestoreJobBodySchema: StandardSchema<CreateGroupClusterRestoreJobBody> = /* @__PURE__ */ standardSchema($checkCreateGroupClusterRestoreJobBody);
/** The values of `delivery.methodName` in `createGroupClusterRestoreJob`. */
export const createGroupClusterRestoreJobDeliveryMethodNameValues = ["CLIENT_PIT_HTTP", "QUERY", "AUTOMATED_RESTORE", "HTTP", "THIRD_PARTY_COPY", "CLIENT_PIT_SCP", "SCP"] as const;

const $dataGetGroupClusterRestoreJob = (): RequestData => ({ query: $Shared4, path: { type: "object", properties: { groupId: $Shared1, clusterName: $Shared3, jobId: $Shared1 }, required: ["groupId", "clusterName", "jobId"], additionalProperties: false }, forms: [{}] });

/** A request of `getGroupClusterRestoreJob`: its parameters and body. */
export type GetGroupClusterRestoreJobRequest = RequestOf<paths["/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs/{jobId}"]["get"]>;
const $checkGetGroupClusterRestoreJobRequest = /* @__PURE__ */ requestChecker($kit3, $dataGetGroupClusterRestoreJob);
/** What `getGroupClusterRestoreJob` would refuse in a request. */
export const validateGetGroupClusterRestoreJob: RequestValidator = (value) => findViolations($checkGetGroupClusterRestoreJobRequest, value);
export const isGetGroupClusterRestoreJobRequest = (value: unknown): value is GetGroupClusterRestoreJobRequest => accepts($checkGetGroupClusterRestoreJobRequest, value);
/** @throws InvalidRequestError with all violations */
export function assertGetGroupClusterRestoreJobRequest(value: unknown): asserts value is GetGroupClusterRestoreJobRequest {
  assertValid($checkGetGroupClusterRestoreJobRequest, value);
}
export const getGroupClusterRestoreJobRequestSchema: StandardSchema<GetGroupClusterRestoreJobRequest> = /* @__PURE__ */ standardSchema($checkGetGroupClusterRestoreJobRequest);

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
  /**
   * The smallest change that would satisfy the rule: "remove oplogTs, or remove snapshotId". It is searched when it is read, as
   * `JSON.stringify` does; a copy by `{ ...violation }` hasn't got it.
   */
  readonly repair?: string | undefined;
}

/** A value for a message: short, because it may be anything. */
function showValue(value: unknown): string {
  if (typeof value === "string") return value.length > 40 ? `a string of ${value.length} characters` : `'${value}'`;
  if (Array.isArray(value)) return "a list";
  if (isFile(value)) return "a file";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

/** A file or the bytes of one, as forms carry them: it has no properties to look at. */
function isFile(value: unknown): boolean {
  return (
    value instanceof ArrayBuffer || ArrayBuffer.isView(value) || (typeof Blob !== "undefined" && value instanceof Blob)
  );
}

/** What could change what a terminal or an editor shows around it. Engines take long to read such classes: only when one is needed. */
const controls = "[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]";

/** Text without such characters. */
function escapeControls(text: string): string {
  if (!/[^ -~]/.test(text)) return text;
  return text.replace(new RegExp(controls, "gu"), (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/**
 * What a generated module holds for the runtime: JSON as text, which engines load faster than code and which is read on first use,
 * and the data that it refers to by their indexes here. What leads back to itself is referred to by a function.
 */
type Data = readonly [text: string, ...used: (Data | (() => Data))[]];

/**
 * A JSON Schema (2020-12). A number is the index of a schema in the data that this one stands in. It has `properties` if something
 * is to check of objects, and `minItems` or another keyword of lists if something is of lists.
 */
type Schema = boolean | number | SchemaObject;

interface SchemaObject {
  readonly $ref?: Schema;
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
  /** Whether objects or lists may have parts at which no keyword looks: that these are plain data is asked apart. */
  readonly hasUnseen?: true;
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

/** A field that a rule names, by its index in `Rule.fields`. */
type FieldIndex = number;

type Operation = FieldIndex | readonly ["+" | "-" | "*" | "/", Operation, Operation];

type Condition =
  /** The field is present. */
  | FieldIndex
  /** Present and equal to one of the values; of a list, one of its items is. The same holds for `like` and `compare`. */
  | readonly ["equals", FieldIndex, readonly (string | number | boolean)[]]
  | readonly ["like", FieldIndex, string]
  /** `p >= 3`; `p == 3` is `equals`. */
  | readonly ["compare", FieldIndex, Exclude<RelationalOperator, "==">, number]
  /** `a <= b`, both present; dates are compared as instants. */
  | readonly ["relation", FieldIndex, RelationalOperator, FieldIndex, "values" | "dates"]
  | readonly ["arithmetic", Operation, RelationalOperator, number]
  | readonly ["not", Condition]
  /** How many of the conditions hold lies in one of the ranges, `[least, most]`. */
  | readonly ["count", readonly (readonly [number, number])[], readonly Condition[]];

/** The numbers that a schema allows, or the texts of points in time that have a format. */
interface Scale {
  readonly format?: "date" | "date-time";
  /** All of them. */
  readonly values?: readonly number[];
  /** Whose multiples they are. */
  readonly step?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/** The name that the sentence uses and, unless it is the same, the path from the object in which the rule stands. */
type RuleField = string | readonly [name: string, ...path: string[]];

interface Rule {
  /** As its author wrote it. */
  readonly sentence: string;
  readonly fields: readonly RuleField[];
  /** The path of the object that holds all of its fields, unless it is that in which the rule stands. */
  readonly holder?: readonly string[];
  readonly condition: Condition;
  /** What it requires, in words, without a full stop. */
  readonly requirement: string;
  /** Which fields of an object its words list: those that are set, or those that are missing, too. Without it, values are shown as well. */
  readonly shows?: "set" | "set and missing";
  /** The fields that are compared with something, by their indexes: their values are shown. */
  readonly compared?: readonly FieldIndex[];
  /** The fields that can't be left out, by their indexes. */
  readonly required?: readonly FieldIndex[];
  /** What the fields that are compared by their order may be set to, by their indexes. */
  readonly scales?: readonly (readonly [FieldIndex, Scale])[];
  /** The compared fields that are lists, by their indexes. */
  readonly lists?: readonly FieldIndex[];
  readonly id?: string;
  /** What its author wants to be said when it is broken. */
  readonly message?: string;
}

/** What is wrong with a value, while it isn't known yet whether it will be reported. */
interface Fault {
  readonly place: Place;
  /** How strongly it suggests that another alternative of `oneOf` or `anyOf` was meant; below 1 for a rule. */
  readonly weight: number;
  readonly tell: () => Violation;
  /** The values that are allowed, of `enum`. */
  readonly listed: readonly unknown[] | undefined;
}

/** Faults, and lists of faults that were found before and are shared. */
type Faults = (Fault | Faults)[];

/** More violations than these don't help, and a request may have a million wrong values. */
const mostViolations = 1000;

/** A place in a request while it is explained: it exists only then. */
interface Place {
  readonly up: Place | undefined;
  /** Undefined for the request itself, which has no name. */
  readonly key: string | number | undefined;
  readonly report: Report;
}

/** What is known while a request is explained. */
interface Report {
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
interface Memory {
  child(at: Place, key: string | number): Place;
  once(at: Place, check: (value: unknown, at: Place) => boolean, value: unknown): boolean;
}

/** The place of a part; undefined where nothing is explained. */
function child<At extends Place | undefined>(at: At, key: string | number): Place | At {
  return at && (at.report.memory?.child(at, key) ?? { up: at, key, report: at.report });
}

/**
 * Tells what is wrong with the value of a place.
 *
 * @param words what stands behind the name of the field
 * @returns false, for the check that fails
 */
function fail(at: Place, words: string, weight = 1, listed?: readonly unknown[]): false {
  addFault(at, weight, () => toViolation(at, words), listed);
  return false;
}

/** The weight of a value that isn't of its type: of a field, that is rather a mistake than a sign of another alternative. */
const wrongType = 50;

function addFault(
  place: Place,
  weight: number,
  tell: () => Violation,
  listed?: readonly unknown[] | undefined,
): void {
  if (!isFull(place)) place.report.faults.push({ place, weight, tell, listed });
}

/** Whether enough has been reported. */
function isFull({ report }: Place): boolean {
  return report.faults.length > mostViolations;
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

/** One value may break a schema twice, where two parts of it say the same. */
function toViolations(faults: Faults): Violation[] {
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
function stepsTo({ up, key }: Place): readonly string[] {
  return up === undefined ? [] : [...stepsTo(up), String(key)];
}

function pointerTo({ up, key }: Place): string {
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

/** What a repair does to a field. */
interface Change {
  readonly path: readonly string[];
  /** Undefined where the field is removed. */
  readonly value: unknown;
  readonly words: string;
}

function applyChanges(object: unknown, changes: readonly Change[]): unknown {
  return changes.reduce((current, { path, value }) => withValue(current, path, value), object);
}

/** A copy with another value at a path, or none where the value is undefined. */
function withValue(object: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  const copy: Record<string, unknown> = Object.assign(
    Array.isArray(object) ? [] : Object.create(null),
    isObject(object) ? object : {},
  );
  copy[step] = withValue(copy[step], rest, value);
  return copy;
}

/**
 * Whether a value fits a schema. Without a place this is the fast pass: it ends at the first fault, and is true only for plain
 * JSON data. With one, violations are reported to the place.
 */
interface Check {
  (value: unknown, at?: Place): boolean;
  /** Whether a text passes, where that takes nothing but a look at it. */
  readonly fits?: ((text: string) => boolean) | undefined;
}

/** Makes the check of some keywords; undefined for a schema that has none of them. */
type Piece = (schema: SchemaObject, compiler: Compiler) => Check | undefined;

/** The parts of the runtime that an operation needs, so that bundlers can leave out the others. */
interface Kit {
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
interface Repeats {
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
const tally: Tally = { steps: 0, depth: 0, answers: undefined };

const mostSteps = 200_000;

const deepestPass = 150;

/** What schemas are compiled with. */
interface Compiler {
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

function compile(schema: Schema, compiler: Compiler): Check {
  if (typeof schema === "boolean") return schema ? isPlain : refuseValue;
  return typeof schema === "number" ? checkShared(open(schema, compiler)) : assemble(schema, compiler);
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
function lazily(make: () => Check): Check {
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

function matcherOf(pattern: Pattern, { kit }: Compiler): Matcher {
  return (kit.matcher ?? plainMatcher)(pattern);
}

const anything: Check = Object.assign(() => true, { fits: () => true });

/** A check that passes if each of several does; all of them tell what is wrong. */
function allChecks(checks: readonly Check[]): Check {
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
const someValue: PlainObject = {};

/** Checks a part of a value. Most are right, and scalars are asked without a place first: making one takes longer. */
function checkPart(check: Check, part: unknown, at: Place | undefined, key: string | number): boolean {
  if (at === undefined) return check(part);
  at.report.parts++;
  return (
    part === someValue ||
    (typeof part !== "object" && at.report.memory === undefined && check(part)) ||
    check(part, child(at, key))
  );
}

/** @throws RangeError for a value that lies too deep for the fast pass */
function enter(): void {
  if (++tally.steps > mostSteps || ++tally.depth > deepestPass) throw new RangeError();
}

const refuseValue: Check = (_, at) => at !== undefined && fail(at, "is unknown: the schema has no such field");

/** Keywords that apply other schemas to the same value, so that these see all of it. */
function appliesOthers({ $ref, allOf, anyOf, oneOf }: SchemaObject): boolean {
  return ($ref ?? allOf ?? anyOf ?? oneOf) !== undefined;
}

/** Cheaper than `isRecord`, for what is known to be plain data. */
function isObject(value: unknown): value is PlainObject {
  return typeof value === "object" && value !== null;
}

/** An object of any kind. */
function isNoList(value: unknown): value is PlainObject {
  return isObject(value) && !Array.isArray(value);
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

function failType(types: readonly string[], value: unknown, at: Place | undefined): boolean {
  return at !== undefined && fail(at, `must be ${article(types.join(" or "))}, not ${showValue(value)}`, wrongType);
}

function article(noun: string): string {
  return `${/^[aeio]/.test(noun) ? "an" : "a"} ${noun}`;
}

/** `p=='a'|'b'` */
const testEquals: ConditionTest = (condition, rule, object) => {
  if (condition[0] !== "equals") return false;
  return isOneOf(valueOfField(rule, condition[1], object), condition[2]);
};

interface Matcher {
  readonly test: (text: string) => boolean;
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
  const [source, matching] = typeof pattern === "string" ? [pattern] : pattern;
  if (matching?.[0] === "class") {
    // That no character is outside of the class is found faster than that all are in it.
    const [, characters, least, most] = matching;
    const other = new RegExp(`[^${characters}]`);
    const longest = most ?? Number.POSITIVE_INFINITY;
    return { test: (text) => text.length >= least && text.length <= longest && !other.test(text) };
  }
  const regExp = toRegExp(source);
  return { test: (text) => regExp.test(text) };
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

/** The violations in a request or a body; an empty list if it is valid. Never throws. */
type RequestValidator = (value: unknown) => readonly Violation[];

function validator(operation: OperationChecks, part: Part): RequestValidator {
  return (value) => findViolations(operation(part), value);
}

function guard<Value>(operation: OperationChecks, part: Part): (value: unknown) => value is Value {
  return (value): value is Value => accepts(operation(part), value);
}

/** @returns a function that throws an InvalidRequestError with all violations */
function assertion<Value>(operation: OperationChecks, part: Part): (value: unknown) => asserts value is Value {
  return (value): asserts value is Value => {
    const violations = findViolations(operation(part), value);
    if (violations.length > 0) throw new InvalidRequestError(violations);
  };
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
      | { readonly issues: readonly { readonly message: string; readonly path: readonly (string | number)[] }[] };
    readonly types?: { readonly input: Value; readonly output: Value } | undefined;
  };
}

function standardSchema<Value>(operation: OperationChecks, part: Part): StandardSchema<Value> {
  const isValue = (_: unknown, violations: readonly Violation[]): _ is Value => violations.length === 0;
  return {
    "~standard": {
      version: 1,
      vendor: "openapi-rules",
      validate(value) {
        const violations = findViolations(operation(part), value);
        if (isValue(value, violations)) return { value };
        return {
          issues: violations.map(({ message, path }) => ({ message, path: keysTo(path, value) })),
        };
      },
    },
  };
}

/** The keys on the way to a place, of which those of lists are numbers. */
function keysTo(pointer: string, value: unknown): (string | number)[] {
  const keys: (string | number)[] = [];
  for (const step of pointer.split("/").slice(1)) {
    const within = keys.reduce<unknown>((part, key) => (isObject(part) ? part[key] : undefined), value);
    keys.push(Array.isArray(within) ? Number(step) : step.replaceAll("~1", "/").replaceAll("~0", "~"));
  }
  return keys;
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
  readonly name: string;
  readonly schema: Schema;
  /** Stands for its presence in a mask; 0 for one too many, which is looked up instead. */
  readonly bit: number;
  /** Made when a value is met. */
  check: Check | undefined;
  /** Most values are texts: these are asked without a detour. */
  fits: Check["fits"];
  /** What stands for its being one of the values that rules ask for. */
  bitsOf: ((value: unknown) => number) | undefined;
  /** What followed it last time: requests name their fields in the same order, and this is found faster than a name in a map. */
  next: Property | undefined;
}

/**
 * `properties`, `required`, `additionalProperties` and rules: one loop over the keys checks their values and collects what is
 * present, so that what must be present, and most rules, are a mask.
 */
const checkObject: Piece = (schema, compiler) => {
  const { type, properties: listed, required = [], additionalProperties, rules = [] } = schema;
  if (listed === undefined) return undefined;
  let other = anything;
  if (additionalProperties !== undefined) other = compile(additionalProperties, compiler);
  // A schema that is applied to the same value looks at the others.
  else if (!appliesOthers(schema)) other = isPlain;
  const checkOf = compiler.kit.patterns?.(schema, compiler, other);
  const properties = new Map<string, Property>();
  const none = { check: undefined, fits: undefined, bitsOf: undefined, next: undefined };
  for (const [name, part] of Object.entries(listed)) {
    properties.set(name, { name, schema: part, bit: bitAt(properties.size), ...none });
  }
  const start: Property = { name: "", schema: true, bit: 0, ...none };
  let mask = 0;
  // No bits are all bits, so that what has no bit is looked up.
  for (const name of required) mask |= properties.get(name)?.bit || -1;
  const keepsRules = rules.length > 0 ? compiler.kit.rules?.(rules, properties) : undefined;
  return (value, at) => {
    if (!isRecord(value)) {
      if (type === "object") return failType(["object"], value, at);
      return at !== undefined || !isNoList(value);
    }
    if (at === undefined) enter();
    let bits = 0;
    let good = true;
    let before = start;
    for (const key in value) {
      const item = value[key];
      if (item === undefined) continue;
      let property = before.next;
      if (property?.name !== key) {
        property = properties.get(key);
        before.next = property;
      }
      let check: Check;
      if (property === undefined) check = checkOf?.(key) ?? other;
      else {
        check = property.check ?? makeCheck(property, compiler, checkOf);
        bits |= property.bit;
        if (property.bitsOf !== undefined) bits |= property.bitsOf(item);
        before = property;
        if (typeof item === "string" && property.fits?.(item) === true) continue;
      }
      if (checkPart(check, item, at, key)) continue;
      if (at === undefined || isFull(at)) return false;
      good = false;
    }
    if (at === undefined) tally.depth--;
    if ((bits & mask) !== mask) good = arePresent(required, value, at) && good;
    if (keepsRules === undefined || (at === undefined && !good)) return good;
    return keepsRules(value, at, bits) && good;
  };
};

function isPresent(value: PlainObject, name: string): boolean {
  return Object.hasOwn(value, name) && value[name] !== undefined;
}

/** Whether all of these are present; those that aren't are reported. */
function arePresent(names: readonly string[], value: PlainObject, at: Place | undefined): boolean {
  let good = true;
  for (const name of names) {
    if (isPresent(value, name)) continue;
    if (at === undefined) return false;
    good = fail(child(at, name), "is missing");
  }
  return good;
}

function makeCheck(property: Property, compiler: Compiler, checkOf: PropertyChecks | undefined): Check {
  const own = compile(property.schema, compiler);
  const check = checkOf?.(property.name, own) ?? own;
  property.check = check;
  property.fits = check.fits;
  return check;
}

/** The check of a property by its name, and by that of the properties' own schema. */
type PropertyChecks = (name: string, own?: Check) => Check;

/** How many combinations of as many changes are tried, and how many repairs are reported. */
const mostTries = 300;

const mostRepairs = 4;

/** What repairs ask of the rules of an object. */
interface Tools extends Partial<Scales> {
  readonly holds: ConditionHolds;
}

/**
 * The fewest changes after which an object keeps a rule, without breaking another of its rules: "remove oplogTs, or remove
 * snapshotId". Those that break something elsewhere in the request are reported only where all do. Undefined where a few changes
 * don't help.
 */
function findRepair(
  rule: CompiledRule,
  all: readonly CompiledRule[],
  object: unknown,
  at: Place,
  tools: Tools,
): string | undefined {
  const keeps = (one: CompiledRule, changed: unknown): boolean => tools.holds(one, one.rule.condition, changed);
  const search = (rules: readonly CompiledRule[]): string | undefined => {
    let tried: readonly (readonly Change[])[] = [[]];
    while (tried.length > 0) {
      const next = new Map<string, readonly Change[]>();
      const found = new Map<string, unknown>();
      for (const made of tried) {
        const changed = applyChanges(object, made);
        const broken = rules.find((one) => !keeps(one, changed));
        const words = made.map((change) => change.words);
        if (!broken) found.set(joinWords(tools.tell?.(made, rules, object, keeps) ?? words), changed);
        else if (tried.length <= mostTries) {
          // Whatever keeps all rules makes one of these changes.
          for (const change of changesToward(broken, broken.rule.condition, true, changed, tools)) {
            const key = [...words, change.words].sort().join();
            if (made.every(({ path }) => String(path) !== String(change.path)))
              next.set(key, next.get(key) ?? [...made, change]);
          }
        }
      }
      const choices = [...found.keys()];
      const good = choices.filter((words) => !worsens(at, found.get(words)));
      if (found.size > 0) return (good[0] ? good : choices).slice(0, mostRepairs).join(", or ");
      tried = [...next.values()];
    }
    return undefined;
  };
  return search([rule, ...all.filter((other) => keeps(other, object))]) ?? search([rule]);
}

/** Where faults times parts are more, repairs aren't tried on the whole request. */
const mostTried = 10_000;

/** Whether the request, were the object at a place so, would break something else. */
function worsens(at: Place, changed: unknown): boolean {
  const { faults, parts, whole } = at.report;
  const known = identities(faults);
  return (
    whole !== undefined &&
    known.length * parts < mostTried &&
    identities(whole.explain(withValue(whole.value, stepsTo(at), changed))).some((one) => !known.includes(one))
  );
}

/** Faults by their places and sentences: their words may change with a value. */
function identities(faults: Faults): string[] {
  return toViolations(faults).map(({ path, sentence }) => path + sentence);
}

/** What can be done to make a condition hold, or not: any way to that has one of these changes. */
function changesToward(
  compiled: CompiledRule,
  condition: Condition,
  wanted: boolean,
  object: unknown,
  tools: Tools,
): readonly Change[] {
  const { rule, fields } = compiled;
  const toward = (part: Condition, goal: boolean): readonly Change[] =>
    changesToward(compiled, part, goal, object, tools);
  const presentValue = (field: FieldIndex): unknown => valueAt(object, fields[field]?.path ?? []);
  const change = (field: FieldIndex, value: unknown, words: string, after = ""): Change[] =>
    fields
      .slice(field, field + 1)
      .flatMap(({ name, path }) =>
        valueAt(object, path) === value ? [] : { path, value, words: `${words} ${name}${after}` },
      );
  const remove = (field: FieldIndex): Change[] =>
    rule.required?.includes(field) ? [] : change(field, undefined, "remove");
  const trySamples = (field: FieldIndex): readonly Change[] | undefined => tools.samples?.(fields[field], object);
  /** Makes a field have one of these values; a list contain it. */
  const setTo = (field: FieldIndex, values: readonly unknown[]): readonly Change[] =>
    trySamples(field) ??
    values.flatMap((value) => {
      const current = presentValue(field);
      if (Array.isArray(current))
        return current.includes(value) ? [] : change(field, [...current, value], `add ${showItems(value)} to`);
      const whole = rule.lists?.includes(field) ? [value] : value;
      return change(field, whole, "set", ` to ${showItems(whole)}`);
    });
  const set = (field: FieldIndex): readonly Change[] => {
    const named = namedValues(rule.condition, field);
    if (named.length > 0) return setTo(field, named);
    return trySamples(field) ?? (presentValue(field) === undefined ? change(field, someValue, "set") : []);
  };
  const avoid = (field: FieldIndex, values: readonly unknown[]): readonly Change[] => {
    const current = presentValue(field);
    if (!Array.isArray(current)) return set(field);
    const left = current.filter((item) => !values.includes(item));
    const gone = values.filter((value) => current.includes(value));
    return change(field, left, `remove ${joinWords(gone.map(showItems))} from`);
  };
  if (typeof condition === "number") return wanted ? set(condition) : remove(condition);
  if (condition[0] === "not") return toward(condition[1], !wanted);
  if (condition[0] === "count") {
    const [, ranges, parts] = condition;
    const held = parts.map((part) => tools.holds(compiled, part, object));
    const count = held.filter(Boolean).length;
    const fits = (number: number): boolean =>
      ranges.some(([least, most]) => least <= number && number <= most) === wanted;
    const isHelpful = (holds: boolean): boolean =>
      [...parts, 0].some((_, number) => fits(number) && (holds ? number < count : number > count));
    return parts.flatMap((part, index) => (isHelpful(held[index] === true) ? toward(part, held[index] !== true) : []));
  }
  const [field, values] = namedBy(condition);
  if (values.length === 0) return fields.flatMap((_, index) => [...remove(index), ...set(index)]);
  return wanted ? setTo(field, values) : [...remove(field), ...avoid(field, values)];
}

type Comparison = Exclude<Condition, FieldIndex | readonly ["not" | "count", ...unknown[]]>;

/** The field that a comparison is about, and the values that it names for it. */
function namedBy(condition: Comparison): readonly [FieldIndex, readonly unknown[]] {
  return condition[0] === "equals" ? [condition[1], condition[2]] : [0, []];
}

function namedValues(condition: Condition, field: FieldIndex): readonly unknown[] {
  if (typeof condition === "number") return [];
  if (condition[0] === "not") return namedValues(condition[1], field);
  if (condition[0] === "count") return condition[2].flatMap((part) => namedValues(part, field));
  const [about, values] = namedBy(condition);
  return about === field ? values : [];
}

/** What an operation may be sent, as a generated module holds it. */
interface RequestData {
  readonly query?: Schema;
  readonly header?: Schema;
  readonly path?: Schema;
  readonly cookie?: Schema;
  /** Those with something that a request must have; others may be absent. */
  readonly required?: readonly string[];
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

/** Whether the whole request is checked, or its body alone. */
type Part = "request" | "body";

/** The checks of an operation, which are made by the first call. */
type OperationChecks = (part: Part) => Checker;

interface Checker {
  readonly kit: Kit;
  readonly part: Part;
  /** One for each kind of body. */
  readonly forms: readonly Check[];
}

/** @param data holds `RequestData` */
function operation(kit: Kit, data: Data): OperationChecks {
  const made: Partial<Record<Part, Checker>> = {};
  return (part) => {
    made[part] ??= { kit, part, forms: compileForms({ kit, data, known: new Map() }, JSON.parse(data[0]), part) };
    return made[part];
  };
}

/** All that is wrong with a request or body; nothing, if it is right. Never throws. */
function findViolations(checker: Checker, value: unknown): readonly Violation[] {
  if (passes(checker, value)) return [];
  try {
    return explainValue(checker, value);
  } catch {
    const message = "The request can't be checked: reading it throws an error.";
    return [{ path: "", fields: [], message, sentence: undefined }];
  }
}

/** Whether a request or body is right. Never throws. */
function accepts(checker: Checker, value: unknown): boolean {
  return passes(checker, value) || findViolations(checker, value).length === 0;
}

/** Whether a request or body passes the fast pass: plain data that is right. */
function passes({ forms }: Checker, value: unknown): boolean {
  try {
    for (const form of forms) if (startPass() && form(value)) return true;
  } catch {
    // Too large or too deep for this pass, or it throws when it is read.
  }
  return false;
}

/** @returns false where somebody added properties to all objects, which would be taken for those of the request */
function startPass(): boolean {
  tally.steps = 0;
  tally.depth = 0;
  tally.answers = undefined;
  for (const _ in noFields) return false;
  return true;
}

/** Plain data is explained as it is; a copy is made of anything else. */
function explainValue(checker: Checker, value: unknown): readonly Violation[] {
  const picked = checker.part === "body" ? value : pickParts(value);
  if (isPlainValue(picked)) return explainForms(checker, picked);
  const root = rootPlace(checker);
  const copy = takeSnapshot(picked, root);
  return [...toViolations(root.report.faults), ...explainForms(checker, copy)];
}

function isPlainValue(value: unknown): boolean {
  try {
    return startPass() && isPlain(value);
  } catch {
    return false;
  }
}

function rootPlace({ part }: Checker, memory?: Memory): Place {
  const report = { faults: [], parts: 0, ...(memory && { memory }) };
  return { up: undefined, key: part === "body" ? part : undefined, report };
}

function explainForms(checker: Checker, value: unknown): readonly Violation[] {
  const { kit, part, forms } = checker;
  const results = forms.map((form) => explainForm(checker, form, value));
  return toViolations(kit.choose?.(results, part) ?? results[0] ?? []);
}

function explainForm(checker: Checker, form: Check, value: unknown): Faults {
  const { again, repeats } = checker.kit;
  const explain = (memory?: Memory): Faults => {
    const root = rootPlace(checker, memory);
    root.report.whole = { value, explain: (changed) => explainForm(checker, form, changed) };
    startPass();
    form(value, root);
    return root.report.faults;
  };
  try {
    return explain(again && repeats?.remember());
  } catch {
    return explain(repeats?.remember());
  }
}

function compileForms(compiler: Compiler, data: RequestData, part: Part): Check[] {
  const { kit } = compiler;
  if (part === "body") return data.forms.map((form) => bodyCheck(compiler, form, true));
  const fold = kit.headers?.(data.header ?? true, compiler);
  // Requests have headers and cookies that nobody declared.
  const query = container("query", data.query ?? noParameters, data, compiler);
  const path = container("path", data.path ?? noParameters, data, compiler);
  const header = container("header", data.header ?? anyParameters, data, compiler);
  const cookie = container("cookie", data.cookie ?? anyParameters, data, compiler);
  return data.forms.map((form) => {
    const body = bodyCheck(compiler, form, data.bodyRequired === true);
    const { rules = [] } = form;
    const keepsRules = rules.length > 0 ? kit.rules?.(rules) : undefined;
    return (request, at) => {
      if (!isNoList(request)) return failType(["object"], request, at);
      const params = request["params"] ?? noFields;
      const within = child(at, "params");
      if (!isNoList(params)) return failType(["object"], params, within);
      // Each is read by a fixed name: engines find that much faster than a name in a variable.
      let good = checkContainer(query, params["query"], within);
      good = checkContainer(path, params["path"], within) && good;
      const headers = fold === undefined ? params["header"] : fold(params["header"]);
      good = checkContainer(header, headers, within) && good;
      good = checkContainer(cookie, params["cookie"], within) && good;
      good = body(request["body"], child(at, "body")) && good;
      if (keepsRules === undefined || (!good && at === undefined)) return good;
      return keepsRules({ params: { ...params, header: headers }, body: request["body"] }, at) && good;
    };
  });
}

const noFields: PlainObject = {};

const noParameters: Schema = { type: "object", properties: {}, additionalProperties: false };

const anyParameters: Schema = { type: "object", properties: {} };

/** A container of parameters. */
interface Container {
  readonly location: string;
  /** What is checked of one that isn't given. */
  readonly absent: PlainObject | undefined;
  readonly check: Check;
}

function container(location: string, schema: Schema, { required = [] }: RequestData, compiler: Compiler): Container {
  const absent = required.includes(location) ? noFields : undefined;
  return { location, absent, check: lazily(() => compile(schema, compiler)) };
}

function checkContainer({ location, absent, check }: Container, given: unknown, at: Place | undefined): boolean {
  const parameters = given ?? absent;
  return parameters === undefined || check(parameters, child(at, location));
}

/** A body that is absent, or not an object, has none of the fields that rules name. */
function bodyCheck(compiler: Compiler, { body, absentRules }: FormData, required: boolean): Check {
  const check = compile(body ?? true, compiler);
  let keepsRules: RuleCheck | undefined;
  return (value, at) => {
    let good = true;
    if (value !== undefined) good = body === undefined || check(value, at);
    else if (required) good = at !== undefined && fail(at, "is missing");
    if (absentRules === undefined || (!good && at === undefined)) return good;
    // What passed is plain data, so that it needn't be asked whether it is an instance of a class.
    if (at === undefined ? isNoList(value) : isRecord(value)) return good;
    keepsRules ??= compiler.kit.rules?.(absentRules);
    return keepsRules === undefined ? good : keepsRules(undefined, at) && good;
  };
}

/** The parts of a request that are looked at. */
function pickParts(request: unknown): unknown {
  if (!isNoList(request)) return request;
  const { params, body } = request;
  if (!isNoList(params)) return { params: params ?? undefined, body };
  const { query, path, header, cookie } = params;
  return { params: { query, path, header, cookie }, body };
}

/** A field that a rule names, and where it lies. */
interface NamedField {
  readonly name: string;
  readonly path: readonly string[];
}

function namedField(field: RuleField): NamedField {
  return typeof field === "string" ? { name: field, path: [field] } : { name: field[0], path: field.slice(1) };
}

/** A rule that is ready to be checked. */
interface CompiledRule {
  readonly rule: Rule;
  readonly fields: readonly NamedField[];
}

/** Whether a condition of a rule holds for an object. */
type ConditionHolds = (rule: CompiledRule, condition: Condition, object: unknown) => boolean;

function valueOfField({ fields }: CompiledRule, field: FieldIndex, object: unknown): unknown {
  return valueAt(object, fields[field]?.path ?? []);
}

/** The value at a path; undefined where some object on the way is not there. */
function valueAt(object: unknown, path: readonly string[]): unknown {
  let current = object;
  // Rules ask often, and an iterator takes longer.
  for (let index = 0; index < path.length; index++) {
    const step = path[index] ?? "";
    if (!isObject(current) || Array.isArray(current) || !Object.hasOwn(current, step)) return undefined;
    current = current[step];
  }
  return current;
}

/** Whether a value is one of these, or of a list, one of its items. */
function isOneOf(value: unknown, wanted: readonly unknown[]): boolean {
  return Array.isArray(value) ? value.some((item) => wanted.includes(item)) : wanted.includes(value);
}

/** The bits of a mask; 0 for one too many. */
function bitAt(index: number): number {
  return index < 31 ? 1 << index : 0;
}

/** A broken rule in words: what it requires, and what the object has instead. */
function explainBroken(
  rule: Rule,
  object: unknown,
  fields: readonly NamedField[] = rule.fields.map(namedField),
): string {
  const { requirement, shows, compared = [] } = rule;
  const [shown, set, missing]: [string[], string[], string[]] = [[], [], []];
  fields.forEach(({ name, path }, index: FieldIndex) => {
    const value = valueAt(object, path);
    if (value === undefined) missing.push(name);
    else if (compared.includes(index)) shown.push(`${name} is ${showItems(value)}`);
    else set.push(name);
  });
  if (shows !== undefined) {
    const required = set.length > 1 ? requirement.replace(/^Set one/, "Set only one") : requirement;
    const butNot = shows === "set" ? "" : `, but not ${joinWords(missing)}`;
    return `${required}; this request sets ${joinWords(set) || "none of them"}${butNot}.`;
  }
  if (set.length > 0) shown.push(`${joinWords(set)} ${set.length > 1 ? "are" : "is"} set`);
  if (missing.length > 0) shown.push(`${joinWords(missing)} ${missing.length > 1 ? "are" : "is"} not set`);
  return `${requirement}; in this request ${joinWords(shown)}.`;
}

/** A value for a message; of a list, its first items. */
function showItems(value: unknown): string {
  if (!Array.isArray(value)) return showValue(value);
  return `[${value.slice(0, 5).map(showValue).join(", ")}${value.length > 5 ? ", …" : ""}]`;
}

/** `a`, `a and b`, `a, b and c` */
function joinWords(items: readonly string[]): string {
  const end = items.length - 1;
  return items.reduce((text, item, index) => (index === 0 ? item : text + (index < end ? ", " : " and ") + item), "");
}

/** Tests one kind of condition. */
type ConditionTest = (condition: Exclude<Condition, FieldIndex>, rule: CompiledRule, object: unknown) => boolean;

/** By the kind of condition; those that each rule may have are built in. */
type Conditions = Readonly<
  Partial<Record<"equals" | "like" | "compare" | "relation" | "arithmetic", ConditionTest>>
>;

/**
 * Whether an object keeps rules; those that are broken are reported.
 *
 * @param bits those that stand for what holds of its properties
 */
type RuleCheck = (object: unknown, at?: Place, bits?: number) => boolean;

/** @param properties those of the object, which are told what rules ask of them */
type RuleCompiler = (rules: readonly Rule[], properties?: ReadonlyMap<string, Property>) => RuleCheck;

/** How many verdicts are remembered, and how many conditions without a bit one may depend on: beyond that, numbers aren't exact. */
const mostVerdicts = 1000;

const mostOthers = 20;

/**
 * All that rules say of an object depends on which of their conditions hold: these make a number, by which the verdict is remembered.
 *
 * @param conditions those that some rule has, beyond presence, `not` and `count`
 * @param scales where some rule has scales
 */
function ruleCompiler(conditions: Conditions = {}, scales?: ScalesOf): RuleCompiler {
  const holds: ConditionHolds = (rule, condition, object) => {
    if (typeof condition === "number") return valueOfField(rule, condition, object) !== undefined;
    if (condition[0] === "not") return !holds(rule, condition[1], object);
    if (condition[0] !== "count") return conditions[condition[0]]?.(condition, rule, object) ?? true;
    let count = 0;
    for (const part of condition[2]) if (holds(rule, part, object)) count++;
    for (const [least, most] of condition[1]) if (least <= count && count <= most) return true;
    return false;
  };
  return (rules, properties = new Map()) => {
    const all = rules.map((rule): CompiledRule => ({ rule, fields: rule.fields.map(namedField) }));
    const verdicts = new Map<number, boolean>();
    const others: { readonly rule: CompiledRule; readonly condition: Condition }[] = [];
    let mask = 0;
    let used = properties.size;
    for (const rule of all) {
      for (const condition of leavesOf(rule.rule.condition)) {
        const [field, values] =
          typeof condition === "number" ? [condition] : condition[0] === "equals" ? [condition[1], condition[2]] : [];
        const [name, ...inner] = (field !== undefined && rule.fields[field]?.path) || [];
        const property = name !== undefined && inner.length === 0 ? properties.get(name) : undefined;
        const bit = (values === undefined ? property?.bit : property && bitAt(used++)) ?? 0;
        if (property !== undefined && values !== undefined && bit > 0) {
          const { bitsOf } = property;
          property.bitsOf = (value) => (bitsOf?.(value) ?? 0) | (isOneOf(value, values) ? bit : 0);
        }
        mask |= bit;
        if (bit === 0) others.push({ rule, condition });
      }
    }
    const isExact = others.length <= mostOthers;
    return (object, at, bits = 0) => {
      if (at !== undefined) return reportBroken(all, object, at, { holds, ...scales?.(all) });
      let key = bits & mask;
      if (isExact) for (const { rule, condition } of others) key = 2 * key + (holds(rule, condition, object) ? 1 : 0);
      const known = isExact ? verdicts.get(key) : undefined;
      if (known !== undefined) return known;
      let verdict = true;
      for (const rule of all) verdict &&= holds(rule, rule.rule.condition, object);
      if (isExact && verdicts.size < mostVerdicts) verdicts.set(key, verdict);
      return verdict;
    };
  };
}

/** The conditions that a condition is made of, beyond `not` and `count`. */
function leavesOf(condition: Condition): readonly Condition[] {
  if (typeof condition !== "number" && condition[0] === "not") return leavesOf(condition[1]);
  return typeof condition !== "number" && condition[0] === "count" ? condition[2].flatMap(leavesOf) : [condition];
}

function reportBroken(all: readonly CompiledRule[], object: unknown, at: Place, tools: Tools): boolean {
  const broken = all.filter((compiled) => !tools.holds(compiled, compiled.rule.condition, object));
  for (const compiled of broken) {
    const place = (compiled.rule.holder ?? []).reduce<Place>(child, at);
    addFault(
      place,
      0.001,
      () => new BrokenRule(compiled, pointerTo(place), object, () => findRepair(compiled, all, object, at, tools)),
    );
  }
  return broken.length === 0;
}

/** A broken rule. Its repair takes longer to find than all else together: it is searched when it is read. */
class BrokenRule implements Violation {
  readonly path: string;
  readonly fields: readonly string[];
  readonly message: string;
  readonly sentence: string;
  declare readonly id?: string;
  readonly #find: () => string | undefined;

  constructor({ rule, fields }: CompiledRule, path: string, object: unknown, find: () => string | undefined) {
    this.path = path;
    this.fields = fields.map(({ name }) => name);
    this.message = escapeControls(rule.message ?? explainBroken(rule, object, fields));
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

/** `enum` of strings, numbers, booleans and null. */
const checkEnum: Piece = ({ enum: list }) => {
  if (list === undefined) return undefined;
  const allowed = new Set(list);
  const fits = (value: unknown): boolean => allowed.has(value);
  const check: Check = (value, at) => fits(value) || (at !== undefined && fail(at, oneOfWords(list, value), 100, list));
  return Object.assign(check, { fits });
};

function oneOfWords(list: readonly unknown[], value: unknown): string {
  return `must be ${list.length > 1 ? "one of " : ""}${list.map(showValue).join(", ") || "left out"}, not ${showValue(value)}`;
}

/** The check of a keyword that speaks of texts: what isn't one passes. */
function textCheck(fits: (text: string) => boolean, words: (text: string) => string): Check {
  const check: Check = (value, at) =>
    typeof value !== "string" || fits(value) || (at !== undefined && fail(at, words(value)));
  return Object.assign(check, { fits });
}

const checkPattern: Piece = ({ pattern }, compiler) =>
  pattern === undefined
    ? undefined
    : textCheck(
        matcherOf(pattern, compiler).test,
        (text) => `must match the pattern ${patternText(pattern)}, which ${showValue(text)} doesn't`,
      );

const checkBounds: Piece = ({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }) => {
  if ((minimum ?? maximum ?? exclusiveMinimum ?? exclusiveMaximum) === undefined) return undefined;
  return (value, at) => {
    if (typeof value !== "number") return true;
    let bound: string | undefined;
    if (minimum !== undefined && value < minimum) bound = `>= ${minimum}`;
    else if (maximum !== undefined && value > maximum) bound = `<= ${maximum}`;
    else if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) bound = `> ${exclusiveMinimum}`;
    else if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) bound = `< ${exclusiveMaximum}`;
    return bound === undefined || (at !== undefined && fail(at, `must be ${bound}, not ${value}`));
  };
};

type CompiledRules = readonly CompiledRule[];

/** What repairs need where rules compare numbers or points in time. */
interface Scales {
  /** Changes of a field to a sample of each kind of values that rules tell apart; undefined for one without a scale. */
  samples(field: NamedField | undefined, object: unknown): readonly Change[] | undefined;
  /**
   * Changes in words that say all values which do as well as samples: "set n to 3 or more". Undefined where what one field may
   * be set to depends on another.
   *
   * @param keeps whether an object keeps a rule
   */
  tell(
    changes: readonly Change[],
    rules: CompiledRules,
    object: unknown,
    keeps: (rule: CompiledRule, object: unknown) => boolean,
  ): readonly string[] | undefined;
}

type ScalesOf = (rules: CompiledRules) => Scales;

/** The deepest nesting, and the most values, that are looked at: a request beyond that is refused, never followed without end. */
const deepest = 200;

const mostValues = 1_000_000;

/** After so many values that can't be copied, the others are not looked at: each is reported with its path, which may be long. */
const mostRefused = 100;

/**
 * A copy of what JSON would send of a value: own properties only, without those that are `undefined`, dates and others by
 * their `toJSON`. Nothing in the copy runs code when it is read, nor inherits anything. What can't be copied is reported, and left out.
 */
function takeSnapshot(value: unknown, root: Place): unknown {
  const ancestors = new Set<object>();
  let seen = 0;
  let refused = 0;

  const refuse = (at: Place, words: string): undefined => {
    fail(at, words);
    if (++refused === mostRefused) seen = mostValues + 1;
  };
  const copy = (original: unknown, at: Place): unknown => {
    if (seen++ >= mostValues)
      return seen === mostValues + 1
        ? refuse(at, `is one value too many: the request has more than ${mostValues}`)
        : undefined;
    const current = toJson(original);
    if (typeof current === "bigint") return refuse(at, "is a bigint, which JSON can't hold: pass a number or a string");
    if (typeof current === "function" || typeof current === "symbol") return undefined;
    if (typeof current !== "object" || current === null || isFile(current)) return current;
    if (ancestors.has(current)) return refuse(at, "contains itself, which JSON can't hold");
    if (ancestors.size >= deepest) return refuse(at, `is nested deeper than ${deepest} levels`);
    ancestors.add(current);
    try {
      return Array.isArray(current) ? copyList(current, at) : copyObject(current, at);
    } finally {
      ancestors.delete(current);
    }
  };
  const copyList = (original: readonly unknown[], at: Place): unknown[] => {
    const length = Math.min(original.length, mostValues + 1 - seen);
    // JSON writes null for what it can't write, so that the others keep their places.
    return Array.from({ length }, (_, index) => copyPart(original, index, at) ?? null);
  };
  const copyObject = (original: object, at: Place): object => {
    const result: Record<string, unknown> = Object.create(null);
    for (const key of Object.keys(original)) {
      if (seen > mostValues) break;
      const member = copyPart(original, key, at);
      if (member !== undefined) result[key] = member;
    }
    return result;
  };
  const copyPart = (parent: object, key: string | number, at: Place): unknown => {
    const within = child(at, key);
    try {
      return copy(Reflect.get(parent, key), within);
    } catch {
      return refuse(within, "can't be read: reading it throws an error");
    }
  };
  try {
    return copy(value, root);
  } catch {
    return refuse(root, "can't be read: reading it throws an error");
  }
}

function toJson(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const convert: unknown = Reflect.get(value, "toJSON");
  return typeof convert === "function" ? Reflect.apply(convert, value, []) : value;
}

export type { RequestValidator, StandardSchema, Violation };
export { InvalidRequestError };

// The parts of the runtime that operations need

const $kit1: Kit = { pieces: [checkBounds, checkPattern, checkObject] };
const $kit2: Kit = { pieces: [checkEnum, checkBounds, checkPattern, checkObject], rules: /* @__PURE__ */ ruleCompiler({ equals: testEquals }) };
const $kit3: Kit = { pieces: [checkPattern, checkObject] };

// Schemas that are used more than once

const $Shared1: Data = ['{"type":"string","pattern":["^([a-f0-9]{24})$",["class","a-f0-9",24,24]]}'];
const $Shared3: Data = ['{"type":"string","pattern":"^[a-zA-Z0-9][a-zA-Z0-9-]*$"}'];
const $Shared2: Data = ['{"type":"object","properties":{"groupId":1,"clusterName":2},"required":["groupId","clusterName"],"additionalProperties":false}', $Shared1, $Shared3];
const $Shared4: Data = ['{"type":"object","properties":{"envelope":{"type":"boolean"},"pretty":{"type":"boolean"}},"additionalProperties":false}'];
const $Shared5: Data = ['{"type":"integer","minimum":1,"maximum":2147483647}'];
const $Shared6: Data = ['{"type":"string","pattern":"^(?:[1-9]\\\\d{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)|(?:[1-9]\\\\d(?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)-02-29)T(?:[01]\\\\d|2[0-3]):[0-5]\\\\d:[0-5]\\\\d(?:\\\\.\\\\d{1,9})?(?:Z|[+-][01]\\\\d:[0-5]\\\\d)$"}'];
const $Shared7: Data = ['{"type":"integer","minimum":1199145600000}'];

// Operations

const $checksListGroupClusterRestoreJobs = /* @__PURE__ */ operation($kit1, ['{"query":{"type":"object","properties":{"envelope":{"type":"boolean"},"pretty":{"type":"boolean"},"includeCount":{"type":"boolean"},"itemsPerPage":{"type":"integer","minimum":1,"maximum":500},"pageNum":{"type":"integer","minimum":1},"batchId":1},"additionalProperties":false},"path":2,"required":["path"],"forms":[{}]}', $Shared1, $Shared2]);

/** A request of `listGroupClusterRestoreJobs`: its parameters and body. */
export type ListGroupClusterRestoreJobsRequest = RequestOf<paths["/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs"]["get"]>;
/** What `listGroupClusterRestoreJobs` would refuse in a request. */
export const validateListGroupClusterRestoreJobs: RequestValidator = /* @__PURE__ */ validator($checksListGroupClusterRestoreJobs, "request");
export const isListGroupClusterRestoreJobsRequest: (value: unknown) => value is ListGroupClusterRestoreJobsRequest = /* @__PURE__ */ guard($checksListGroupClusterRestoreJobs, "request");
/** @throws InvalidRequestError with all violations */
export const assertListGroupClusterRestoreJobsRequest: (value: unknown) => asserts value is ListGroupClusterRestoreJobsRequest = /* @__PURE__ */ assertion($checksListGroupClusterRestoreJobs, "request");
export const listGroupClusterRestoreJobsRequestSchema: StandardSchema<ListGroupClusterRestoreJobsRequest> = /* @__PURE__ */ standardSchema($checksListGroupClusterRestoreJobs, "request");

const $checksCreateGroupClusterRestoreJob = /* @__PURE__ */ operation($kit2, ['{"query":1,"path":2,"required":["path"],"forms":[{"body":{"type":"object","required":["delivery"],"properties":{"delivery":{"type":"object","required":["methodName"],"properties":{"methodName":{"enum":["CLIENT_PIT_HTTP","QUERY","AUTOMATED_RESTORE","HTTP","THIRD_PARTY_COPY","CLIENT_PIT_SCP","SCP"]},"targetGroupId":3,"targetClusterName":4,"targetClusterId":3,"expirationHours":5,"maxDownloads":5},"additionalProperties":false,"rules":[{"sentence":"IF delivery.methodName==\'AUTOMATED_RESTORE\' THEN delivery.targetGroupId AND (delivery.targetClusterName OR delivery.targetClusterId);","fields":[["delivery.methodName","methodName"],["delivery.targetGroupId","targetGroupId"],["delivery.targetClusterName","targetClusterName"],["delivery.targetClusterId","targetClusterId"]],"condition":["count",[[1,2]],[["not",["equals",0,["AUTOMATED_RESTORE"]]],["count",[[2,2]],[1,["count",[[1,2]],[2,3]]]]]],"requirement":"If delivery.methodName is \'AUTOMATED_RESTORE\', then delivery.targetGroupId is set and (delivery.targetClusterName or delivery.targetClusterId is set)","compared":[0],"required":[0]}]},"snapshotId":3,"checkpointId":3,"oplogTs":6,"oplogInc":5,"pointInTimeUTCMillis":7},"additionalProperties":false,"rules":[{"sentence":"OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);","fields":["snapshotId","checkpointId","oplogTs","pointInTimeUTCMillis"],"condition":["count",[[1,1]],[0,1,2,3]],"requirement":"Set one of snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis","shows":"set"},{"sentence":"AllOrNone(oplogTs, oplogInc);","fields":["oplogTs","oplogInc"],"condition":["count",[[0,0],[2,2]],[0,1]],"requirement":"Set all of oplogTs, oplogInc or none of them","shows":"set and missing"}]},"absentRules":[{"sentence":"OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);","fields":["snapshotId","checkpointId","oplogTs","pointInTimeUTCMillis"],"condition":["count",[[1,1]],[0,1,2,3]],"requirement":"Set one of snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis","shows":"set"}]}],"bodyRequired":true}', $Shared4, $Shared2, $Shared1, $Shared3, $Shared5, $Shared6, $Shared7]);

/** A request of `createGroupClusterRestoreJob`: its parameters and body. */
export type CreateGroupClusterRestoreJobRequest = RequestOf<paths["/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs"]["post"]>;
/** What `createGroupClusterRestoreJob` would refuse in a request. */
export const validateCreateGroupClusterRestoreJob: RequestValidator = /* @__PURE__ */ validator($checksCreateGroupClusterRestoreJob, "request");
export const isCreateGroupClusterRestoreJobRequest: (value: unknown) => value is CreateGroupClusterRestoreJobRequest = /* @__PURE__ */ guard($checksCreateGroupClusterRestoreJob, "request");
/** @throws InvalidRequestError with all violations */
export const assertCreateGroupClusterRestoreJobRequest: (value: unknown) => asserts value is CreateGroupClusterRestoreJobRequest = /* @__PURE__ */ assertion($checksCreateGroupClusterRestoreJob, "request");
export const createGroupClusterRestoreJobRequestSchema: StandardSchema<CreateGroupClusterRestoreJobRequest> = /* @__PURE__ */ standardSchema($checksCreateGroupClusterRestoreJob, "request");

/** The body of `createGroupClusterRestoreJob`. */
export type CreateGroupClusterRestoreJobBody = BodyOf<paths["/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs"]["post"]>;
/** What `createGroupClusterRestoreJob` would refuse in the body alone. */
export const validateCreateGroupClusterRestoreJobBody: RequestValidator = /* @__PURE__ */ validator($checksCreateGroupClusterRestoreJob, "body");
export const isCreateGroupClusterRestoreJobBody: (value: unknown) => value is CreateGroupClusterRestoreJobBody = /* @__PURE__ */ guard($checksCreateGroupClusterRestoreJob, "body");
/** @throws InvalidRequestError with all violations */
export const assertCreateGroupClusterRestoreJobBody: (value: unknown) => asserts value is CreateGroupClusterRestoreJobBody = /* @__PURE__ */ assertion($checksCreateGroupClusterRestoreJob, "body");
export const createGroupClusterRestoreJobBodySchema: StandardSchema<CreateGroupClusterRestoreJobBody> = /* @__PURE__ */ standardSchema($checksCreateGroupClusterRestoreJob, "body");
/** The values of `delivery.methodName` in `createGroupClusterRestoreJob`. */
export const createGroupClusterRestoreJobDeliveryMethodNameValues = ["CLIENT_PIT_HTTP", "QUERY", "AUTOMATED_RESTORE", "HTTP", "THIRD_PARTY_COPY", "CLIENT_PIT_SCP", "SCP"] as const;

const $checksGetGroupClusterRestoreJob = /* @__PURE__ */ operation($kit3, ['{"query":1,"path":{"type":"object","properties":{"groupId":2,"clusterName":3,"jobId":2},"required":["groupId","clusterName","jobId"],"additionalProperties":false},"required":["path"],"forms":[{}]}', $Shared4, $Shared1, $Shared3]);

/** A request of `getGroupClusterRestoreJob`: its parameters and body. */
export type GetGroupClusterRestoreJobRequest = RequestOf<paths["/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs/{jobId}"]["get"]>;
/** What `getGroupClusterRestoreJob` would refuse in a request. */
export const validateGetGroupClusterRestoreJob: RequestValidator = /* @__PURE__ */ validator($checksGetGroupClusterRestoreJob, "request");
export const isGetGroupClusterRestoreJobRequest: (value: unknown) => value is GetGroupClusterRestoreJobRequest = /* @__PURE__ */ guard($checksGetGroupClusterRestoreJob, "request");
/** @throws InvalidRequestError with all violations */
export const assertGetGroupClusterRestoreJobRequest: (value: unknown) => asserts value is GetGroupClusterRestoreJobRequest = /* @__PURE__ */ assertion($checksGetGroupClusterRestoreJob, "request");
export const getGroupClusterRestoreJobRequestSchema: StandardSchema<GetGroupClusterRestoreJobRequest> = /* @__PURE__ */ standardSchema($checksGetGroupClusterRestoreJob, "request");

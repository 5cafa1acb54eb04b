import { type Check, type Compiler, isRecord, passesQuietly, tally } from "./compiler.ts";
import { type Faults, Place, toViolations, weigh } from "./place.ts";
import type { Rule } from "./rule.ts";
import type { CompiledRule } from "./rule-fields.ts";
import type { Schema, SchemaObject } from "./schema.ts";
import { takeSnapshot } from "./snapshot.ts";
import type { Violation } from "./violation.ts";

/** What an operation may be sent, as a generated module holds it. */
export interface RequestData {
  readonly query?: Schema;
  readonly header?: Schema;
  readonly path?: Schema;
  readonly cookie?: Schema;
  /** One for each kind of body: a request is right if it is right for one of them. */
  readonly forms: readonly FormData[];
  readonly bodyRequired?: boolean;
}

export interface FormData {
  readonly body?: Schema;
  /** Rules of the operation over the body alone. */
  readonly bodyRules?: readonly Rule[];
  /** Rules over the request: `{ params, body }`. */
  readonly rules?: readonly Rule[];
}

/** Checks requests, or bodies alone. */
export interface Checker {
  /** The fast pass. */
  readonly check: Check;
  /** Whether the value is the body alone. */
  readonly isBody: boolean;
  readonly forms: readonly Check[];
  /** The value as the checks want it. */
  prepare(value: unknown): unknown;
}

/** @returns the checker that is made by the first call */
export type LazyChecker = () => Checker;

export function requestChecker(compiler: Compiler, data: () => RequestData): LazyChecker {
  let checker: Checker | undefined;
  return () => (checker ??= compileRequest(compiler, data()));
}

export function bodyChecker(compiler: Compiler, data: () => RequestData): LazyChecker {
  let checker: Checker | undefined;
  return () => {
    if (checker !== undefined) return checker;
    const forms = data().forms.map((form) => compileBody(compiler, form, true));
    checker = { check: anyForm(forms), isBody: true, forms, prepare: (body) => body };
    return checker;
  };
}

/** All that is wrong with a request or body; nothing, if it is right. Never throws. */
export function findViolations(lazy: LazyChecker, value: unknown): readonly Violation[] {
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
    const { check } = lazy();
    tally.steps = 0;
    tally.depth = 0;
    // What somebody added to all objects would be taken for a property.
    for (const _ in noFields) return false;
    return check(value);
  } catch {
    return false;
  }
}

/** Whether a request or body is right. Never throws. */
export function accepts(lazy: LazyChecker, value: unknown): boolean {
  return isValid(lazy, value) || findViolations(lazy, value).length === 0;
}

function explainValue({ forms, isBody, prepare }: Checker, value: unknown): readonly Violation[] {
  const base = isBody ? ["body"] : [];
  const snapshot = takeSnapshot(prepare(value), base);
  const results = forms.map((form) => {
    const at = base.reduce<Place>((place, step) => place.child(step), new Place());
    const request = isBody ? snapshot.value : prepare(snapshot.value);
    const { faults } = at.collect(() => form(request, at));
    return { faults, weight: weigh(faults, isBody ? at : at.child("body")) };
  });
  const [best] = results.sort((a, b) => a.weight - b.weight);
  const faults: Faults = best?.faults ?? [];
  const violations = [...snapshot.violations, ...toViolations(faults)];
  return isBody
    ? violations.map((violation) => ({ ...violation, path: violation.path.replace(/^\/body/, "") }))
    : violations;
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
  const containers = [
    compiler.check(data.query ?? closedObject),
    compiler.check(data.header ?? openObject),
    compiler.check(data.path ?? closedObject),
    compiler.check(data.cookie ?? openObject),
  ];
  const mayBeEmpty = containers.map((check) => check({}));
  const forms = data.forms.map((form) => {
    const body = compileBody(compiler, form, data.bodyRequired === true);
    const rules = compiler.extras.rules?.(form.rules ?? [], () => 0) ?? [];
    const check: Check = (request, at) => {
      if (!isRecord(request))
        return at?.fail(`must be an object, not ${request === null ? "null" : typeof request}`) ?? false;
      const params = request["params"] ?? noFields;
      if (!isRecord(params)) return at?.child("params").fail("must be an object") ?? false;
      const { query, header, path, cookie } = params;
      const folded = header === undefined || headers === undefined ? header : foldHeaders(header, headers);
      const parts = at?.child("params");
      const given = [query, folded, path, cookie];
      let good = true;
      for (let index = 0; index < 4; index++) {
        const value = given[index] ?? undefined;
        if (value === undefined && at === undefined) good = mayBeEmpty[index] === true;
        else
          good = containers[index]?.(value ?? noFields, parts?.child(parameterLocations[index] ?? "")) === true && good;
        if (!good && at === undefined) return false;
      }
      if (!body(request["body"], at?.child("body"))) {
        if (at === undefined) return false;
        good = false;
      }
      if (rules.length === 0) return good;
      const whole = { params: { query, header: folded, path, cookie }, body: request["body"] };
      return followAll(rules, 0, whole, at) && good;
    };
    return check;
  });
  return { check: anyForm(forms), isBody: false, forms, prepare: pickParts };
}

const parameterLocations = ["query", "header", "path", "cookie"] as const;

/** A body that is absent, or not an object, has none of the fields that rules speak of. */
function compileBody(compiler: Compiler, { body, bodyRules = [] }: FormData, required: boolean): Check {
  const schema: Schema = body === undefined ? true : withRules(body, bodyRules);
  const check = compiler.check(schema);
  const rules = compiler.extras.rules?.(bodyRules, () => 0) ?? [];
  return (value, at) => {
    if (value === undefined) {
      const allowed = !required || (at?.fail("is missing: it must be set") ?? false);
      return followAll(rules, 0, undefined, at) && allowed;
    }
    const good = body === undefined || check(value, at);
    if (rules.length === 0 || isRecord(value)) return good;
    return followAll(rules, 0, undefined, at) && good;
  };
}

function withRules(schema: Schema, rules: readonly Rule[]): Schema {
  if (rules.length === 0 || schema === false) return schema;
  const own = typeof schema === "function" ? schema() : schema === true ? {} : schema;
  return { ...own, rules: [...(own.rules ?? []), ...rules] };
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
  const picked =
    typeof params === "object" && params !== null
      ? Object.fromEntries(parameterLocations.map((location) => [location, Reflect.get(params, location) ?? undefined]))
      : params;
  return { params: picked, body };
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

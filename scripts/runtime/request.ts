import { type Check, type Compiler, failType, isPlain, isRecord, passesQuietly, tally } from "./compiler.ts";
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
  /** Rules over the body that a request without one breaks; the schema holds all of them. */
  readonly absentRules?: readonly Rule[];
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
  /** The parts of the value that are looked at. */
  pick(value: unknown): unknown;
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
    checker = { check: anyForm(forms), isBody: true, forms, pick: (body) => body };
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
export function accepts(lazy: LazyChecker, value: unknown): boolean {
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

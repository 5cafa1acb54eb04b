import {
  type Check,
  type Compiler,
  compile,
  failType,
  isNoList,
  isPlain,
  isRecord,
  type Kit,
  lazily,
  type PlainObject,
  tally,
} from "./compiler.ts";
import { child, type Faults, fail, type Memory, type Place, toViolations } from "./place.ts";
import type { Rule } from "./rule.ts";
import type { RuleCheck } from "./rules.ts";
import type { Data, Schema } from "./schema.ts";
import { takeSnapshot } from "./snapshot.ts";
import type { Violation } from "./violation.ts";

/** What an operation may be sent, as a generated module holds it. */
export interface RequestData {
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

export interface FormData {
  readonly body?: Schema;
  /** Rules over the body that a request without one breaks; the schema holds all of them. */
  readonly absentRules?: readonly Rule[];
  /** Rules over the request: `{ params, body }`. */
  readonly rules?: readonly Rule[];
}

/** Whether the whole request is checked, or its body alone. */
export type Part = "request" | "body";

/** The checks of an operation, which are made by the first call. */
export type OperationChecks = (part: Part) => Checker;

export interface Checker {
  readonly kit: Kit;
  readonly part: Part;
  /** One for each kind of body. */
  readonly forms: readonly Check[];
}

/** @param data holds `RequestData` */
export function operation(kit: Kit, data: Data): OperationChecks {
  const made: Partial<Record<Part, Checker>> = {};
  return (part) => {
    made[part] ??= { kit, part, forms: compileForms({ kit, data, known: new Map() }, JSON.parse(data[0]), part) };
    return made[part];
  };
}

/** All that is wrong with a request or body; nothing, if it is right. Never throws. */
export function findViolations(checker: Checker, value: unknown): readonly Violation[] {
  if (passes(checker, value)) return [];
  try {
    return explainValue(checker, value);
  } catch {
    const message = "The request can't be checked: reading it throws an error.";
    return [{ path: "", fields: [], message, sentence: undefined }];
  }
}

/** Whether a request or body is right. Never throws. */
export function accepts(checker: Checker, value: unknown): boolean {
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

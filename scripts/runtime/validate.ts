import { follows, valueAt } from "./evaluate.ts";
import { fromPointer, toPointer, valueBehind } from "./pointer.ts";
import type { Rule } from "./rule.ts";
import { explainBroken } from "./rule-words.ts";
import { mostErrors } from "./schema-support.ts";
import { explainSchemaError, isSummary, type SchemaError } from "./schema-words.ts";
import { takeSnapshot } from "./snapshot.ts";
import type { Violation } from "./violation.ts";

/** A function that Ajv compiled: it leaves what it finds in `errors`. */
export interface CompiledSchema {
  (request: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** What an operation may be sent, with the body of one media type. */
export interface RequestForm {
  readonly schema: CompiledSchema;
  /** The rules of the operation, over the request. */
  readonly rules: readonly Rule[];
}

/**
 * Makes the validator of an operation.
 *
 * @param headers the header parameters, whose names are the same in upper and lower case (RFC 9110 section 5.1)
 * @param schemaRules the rules of schemas, by the numbers that the compiled schemas know them by
 */
export function createValidator(
  forms: readonly RequestForm[],
  schemaRules: readonly Rule[] = [],
  headers: readonly string[] = [],
): (request: unknown) => readonly Violation[] {
  return (request) => {
    try {
      const snapshot = takeRequest(request, headers);
      // Several media types: a request is right if it is right for one of them.
      const found = forms.map((form) => [...snapshot.violations, ...violationsOf(form, schemaRules, snapshot.value)]);
      return found.find((violations) => violations.length === 0) ?? found[0] ?? [];
    } catch {
      const message = "The request can't be checked: looking at it throws an error.";
      return [{ path: "", fields: [], message, sentence: undefined }];
    }
  };
}

function violationsOf({ schema, rules }: RequestForm, schemaRules: readonly Rule[], request: unknown): Violation[] {
  const broken = rules
    .filter((rule) => !follows(rule, request))
    .map((rule) => toViolation(rule, request, commonPath(rule)));
  const errors = schema(request) ? [] : (schema.errors ?? []).slice(0, mostErrors);
  const others = errors
    .filter((error) => !isSummary(error))
    .map((error) => {
      const rule = error.keyword === "x-dependencies" ? schemaRules[Number(error.params["rule"])] : undefined;
      if (rule === undefined) return explainSchemaError(error, request);
      return toViolation(rule, valueBehind(request, fromPointer(error.instancePath)), error.instancePath);
    });
  return [...broken, ...distinct(others)];
}

function toViolation(rule: Rule, object: unknown, path: string): Violation {
  const fields = rule.fields.map(({ name }) => name);
  return { path, fields, message: explainBroken(rule, object), sentence: rule.sentence };
}

/** The object that holds all fields of a rule. */
function commonPath({ fields }: Rule): string {
  const parents = fields.map(({ path }) => path.slice(0, -1));
  const [first = [], ...others] = parents;
  const end = first.findIndex((step, index) => others.some((path) => path[index] !== step));
  const common = end < 0 ? first : first.slice(0, end);
  return toPointer(common);
}

/** One value may break a schema twice, where two parts of it say the same. */
function distinct(violations: readonly Violation[]): Violation[] {
  return [...new Map(violations.map((violation) => [violation.path + violation.message, violation])).values()];
}

function takeRequest(
  request: unknown,
  headers: readonly string[],
): { value: unknown; violations: readonly Violation[] } {
  const { value, violations } = takeSnapshot(pick(request), []);
  const header = valueAt(value, ["params", "header"]);
  const declared = new Map(headers.map((name) => [name.toLowerCase(), name]));
  if (typeof header === "object" && header !== null && !Array.isArray(header)) {
    for (const [name, content] of Object.entries(header)) {
      const known = declared.get(name.toLowerCase());
      if (known === undefined || known === name) continue;
      Reflect.deleteProperty(header, name);
      Reflect.set(header, known, content);
    }
  }
  return { value, violations };
}

/** The parts of a request that are looked at. A container of parameters that is not there has none. */
function pick(request: unknown): unknown {
  if (typeof request !== "object" || request === null || Array.isArray(request)) return request;
  const params: unknown = Reflect.get(request, "params") ?? {};
  const body: unknown = Reflect.get(request, "body");
  const containers = ["query", "header", "path", "cookie"].map((container) => {
    const given: unknown = typeof params === "object" && params !== null ? Reflect.get(params, container) : undefined;
    return [container, given ?? {}] as const;
  });
  return { params: Object.fromEntries(containers), ...(body !== undefined && { body }) };
}

import { fromPointer, toPointer, valueBehind } from "./pointer.ts";
import { showValue } from "./rule-words.ts";
import { fieldName, type Violation } from "./violation.ts";

/** An error of a validator that Ajv compiled: the keyword that failed, and where. */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Keywords that fail only because of others below them, which say more. */
const summaries: ReadonlySet<string> = new Set(["if", "allOf", "$ref"]);

export function isSummary({ keyword }: SchemaError): boolean {
  return summaries.has(keyword);
}

/** A violation of the schema in words. */
export function explainSchemaError({ keyword, instancePath, params }: SchemaError, request: unknown): Violation {
  const path = fromPointer(instancePath);
  const extra = params["missingProperty"] ?? params["unevaluatedProperty"] ?? params["additionalProperty"];
  const at = typeof extra === "string" ? [...path, extra] : path;
  const name = fieldName(numbered(request, at));
  const message = `${name} ${describe(keyword, params, valueBehind(request, at))}.`;
  return { path: toPointer(at), fields: [name], message, sentence: undefined };
}

/** The steps that lead through arrays as numbers. */
function numbered(request: unknown, path: readonly string[]): (string | number)[] {
  return path.map((step, index) => (Array.isArray(valueBehind(request, path.slice(0, index))) ? Number(step) : step));
}

function describe(keyword: string, params: SchemaError["params"], value: unknown): string {
  const shown = showValue(value);
  switch (keyword) {
    case "required":
    case "dependentRequired":
      return "is missing: it must be set";
    case "unevaluatedProperties":
    case "additionalProperties":
    case "false schema":
      return "is unknown: there is no such field";
    case "type":
      return `must be ${article([params["type"]].flat().join(" or "))}, not ${shown}`;
    case "enum":
      return `must be one of ${[params["allowedValues"]].flat().map(showValue).join(", ")}, not ${shown}`;
    case "const":
      return `must be ${showValue(params["allowedValue"])}, not ${shown}`;
    case "pattern":
      return `must match the pattern ${String(params["pattern"])}, unlike ${shown}`;
    case "format":
      return `must be ${article(String(params["format"]))}, unlike ${shown}`;
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return `must be ${String(params["comparison"])} ${String(params["limit"])}, not ${shown}`;
    case "multipleOf":
      return `must be a multiple of ${String(params["multipleOf"])}, not ${shown}`;
    case "minLength":
    case "minItems":
    case "minProperties":
      return `is too short: it must have ${String(params["limit"])} or more ${counted[keyword]}`;
    case "maxLength":
    case "maxItems":
    case "maxProperties":
      return `is too long: it must have ${String(params["limit"])} or fewer ${counted[keyword]}`;
    case "uniqueItems":
      return "must not have the same item twice";
    case "oneOf":
      return "must fit exactly one of its alternatives";
    case "anyOf":
      return "must fit one of its alternatives";
    default:
      return `breaks '${keyword}' of its schema`;
  }
}

const counted = {
  minLength: "characters",
  maxLength: "characters",
  minItems: "items",
  maxItems: "items",
  minProperties: "properties",
  maxProperties: "properties",
} as const;

function article(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}

import type { Rule } from "../../language/rule.ts";
import type { Description } from "../../openapi/description.ts";
import { asArray, asObject, isObject, type JsonObject } from "../../openapi/json.ts";
import type { Operation } from "../../openapi/operations.ts";
import { parameterSchema } from "../../openapi/request-fields.ts";
import type { Rule as RuleData } from "../../runtime/rule.ts";
import { type LoweredSchema, type SchemaLowering, SharedRef } from "./lower-schema.ts";
import { requestPath, toRule } from "./to-rule.ts";

/** `RequestData` of the runtime, with its schemas lowered. */
export interface LoweredRequest {
  readonly query?: LoweredSchema;
  readonly header?: LoweredSchema;
  readonly path?: LoweredSchema;
  readonly cookie?: LoweredSchema;
  readonly forms: readonly LoweredForm[];
  readonly bodyRequired?: true;
}

export interface LoweredForm {
  readonly body?: LoweredSchema;
  readonly bodyRules?: readonly RuleData[];
  readonly rules?: readonly RuleData[];
}

/** What an operation may be sent. */
export function lowerOperation(
  description: Description,
  operation: Operation,
  lowering: SchemaLowering<undefined>,
): LoweredRequest {
  const requestBody = description.resolve(operation.operation["requestBody"]);
  const containers = (["query", "header", "path", "cookie"] as const).flatMap((location) => {
    const listed = operation.parameters.filter((parameter) => parameter["in"] === location);
    return listed.length > 0 ? [[location, lowerParameters(listed, location, lowering)] as const] : [];
  });
  return {
    ...Object.fromEntries(containers),
    forms: lowerForms(operation, asObject(requestBody?.["content"]), lowering),
    ...(requestBody?.["required"] === true && { bodyRequired: true }),
  };
}

/** Requests have headers and cookies that no parameter declares; what stands in the URL is declared. */
function lowerParameters(
  parameters: readonly JsonObject[],
  location: string,
  lowering: SchemaLowering<undefined>,
): LoweredSchema {
  const isOpen = location === "header" || location === "cookie";
  const required = parameters.filter((parameter) => parameter["required"] === true).map(({ name }) => String(name));
  return {
    type: "object",
    properties: Object.fromEntries(
      parameters.map((parameter) => [
        String(parameter["name"]),
        lowering.lower(parameterSchema(parameter) ?? true, undefined),
      ]),
    ),
    ...(required.length > 0 && { required }),
    ...(!isOpen && { additionalProperties: false }),
  };
}

function lowerForms(operation: Operation, content: JsonObject, lowering: SchemaLowering<undefined>): LoweredForm[] {
  const withFields = operation.requests.filter(({ mediaType }) => mediaType !== undefined);
  const others = Object.entries(content).filter(([type]) => withFields.every(({ mediaType }) => mediaType !== type));
  const forms = [
    ...withFields.map(({ mediaType, schema }) => ({
      body: lowering.lower(schema ?? true, undefined),
      rules: ownRules(operation, mediaType),
    })),
    ...others.map(([type, media]) => ({
      body: lowerOther(type, asObject(media)["schema"], lowering),
      rules: ownRules(operation, operation.requests[0]?.mediaType).filter(isOfParameters),
    })),
  ];
  if (forms.length === 0) {
    return [{ ...splitRules(ownRules(operation, undefined)) }];
  }
  const lowered = forms.map(({ body, rules }) => ({ body, ...splitRules(rules) }));
  // Two media types with one schema are one kind of body.
  return [...new Map(lowered.map((form) => [JSON.stringify(form), form])).values()];
}

/** A body that isn't JSON nor a form: text, or bytes, which have no schema to look at. */
function lowerOther(mediaType: string, schema: unknown, lowering: SchemaLowering<undefined>): LoweredSchema {
  if (/^text\//.test(mediaType)) return isObject(schema) ? lowering.lower(schema, undefined) : { type: "string" };
  const notData = { not: { type: ["object", "array", "number", "boolean", "null"] } };
  const lowered = schema === undefined ? true : lowering.lower(schema, undefined);
  // What another program serializes, XML say, may be given as text or as the object that it is made of.
  const isObjects =
    isObject(lowered) &&
    !(lowered instanceof SharedRef) &&
    asArray(lowered["type"]).length === 0 &&
    lowered["type"] !== "string" &&
    Object.keys(lowered).length > 0;
  return isObjects || lowered instanceof SharedRef ? { anyOf: [lowered, notData] } : notData;
}

/** The operation's own rules: those of a schema are the schema's to check. */
function ownRules({ requests }: Operation, mediaType: string | undefined): readonly Rule[] {
  return requests.find((request) => request.mediaType === mediaType)?.rules?.own ?? [];
}

/** The rules over the body alone, by paths from the body, and the others, by paths from the request. */
function splitRules(rules: readonly Rule[]): Pick<LoweredForm, "bodyRules" | "rules"> {
  const ofBody = rules.filter(({ fields }) => fields.every(({ path }) => path[0] === "body"));
  const others = rules.filter((rule) => !ofBody.includes(rule));
  return {
    ...(ofBody.length > 0 && { bodyRules: ofBody.map((rule) => toRule(rule, ({ path }) => path.slice(1))) }),
    ...(others.length > 0 && { rules: others.map((rule) => toRule(rule, ({ path }) => requestPath(path))) }),
  };
}

function isOfParameters({ fields }: Rule): boolean {
  return fields.every(({ path }) => path[0] !== "body");
}

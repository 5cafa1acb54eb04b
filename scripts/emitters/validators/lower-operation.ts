import type { BoundSentence } from "../../language/bind.ts";
import { fieldsOf } from "../../language/bind.ts";
import type { Description } from "../../openapi/description.ts";
import { asArray, asObject, isObject, type JsonObject } from "../../openapi/json.ts";
import type { Operation } from "../../openapi/operations.ts";
import type { Rules } from "../../openapi/read-rules.ts";
import { parameterSchema } from "../../openapi/request-fields.ts";
import type { Rule } from "../../runtime/rule.ts";
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
  readonly bodyRules?: readonly Rule[];
  readonly rules?: readonly Rule[];
}

/** What an operation may be sent. */
export function lowerOperation(
  description: Description,
  rules: Rules,
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
    forms: lowerForms(rules, operation, asObject(requestBody?.["content"]), lowering),
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

function lowerForms(
  rules: Rules,
  operation: Operation,
  content: JsonObject,
  lowering: SchemaLowering<undefined>,
): LoweredForm[] {
  const withFields = operation.requests.filter(({ mediaType }) => mediaType !== undefined);
  const others = Object.entries(content).filter(([type]) => withFields.every(({ mediaType }) => mediaType !== type));
  const forms = [
    ...withFields.map(({ mediaType, schema }) => ({
      body: lowering.lower(schema ?? true, undefined),
      sentences: sentencesOf(rules, operation, mediaType),
    })),
    ...others.map(([type, media]) => ({
      body: lowerOther(type, asObject(media)["schema"], lowering),
      sentences: sentencesOf(rules, operation, operation.requests[0]?.mediaType).filter(isOfParameters),
    })),
  ];
  if (forms.length === 0) {
    const sentences = sentencesOf(rules, operation, undefined);
    return [{ ...splitRules(sentences) }];
  }
  const lowered = forms.map(({ body, sentences }) => ({ body, ...splitRules(sentences) }));
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

/** The operation's own sentences: those of a schema are the schema's to check. */
function sentencesOf(rules: Rules, operation: Operation, mediaType: string | undefined): readonly BoundSentence[] {
  const ruleSet = rules.ruleSets.find(
    ({ owner }) =>
      owner.kind === "operation" &&
      owner.path === operation.path &&
      owner.method === operation.method &&
      owner.mediaType === mediaType,
  );
  return ruleSet?.sentences.slice(0, ruleSet.own) ?? [];
}

/** The rules over the body alone, by paths from the body, and the others, by paths from the request. */
function splitRules(sentences: readonly BoundSentence[]): Pick<LoweredForm, "bodyRules" | "rules"> {
  const ofBody = sentences.filter((bound) => fieldsOf(bound).every(({ path }) => path[0] === "body"));
  const others = sentences.filter((bound) => !ofBody.includes(bound));
  return {
    ...(ofBody.length > 0 && { bodyRules: ofBody.map((bound) => toRule(bound, ({ path }) => path.slice(1))) }),
    ...(others.length > 0 && { rules: others.map((bound) => toRule(bound, ({ path }) => requestPath(path))) }),
  };
}

function isOfParameters(bound: BoundSentence): boolean {
  return fieldsOf(bound).every(({ path }) => path[0] !== "body");
}

import type { Rule } from "../../language/rule.ts";
import type { Description } from "../../openapi/description.ts";
import { asArray, asObject, distinct, isObject, type JsonObject } from "../../openapi/json.ts";
import type { Operation } from "../../openapi/operations.ts";
import { parameterLocations, parameterSchema } from "../../openapi/request-fields.ts";
import { follows } from "../../runtime/follows.ts";
import type { Rule as RuleData } from "../../runtime/rule.ts";
import { namedField } from "../../runtime/rule-fields.ts";
import { asserts, complete, type LoweredSchema, type SchemaLowering, SharedRef } from "./lower-schema.ts";
import { requestPath, toField, toRule } from "./to-rule.ts";

/** `RequestData` of the runtime, with its schemas lowered. */
export interface LoweredRequest {
  readonly query?: LoweredSchema;
  readonly header?: LoweredSchema;
  readonly path?: LoweredSchema;
  readonly cookie?: LoweredSchema;
  readonly required?: readonly string[];
  readonly forms: readonly LoweredForm[];
  readonly bodyRequired?: true;
}

export interface LoweredForm {
  readonly body?: LoweredSchema;
  readonly absentRules?: readonly RuleData[];
  readonly rules?: readonly RuleData[];
}

/** What an operation may be sent. */
export function lowerOperation(
  description: Description,
  operation: Operation,
  lowering: SchemaLowering<undefined>,
): LoweredRequest {
  const requestBody = description.resolve(operation.operation["requestBody"]);
  const bodyRequired = requestBody?.["required"] === true;
  const required = parameterLocations.filter((location) =>
    operation.parameters.some((parameter) => parameter["in"] === location && parameter["required"] === true),
  );
  const containers = parameterLocations.flatMap((location) => {
    const listed = operation.parameters.filter((parameter) => parameter["in"] === location);
    return listed.length > 0 ? [[location, lowerParameters(listed, location, lowering)] as const] : [];
  });
  return {
    ...Object.fromEntries(containers),
    ...(required.length > 0 && { required }),
    forms: lowerForms(operation, asObject(requestBody?.["content"]), lowering),
    ...(bodyRequired && { bodyRequired: true }),
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
  const lowered = (forms.length > 0 ? forms : [{ body: undefined, rules: ownRules(operation, undefined) }]).map(
    ({ body, rules }) => lowerForm(body, rules, lowering),
  );
  // Two media types with one schema are one kind of body.
  return distinct(lowered);
}

function lowerForm(
  body: LoweredSchema | undefined,
  rules: readonly Rule[],
  lowering: SchemaLowering<undefined>,
): LoweredForm {
  const ofBody = rules.filter(({ fields }) => fields.every(({ path }) => path[0] === "body"));
  const others = rules.filter((rule) => !ofBody.includes(rule));
  const bodyRules = ofBody.map((rule) => toRule(rule, ({ path }) => path.slice(1)));
  const absentRules = bodyRules.filter((rule) => !follows(rule, undefined));
  return {
    ...(body !== undefined && { body: attachRules(body, bodyRules, lowering.table) }),
    ...(absentRules.length > 0 && { absentRules }),
    ...(others.length > 0 && { rules: others.map((rule) => toRule(rule, ({ path }) => requestPath(path))) }),
  };
}

function resolveLowered(schema: unknown, table: ReadonlyMap<string, JsonObject>): JsonObject {
  return schema instanceof SharedRef ? (table.get(schema.id) ?? {}) : asObject(schema);
}

function typeOf(schema: unknown, table: ReadonlyMap<string, JsonObject>): unknown {
  return resolveLowered(schema, table)["type"];
}

/**
 * A schema of an object with rules over its fields, each as near to them as it can be: there the check of the object has seen
 * which of them are present.
 */
function attachRules(
  schema: LoweredSchema,
  rules: readonly RuleData[],
  table: ReadonlyMap<string, JsonObject>,
): LoweredSchema {
  if (rules.length === 0 || schema === false) return schema;
  const own = resolveLowered(schema, table);
  const properties = asObject(own["properties"]);
  const inner = new Map<string, RuleData[]>();
  const here: RuleData[] = [];
  for (const rule of rules) {
    const step = commonStep(rule);
    const fits = step !== undefined && typeOf(properties[step], table) === "object" && follows(rule, undefined);
    if (fits) inner.set(step, [...(inner.get(step) ?? []), withoutStep(rule)]);
    else here.push(rule);
  }
  const nested = Object.entries(properties).map(([name, part]) => {
    const below = inner.get(name);
    return [name, below === undefined ? part : attachRules(toLowered(part), below, table)] as const;
  });
  return complete({
    ...own,
    ...(nested.length > 0 && { properties: Object.fromEntries(nested) }),
    ...(here.length > 0 && { rules: [...asArray(own["rules"]), ...here] }),
  });
}

function toLowered(schema: unknown): LoweredSchema {
  return schema instanceof SharedRef ? schema : asObject(schema);
}

/** The property in which all fields of a rule lie. */
function commonStep({ fields }: RuleData): string | undefined {
  const paths = fields.map((field) => namedField(field).path);
  const step = paths[0]?.[0];
  return paths.every((path) => path.length > 1 && path[0] === step) ? step : undefined;
}

function withoutStep({ holder: [, ...holder] = [], ...rule }: RuleData): RuleData {
  const fields = rule.fields.map(namedField).map(({ name, path }) => toField({ name, path: path.slice(1) }));
  return { ...rule, fields, ...(holder.length > 0 && { holder }) };
}

/** A body that isn't JSON nor a form: text, or bytes, which have no schema to look at. */
function lowerOther(mediaType: string, schema: unknown, lowering: SchemaLowering<undefined>): LoweredSchema {
  if (/^text\//i.test(mediaType)) return isObject(schema) ? lowering.lower(schema, undefined) : { type: "string" };
  const notData = { type: ["string", "file"] };
  const lowered = schema === undefined ? true : lowering.lower(schema, undefined);
  // JSON is among the types of these ranges.
  if (/^(\*|application)\/\*/i.test(mediaType) && !asserts(lowered)) return true;
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

function isOfParameters({ fields }: Rule): boolean {
  return fields.every(({ path }) => path[0] !== "body");
}

import { describeVariant } from "../emitters/types/variant-docs.ts";
import { ExampleMaker, withWholeBody } from "../explain/examples.ts";
import type { RequestValue } from "../explain/request-value.ts";
import { commonObject, type Field, fieldId, fieldName, inDocumentOrder, type Value } from "../language/field.ts";
import type { Rule } from "../language/rule.ts";
import type { Description } from "../openapi/description.ts";
import { asObject, asText, isObject } from "../openapi/json.ts";
import type { Operation, OperationRequest } from "../openapi/operations.ts";
import { operationTitle, type RuleSet } from "../openapi/rule-set.ts";
import { deriveSites } from "../reasoning/site-variants.ts";
import { Steps } from "../reasoning/steps.ts";
import type { FieldRule } from "../reasoning/variant.ts";
import { type Callout, findCallouts, withoutCallouts } from "./callouts.ts";

/** The guide to one operation with the body of one media type. */
export interface OperationGuide {
  /** Unique within the page, fit for a link. */
  readonly id: string;
  readonly summary: string;
  readonly operation: Operation;
  readonly mediaType: string | undefined;
  readonly request: readonly Field[];
  readonly callouts: readonly Callout[];
  /** The paragraphs of the description, without callouts, lists and all else that isn't plain text; Markdown. */
  readonly paragraphs: readonly string[];
  readonly rules: readonly Rule[];
  readonly choices: readonly Choice[];
  /** Rules that the choices say nothing of, because their variants are too many, or take too many steps to derive. */
  readonly beyondChoices: readonly Rule[];
  readonly errors: readonly ErrorAnswer[];
}

/** An answer that isn't a success, as the description describes it. */
export interface ErrorAnswer {
  /** `400`, `4XX` or `default` */
  readonly status: string;
  /** Markdown. */
  readonly description: string;
}

/** A request follows one variant of each choice. */
export interface Choice {
  /** The object that holds all of the fields, as a sentence names it: `delivery`; empty for the request itself. */
  readonly within: string;
  readonly fields: readonly Field[];
  /** Those of the fields' descriptions, each after the name of its field. */
  readonly callouts: readonly Callout[];
  readonly variants: readonly GuideVariant[];
}

export interface GuideVariant {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** One for each field of the choice, in order. */
  readonly cells: readonly Cell[];
  readonly request: RequestValue | undefined;
}

export interface Cell {
  readonly presence: FieldRule["presence"];
  readonly values: readonly Value[] | undefined;
}

/** The operations that have rules, in the order of the description. Media types with the same rules have one guide. */
export function guideOperations(description: Description): OperationGuide[] {
  const ids = new Set<string>();
  const limits = { variants: new Steps(), examples: new Steps() };
  return description.operations.flatMap((operation) => {
    const seen = new Set<string>();
    return operation.requests.flatMap((request) => {
      if (request.rules === undefined) return [];
      const signature = JSON.stringify(request.rules.rules.map(({ sentence }) => sentence.text));
      if (seen.has(signature)) return [];
      seen.add(signature);
      return [guideOperation(description, operation, request, request.rules, ids, limits)];
    });
  });
}

/** What all guides of a description may take together. */
type Limits = Readonly<Record<"variants" | "examples", Steps>>;

function guideOperation(
  description: Description,
  operation: Operation,
  { mediaType }: OperationRequest,
  ruleSet: RuleSet,
  ids: Set<string>,
  limits: Limits,
): OperationGuide {
  const { request, rules, variantNames } = ruleSet;
  const title = operationTitle(operation);
  const id = freeId(title, ids);
  const fields = withWholeBody(description, operation, request);
  const examples = limits.examples.during(() => new ExampleMaker(description, fields, rules));
  const derived = limits.variants.during(() => deriveSites(request, rules));
  const groups = derived.sites.flatMap((site) => site.groups);
  const beyond = new Set([...derived.beyondLimit, ...derived.beyondProduct]);
  const choices = groups.map(({ variants }): Choice => {
    const ruled = variants.flatMap((variant) => variant.rules.map(({ field }) => field));
    const fields = inDocumentOrder(request, ruled);
    return {
      within: commonObject(fields).slice(1).join("."),
      fields,
      callouts: fields.flatMap((field) =>
        findCallouts(describeField(description, operation, mediaType, field)).map((callout) => ({
          ...callout,
          text: `\`${fieldName(field)}\`: ${callout.text}`,
        })),
      ),
      // Types list the most common variant last, because the compiler's messages name that one. Readers want it first.
      variants: variants.toReversed().map((variant) => {
        const name = variantNames.get(variant.name) ?? variant.name;
        const ruleOf = (field: Field): FieldRule | undefined =>
          variant.rules.find((rule) => fieldId(rule.field) === fieldId(field));
        return {
          id: freeId(`${id}-${name}`, ids),
          name,
          description: describeVariant(variant),
          cells: fields.map((field) => ({
            presence: ruleOf(field)?.presence ?? "optional",
            values: ruleOf(field)?.values,
          })),
          request: limits.examples.during(() => examples.valid(variant)),
        };
      }),
    };
  });
  const text = operation.operation["description"];
  const summary = operation.operation["summary"];
  return {
    id,
    summary: typeof summary === "string" ? summary : title,
    operation,
    mediaType,
    request,
    callouts: findCallouts(asText(text)),
    paragraphs: plainParagraphs(withoutCallouts(asText(text))),
    rules,
    choices,
    beyondChoices: rules.filter((rule) => beyond.has(rule)),
    errors: errorAnswers(description, operation),
  };
}

/** Links are their text: the reference has them. */
function plainParagraphs(markdown: string): string[] {
  return markdown
    .split(/\n[ \t]*\n/)
    .filter((block) => /\S/.test(block) && !/^\s*(?:[#|>]|[-*+] |\d+[.)] |```|~~~|<)/.test(block))
    .map((block) => block.replaceAll(/!?\[([^\][]*)\]\([^()\s]*\)/g, "$1"));
}

function errorAnswers(description: Description, { operation }: Operation): ErrorAnswer[] {
  return Object.entries(asObject(operation["responses"]))
    .filter(([status]) => /^(?:[45]|default$)/.test(status))
    .map(([status, response]) => ({ status, description: asText(description.resolve(response)?.["description"]) }));
}

/** The description of a property of the body, or of a parameter; empty where there is none. */
export function describeField(
  description: Description,
  operation: Operation,
  mediaType: string | undefined,
  { path: [container, ...keys] }: Field,
): string {
  if (container !== "body") {
    const parameter = operation.parameters.find((one) => one["in"] === container && one["name"] === keys.join("."));
    return asText(parameter?.["description"]);
  }
  const body = description.resolve(operation.operation["requestBody"]);
  const media = asObject(asObject(body?.["content"])[mediaType ?? ""]);
  let schema = description.resolve(media["schema"]);
  for (const key of keys) schema = schema && propertyOf(description, schema, key);
  return asText(schema?.["description"]);
}

function propertyOf(description: Description, schema: object, key: string): ReturnType<Description["resolve"]> {
  if (!isObject(schema)) return undefined;
  const own = description.resolve(asObject(schema["properties"])[key]);
  if (own !== undefined) return own;
  const parts: unknown[] = Array.isArray(schema["allOf"]) ? schema["allOf"] : [];
  for (const part of parts) {
    const resolved = description.resolve(part);
    const found = resolved && propertyOf(description, resolved, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

function freeId(title: string, ids: Set<string>): string {
  const base = title.replaceAll(/[^\w-]+/g, "-").replaceAll(/^-+|-+$/g, "") || "operation";
  let id = base;
  for (let number = 2; ids.has(id); number++) id = `${base}-${number}`;
  ids.add(id);
  return id;
}

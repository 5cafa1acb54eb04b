import fc from "fast-check";
import { parse } from "yaml";
import { operationIn, randomApis, requestsFor, toOpenApi, verdictOn } from "../rules/random/random-apis.ts";
import type { RandomApi, Shape } from "../rules/random/shapes.ts";
import { everyRequest, type Findings, findingsFrom, judgeEveryRequest } from "../rules/reference/brute-force.ts";
import { isObject, type Json, type JsonObject, own } from "../rules/reference/document.ts";
import type { Request } from "../rules/reference/judge.ts";
import { namedFields } from "../rules/reference/named-fields.ts";
import { verdictCases } from "../rules/reference/verdict-cases.ts";
import { topics } from "./apis.ts";
import { holdsInJavaScript } from "./as-javascript.ts";
import { keywordFile } from "./keywords.ts";

/** Whether a request follows the rules of a description, and is not without anything required. */
export interface RequestCase {
  /** A key of `descriptions`. */
  readonly description: string;
  readonly request: Request;
  readonly valid: boolean;
  /** The sentences that the request breaks, as written. */
  readonly violated: readonly string[];
  /** JSON Pointers to the keywords of JSON Schema that the request breaks, in descriptions that have such. */
  readonly keywords?: readonly string[];
}

/** What follows from all rules of a description together. */
export interface AnalysisCase extends Findings {
  readonly description: string;
}

/** One file of the suite. */
export interface ConformanceFile {
  readonly name: string;
  readonly about: string;
  /** OpenAPI documents with one operation each. */
  readonly descriptions: Readonly<Record<string, JsonObject>>;
  readonly requests: readonly RequestCase[];
  readonly analyses: readonly AnalysisCase[];
}

/** At most so many requests to one description, evenly spread over all that its rules can tell apart. */
const REQUESTS = 24;

/** @throws Error where the two readings of a rule disagree */
export function conformanceSuite(): ConformanceFile[] {
  return [
    ...topics.map(fileFor),
    ...(["parameters", "body", "both"] as const).map(randomFile),
    keywordFile(),
    writtenByHand(),
  ];
}

function fileFor({ name, about, finite, apis }: (typeof topics)[number]): ConformanceFile {
  const parts = apis.map((api, index): Part => {
    const tried = everyRequest(operationIn(api), 4000);
    if (tried === undefined) throw new RangeError(`${name}-${index + 1} has too many requests to try`);
    const all = [...tried, ...tried.slice(0, 1).flatMap(without)];
    const requests = evenly(all, REQUESTS);
    return partFor(`${name}-${index + 1}`, api, requests, finite);
  });
  return assemble(name, about, parts);
}

function randomFile(fields: "parameters" | "body" | "both"): ConformanceFile {
  const all = fc.sample(randomApis({ constructs: "all", fields }), { seed: 2026, numRuns: 40 });
  const requests = all.filter(isPlain).map((api, index): Part => {
    const drawn = fc.sample(requestsFor(api), { seed: index, numRuns: 10 });
    return partFor(`any-${index + 1}`, api, distinct(drawn), false);
  });
  const types = fc.sample(randomApis({ constructs: "types", fields }), { seed: 2027, numRuns: 90 });
  const analyses = types.filter(isPlain).map((api, index) => partFor(`finite-${index + 1}`, api, [], true));
  return assemble(`random-${fields}`, `random rules over fields in ${fields}`, [
    ...requests,
    ...analyses.filter((part) => part.analysis !== undefined),
  ]);
}

/** Requests that people thought of. Each was judged by its author, and confirmed by the reference. */
function writtenByHand(): ConformanceFile {
  const yamls = [...new Set(verdictCases.map(({ yaml }) => yaml))];
  const key = (yaml: string): string => `hand-${yamls.indexOf(yaml) + 1}`;
  return {
    name: "by-hand",
    about: "requests whose verdict is easily wrong",
    descriptions: Object.fromEntries(yamls.map((yaml): [string, JsonObject] => [key(yaml), objectFrom(parse(yaml))])),
    requests: distinct(
      verdictCases.map(({ yaml, request, valid, broken }) => ({
        description: key(yaml),
        request: withoutUndefined(request),
        valid,
        violated: inOrder(broken),
      })),
    ),
    analyses: [],
  };
}

interface Part {
  readonly name: string;
  readonly document: JsonObject;
  readonly requests: readonly RequestCase[];
  readonly analysis: AnalysisCase | undefined;
}

function assemble(name: string, about: string, parts: readonly Part[]): ConformanceFile {
  return {
    name,
    about,
    descriptions: Object.fromEntries(parts.map((part) => [part.name, part.document])),
    requests: parts.flatMap(({ requests }) => requests),
    analyses: parts.flatMap(({ analysis }) => analysis ?? []),
  };
}

function partFor(name: string, api: RandomApi, requests: readonly Request[], finite: boolean): Part {
  const cases = requests.map((request): RequestCase => {
    const { valid, broken } = verdictOn(api, request);
    const verdict = { valid, violated: inOrder(broken) };
    demandEqual(name, request, verdict, verdictInJavaScript(api, request));
    return { description: name, request, ...verdict };
  });
  const analysis = finite ? analysisOf(name, api) : undefined;
  return { name, document: objectFrom(toOpenApi([api])), requests: cases, analysis };
}

/** By trying every request, once with each reading; undefined where they are too many. */
function analysisOf(name: string, api: RandomApi): AnalysisCase | undefined {
  const operation = operationIn(api);
  const { fields, sentences } = namedFields(operation);
  // Which of two equal sentences the other one implies can't be told.
  if (fields.size === 0 || new Set(sentences).size < sentences.length) return undefined;
  const judged = judgeEveryRequest(operation, 300);
  if (judged === undefined) return undefined;
  const findings = findingsFrom(operation, judged);
  const again = judged.map(({ request }) => {
    const { valid, violated } = verdictInJavaScript(api, request);
    return {
      request,
      verdict: { valid, broken: violated, missing: valid || violated.length > 0 ? [] : ["something"] },
    };
  });
  demandEqual(name, "analysis", findings, findingsFrom(operation, again));
  return { description: name, ...findings };
}

function demandEqual(name: string, subject: Json, one: Json, other: Json): void {
  if (JSON.stringify(one) === JSON.stringify(other)) return;
  throw new Error(`Two readings of ${name}: ${JSON.stringify({ subject, one, other })}`);
}

/** The verdict of the second reading, which knows the API as it was made and not as it was written. */
function verdictInJavaScript(
  { parameters, body, rules }: RandomApi,
  request: Request,
): Omit<RequestCase, "description" | "request"> {
  const fields = new Map<string, Json>();
  const broken: string[] = [];
  let missing = false;
  for (const { in: place, name, required } of parameters) {
    const value = own(own(request.params, place), name);
    if (value !== undefined) fields.set(name, value);
    else missing ||= required;
  }
  const visit = (shape: Shape, value: Json): void => {
    if (shape.kind === "list" && Array.isArray(value)) for (const item of value) visit(shape.of, item);
    if (shape.kind !== "object" || !isObject(value)) return;
    const inside = new Map<string, Json>();
    addFields(inside, "", value);
    broken.push(...shape.rules.flatMap(sentencesOf).filter((sentence) => !holdsInJavaScript(sentence, inside)));
    for (const [key, property] of Object.entries(shape.properties)) {
      if (Object.hasOwn(value, key)) visit(property.shape, value[key]);
      else missing ||= property.required;
    }
  };
  if (body && request.body !== undefined) {
    addFields(fields, "", request.body);
    visit(body.shape, request.body);
  } else missing ||= body?.required === true;
  broken.push(...rules.flatMap(sentencesOf).filter((sentence) => !holdsInJavaScript(sentence, fields)));
  return { valid: !missing && broken.length === 0, violated: inOrder(broken) };
}

function addFields(fields: Map<string, Json>, prefix: string, value: Json): void {
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    fields.set(prefix + key, inner);
    addFields(fields, `${prefix}${key}.`, inner);
  }
}

function sentencesOf(entry: string): string[] {
  const behindComments = entry.match(/(?:'[^']*'|"[^"]*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[^;])+;?/g) ?? [];
  return behindComments
    .map((text) => text.replace(/^(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/, "").trimEnd())
    .filter((text) => text !== "");
}

/** Where alternatives lack something, it is a matter of opinion which of them was meant. */
function isPlain({ body }: RandomApi): boolean {
  const hasUnion = (shape: Shape): boolean => {
    if (shape.kind === "union") return true;
    if (shape.kind === "list") return hasUnion(shape.of);
    return shape.kind === "object" && Object.values(shape.properties).some((property) => hasUnion(property.shape));
  };
  return body === undefined || !hasUnion(body.shape);
}

/** The request without one of its parameters or properties, each in turn. */
function without(request: Request): Request[] {
  const { params, ...rest } = request;
  const fewer = Object.entries(params ?? {}).flatMap(([place, values]) =>
    Object.keys(objectFrom(values)).map((name) => {
      const { [name]: _, ...others } = objectFrom(values);
      return { params: { ...params, [place]: others }, ...rest };
    }),
  );
  return request.body === undefined ? fewer : [...fewer, { params: params ?? {} }];
}

function evenly<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)]).filter(
    (item) => item !== undefined,
  );
}

function distinct<Item>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

function inOrder(sentences: readonly string[]): string[] {
  return [...new Set(sentences)].sort();
}

function objectFrom(value: Json): JsonObject {
  if (!isObject(value)) throw new TypeError("Not an object");
  return value;
}

/** JSON has no `undefined`: such a field is absent. */
function withoutUndefined(request: Request): Request {
  return JSON.parse(JSON.stringify(request));
}

/** A line for each description and case. */
export function printFile({ about, descriptions, requests, analyses }: ConformanceFile): string {
  const lines = (items: readonly string[]): string => (items.length === 0 ? "" : `\n    ${items.join(",\n    ")}\n  `);
  const described = Object.entries(descriptions).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{
  "about": ${JSON.stringify(about)},
  "descriptions": {${lines(described)}},
  "requests": [${lines(requests.map((one) => JSON.stringify(one)))}],
  "analyses": [${lines(analyses.map((one) => JSON.stringify(one)))}]
}
`;
}

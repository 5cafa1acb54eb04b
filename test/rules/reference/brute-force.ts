import { anyValue, candidates } from "./candidates.ts";
import { type Json, type Operation, own } from "./document.ts";
import { judgeRequest, type Request, type Verdict } from "./judge.ts";
import { idOf, type Named, namedFields } from "./named-fields.ts";
import { CONTAINERS, propertiesOf, requiredOf } from "./places.ts";

export interface JudgedRequest {
  readonly request: Request;
  readonly verdict: Verdict;
}

/** What follows from the rules of an operation: fields by their names, sentences as written, both in the order of the alphabet. */
export interface Findings {
  readonly satisfiable: boolean;
  readonly dead: readonly string[];
  readonly falseOptional: readonly string[];
  /** Only of those that stand once: which of two equal sentences is implied by the other can't be told. */
  readonly implied: readonly string[];
}

/**
 * Every request that the rules of an operation can tell apart: all sets of the fields that they name, with all candidate values. Lists
 * have no items. Undefined where there would be more than `most`.
 */
export function everyRequest(operation: Operation, most: number): Request[] | undefined {
  return new RequestMaker(operation, most).everyRequest();
}

export function judgeEveryRequest(operation: Operation, most: number): JudgedRequest[] | undefined {
  return everyRequest(operation, most)?.map((request) => ({ request, verdict: judgeRequest(operation, request) }));
}

/** The findings straight from their definition, by looking at requests. */
export function findingsFrom(operation: Operation, judged: readonly JudgedRequest[]): Findings {
  const valid = judged.filter(({ verdict }) => verdict.valid).map(({ request }) => request);
  if (valid.length === 0) return { satisfiable: false, dead: [], falseOptional: [], implied: [] };
  const { fields, sentences } = namedFields(operation);
  const paths = [...fields.values()].map((place) => [place.in, ...place.keys]);
  const has = (path: readonly string[]) => (request: Request) => valueAt(request, path) !== undefined;
  const dead = paths.filter((path) => !valid.some(has(path)));
  const falseOptional = paths.filter(
    (path) =>
      !dead.includes(path) && !isRequired(operation, path) && valid.filter(has(path.slice(0, -1))).every(has(path)),
  );
  // A sentence says more than the others where a request breaks it alone.
  const needed = new Set(
    judged.flatMap(({ verdict: { broken, missing } }) => (broken.length === 1 && missing.length === 0 ? broken : [])),
  );
  const once = sentences.filter((text) => sentences.filter((other) => other === text).length === 1);
  const names = (list: readonly (readonly string[])[]): string[] => list.map((path) => path.slice(1).join(".")).sort();
  return {
    satisfiable: true,
    dead: names(dead),
    falseOptional: names(falseOptional),
    implied: once.filter((text) => !needed.has(text)).sort(),
  };
}

/** How many sets of the named fields some valid request has. */
export function countPatternsOf(operation: Operation, judged: readonly JudgedRequest[]): number {
  const paths = [...namedFields(operation).fields.values()].map((place) => [place.in, ...place.keys]);
  const patterns = judged
    .filter(({ verdict }) => verdict.valid)
    .map(({ request }) => paths.map((path) => (valueAt(request, path) === undefined ? "-" : "x")).join(""));
  return new Set(patterns).size;
}

/** What stands at a path: `["query", "limit"]`, `["body", "delivery", "methodName"]`. */
function valueAt(request: Request, [container = "", ...keys]: readonly string[]): Json {
  return keys.reduce<Json>(own, container === "body" ? request.body : own(request.params, container));
}

/** Whether the object around a field must have it. */
function isRequired({ document, parameters, body }: Operation, [container = "", ...keys]: readonly string[]): boolean {
  const key = keys.at(-1) ?? "";
  if (container !== "body") return parameters.some((one) => one.in === container && one.name === key && one.required);
  const parent = keys.slice(0, -1).reduce<Json>((schema, step) => propertiesOf(document, schema)[step], body?.schema);
  return requiredOf(document, parent).includes(key);
}

/** A property or parameter that requests differ in, or must have. */
interface Choice {
  readonly key: string;
  readonly required: boolean;
  readonly values: Json[] | undefined;
}

class RequestMaker {
  private readonly operation: Operation;
  private readonly most: number;
  private readonly named: Named;
  private readonly values: ReadonlyMap<string, readonly Json[]>;

  constructor(operation: Operation, most: number) {
    this.operation = operation;
    this.most = most;
    this.named = namedFields(operation);
    this.values = candidates(operation.document, this.named);
  }

  everyRequest(): Request[] | undefined {
    const containers = CONTAINERS.map((container): Choice => {
      const within = this.operation.parameters.filter((parameter) => parameter.in === container);
      const choices = within.map(({ name, required, schema }) => this.choice(container, [name], required, schema));
      return { key: container, required: true, values: this.objects(choices) };
    });
    const { body } = this.operation;
    const content = body ? [this.choice("body", [], body.required, body.schema)] : [];
    const params: Choice = { key: "params", required: true, values: this.objects(containers) };
    return this.objects([params, ...content.map((choice) => ({ ...choice, key: "body" }))]);
  }

  private choice(container: string, at: readonly string[], required: boolean, schema: Json): Choice {
    const isNamed = this.isNamed(container, at);
    const values = isNamed || required ? this.everyValue(container, at, schema) : [];
    return { key: at.at(-1) ?? "", required, values };
  }

  /** Whether rules name what stands there, or something inside. */
  private isNamed(container: string, at: readonly string[]): boolean {
    return [...this.named.fields.values()].some(
      (place) => place.in === container && at.every((key, index) => place.keys[index] === key),
    );
  }

  private everyValue(container: string, at: readonly string[], schema: Json): Json[] | undefined {
    const { document } = this.operation;
    const properties = Object.entries(container === "body" ? propertiesOf(document, schema) : {});
    if (properties.length === 0) return [...(this.values.get(idOf(container, at)) ?? [anyValue(document, schema)])];
    const required = requiredOf(document, schema);
    return this.objects(
      properties.map(([key, property]) => this.choice(container, [...at, key], required.includes(key), property)),
    );
  }

  private objects(choices: readonly Choice[]): Record<string, Json>[] | undefined {
    let objects: Record<string, Json>[] = [{}];
    for (const { key, required, values } of choices) {
      if (values === undefined) return undefined;
      const entries = [...values.map((value) => ({ [key]: value })), ...(required ? [] : [{}])];
      if (objects.length * entries.length > this.most) return undefined;
      objects = objects.flatMap((object) => entries.map((entry) => ({ ...object, ...entry })));
    }
    return objects;
  }
}

import { asArray, asObject, isObject, type JsonObject } from "../openapi/json.ts";
import type { Solver } from "../reasoning/theory.ts";
import { RequestComparison } from "./acceptance.ts";
import { scalarCandidates } from "./candidates.ts";
import type { Sampler } from "./place.ts";
import { numberAt, type Part, partsOf } from "./schema-parts.ts";
import type { Equality, Side } from "./side.ts";

/**
 * Finds a value for each schema that is asked for: what it requires and no more; where that isn't valid, a value that
 * distinguishes it from a schema that accepts nothing.
 */
export function createSampler(sides: readonly Side[], equality: Equality, solver: Solver): Sampler {
  const known = sides.map(() => new Map<unknown, ReturnType<Sampler>>());
  const open = new Set<unknown>();
  const sample: Sampler = (index, schema) => {
    const side = sides[index];
    if (side === undefined || open.has(schema)) return undefined;
    if (schema === false) return "none";
    if (known[index]?.has(schema)) return known[index]?.get(schema);
    open.add(schema);
    const test = side.testOf(schema);
    const least = leastValue(side, schema, 0);
    const found = least !== undefined && test(least) ? { value: least } : search(index, schema, test);
    open.delete(schema);
    known[index]?.set(schema, found);
    return found;
  };
  const search = (
    index: number,
    schema: boolean | JsonObject,
    test: (value: unknown) => boolean,
  ): ReturnType<Sampler> => {
    const accepted = { forms: [{ body: schema }], bodyRequired: true as const };
    const refused = { forms: [{ body: false }], bodyRequired: true as const };
    const bodyOf = (request: unknown): unknown => asObject(request)["body"];
    // Each schema stands on its own side, because its references are looked up there.
    const requests = sides.map((_, at) => (at === index ? accepted : refused));
    const comparison = new RequestComparison(sides, requests, equality, solver, sample);
    const finding = comparison.find(index === 0 ? 0 : 1, (request) => test(bodyOf(request)));
    if (finding.kind === "found") return { value: bodyOf(finding.request) };
    return finding.kind === "none" ? "none" : undefined;
  };
  return sample;
}

const deepest = 10;
const longest = 1000;

/** What a schema requires, as far as that is said without alternatives. */
function leastValue(side: Side, schema: unknown, depth: number): unknown {
  const parts = partsOf(side, schema).filter(({ conjunctive }) => conjunctive);
  const schemas = parts.flatMap((part): JsonObject[] => (typeof part.schema === "boolean" ? [] : [part.schema]));
  const shape = shapeOf(schemas);
  if (shape === undefined || schemas.some(({ enum: values }) => values !== undefined))
    return scalar(side, schema, parts);
  if (depth > deepest) return undefined;
  if (shape === "list") {
    const items = schemas.flatMap((one) => (one["items"] === undefined ? [] : [one["items"]]));
    const length = Math.max(0, ...schemas.map((one) => numberAt(one, "minItems") ?? 0));
    if (length === 0 || length > longest) return [];
    const item = leastValue(side, items[0] ?? true, depth + 1);
    return Array.from({ length }, () => item);
  }
  const required = new Set(schemas.flatMap((one) => asArray(one["required"]).map(String)));
  const entries = [...required].map((key) => {
    const described = schemas.flatMap((one) => {
      const properties = asObject(one["properties"]);
      return Object.hasOwn(properties, key) ? [properties[key]] : [];
    });
    return [key, leastValue(side, described[0] ?? true, depth + 1)] as const;
  });
  return Object.fromEntries(entries);
}

function scalar(side: Side, schema: unknown, parts: readonly Part[]): unknown {
  const test = side.testOf(side.resolve(schema));
  const { values } = scalarCandidates(parts, { values: [], globs: [], compared: false });
  return [...values, {}, []].find(test);
}

function shapeOf(schemas: readonly JsonObject[]): "object" | "list" | undefined {
  const types = schemas.flatMap((schema) => [schema["type"] ?? []].flat());
  if (types.length > 0) return types.includes("object") ? "object" : types.includes("array") ? "list" : undefined;
  if (schemas.some((schema) => isObject(schema["properties"]) || schema["required"] !== undefined)) return "object";
  return undefined;
}

import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { compile } from "../types/compiler.ts";
import {
  type Api,
  apis,
  everyRequest,
  holds,
  printRule,
  type RequestObject,
  schemaOf,
  shapeSchema,
} from "./random-rules.ts";
import { runOn } from "./workspace.ts";

const apisPerBatch = 60;
const requestsPerApi = 40;
/** The first is any; the others once found a mistake. FC_SEEDS=3,4,5 tries others. */
const seeds = (process.env["FC_SEEDS"] ?? "20261124,102,200,206,302").split(",").map(Number);

interface Case {
  readonly operationId: string;
  readonly rules: readonly string[];
  readonly request: RequestObject;
  readonly allowed: boolean;
  readonly accepted: boolean;
  readonly widened: boolean;
}

describe.each([
  ["request bodies", true],
  ["query parameters", false],
])("the types of %s accept exactly what the rules allow", (_title, inBody) => {
  test.each(seeds)("on random APIs and requests, seed %d", async (seed) => {
    const satisfiable = fc
      .sample(apis(inBody), { seed, numRuns: apisPerBatch * 2 })
      .filter(isSatisfiable)
      .slice(0, apisPerBatch);
    const cases = await judge(satisfiable, inBody, seed);
    expect(cases.length).toBeGreaterThan(inBody ? 1000 : 500);
    // A type that would have too many variants accepts more; none accepts less.
    expect(cases.filter(({ allowed, accepted, widened }) => allowed !== accepted && (allowed || !widened))).toEqual([]);
    expect(cases.filter(({ widened }) => widened).length).toBeLessThan(cases.length / 10);
    expect(cases.some(({ accepted }) => accepted) && cases.some(({ accepted }) => !accepted)).toBe(true);
  });
});

async function judge(batch: readonly Api[], inBody: boolean, seed: number): Promise<Case[]> {
  const { types, warnings } = await runOn(document(batch, inBody));
  const leftOut = warnings.flatMap(
    ({ message }) => /more than \d+ variants, so it leaves it out: (.*)/.exec(message)?.[1] ?? [],
  );
  const picked = batch.flatMap((api, index) => {
    const all = everyRequest(api.properties);
    const order = fc.sample(fc.integer({ min: 0, max: all.length - 1 }), {
      seed: seed + index,
      numRuns: requestsPerApi,
    });
    return [...new Set(order)].flatMap((position) => {
      const request = all[position];
      return request === undefined ? [] : [{ api, operationId: `op${index}`, request }];
    });
  });
  const lines = picked.map(({ operationId, request }, index) => {
    const type = inBody ? `["requestBody"]["content"]["application/json"]` : `["parameters"]`;
    const value = inBody || Object.keys(request).length === 0 ? request : { query: request };
    return `export const v${index}: operations["${operationId}"]${type} = ${JSON.stringify(value)};`;
  });
  const head = 'import type { operations } from "./api.ts";';
  const complaints = compile({ "random/api.ts": types, "random/requests.ts": [head, ...lines].join("\n") });
  expect(complaints.filter(({ file, line }) => file !== "random/requests.ts" || line === 0)).toEqual([]);
  const refused = new Set(complaints.map(({ line }) => line - 1));
  return picked.map(({ api, operationId, request }, index) => ({
    operationId,
    rules: api.rules.map(printRule),
    request,
    allowed: api.rules.every((rule) => holds(rule, request)),
    accepted: !refused.has(index),
    widened: api.rules.some((rule) => leftOut.includes(printRule(rule))),
  }));
}

function isSatisfiable({ properties, rules }: Api): boolean {
  return everyRequest(properties).some((request) => rules.every((rule) => holds(rule, request)));
}

function document(batch: readonly Api[], inBody: boolean): object {
  const responses = { 200: { description: "ok" } };
  const paths = batch.map((api, index) => [
    `/op${index}`,
    {
      post: {
        operationId: `op${index}`,
        responses,
        "x-dependencies": api.rules.map(printRule),
        ...(inBody
          ? { requestBody: { required: true, content: { "application/json": { schema: schemaOf(api.properties) } } } }
          : {
              parameters: Object.entries(api.properties).map(([name, { required, shape }]) => ({
                name,
                in: "query",
                required,
                schema: shapeSchema(shape),
              })),
            }),
      },
    },
  ]);
  return { openapi: "3.1.0", info: { title: "random", version: "1" }, paths: Object.fromEntries(paths) };
}

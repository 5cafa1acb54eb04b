import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Request } from "../reference/judge.ts";
import { randomApis, requestsFor, toOpenApi, verdictOn } from "../reference/random-apis.ts";
import type { RandomApi, Shape } from "../reference/shapes.ts";
import { compile } from "../types/compiler.ts";
import { analysesOf } from "./analyses.ts";
import { runOn } from "./workspace.ts";

const apisPerBatch = 60;
const requestsPerApi = 30;
/** SEEDS=3,4,5 tries others. */
const seeds = (process.env["SEEDS"] ?? "1,2").split(",").map(Number);

interface Case {
  readonly operationId: string;
  readonly rules: readonly string[];
  readonly request: Request;
  readonly allowed: boolean;
  readonly accepted: boolean;
  /** Whether a warning says that the type leaves something open. */
  readonly open: boolean;
}

describe.each(["parameters", "body", "both"] as const)("the compiler and the reference agree on %s", (fields) => {
  test.each(seeds)("seed %i", async (seed) => {
    const apis = fc.sample(randomApis({ constructs: "types", fields }), { seed, numRuns: apisPerBatch });
    const cases = await judge(apis, seed);
    expect(cases.filter(({ allowed, accepted, open }) => allowed !== accepted && (allowed || !open))).toEqual([]);
    const closed = cases.filter(({ open }) => !open);
    expect(closed.filter(({ accepted }) => accepted).length).toBeGreaterThan(
      cases.length / (fields === "both" ? 50 : 8),
    );
    expect(closed.filter(({ accepted }) => !accepted).length).toBeGreaterThan(
      cases.length / (fields === "both" ? 50 : 8),
    );
  });
});

async function judge(apis: readonly RandomApi[], seed: number): Promise<Case[]> {
  const possible = await satisfiable(apis);
  const { types, warnings } = await runOn(toOpenApi(possible));
  const leftOpen = warnings.flatMap(
    ({ message }) => /(?:leave a part open|leaves it out): (.*)$/.exec(message)?.[1] ?? [],
  );
  const picked = possible.flatMap((api, index) =>
    fc
      .sample(requestsFor(api), { seed: seed + index, numRuns: requestsPerApi })
      .map((request) => ({ api, operationId: `operation${index}`, request })),
  );
  const lines = picked.map(({ api, operationId, request }, index) => requestLine(api, operationId, request, index));
  const head = `import type { operations } from "./api.ts";\n`;
  const complaints = compile({ "random/api.ts": types, "random/requests.ts": [head, ...lines].join("\n") });
  expect(complaints.filter(({ file, line }) => file !== "random/requests.ts" || line < 2)).toEqual([]);
  const refused = new Set(complaints.map(({ line }) => line - 2));
  return picked.map(({ api, operationId, request }, index) => ({
    operationId,
    rules: rulesOf(api),
    request,
    allowed: verdictOn(api, request).valid,
    accepted: !refused.has(index),
    open: rulesOf(api).some((rule) => leftOpen.some((sentence) => rule.replaceAll(/\s+/g, " ").includes(sentence))),
  }));
}

/** A request as a statement: the whole of an operation's parameters and body. */
function requestLine({ body }: RandomApi, operationId: string, request: Request, index: number): string {
  const content = body && request.body !== undefined && { content: { [body.media]: request.body } };
  const value = { parameters: request.params ?? {}, ...(content && { requestBody: content }) };
  const type = `Pick<operations["${operationId}"], "parameters" | "requestBody">`;
  return `export const v${index}: ${type} = ${JSON.stringify(value)};`;
}

/** The APIs that some request fits. The pipeline refuses the others, and the reference must know no request for them. */
async function satisfiable(apis: readonly RandomApi[]): Promise<RandomApi[]> {
  const analyses = await analysesOf(toOpenApi(apis));
  return apis.filter((api, index) => {
    const isPossible = (name: string): boolean => analyses.get(name)?.satisfiable !== false;
    // A schema of its own that nothing fits is refused too, though a request may do without it.
    const parts = [...analyses.keys()].filter((name) => name.startsWith(`Operation${index}Part`));
    if (isPossible(`operation${index}`)) return parts.every(isPossible);
    const requests = fc.sample(requestsFor(api), { seed: index, numRuns: 200 });
    expect(requests.filter((request) => verdictOn(api, request).valid)).toEqual([]);
    return false;
  });
}

/** Every sentence of an API, of its operation and its schemas. */
function rulesOf({ rules, body }: RandomApi): string[] {
  const ofShape = (shape: Shape): string[] =>
    shape.kind === "object"
      ? [...shape.rules, ...Object.values(shape.properties).flatMap((property) => ofShape(property.shape))]
      : shape.kind === "list"
        ? ofShape(shape.of)
        : [];
  return [...rules, ...(body ? ofShape(body.shape) : [])];
}

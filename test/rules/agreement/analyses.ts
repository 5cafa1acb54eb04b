import fc from "fast-check";
import { analysesOf, type Findings as EngineFindings } from "../engine.ts";
import { operationIn, requestsFor, toOpenApi } from "../random/random-apis.ts";
import type { RandomApi } from "../random/shapes.ts";
import { type Findings, findingsFrom, judgeEveryRequest } from "../reference/brute-force.ts";
import type { Operation } from "../reference/document.ts";
import { judgeRequest } from "../reference/judge.ts";
import { namedFields } from "../reference/named-fields.ts";

export interface ComparedFindings {
  readonly rules: readonly string[];
  readonly ours: Findings;
  readonly theirs: Findings;
}

/** What the engine's analysis finds, and what brute force finds; of those APIs that have no more than `most` requests. */
export async function compareFindings(apis: readonly RandomApi[], most: number): Promise<ComparedFindings[]> {
  const analyses = await analysesOf(toOpenApi(apis));
  return apis.flatMap((api, index) => {
    const operation = operationIn(api);
    const judged = judgeEveryRequest(operation, most);
    if (judged === undefined) return [];
    const ours = inOrder(operation, findingsOf(analyses, index));
    return [{ rules: api.rules, ours, theirs: findingsFrom(operation, judged) }];
  });
}

export interface Refuted {
  readonly claims: number;
  /** Claims of the analysis that a valid request shows to be wrong. */
  readonly wrong: readonly object[];
}

/** Random requests can refute what the analysis says of any API, and confirm nothing. */
export async function refuteFindings(
  apis: readonly RandomApi[],
  seed: number,
  requestsPerApi: number,
): Promise<Refuted> {
  const analyses = await analysesOf(toOpenApi(apis));
  let claims = 0;
  const wrong: object[] = [];
  for (const [index, api] of apis.entries()) {
    const operation = operationIn(api);
    const claimed = inOrder(operation, findingsOf(analyses, index));
    const requests = fc.sample(requestsFor(api), { seed: seed + index, numRuns: requestsPerApi });
    const seen = findingsFrom(
      operation,
      requests.map((request) => ({ request, verdict: judgeRequest(operation, request) })),
    );
    claims += claimed.dead.length + claimed.falseOptional.length + claimed.implied.length;
    if (!seen.satisfiable) continue;
    // A field that no request happens to have may well be one that all valid ones have.
    const possible = { ...seen, falseOptional: [...seen.falseOptional, ...seen.dead] };
    const refuted = (["dead", "falseOptional", "implied"] as const).flatMap((kind) =>
      claimed[kind].filter((claim) => !possible[kind].includes(claim)),
    );
    if (!claimed.satisfiable || refuted.length > 0) wrong.push({ rules: api.rules, claimed, refuted });
  }
  return { claims, wrong };
}

function findingsOf(analyses: ReadonlyMap<string, EngineFindings>, index: number): EngineFindings {
  const findings = analyses.get(`operation${index}`);
  if (findings === undefined) throw new RangeError(`operation${index} has no analysis`);
  return findings;
}

function inOrder(operation: Operation, { satisfiable, dead, falseOptional, implied }: EngineFindings): Findings {
  const { sentences } = namedFields(operation);
  const once = (text: string): boolean => sentences.filter((other) => other === text).length === 1;
  return {
    satisfiable,
    dead: [...dead].sort(),
    falseOptional: [...falseOptional].sort(),
    implied: implied.filter(once).sort(),
  };
}

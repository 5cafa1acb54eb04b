import fc from "fast-check";
import { type Complaint, compile } from "../../types/compiler.ts";
import { analysesOf } from "../engine.ts";
import { generateFrom } from "../generator.ts";
import { requestsFor, toOpenApi, verdictOn } from "../random/random-apis.ts";
import type { RandomApi, Shape } from "../random/shapes.ts";
import type { Request } from "../reference/judge.ts";

/** One request, judged by the compiler and by the reference. */
export interface Typed {
  readonly operationId: string;
  readonly rules: readonly string[];
  readonly request: Request;
  readonly allowed: boolean;
  readonly accepted: boolean;
  /** Whether a warning says that the type leaves something open. */
  readonly open: boolean;
}

/** A type may accept more than the rules allow where a warning says so, and never less. */
export function wrongTypes(typed: readonly Typed[]): Typed[] {
  return typed.filter(({ allowed, accepted, open }) => allowed !== accepted && (allowed || !open));
}

/** What the compiler says of random requests to random APIs, all of them in one program. */
export async function compareTypes(
  apis: readonly RandomApi[],
  seed: number,
  requestsPerApi: number,
  judge: (files: Readonly<Record<string, string>>) => readonly Complaint[] = compile,
): Promise<Typed[]> {
  const possible = await satisfiable(apis, seed);
  const { types, warnings } = await generateFrom(toOpenApi(possible));
  const leftOpen = warnings.flatMap(
    ({ message }) => /(?:more than it allows|more than \d+ variants): (.*)$/.exec(message)?.[1] ?? [],
  );
  const picked = possible.flatMap((api, index) =>
    fc
      .sample(requestsFor(api), { seed: seed + index, numRuns: requestsPerApi })
      .map((request) => ({ api, operationId: `operation${index}`, request })),
  );
  const lines = picked.map(({ api, operationId, request }, index) => requestLine(api, operationId, request, index));
  const head = `import type { operations } from "./api.ts";`;
  const complaints = judge({ "random/api.ts": types, "random/requests.ts": [head, ...lines].join("\n") });
  const elsewhere = complaints.find(({ file, line }) => file !== "random/requests.ts" || line === 0);
  if (elsewhere) throw new Error(`The types of random APIs don't compile: ${JSON.stringify(elsewhere)}`);
  const refused = new Set(complaints.map(({ line }) => line - 1));
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
async function satisfiable(apis: readonly RandomApi[], seed: number): Promise<RandomApi[]> {
  const analyses = await analysesOf(toOpenApi(apis));
  return apis.filter((api, index) => {
    const isPossible = (name: string): boolean => analyses.get(name)?.satisfiable !== false;
    // A schema of its own that nothing fits is refused too, though a request may do without it.
    const parts = [...analyses.keys()].filter((name) => name.startsWith(`Operation${index}Part`));
    if (isPossible(`operation${index}`)) return parts.every(isPossible);
    const requests = fc.sample(requestsFor(api), { seed: seed + index, numRuns: 200 });
    const wrongly = requests.find((request) => verdictOn(api, request).valid);
    if (wrongly) throw new Error(`Said to be unsatisfiable: ${JSON.stringify({ rules: rulesOf(api), wrongly })}`);
    return false;
  });
}

/** Every entry of an API's rules, of its operation and its schemas. */
function rulesOf({ rules, body }: RandomApi): string[] {
  const ofShape = (shape: Shape): string[] =>
    shape.kind === "object"
      ? [...shape.rules, ...Object.values(shape.properties).flatMap((property) => ofShape(property.shape))]
      : shape.kind === "list"
        ? ofShape(shape.of)
        : [];
  return [...rules, ...(body ? ofShape(body.shape) : [])];
}

import { fieldName } from "../../scripts/language/field.ts";
import type { Analysis } from "../../scripts/reasoning/analyse.ts";
import { type Operation, operationOf } from "../reference/document.ts";
import type { Request, Verdict } from "../reference/judge.ts";
import { namedFields } from "../reference/named-fields.ts";
import { addressOf, toOpenApi, verdictOn } from "../reference/random-apis.ts";
import { readSentences } from "../reference/read-sentences.ts";
import type { RandomApi, Shape } from "../reference/shapes.ts";
import { isRequired, valueAt } from "./finite-requests.ts";

export interface JudgedRequest {
  readonly request: Request;
  readonly verdict: Verdict;
}

export function judgeAll(api: RandomApi, requests: readonly Request[]): JudgedRequest[] {
  return requests.map((request) => ({ request, verdict: verdictOn(api, request) }));
}

/** An analysis as names and texts; of sentences that stand twice, which of them is meant can't be told. */
export interface Findings {
  readonly satisfiable: boolean;
  readonly dead: readonly string[];
  readonly falseOptional: readonly string[];
  readonly implied: readonly string[];
}

export function findingsOf(api: RandomApi, analysis: Analysis): Findings {
  const texts = distinctSentences(api);
  return {
    satisfiable: analysis.satisfiable,
    dead: analysis.dead.map(fieldName).sort(),
    falseOptional: analysis.falseOptional.map(fieldName).sort(),
    implied: analysis.implied.flatMap(({ sentence: { text } }) => (texts.includes(text) ? [text] : [])).sort(),
  };
}

/** The same by looking at every request, straight from the definition. */
export function bruteForce(api: RandomApi, requests: readonly JudgedRequest[]): Findings {
  const operation = operationFor(api);
  const valid = requests.filter(({ verdict }) => verdict.valid).map(({ request }) => request);
  if (valid.length === 0) return { satisfiable: false, dead: [], falseOptional: [], implied: [] };
  const paths = [...namedFields(operation).fields.values()].map((place) => [place.in, ...place.keys]);
  const isPresent = (path: readonly string[]) => (request: Request) => valueAt(request, path) !== undefined;
  const dead = paths.filter((path) => !valid.some(isPresent(path)));
  const falseOptional = paths.filter(
    (path) =>
      !dead.includes(path) &&
      !isRequired(operation, path) &&
      valid.filter(isPresent(path.slice(0, -1))).every(isPresent(path)),
  );
  const alone = new Set(
    requests.flatMap(({ verdict: { broken, missing } }) => (broken.length === 1 && missing.length === 0 ? broken : [])),
  );
  const name = (path: readonly string[]): string => path.slice(1).join(".");
  return {
    satisfiable: true,
    dead: dead.map(name).sort(),
    falseOptional: falseOptional.map(name).sort(),
    implied: distinctSentences(api)
      .filter((text) => !alone.has(text))
      .sort(),
  };
}

function operationFor(api: RandomApi): Operation {
  const { path, method } = addressOf(api, 0);
  return operationOf(toOpenApi([api]), path, method);
}

/** The sentences of the operation, and of the objects in its body. */
function distinctSentences({ rules, body }: RandomApi): string[] {
  const ofShape = (shape: Shape): string[] =>
    shape.kind === "object"
      ? [...shape.rules, ...Object.values(shape.properties).flatMap((property) => ofShape(property.shape))]
      : [];
  const texts = [...rules, ...(body ? ofShape(body.shape) : [])].flatMap(readSentences).map(({ text }) => text);
  return texts.filter((text) => texts.filter((other) => other === text).length === 1);
}

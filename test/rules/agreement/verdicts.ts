import fc from "fast-check";
import { type Validate, validatorsOf } from "../engine.ts";
import { addressOf, requestsFor, toOpenApi, verdictOn } from "../random/random-apis.ts";
import type { RandomApi } from "../random/shapes.ts";
import { type VerdictCase, verdictCases } from "../reference/verdict-cases.ts";

export interface Verdict {
  readonly valid: boolean;
  /** Sentences, each once. */
  readonly broken: readonly string[];
}

/** Our verdict and the reference's on one request. */
export interface Compared {
  readonly subject: object;
  readonly ours: Verdict;
  readonly theirs: Verdict;
}

export function disagreements(compared: readonly Compared[]): Compared[] {
  return compared.filter(({ ours, theirs }) => JSON.stringify(ours) !== JSON.stringify(theirs));
}

/** What the generated validators say of random requests to random APIs, beside what the reference says. */
export async function compareVerdicts(
  apis: readonly RandomApi[],
  seed: number,
  requestsPerApi: number,
): Promise<Compared[]> {
  const validators = await validatorsOf(toOpenApi(apis));
  return apis.flatMap((api, index) => {
    const { path, method } = addressOf(api, index);
    const requests = fc.sample(requestsFor(api), { seed: seed + index, numRuns: requestsPerApi });
    return requests.map((request): Compared => {
      const ours = verdictOf(validators.get(`${method} ${path}`), request);
      const { valid, broken, missing } = verdictOn(api, request);
      // Where an alternative (oneOf) lacks something, it is a matter of opinion which of them was meant, and so whose rules count.
      const told = missing.length === 0;
      return {
        subject: { path, rules: api.rules, request },
        ours: { valid: ours.valid, broken: told ? ours.broken : [] },
        theirs: { valid, broken: told ? distinct(broken) : [] },
      };
    });
  });
}

/** The same for the requests whose verdicts are written by hand. */
export async function compareVerdictCases(): Promise<Compared[]> {
  const validators = new Map<string, ReadonlyMap<string, Validate>>();
  for (const { yaml } of verdictCases) if (!validators.has(yaml)) validators.set(yaml, await validatorsOf(yaml));
  return verdictCases.map((one) => compareCase(one, validators.get(one.yaml) ?? new Map()));
}

function compareCase(
  { name, path, method, request, valid, broken }: VerdictCase,
  validators: ReadonlyMap<string, Validate>,
): Compared {
  const ours = verdictOf(validators.get(`${method} ${path}`), request);
  return { subject: { name }, ours, theirs: { valid, broken: distinct(broken) } };
}

function verdictOf(validate: Validate | undefined, request: unknown): Verdict {
  if (validate === undefined) throw new RangeError("The generated module has no such validator.");
  const violations = validate(request);
  return {
    valid: violations.length === 0,
    broken: distinct(violations.flatMap(({ sentence }) => (sentence === undefined ? [] : [sentence]))),
  };
}

/** Each once: a sentence that stands twice is reported once. */
function distinct(sentences: readonly string[]): string[] {
  return [...new Set(sentences)].sort();
}

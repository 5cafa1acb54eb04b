import fc from "fast-check";
import { requestChangesOf } from "../engine.ts";
import { type ApiOptions, operationIn, randomApis, requestsFor, toOpenApi } from "../random/random-apis.ts";
import type { Properties, RandomApi } from "../random/shapes.ts";
import { judgeRequest, type Request } from "../reference/judge.ts";

export interface Refuted {
  readonly verdicts: Readonly<Record<string, number>>;
  /** Answers that a request shows to be wrong. */
  readonly wrong: readonly object[];
}

/** The API without some of its rules, and with other fields required. */
function changed(api: RandomApi): fc.Arbitrary<RandomApi> {
  const flags = fc.infiniteStream(fc.constantFrom(true, false, false));
  return fc.tuple(flags, flags).map(([kept, flipped]) => {
    const flip = (required: boolean): boolean => (flipped.next().value ? !required : required);
    const properties = (all: Properties): Properties =>
      Object.fromEntries(Object.entries(all).map(([key, one]) => [key, { ...one, required: flip(one.required) }]));
    const { body } = api;
    return {
      parameters: api.parameters.map((one) => (one.in === "path" ? one : { ...one, required: flip(one.required) })),
      ...(body && {
        body: {
          ...body,
          required: flip(body.required),
          shape: { ...body.shape, properties: properties(body.shape.properties) },
        },
      }),
      rules: api.rules.filter(() => !kept.next().value),
    };
  });
}

/** Random requests can refute what is said of random changes, and the reference judges every witness. */
export async function refuteRandomChanges(
  options: ApiOptions,
  seed: number,
  amount: number,
  requestsPerApi: number,
): Promise<Refuted> {
  const pairs = fc.sample(
    randomApis(options).chain((base) => changed(base).map((revision) => ({ base, revision }))),
    { seed, numRuns: amount },
  );
  const changes = await requestChangesOf(
    toOpenApi(pairs.map(({ base }) => base)),
    toOpenApi(pairs.map(({ revision }) => revision)),
  );
  const verdicts: Record<string, number> = {};
  const wrong: object[] = [];
  for (const [index, { base, revision }] of pairs.entries()) {
    const change = changes[index];
    if (change === undefined) throw new RangeError(`operation${index} is missing`);
    verdicts[change.verdict] = (verdicts[change.verdict] ?? 0) + 1;
    const before = (request: Request): boolean => judgeRequest(operationIn(base), request).valid;
    const now = (request: Request): boolean => judgeRequest(operationIn(revision), request).valid;
    const requests = [base, revision].flatMap((api) =>
      fc.sample(requestsFor(api), { seed: seed + index, numRuns: requestsPerApi }),
    );
    const open = change.undecided.map(({ question }) => question);
    const told = (fault: string, request: unknown): void => void wrong.push({ fault, request, base, revision, change });
    const [tighter, looser] = [change.refusedNow?.request, change.acceptedNow?.request];
    if (isRequest(tighter) && (!before(tighter) || now(tighter))) told("the witness isn't refused now", tighter);
    if (isRequest(looser) && (!now(looser) || before(looser))) told("the witness isn't accepted now", looser);
    const refused = requests.find((request) => before(request) && !now(request));
    const accepted = requests.find((request) => now(request) && !before(request));
    if (refused && tighter === undefined && !open.includes("refused now")) told("missed what is refused now", refused);
    if (accepted && looser === undefined && !open.includes("accepted now"))
      told("missed what is accepted now", accepted);
  }
  return { verdicts, wrong };
}

function isRequest(value: unknown): value is Request {
  return typeof value === "object" && value !== null;
}

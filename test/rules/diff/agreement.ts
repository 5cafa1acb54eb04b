import fc from "fast-check";
import { type RequestChange, requestChangesOf } from "../engine.ts";
import { type Json, own } from "../reference/document.ts";
import { oracleOf } from "./oracle.ts";
import { everyRequest, type Kind, type SmallPair, smallPairs, someRequests } from "./small-apis.ts";

export interface Agreement {
  /** Pairs of which every request was listed. */
  readonly judged: number;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly witnesses: number;
  readonly wrong: readonly object[];
}

/**
 * Compares what the engine says of random pairs with what the reference says: of every request to them, where there are no more
 * than `most`; of `most` random requests, where values are open.
 */
export async function compareSmallPairs(kind: Kind, seed: number, amount: number, most: number): Promise<Agreement> {
  const pairs = fc.sample(smallPairs(kind), { seed, numRuns: amount });
  const changes = await requestChangesOf(
    together(pairs.map(({ base }) => base)),
    together(pairs.map(({ revision }) => revision)),
  );
  const verdicts: Record<string, number> = {};
  const wrong: object[] = [];
  let [judged, witnesses] = [0, 0];
  for (const [index, pair] of pairs.entries()) {
    const change = changes[index];
    const requests = kind === "finite" ? everyRequest(pair, most) : someRequests(pair, seed + index, most);
    if (change === undefined || requests === undefined) continue;
    judged += 1;
    verdicts[change.verdict] = (verdicts[change.verdict] ?? 0) + 1;
    witnesses += Number(change.refusedNow !== undefined) + Number(change.acceptedNow !== undefined);
    const fault = faultOf(pair, change, requests, kind);
    if (fault !== undefined) wrong.push({ fault, base: pair.base, revision: pair.revision, change });
  }
  return { judged, verdicts, witnesses, wrong };
}

/** One description with an operation for each of those: reading many takes long. */
function together(descriptions: readonly Record<string, Json>[]): object {
  const paths = descriptions.map(({ paths }, index) => {
    const { post } = Object(own(paths, "/thing"));
    return [`/thing${index}`, { post: { ...post, operationId: `thing${index}` } }] as const;
  });
  return { openapi: "3.1.0", info: { title: "t", version: "1" }, paths: Object.fromEntries(paths) };
}

function faultOf(pair: SmallPair, change: RequestChange, requests: readonly unknown[], kind: Kind): string | undefined {
  const [before, now] = [oracleOf(pair.base), oracleOf(pair.revision)];
  const refused = requests.find((request) => before(request) && !now(request));
  const accepted = requests.find((request) => now(request) && !before(request));
  const { refusedNow, acceptedNow } = change;
  if (refusedNow && !(before(refusedNow.request) && !now(refusedNow.request))) return "the witness isn't refused now";
  if (acceptedNow && !(now(acceptedNow.request) && !before(acceptedNow.request)))
    return "the witness isn't accepted now";
  const questions = change.undecided.map(({ question }) => question);
  if (kind === "finite" && questions.length > 0) return `is undecided: ${JSON.stringify(change.undecided)}`;
  if (refused && !refusedNow && !questions.includes("refused now")) return `missed ${JSON.stringify(refused)}`;
  if (accepted && !acceptedNow && !questions.includes("accepted now")) return `missed ${JSON.stringify(accepted)}`;
  // Listing requests finds every difference only where the values are few.
  if (kind === "finite" && refusedNow && !refused) return "found a witness that isn't among all requests";
  if (kind === "finite" && acceptedNow && !accepted) return "found a witness that isn't among all requests";
  return undefined;
}

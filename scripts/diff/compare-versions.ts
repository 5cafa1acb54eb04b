import { type ExportChanges, losesNames } from "../emitters/types/exported-names.ts";
import type { TypesMaker } from "../emitters/types/types.ts";
import { oneLine } from "../language/words.ts";
import type { ApiSettings } from "../openapi/api-settings.ts";
import type { Description } from "../openapi/description.ts";
import { withoutNames } from "../openapi/documents.ts";
import type { LoadedVersion } from "../openapi/load-file.ts";
import type { Operation } from "../openapi/operations.ts";
import { operationTitle } from "../openapi/rule-set.ts";
import type { Solver } from "../reasoning/theory.ts";
import { type Change, change, differenceOf, highest, type SemverLevel } from "./change.ts";
import { compareRequests, type OperationPair, type RequestChange } from "./compare-requests.ts";
import { documentChanges, operationChanges } from "./document-changes.ts";
import { compareNames } from "./generated-names.ts";
import { remainingChanges, uncomparedChanges } from "./other-changes.ts";
import { ResponseComparison } from "./response-changes.ts";

/** What has changed about one operation. */
export interface OperationDiff {
  /** Its `operationId`, or `GET /path`. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly semver: SemverLevel;
  /** What the operation accepts, compared with before; undefined where it is new or gone. */
  readonly requests: RequestChange | undefined;
  /** The sentences that went and that came. */
  readonly sentences: { readonly removed: readonly string[]; readonly added: readonly string[] };
  readonly changes: readonly Change[];
}

/** What has changed from one version of a description to another. */
export interface ApiDiff {
  /** What the two versions are called: paths, or `main:openapi/api.yaml`. */
  readonly base: string;
  readonly revision: string;
  /** What the change requires of the version of the generated package. */
  readonly semver: SemverLevel;
  /** Operations that have changed, in the order of the description; those that are gone come last. */
  readonly operations: readonly OperationDiff[];
  /** Exported names of the generated modules. */
  readonly names: ExportChanges;
  /** What has changed apart from operations. */
  readonly changes: readonly Change[];
}

export interface ComparisonTools {
  readonly settings: ApiSettings;
  /** The thread that makes types, for those who need it. */
  readonly startTypes: () => TypesMaker;
  readonly solver: Solver;
}

/** @param base undefined where the description is new */
export async function compareVersions(
  labels: Pick<ApiDiff, "base" | "revision">,
  base: LoadedVersion | undefined,
  revision: LoadedVersion,
  { settings, startTypes, solver }: ComparisonTools,
): Promise<ApiDiff> {
  const none: ExportChanges = { removed: [], added: [], renamed: [], moved: [] };
  if (base === undefined) {
    const operations = revision.description.operations.map((operation) => wholeOperation(operation, "added"));
    const changes = [change("minor", "description-added", "The description is new.")];
    return { ...labels, semver: "minor", operations, names: none, changes };
  }
  if (JSON.stringify(base.spec.document) === JSON.stringify(revision.spec.document))
    return { ...labels, semver: "none", operations: [], names: none, changes: [] };
  const { pairs, added, removed } = matchOperations(base.description, revision.description);
  const requests = compareRequests(base.description, revision.description, pairs, solver);
  const responses = new ResponseComparison(base.description, revision.description);
  const changed = pairs.flatMap((pair, index) => {
    const ofRequests = requests[index];
    if (ofRequests === undefined) return [];
    const changes = operationChanges(base.description, revision.description, pair, responses);
    return describePair(pair, ofRequests, changes);
  });
  const order = revision.description.operations.map(keyOf);
  const operations = [...changed, ...added.map((operation) => wholeOperation(operation, "added"))].sort(
    (a, b) => order.indexOf(keyOf(a)) - order.indexOf(keyOf(b)),
  );
  const all = [...operations, ...removed.map((operation) => wholeOperation(operation, "removed"))];
  const names = await compareNames(base, revision, settings, startTypes);
  const own = [
    ...documentChanges(base.description.root, revision.description.root),
    ...uncomparedChanges(base.description, revision.description),
  ];
  const isSilent = all.length + own.length + names.added.length === 0 && !losesNames(names);
  const changes = [...own, ...remainingChanges(base.description.root, revision.description.root, isSilent)];
  const semver = highest([
    ...all.map((operation) => operation.semver),
    ...changes.map(({ level }) => level),
    ...(losesNames(names) ? ["major" as const] : names.added.length > 0 ? ["minor" as const] : []),
  ]);
  return { ...labels, semver, operations: all, names, changes };
}

/** An operation is the same if its method and path are, whatever the path's parameters are called. */
function matchOperations(
  base: Description,
  revision: Description,
): { readonly pairs: OperationPair[]; readonly added: Operation[]; readonly removed: Operation[] } {
  const before = new Map(base.operations.map((operation) => [keyOf(operation), operation]));
  const now = new Map(revision.operations.map((operation) => [keyOf(operation), operation]));
  return {
    pairs: [...now].flatMap(([key, operation]) => {
      const old = before.get(key);
      return old === undefined ? [] : [{ base: old, revision: operation }];
    }),
    added: [...now].flatMap(([key, operation]) => (before.has(key) ? [] : [operation])),
    removed: [...before].flatMap(([key, operation]) => (now.has(key) ? [] : [operation])),
  };
}

function keyOf({ method, path }: Pick<Operation, "method" | "path">): string {
  return `${method} ${withoutNames(path)}`;
}

function wholeOperation(operation: Operation, kind: "added" | "removed"): OperationDiff {
  const { method, path } = operation;
  const isNew = kind === "added";
  const message = isNew ? "The operation is new." : "The operation was removed.";
  return {
    operation: operationTitle(operation),
    method,
    path,
    semver: isNew ? "minor" : "major",
    requests: undefined,
    sentences: { removed: [], added: [] },
    changes: [change(isNew ? "minor" : "major", `operation-${kind}`, message)],
  };
}

/** Requests that are refused now, and what stays undecided, break callers. Requests that are accepted now don't. */
const requestLevels = { same: "none", looser: "minor", tighter: "major", both: "major", undecided: "major" } as const;

function describePair(pair: OperationPair, requests: RequestChange, changes: readonly Change[]): OperationDiff[] {
  const sentences = differenceOf(sentencesOf(pair.base), sentencesOf(pair.revision));
  const isSame = requests.verdict === "same" && changes.length === 0;
  const mayRefuse = requests.undecided.some(({ question }) => question === "refused now");
  const level = mayRefuse ? "major" : requestLevels[requests.verdict];
  // Rules in other words are reported even if they mean the same.
  const reworded = sentences.removed.length + sentences.added.length > 0;
  if (isSame && !reworded) return [];
  const { method, path } = pair.revision;
  return [
    {
      operation: operationTitle(pair.revision),
      method,
      path,
      semver: highest([level, ...changes.map((one) => one.level), ...(reworded ? ["patch" as const] : [])]),
      requests,
      sentences,
      changes,
    },
  ];
}

function sentencesOf({ requests }: Operation): string[] {
  return requests.flatMap(({ rules }) => (rules?.rules ?? []).map(({ sentence }) => oneLine(sentence.text)));
}

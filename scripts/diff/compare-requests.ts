import type { LoweredRequest } from "../emitters/validators/lower-operation.ts";
import type { Description } from "../openapi/description.ts";
import { asObject, type JsonObject } from "../openapi/json.ts";
import type { Operation } from "../openapi/operations.ts";
import type { Solver } from "../reasoning/theory.ts";
import type { Rule } from "../runtime/rule.ts";
import { namedField } from "../runtime/rule-fields.ts";
import type { Violation } from "../runtime/violation.ts";
import { type Finding, RequestComparison } from "./acceptance.ts";
import { differenceOf } from "./change.ts";
import { createSampler } from "./sampler.ts";
import { Equality, Side } from "./side.ts";

/** What a change means for the requests of an operation: which it accepts, compared with before. */
export type RequestVerdict = "same" | "looser" | "tighter" | "both" | "undecided";

/** A request that one version accepts and the other refuses: both validators were run on it. */
export interface Witness {
  /** `{ params: { query, path, header, cookie }, body }` */
  readonly request: unknown;
  /** Why the other version refuses it. */
  readonly violations: readonly Violation[];
}

export interface RequestChange {
  readonly verdict: RequestVerdict;
  /** Accepted before, and refused now. */
  readonly refusedNow: Witness | undefined;
  /** Refused before, and accepted now. */
  readonly acceptedNow: Witness | undefined;
  /** The questions that stay open, and why: whether some request is refused now, or accepted now. */
  readonly undecided: readonly {
    readonly question: "refused now" | "accepted now";
    readonly reasons: readonly string[];
  }[];
}

const unchanged: RequestChange = { verdict: "same", refusedNow: undefined, acceptedNow: undefined, undecided: [] };

/** The same operation before and now. */
export interface OperationPair {
  readonly base: Operation;
  readonly revision: Operation;
}

/** Compares what the validators of two versions accept, over all requests. */
export function compareRequests(
  base: Description,
  revision: Description,
  pairs: readonly OperationPair[],
  solver: Solver,
): RequestChange[] {
  const sides = [
    new Side(
      base,
      pairs.map((pair) => pair.base),
    ),
    new Side(
      revision,
      pairs.map((pair) => pair.revision),
    ),
  ] as const;
  const equality = new Equality(sides);
  const sampler = createSampler(sides, equality, solver);
  return pairs.map((pair) => {
    const requests = [sides[0].requestOf(pair.base), sides[1].requestOf(pair.revision)].map(foldHeaders);
    const unchecked = differenceOf(sides[0].uncheckedIn(pair.base), sides[1].uncheckedIn(pair.revision));
    const contents = [...sides[0].contentsOf(pair.base)].flatMap(([name, before]) => {
      const now = sides[1].contentsOf(pair.revision).get(name);
      const isSame = now === undefined || equality.textOf(0, before) === equality.textOf(1, now);
      return isSame ? [] : [`what the string '${name}' contains isn't compared`];
    });
    const doubts = [...unchecked.removed, ...unchecked.added, ...contents];
    if (equality.textOf(0, requests[0]) === equality.textOf(1, requests[1])) return doubting(unchanged, doubts);
    const before = sides[0].validator(pair.base);
    const now = sides[1].validator(pair.revision);
    const comparison = new RequestComparison(sides, requests, equality, solver, sampler);
    const tighter = comparison.find(0, (request) => before(request).length === 0 && now(request).length > 0);
    const looser = comparison.find(1, (request) => now(request).length === 0 && before(request).length > 0);
    return doubting(toChange(tighter, looser, before, now), doubts);
  });
}

type Validate = (request: unknown) => readonly Violation[];

function toChange(tighter: Finding, looser: Finding, before: Validate, now: Validate): RequestChange {
  const refusedNow =
    tighter.kind === "found" ? { request: tighter.request, violations: now(tighter.request) } : undefined;
  const acceptedNow =
    looser.kind === "found" ? { request: looser.request, violations: before(looser.request) } : undefined;
  const undecided = [
    ...(tighter.kind === "undecided" ? [{ question: "refused now" as const, reasons: tighter.reasons }] : []),
    ...(looser.kind === "undecided" ? [{ question: "accepted now" as const, reasons: looser.reasons }] : []),
  ];
  const isTighter = refusedNow !== undefined;
  const isLooser = acceptedNow !== undefined;
  const known = isTighter ? (isLooser ? "both" : "tighter") : isLooser ? "looser" : "same";
  return {
    verdict: known === "same" && undecided.length > 0 ? "undecided" : known,
    refusedNow,
    acceptedNow,
    undecided,
  };
}

/** Nothing is certain where the validators of only one version leave something out; a witness remains one. */
function doubting(change: RequestChange, reasons: readonly string[]): RequestChange {
  if (reasons.length === 0) return change;
  const open = [
    ...(change.refusedNow === undefined ? ["refused now" as const] : []),
    ...(change.acceptedNow === undefined ? ["accepted now" as const] : []),
  ];
  const undecided = open.map((question) => ({
    question,
    reasons: [...change.undecided.flatMap((one) => (one.question === question ? one.reasons : [])), ...reasons],
  }));
  return { ...change, verdict: change.verdict === "same" ? "undecided" : change.verdict, undecided };
}

/** Header names in lower case, in which they are the same (RFC 9110, section 5.1). */
function foldHeaders(request: LoweredRequest): LoweredRequest {
  const { header } = request;
  const forms = request.forms.map((form) =>
    form.rules === undefined ? form : { ...form, rules: form.rules.map(foldRule) },
  );
  if (header === undefined || typeof header === "boolean") return { ...request, forms };
  const schema: JsonObject = asObject(header);
  const fold = (name: string): string => name.toLowerCase();
  const properties = Object.entries(asObject(schema["properties"])).map(([name, part]) => [fold(name), part] as const);
  const required = Array.isArray(schema["required"]) ? schema["required"].map((name) => fold(String(name))) : undefined;
  const folded = { ...schema, properties: Object.fromEntries(properties), ...(required && { required }) };
  return { ...request, header: folded, forms };
}

function foldRule(rule: Rule): Rule {
  const fields = rule.fields.map((field) => {
    const { name, path } = namedField(field);
    const [first = "", second = "", ...rest] = path;
    const isHeader = first === "params" && second === "header";
    return isHeader ? ([name, first, second, ...rest.map((step) => step.toLowerCase())] as const) : field;
  });
  return { ...rule, fields };
}

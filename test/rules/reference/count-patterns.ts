import { candidates } from "./candidates.ts";
import { decideRule, openFields } from "./decide.ts";
import type { Json, Operation } from "./document.ts";
import { holds } from "./evaluate.ts";
import { type Named, namedFields, type ScopedRule } from "./named-fields.ts";
import { isDate } from "./places.ts";

/** Above this, a group of fields is split by what the presence of its most used field settles. */
const MOST_TRIED = 10;

interface Search {
  readonly named: Named;
  readonly values: ReadonlyMap<string, readonly Json[]>;
  readonly dates: ReadonlySet<string>;
}

export interface PatternCount {
  readonly sentences: number;
  /** How many fields the sentences name. */
  readonly fields: number;
  readonly patterns: number;
}

/**
 * How many sets of present fields, out of those that an operation's rules name, some values complete to a request that the rules allow.
 * Every set is tried with every combination of candidate values; groups of fields without a rule in common are tried apart.
 */
export function countPresencePatterns(operation: Operation): PatternCount {
  const named = namedFields(operation);
  const dates = [...named.fields]
    .filter(([, { schema }]) => isDate(operation.document, schema))
    .map(([field]) => field);
  const search = { named, values: candidates(operation.document, named), dates: new Set(dates) };
  const patterns = count(search, [...named.fields.keys()], named.rules, new Map());
  return { sentences: named.sentences.length, fields: named.fields.size, patterns };
}

/** @param fields those whose presence is counted: what `settled` has is given */
function count(
  search: Search,
  fields: readonly string[],
  rules: readonly ScopedRule[],
  settled: ReadonlyMap<string, boolean>,
): number {
  const verdicts = rules.map((rule) => ({ rule, verdict: decideRule(rule, settled) }));
  if (verdicts.some(({ verdict }) => verdict === false)) return 0;
  const open = verdicts.filter(({ verdict }) => verdict === undefined).map(({ rule }) => rule);
  let product = 1;
  let free = fields.length;
  for (const group of groups(open, settled)) {
    const within = fields.filter((field) => group.fields.has(field));
    free -= within.length;
    product *= countGroup(search, within, group, settled);
    if (product === 0) return 0;
  }
  return product * 2 ** free;
}

interface Group {
  readonly rules: readonly ScopedRule[];
  readonly fields: ReadonlySet<string>;
}

function groups(rules: readonly ScopedRule[], settled: ReadonlyMap<string, boolean>): Group[] {
  let result: Group[] = [];
  for (const rule of rules) {
    const fields = openFields(rule, settled);
    const touched = result.filter((group) => fields.some((field) => group.fields.has(field)));
    result = [
      ...result.filter((group) => !touched.includes(group)),
      {
        rules: [...touched.flatMap((group) => group.rules), rule],
        fields: new Set([...touched.flatMap((group) => [...group.fields]), ...fields]),
      },
    ];
  }
  return result;
}

function countGroup(
  search: Search,
  fields: readonly string[],
  group: Group,
  settled: ReadonlyMap<string, boolean>,
): number {
  if (fields.length <= MOST_TRIED) return tryAll(search, fields, group, settled);
  const uses = group.rules.flatMap((rule) => [...new Set(openFields(rule, settled))]);
  const [most = ""] = [...fields].sort(
    (left, right) => uses.filter((use) => use === right).length - uses.filter((use) => use === left).length,
  );
  const rest = fields.filter((field) => field !== most);
  return (
    count(search, rest, group.rules, new Map([...settled, [most, false]])) +
    count(search, rest, group.rules, new Map([...settled, [most, true]]))
  );
}

function tryAll(
  search: Search,
  fields: readonly string[],
  group: Group,
  settled: ReadonlyMap<string, boolean>,
): number {
  const given = [...search.named.fields.keys()].filter((field) => settled.get(field) === true);
  let found = 0;
  for (let pattern = 0; pattern < 2 ** fields.length; pattern += 1) {
    const present = [...given, ...fields.filter((_field, index) => (pattern & (2 ** index)) !== 0)];
    const decisive = present.filter((field) => (search.values.get(field)?.length ?? 0) > 1 && group.fields.has(field));
    const request = new Map<string, Json>(present.map((field) => [field, search.values.get(field)?.[0]]));
    if (isCompletable(search, group.rules, request, decisive)) found += 1;
  }
  return found;
}

function isCompletable(
  search: Search,
  rules: readonly ScopedRule[],
  request: Map<string, Json>,
  [field, ...others]: readonly string[],
): boolean {
  if (field === undefined) return rules.every((rule) => holdsIn(search, rule, request));
  return (search.values.get(field) ?? []).some((value) => {
    request.set(field, value);
    return isCompletable(search, rules, request, others);
  });
}

function holdsIn({ dates }: Search, { rule, id, when }: ScopedRule, request: ReadonlyMap<string, Json>): boolean {
  if (when !== "always" && !when.some((field) => request.has(field))) return true;
  return holds(rule, (name) => ({ value: request.get(id(name)), date: dates.has(id(name)) }));
}

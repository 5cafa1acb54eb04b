import { asArray, distinct } from "../openapi/json.ts";
import { isMultiple } from "../reasoning/representative-numbers.ts";
import { type Hints, numberLimits, scalarCandidates } from "./candidates.ts";
import { type Cell, isInstant, type NumberKind, type Place, type Sampler, shownPlace } from "./place.ts";
import { numberAt, type Part, partsOf } from "./schema-parts.ts";
import type { Side } from "./side.ts";

/** How many values of one kind are kept, where rules compare them with other fields. */
const mostOfKind = 8;
/** Of how many kinds of items all sets are tried. */
const mostItemKinds = 6;
/** Longer lists aren't told apart. */
export const longestList = 1000;

/** Divides the values of places into cells. */
export class CellMaker {
  private readonly sides: readonly Side[];
  private readonly sampler: Sampler;
  /** Called where the cells may miss a kind of value. */
  private readonly doubt: (reason: string) => void;

  constructor(sides: readonly Side[], sampler: Sampler, doubt: (reason: string) => void) {
    this.sides = sides;
    this.sampler = sampler;
    this.doubt = doubt;
  }

  /** The places below have theirs already. */
  of(place: Place): readonly Cell[] {
    const isObject = place.children.size > 0 || (place.isEntered && place.schemas.length === 0);
    if (isObject && place.path.length <= 2 && place.path[0] !== "body") return [{ kind: "object" }];
    const parts = place.schemas.flatMap(({ side, schema }) => partsOf(this.sideOf(side), schema));
    const lengths = place.item === undefined ? [] : listLengths(parts);
    const { values, complete } = scalarCandidates(parts, place.hints);
    const samples = isObject || place.item ? [] : place.schemas.map(({ side, schema }) => this.sampler(side, schema));
    const sampled = samples.flatMap((sample) => (sample === undefined || sample === "none" ? [] : [sample.value]));
    const lists = place.item === undefined ? [[], ["other"]] : [];
    const structured = [...(isObject ? [] : [{}]), ...lists, ...itemSets(place, values)];
    const candidates = distinct([...sampled, ...values, ...structured]);
    const plain = this.plainCells(place, parts, candidates);
    if (!complete && this.matters(place)) this.doubt(`strings or numbers of ${shownPlace(place)}`);
    if (samples.includes(undefined)) this.doubt(`no valid value was found for ${shownPlace(place)}`);
    return [
      ...plain,
      ...(isObject ? [{ kind: "object" } as const] : []),
      ...lengths.map((length) => ({ kind: "list", length }) as const),
    ];
  }

  /** Whether the value makes a difference: the sides differ in it, or rules read it. */
  private matters(place: Place): boolean {
    return place.tests.size > 0 || new Set(place.schemas.map(({ text }) => text)).size > 1;
  }

  private plainCells(place: Place, parts: readonly Part[], candidates: readonly unknown[]): Cell[] {
    const tests = [
      ...place.schemas.map(({ side, schema }) => this.sideOf(side).testOf(schema)),
      ...place.tests.values(),
    ];
    const kindOf = place.hints.compared ? numberKinds(parts, place.hints) : undefined;
    const groups = new Map<string, { values: unknown[]; numbers: NumberKind | undefined }>();
    for (const value of candidates) {
      const numbers = typeof value === "number" ? kindOf?.(value) : undefined;
      const answers = tests.map((test) => (test(value) ? "1" : "0")).join("");
      const type = kindOf === undefined ? "" : isInstant(value) ? "instant" : typeof value;
      const signature = `${answers} ${type} ${numbers === undefined ? "" : JSON.stringify(numbers)}`;
      const group = groups.get(signature) ?? { values: [], numbers };
      groups.set(signature, group);
      if (group.values.length < (kindOf === undefined ? 1 : mostOfKind)) group.values.push(value);
    }
    return [...groups.values()].map(({ values, numbers }) => ({ kind: "plain", values, numbers }));
  }

  private sideOf(index: number): Side {
    const side = this.sides[index];
    if (side === undefined) throw new RangeError(`unknown side ${index}`);
    return side;
  }
}

function numberKinds(parts: readonly Part[], hints: Hints): (value: number) => NumberKind {
  const { points, multiples } = numberLimits(parts, hints);
  return (value) => {
    const above = points.filter((point) => point <= value).at(-1);
    const below = points.find((point) => point >= value);
    const kinds = [1, ...multiples].map((of) => ({ of, holds: isMultiple(value, of) }));
    return { above, below, multiples: kinds };
  };
}

/** All lists without a repetition of some items, where these are few. */
function itemSets({ item, tests, hints, schemas }: Place, scalars: readonly unknown[]): unknown[] {
  if (tests.size === 0 && !schemas.some(({ text }) => text.includes('"uniqueItems"'))) return [];
  const items = item?.cells.flatMap((cell) => (cell.kind === "plain" ? cell.values.slice(0, 1) : [])) ?? scalars;
  // Of items that rules see no difference in, one is enough; two, where items may have to differ.
  const kinds = new Map<string, unknown[]>();
  for (const value of distinct([...hints.values, ...items])) {
    const signature = [...tests.values()].map((test) => Number(test(value))).join("");
    const kind = kinds.get(signature) ?? [];
    kinds.set(signature, kind);
    if (kind.length < 2 || item !== undefined) kind.push(value);
  }
  return subsets([...kinds.values()].flat().slice(0, mostItemKinds));
}

function subsets(values: readonly unknown[]): unknown[][] {
  const [first, ...rest] = values;
  if (values.length === 0) return [[]];
  const others = subsets(rest);
  return [...others, ...others.map((set) => [first, ...set])];
}

function listLengths(parts: readonly Part[]): number[] {
  const bounds = parts.flatMap(({ schema }) =>
    typeof schema === "boolean"
      ? []
      : [
          ...["minItems", "maxItems", "minContains", "maxContains"].flatMap(
            (keyword) => numberAt(schema, keyword) ?? [],
          ),
          asArray(schema["prefixItems"]).length,
        ],
  );
  const near = [0, 1, 2, ...bounds.flatMap((bound) => [bound - 1, bound, bound + 1])];
  return [...new Set(near)].filter((length) => length >= 0 && length <= longestList + 1).sort((a, b) => a - b);
}

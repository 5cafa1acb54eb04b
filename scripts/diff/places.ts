import type { LoweredRequest } from "../emitters/validators/lower-operation.ts";
import { asArray, asObject, type JsonObject } from "../openapi/json.ts";
import { follows } from "../runtime/follows.ts";
import type { Condition, Rule } from "../runtime/rule.ts";
import { fieldPath } from "../runtime/rule-fields.ts";
import { distinct, type Hints, numberLimits, scalarCandidates } from "./candidates.ts";
import { isMultiple } from "./numbers.ts";
import {
  atomsOf,
  numberAt,
  type Part,
  partsOf,
  patternProperties,
  propertySchemas,
  rulesOf,
  textOfPattern,
} from "./schema-parts.ts";
import type { Equality, Side } from "./side.ts";
import { representativeTexts } from "./texts.ts";

/** What a place may hold, as far as two sides can tell values apart. Values of one cell are the same to both. */
export type Cell =
  | { readonly kind: "plain"; readonly values: readonly unknown[]; readonly numbers?: NumberKind | undefined }
  /** An object, whose properties are places of their own. */
  | { readonly kind: "object" }
  /** A list of so many equal items, which are a place of their own. */
  | { readonly kind: "list"; readonly length: number };

/** Numbers that no bound and no multiple tells apart, where rules compare them with other fields. */
export interface NumberKind {
  readonly above: number | undefined;
  readonly below: number | undefined;
  readonly multiples: readonly { readonly of: number; readonly holds: boolean }[];
}

/** A schema that one side applies to the value of a place. */
interface Said {
  readonly side: number;
  readonly schema: boolean | JsonObject;
  /** The same for schemas that say the same. */
  readonly text: string;
}

/** A place in a request, with what both sides say about its value. */
export interface Place {
  /** From the request down: `["body", "delivery"]`. */
  readonly path: readonly string[];
  readonly parent: Place | undefined;
  readonly optional: boolean;
  readonly children: Map<string, Place>;
  item: Place | undefined;
  readonly said: Said[];
  /** What rules ask about the value. */
  readonly tests: Map<string, (value: unknown) => boolean>;
  hints: Hints;
  /** Whether rules look at fields below it. */
  isEntered: boolean;
  /** Whether every valid request must fit all that is said. */
  conjunctive: boolean;
  cells: readonly Cell[];
}

/** What the validators take for a container of parameters where none is declared. */
export const closedObject: JsonObject = { type: "object", additionalProperties: false };
export const openObject: JsonObject = { type: "object" };

const noHints: Hints = { values: [], globs: [], compared: false };
const deepest = 12;
const mostPlaces = 3000;
const longestList = 1000;
/** How many values of one kind are kept, where rules compare them with other fields. */
const mostOfKind = 8;
/** Of how many kinds of items all sets are tried. */
const mostItemKinds = 6;

/** A value that fits a schema of one side; `none` where there is certainly no such value, undefined where none is found. */
export type Sampler = (side: number, schema: boolean | JsonObject) => { readonly value: unknown } | "none" | undefined;

/** The places of a request to which two sides say something different, or that their rules look at. */
export class PlaceTree {
  readonly root: Place;
  /** Parents first. */
  readonly places: Place[] = [];
  /** Where the cells may miss a kind of value. */
  readonly doubts: string[] = [];
  private readonly sides: readonly Side[];
  private readonly equality: Equality;
  private readonly sampler: Sampler;

  constructor(sides: readonly Side[], requests: readonly LoweredRequest[], equality: Equality, sampler: Sampler) {
    this.sides = sides;
    this.equality = equality;
    this.sampler = sampler;
    this.root = this.add(undefined, [], false);
    const params = this.child(this.root, "params", false);
    for (const [side, request] of requests.entries()) {
      for (const location of ["query", "header", "path", "cookie"] as const) {
        const isNamed = requests.some((other) => other[location] !== undefined);
        const none = location === "query" || location === "path" ? closedObject : openObject;
        if (isNamed) this.say(this.child(params, location, false), side, request[location] ?? none, true);
      }
      for (const { body, rules = [] } of request.forms) {
        if (body !== undefined) this.say(this.child(this.root, "body", true), side, body, request.forms.length === 1);
        for (const rule of rules) this.enter(this.root, rule);
      }
    }
    for (const place of this.places) if (this.isTakenApart(place)) this.takeApart(place);
    for (const place of this.places.toReversed()) place.cells = this.cellsOf(place);
  }

  private add(parent: Place | undefined, path: readonly string[], optional: boolean): Place {
    const place: Place = {
      path,
      parent,
      optional,
      children: new Map(),
      item: undefined,
      said: [],
      tests: new Map(),
      hints: noHints,
      isEntered: path.length <= 1 && path[0] !== "body",
      conjunctive: true,
      cells: [],
    };
    this.places.push(place);
    return place;
  }

  private child(place: Place, key: string, optional = true): Place {
    const known = place.children.get(key) ?? this.add(place, [...place.path, key], optional);
    place.children.set(key, known);
    return known;
  }

  private say(place: Place, side: number, value: unknown, conjunctive: boolean): void {
    const schema = this.sides[side]?.resolve(value) ?? true;
    const text = this.equality.textOf(side, schema);
    place.conjunctive &&= conjunctive && place.parent?.conjunctive !== false;
    if (!place.said.some((said) => said.side === side && said.text === text)) place.said.push({ side, schema, text });
  }

  /** Makes places of the fields that a rule looks at, and notes what it asks about their values. */
  private enter(base: Place, rule: Rule): void {
    const places = rule.fields.map((field) =>
      fieldPath(field).reduce((place, key) => {
        place.isEntered = true;
        return this.child(place, key);
      }, base),
    );
    for (const atom of atomsOf(rule.condition)) {
      for (const index of fieldsOfAtom(atom)) {
        const place = places[index];
        if (place === undefined) continue;
        place.hints = addHints(place.hints, atom);
        const test = valueTest(atom);
        if (test !== undefined) place.tests.set(test.key, test.test);
      }
    }
  }

  /** Whether the properties or items of the value become places: not where both sides say the same of it, or only one says something. */
  private isTakenApart(place: Place): boolean {
    if (place.isEntered || (place.tests.size > 0 && this.allows(place, "array", ["items", "prefixItems", "contains"])))
      return true;
    const texts = new Set(place.said.map(({ text }) => text));
    if (texts.size <= 1) return false;
    const signature = signatureOf(place);
    for (let above = place.parent; above !== undefined; above = above.parent) {
      if (signatureOf(above) !== signature) continue;
      // A schema that contains itself: a difference further down would show further up, if nothing else depends on it.
      if (!place.conjunctive) this.doubts.push(`${shownPlace(place)} repeats a schema that contains itself`);
      return false;
    }
    if (place.path.length <= deepest && this.places.length <= mostPlaces) return true;
    this.doubts.push(`${shownPlace(place)} and what lies beside or below it is too much to compare`);
    return false;
  }

  /** Whether a schema of the place lets it be of a type, and says more about that with one of the keywords. */
  private allows(place: Place, type: string, keywords: readonly string[]): boolean {
    return place.said.some(({ side, schema }) =>
      partsOf(this.sides[side] ?? failSide(), schema).some((part) => {
        if (typeof part.schema === "boolean") return false;
        const types = [part.schema["type"] ?? type].flat();
        return types.includes(type) && keywords.some((keyword) => asObject(part.schema)[keyword] !== undefined);
      }),
    );
  }

  private takeApart(place: Place): void {
    const parts = place.said.flatMap(({ side, schema }) =>
      partsOf(this.sides[side] ?? failSide(), schema).flatMap((part) =>
        typeof part.schema === "boolean" ? [] : [{ side, schema: part.schema, conjunctive: part.conjunctive }],
      ),
    );
    for (const { schema } of parts) for (const rule of rulesOf(schema)) this.enter(place, rule);
    const keys = this.keysOf(
      place,
      parts.map(({ schema }) => schema),
    );
    for (const key of keys) {
      const child = this.child(place, key);
      for (const { side, schema, conjunctive } of parts)
        for (const part of propertySchemas(schema, key).schemas) this.say(child, side, part, conjunctive);
    }
    for (const { side, schema, conjunctive } of parts) {
      const listed = [
        ...asArray(schema["prefixItems"]),
        schema["contains"],
        schema["items"],
        schema["unevaluatedItems"],
      ];
      for (const part of listed) {
        if (part === undefined) continue;
        place.item ??= this.add(place, [...place.path, "0"], true);
        this.say(place.item, side, part, conjunctive && part === schema["items"]);
      }
    }
    const isList = parts.some(({ schema }) => listKeywords.some((keyword) => schema[keyword] !== undefined));
    if (isList) place.item ??= this.add(place, [...place.path, "0"], true);
    this.doubtKeywords(
      place,
      parts.map(({ schema }) => schema),
    );
  }

  /** The names of all properties that some schema speaks of, and of others where it matters which there are. */
  private keysOf(place: Place, schemas: readonly JsonObject[]): string[] {
    const named = new Set(
      schemas.flatMap((schema) => [
        ...Object.keys(asObject(schema["properties"])),
        ...asArray(schema["required"]).map(String),
        ...Object.entries(asObject(schema["dependentRequired"])).flatMap(([key, others]) => [
          key,
          ...asArray(others).map(String),
        ]),
        ...Object.keys(asObject(schema["dependentSchemas"])),
      ]),
    );
    const others = [
      "additionalProperties",
      "unevaluatedProperties",
      "patternProperties",
      "propertyNames",
      "minProperties",
      "maxProperties",
    ];
    if (!schemas.some((schema) => others.some((keyword) => schema[keyword] !== undefined))) return [...named];
    const names = schemas.map((schema) => asObject(schema["propertyNames"]));
    const lengths = names.flatMap((schema) => [
      numberAt(schema, "minLength") ?? [],
      (numberAt(schema, "maxLength") ?? -1) + 1,
    ]);
    const patterns = schemas.flatMap((schema) => [
      ...patternProperties(schema).map(({ pattern }) => pattern),
      ...(asObject(schema["propertyNames"])["pattern"] === undefined
        ? []
        : [textOfPattern(asObject(schema["propertyNames"])["pattern"])]),
    ]);
    const counts = schemas.flatMap((schema) =>
      [numberAt(schema, "minProperties") ?? [], numberAt(schema, "maxProperties") ?? []].flat(),
    );
    const amount = Math.min(5, Math.max(1, ...counts.map((count) => count + 1)));
    const fresh = Array.from({ length: amount }, (_, index) => (index === 0 ? "other" : `other${index + 1}`));
    const isNamed = patterns.length > 0 || names.some((schema) => Object.keys(schema).length > 0);
    const texts = isNamed ? representativeTexts(patterns, lengths.flat()) : undefined;
    if (texts?.complete === false) this.doubts.push(`names of properties of ${shownPlace(place)}`);
    const free = [...fresh, ...(texts?.texts ?? [])].map((key) => {
      let name = key;
      while (!isNamed && (named.has(name) || place.children.has(name))) name = `${name}_`;
      return name;
    });
    return [...new Set([...named, ...free])];
  }

  /** Says which keywords of two sides that differ are beyond what cells tell apart. */
  private doubtKeywords(place: Place, schemas: readonly JsonObject[]): void {
    const isOpen = schemas.every((schema) => schema["additionalProperties"] !== false);
    for (const schema of schemas) {
      const doubtful = [
        ...["unevaluatedProperties", "unevaluatedItems", "contains", "prefixItems"].filter(
          (key) => schema[key] !== undefined,
        ),
        ...(isOpen ? ["minProperties", "maxProperties"].filter((key) => (numberAt(schema, key) ?? 0) > 4) : []),
        ...(schema["uniqueItems"] === true && (numberAt(schema, "minItems") ?? 0) > 1 ? ["uniqueItems"] : []),
        ...(isNamesSchema(schema["propertyNames"]) ? [] : ["propertyNames"]),
        ...(["minItems", "maxItems", "minContains"].some((key) => (numberAt(schema, key) ?? 0) > longestList)
          ? ["the length of a list"]
          : []),
      ];
      for (const keyword of doubtful) this.doubts.push(`${keyword} of ${shownPlace(place)}`);
    }
  }

  private cellsOf(place: Place): readonly Cell[] {
    const isObject = place.children.size > 0 || (place.isEntered && place.said.length === 0);
    if (isObject && place.path.length <= 2 && place.path[0] !== "body") return [{ kind: "object" }];
    const parts = place.said.flatMap(({ side, schema }) => partsOf(this.sides[side] ?? failSide(), schema));
    const lengths = place.item === undefined ? [] : listLengths(parts);
    const { values, complete } = scalarCandidates(parts, place.hints);
    const samples = isObject || place.item ? [] : place.said.map(({ side, schema }) => this.sampler(side, schema));
    const sampled = samples.flatMap((sample) => (sample === undefined || sample === "none" ? [] : [sample.value]));
    const lists = place.item === undefined ? [[], ["other"]] : [];
    const structured = [...(isObject ? [] : [{}]), ...lists, ...itemSets(place, values)];
    const candidates = distinct([...sampled, ...values, ...structured]);
    const plain = this.plainCells(place, parts, candidates);
    if (!complete && this.isTold(place)) this.doubts.push(`texts or numbers of ${shownPlace(place)}`);
    if (samples.includes(undefined)) this.doubts.push(`no valid value was found for ${shownPlace(place)}`);
    return [
      ...plain,
      ...(isObject ? [{ kind: "object" } as const] : []),
      ...lengths.map((length) => ({ kind: "list", length }) as const),
    ];
  }

  /** Whether it matters which value it is: the sides differ in it, or rules ask for it. */
  private isTold(place: Place): boolean {
    return place.tests.size > 0 || new Set(place.said.map(({ text }) => text)).size > 1;
  }

  private plainCells(place: Place, parts: readonly Part[], candidates: readonly unknown[]): Cell[] {
    const tests = [
      ...place.said.map(({ side, schema }) => (this.sides[side] ?? failSide()).testOf(schema)),
      ...place.tests.values(),
    ];
    const kindOf = place.hints.compared ? numberKinds(parts, place.hints) : undefined;
    const groups = new Map<string, { values: unknown[]; numbers: NumberKind | undefined }>();
    for (const value of candidates) {
      const numbers = typeof value === "number" ? kindOf?.(value) : undefined;
      const answers = tests.map((test) => (test(value) ? "1" : "0")).join("");
      const type = kindOf === undefined ? "" : typeof value;
      const signature = `${answers} ${type} ${numbers === undefined ? "" : JSON.stringify(numbers)}`;
      const group = groups.get(signature) ?? { values: [], numbers };
      groups.set(signature, group);
      if (group.values.length < (kindOf === undefined ? 1 : mostOfKind)) group.values.push(value);
    }
    return [...groups.values()].map(({ values, numbers }) => ({ kind: "plain", values, numbers }));
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

/** Whether names are told apart by their characters and lengths alone. */
function isNamesSchema(schema: unknown): boolean {
  const known = ["type", "pattern", "minLength", "maxLength"];
  return schema === undefined || Object.keys(asObject(schema)).every((keyword) => known.includes(keyword));
}

/** All lists without a repetition of some items, where these are few. */
function itemSets({ item, tests, hints, said }: Place, scalars: readonly unknown[]): unknown[] {
  if (tests.size === 0 && !said.some(({ text }) => text.includes('"uniqueItems"'))) return [];
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

const listKeywords = [
  "items",
  "prefixItems",
  "contains",
  "minItems",
  "maxItems",
  "uniqueItems",
  "unevaluatedItems",
] as const;

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

function signatureOf({ said }: Place): string {
  return said
    .map(({ side, text }) => `${side} ${text}`)
    .sort()
    .join("\n");
}

export function shownPlace({ path }: Place): string {
  return path.slice(path[0] === "params" ? 2 : 0).join(".") || "the request";
}

export function fieldsOfAtom(atom: Condition): readonly number[] {
  if (typeof atom === "number") return [];
  switch (atom[0]) {
    case "equals":
    case "like":
    case "compare":
      return [atom[1]];
    case "relation":
      return [atom[1], atom[3]];
    case "arithmetic":
      return operands(atom[1]);
    default:
      return [];
  }
}

function operands(operation: Extract<Condition, readonly ["arithmetic", ...unknown[]]>[1]): readonly number[] {
  return typeof operation === "number" ? [operation] : [...operands(operation[1]), ...operands(operation[2])];
}

function addHints(hints: Hints, atom: Condition): Hints {
  if (typeof atom === "number") return hints;
  switch (atom[0]) {
    case "equals":
      return { ...hints, values: [...hints.values, ...atom[2]] };
    case "like":
      return { ...hints, globs: [...hints.globs, atom[2]] };
    case "compare":
      return { ...hints, values: [...hints.values, atom[3]] };
    case "arithmetic":
      return { ...hints, values: [...hints.values, atom[3]], compared: true };
    default:
      return { ...hints, compared: true };
  }
}

/** The test of a condition that looks at one value; `key` is the same for conditions that ask the same. */
export function valueTest(
  atom: Condition,
): { readonly key: string; readonly test: (value: unknown) => boolean } | undefined {
  if (typeof atom === "number") return undefined;
  if (atom[0] !== "equals" && atom[0] !== "like" && atom[0] !== "compare") return undefined;
  const condition: Condition =
    atom[0] === "compare"
      ? ["compare", 0, atom[2], atom[3]]
      : atom[0] === "like"
        ? ["like", 0, atom[2]]
        : ["equals", 0, atom[2]];
  const rule: Rule = { sentence: "", fields: ["value"], condition };
  return { key: JSON.stringify(condition), test: (value) => follows(rule, { value }) };
}

function failSide(): never {
  throw new RangeError("there is no such side");
}

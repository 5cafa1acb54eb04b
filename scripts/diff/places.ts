import type { LoweredRequest } from "../emitters/validators/lower-operation.ts";
import { asArray, asObject, type JsonObject } from "../openapi/json.ts";
import { parameterLocations } from "../openapi/request-fields.ts";
import { representativeTexts } from "../patterns/representative-texts.ts";
import type { Rule } from "../runtime/rule.ts";
import { namedField } from "../runtime/rule-fields.ts";
import { addHints, fieldsOfAtom, valueTest } from "./atoms.ts";
import type { Hints } from "./candidates.ts";
import { CellMaker, longestList } from "./cells.ts";
import { type Place, type Sampler, shownPlace } from "./place.ts";
import {
  atomsOf,
  numberAt,
  partsOf,
  patternProperties,
  propertySchemas,
  rulesOf,
  textOfPattern,
} from "./schema-parts.ts";
import type { Equality, Side } from "./side.ts";

/** What the validators take for a container of parameters where none is declared: requests have other headers and cookies. */
export function undeclared(location: (typeof parameterLocations)[number]): JsonObject {
  return location === "query" || location === "path" ? closedObject : openObject;
}

const closedObject: JsonObject = { type: "object", additionalProperties: false };
const openObject: JsonObject = { type: "object" };

const noHints: Hints = { values: [], globs: [], compared: false };
const deepest = 12;
const mostPlaces = 3000;

/** The places of a request to which two sides say something different, or that their rules look at. */
export class PlaceTree {
  readonly root: Place;
  /** Parents first. */
  readonly places: Place[] = [];
  /** Where the cells may miss a kind of value. */
  readonly doubts: string[] = [];
  private readonly sides: readonly Side[];
  private readonly equality: Equality;

  constructor(sides: readonly Side[], requests: readonly LoweredRequest[], equality: Equality, sampler: Sampler) {
    this.sides = sides;
    this.equality = equality;
    this.root = this.add(undefined, [], false);
    const params = this.child(this.root, "params", false);
    for (const [side, request] of requests.entries()) {
      for (const location of parameterLocations) {
        const isNamed = requests.some((other) => other[location] !== undefined);
        if (isNamed)
          this.say(this.child(params, location, false), side, request[location] ?? undeclared(location), true);
      }
      for (const { body, rules = [] } of request.forms) {
        if (body !== undefined) this.say(this.child(this.root, "body", true), side, body, request.forms.length === 1);
        for (const rule of rules) this.enter(this.root, rule);
      }
    }
    for (const place of this.places) if (this.isTakenApart(place)) this.takeApart(place);
    const cells = new CellMaker(sides, sampler, (reason) => void this.doubts.push(reason));
    for (const place of this.places.toReversed()) place.cells = cells.of(place);
  }

  private add(parent: Place | undefined, path: readonly string[], optional: boolean): Place {
    const place: Place = {
      path,
      parent,
      optional,
      children: new Map(),
      item: undefined,
      schemas: [],
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
    if (!place.schemas.some((other) => other.side === side && other.text === text))
      place.schemas.push({ side, schema, text });
  }

  /** Makes places of the fields that a rule looks at, and notes what it asks about their values. */
  private enter(base: Place, rule: Rule): void {
    const places = rule.fields.map((field) =>
      namedField(field).path.reduce((place, key) => {
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
    const texts = new Set(place.schemas.map(({ text }) => text));
    if (texts.size <= 1) return false;
    const signature = signatureOf(place);
    for (let above = place.parent; above !== undefined; above = above.parent) {
      if (signatureOf(above) !== signature) continue;
      // A schema that contains itself: a difference further down would show further up, if nothing else depends on it.
      if (!place.conjunctive) this.doubts.push(`${shownPlace(place)} repeats a schema that contains itself`);
      return false;
    }
    if (place.path.length <= deepest && this.places.length <= mostPlaces) return true;
    this.doubts.push(`${shownPlace(place)} and what lies beside or below it are too large to compare`);
    return false;
  }

  /** Whether a schema of the place lets it be of a type, and says more about that with one of the keywords. */
  private allows(place: Place, type: string, keywords: readonly string[]): boolean {
    return place.schemas.some(({ side, schema }) =>
      partsOf(this.sides[side] ?? failSide(), schema).some((part) => {
        if (typeof part.schema === "boolean") return false;
        const types = [part.schema["type"] ?? type].flat();
        return types.includes(type) && keywords.some((keyword) => asObject(part.schema)[keyword] !== undefined);
      }),
    );
  }

  private takeApart(place: Place): void {
    const parts = place.schemas.flatMap(({ side, schema }) =>
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

  /** The names of all properties that some schema names, and of others where it matters which there are. */
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

  /** Lists the keywords that differ between the sides and that cells can't distinguish. */
  private doubtKeywords(place: Place, schemas: readonly JsonObject[]): void {
    const isOpen = schemas.every((schema) => schema["additionalProperties"] !== false);
    for (const schema of schemas) {
      const doubtful = [
        ...["unevaluatedProperties", "unevaluatedItems", "contains", "prefixItems"].filter(
          (key) => schema[key] !== undefined,
        ),
        ...(isOpen ? ["minProperties", "maxProperties"].filter((key) => (numberAt(schema, key) ?? 0) > 4) : []),
        ...(schema["uniqueItems"] === true && (numberAt(schema, "minItems") ?? 0) > 1 ? ["uniqueItems"] : []),
        ...(asArray(schema["enum"]).some((value) => typeof value === "object" && value !== null) ? ["enum"] : []),
        ...(isNamesSchema(schema["propertyNames"]) ? [] : ["propertyNames"]),
        ...(["minItems", "maxItems", "minContains"].some((key) => (numberAt(schema, key) ?? 0) > longestList)
          ? ["the length of a list"]
          : []),
      ];
      for (const keyword of doubtful) this.doubts.push(`${keyword} of ${shownPlace(place)}`);
    }
  }
}

/** Whether names are distinguished by their characters and lengths alone. */
function isNamesSchema(schema: unknown): boolean {
  const known = ["type", "pattern", "minLength", "maxLength", "hasUnseen"];
  return schema === undefined || Object.keys(asObject(schema)).every((keyword) => known.includes(keyword));
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

function signatureOf({ schemas }: Place): string {
  return schemas
    .map(({ side, text }) => `${side} ${text}`)
    .sort()
    .join("\n");
}

function failSide(): never {
  throw new RangeError("unknown side");
}

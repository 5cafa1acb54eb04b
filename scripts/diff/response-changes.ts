import type { Description } from "../openapi/description.ts";
import { isObject, type JsonObject } from "../openapi/json.ts";
import { allowsType } from "../openapi/request-fields.ts";
import { type Change, change, differenceOf, listed } from "./change.ts";
import { constraintNames, readSchema, type Schema, textOf } from "./schema.ts";

/**
 * Compares the schema of a response before and now. What a server may send more than before breaks those who read it; what it
 * promises more doesn't.
 */
export class ResponseComparison {
  private readonly base: Description;
  private readonly revision: Description;
  /** Pairs of schemas without a difference, in them or below. */
  private readonly same = new Set<string>();
  private readonly ids = new WeakMap<object, number>();
  private amount = 0;

  constructor(base: Description, revision: Description) {
    this.base = base;
    this.revision = revision;
  }

  ofResponse(before: unknown, now: unknown): Change[] {
    const visited = new Set<string>();
    const changes = this.compare(before, now, "", visited);
    if (changes.length === 0) for (const key of visited) this.same.add(key);
    return changes;
  }

  /** @param visited what has been compared in this response: a schema that stands in several places is reported once */
  private compare(before: unknown, now: unknown, at: string, visited: Set<string>): Change[] {
    const [old, fresh] = [readSchema(this.base, before, "response"), readSchema(this.revision, now, "response")];
    const key = `${this.idOf(old.source)} ${this.idOf(fresh.source)}`;
    if (this.same.has(key) || visited.has(key)) return [];
    visited.add(key);
    const name = at === "" ? "the response" : at;
    return [
      ...compareTypes(old, fresh, name),
      ...compareValues(old, fresh, name),
      ...this.compareProperties(old, fresh, at, visited),
      ...this.compareAlternatives(old, fresh, at, name, visited),
      ...compareConstraints(old, fresh, name),
      ...(old.items !== undefined && fresh.items !== undefined
        ? this.compare(old.items, fresh.items, `${at}[]`, visited)
        : []),
      ...(isObject(old.others) && isObject(fresh.others)
        ? this.compare(old.others, fresh.others, `${at}.*`, visited)
        : []),
    ];
  }

  private compareProperties(old: Schema, fresh: Schema, at: string, visited: Set<string>): Change[] {
    const { removed, added } = differenceOf(old.properties.keys(), fresh.properties.keys());
    const pathOf = (key: string): string => (at === "" ? key : `${at}.${key}`);
    const common = [...old.properties].flatMap(([key, part]) => {
      const now = fresh.properties.get(key);
      if (now === undefined) return [];
      const [wasRequired, isRequired] = [old.required.has(key), fresh.required.has(key)];
      const isDeprecated = (schema: JsonObject | undefined): boolean => schema?.["deprecated"] === true;
      return [
        ...(wasRequired && !isRequired
          ? [change("major", "response-field-optional", `${pathOf(key)} may now be left out.`)]
          : []),
        ...(!wasRequired && isRequired
          ? [change("minor", "response-field-required", `${pathOf(key)} is now always there.`)]
          : []),
        ...(!isDeprecated(this.base.resolve(part)) && isDeprecated(this.revision.resolve(now))
          ? [change("minor", "response-field-deprecated", `${pathOf(key)} is now deprecated.`)]
          : []),
        ...this.compare(part, now, pathOf(key), visited),
      ];
    });
    return [
      ...removed.map((key) => change("major", "response-field-removed", `${pathOf(key)} was removed.`)),
      ...added.map((key) => change("minor", "response-field-added", `${pathOf(key)} is new.`)),
      ...common,
    ];
  }

  /** Alternatives that say the same belong together, then those of one name, then the others in their order. */
  private compareAlternatives(old: Schema, fresh: Schema, at: string, name: string, visited: Set<string>): Change[] {
    if (old.alternatives.length === 0 && fresh.alternatives.length === 0) return [];
    const rest = [...fresh.alternatives];
    const pairs = old.alternatives.map((before) => {
      const index = rest.findIndex((now) => textOf(now) === textOf(before));
      return { before, now: index < 0 ? undefined : rest.splice(index, 1)[0] };
    });
    const matched = pairs.map(({ before, now }) => ({ before, now: now ?? rest.shift() }));
    return [
      ...matched.flatMap(({ before, now }) =>
        now === undefined
          ? [change("minor", "response-alternative-removed", `${name} has one fewer alternative.`)]
          : this.compare(before, now, at, visited),
      ),
      ...rest.map(() => change("major", "response-alternative-added", `${name} has another alternative.`)),
    ];
  }

  private idOf(value: unknown): string {
    if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
    const id = this.ids.get(value) ?? this.amount++;
    this.ids.set(value, id);
    return String(id);
  }
}

function compareTypes({ types: before }: Schema, { types: now }: Schema, name: string): Change[] {
  if (before === undefined && now === undefined) return [];
  if (before === undefined)
    return [change("minor", "response-type-narrowed", `${name} is now always of type ${shown(now)}.`)];
  if (now === undefined) return [change("major", "response-type-widened", `${name} may now be of any type.`)];
  const added = [...now].filter((type) => !allowsType(before, type));
  const removed = [...before].filter((type) => !allowsType(now, type) && !(type === "number" && now.has("integer")));
  const narrowed = before.has("number") && !now.has("number") && now.has("integer");
  return [
    ...(added.length > 0
      ? [change("major", "response-type-widened", `${name} may now be of type ${added.join(", ")}.`)]
      : []),
    ...(added.length === 0 && (removed.length > 0 || narrowed)
      ? [change("minor", "response-type-narrowed", `${name} is now always of type ${shown(now)}.`)]
      : []),
  ];
}

function shown(types: ReadonlySet<string> | undefined): string {
  return [...(types ?? [])].join(" or ");
}

function compareValues({ values: before }: Schema, { values: now }: Schema, name: string): Change[] {
  if (before === undefined && now === undefined) return [];
  if (before === undefined)
    return [change("minor", "response-enum-introduced", `${name} is now one of ${listed(now ?? [])}.`)];
  if (now === undefined)
    return [change("major", "response-enum-dropped", `${name} may now be any value, not only ${listed(before)}.`)];
  const { removed, added } = differenceOf(before.map(textOf), now.map(textOf));
  const values = (texts: readonly string[]): string => listed(texts.map((text): unknown => JSON.parse(text)));
  return [
    ...(added.length > 0 ? [change("major", "response-enum-added", `${name} may now be ${values(added)}.`)] : []),
    ...(removed.length > 0
      ? [change("minor", "response-enum-removed", `${name} is no longer ${values(removed)}.`)]
      : []),
  ];
}

function compareConstraints(old: Schema, fresh: Schema, name: string): Change[] {
  const keywords = constraintNames.filter((keyword) => old.constraints.get(keyword) !== fresh.constraints.get(keyword));
  return keywords.map((keyword) => {
    const [before = "none", now = "none"] = [old.constraints.get(keyword), fresh.constraints.get(keyword)];
    return change("minor", "response-constraint-changed", `${keyword} of ${name} was ${before} and is now ${now}.`);
  });
}

import { typeName } from "../language/identifiers.ts";
import type { ApiSettings } from "../openapi/api-settings.ts";
import type { Description } from "../openapi/description.ts";
import { asObject, type JsonObject } from "../openapi/json.ts";
import { operationTitle } from "../openapi/rule-set.ts";

/**
 * Tells the paths whose operations may have types of other names than before, in either version: those that say something else, or
 * refer to what does, and those whose names may be taken by these. Making the types of thousands of operations takes far longer.
 */
export function openPaths(base: Description, revision: Description, { types }: ApiSettings): (path: string) => boolean {
  const versions = [base, revision];
  const paths = versions.map(({ root }) => textsOf(asObject(root["paths"])));
  const components = versions.map(({ root }) => componentTexts(root));
  // Some options name types after what stands in operations, wherever it stands.
  const hasOptions = Object.values(types).some((value) => value === true);
  const isOtherVersion = base.root["openapi"] !== revision.root["openapi"];
  const texts = [...paths, ...components].flatMap((all) => [...all.values()]);
  if (hasOptions || isOtherVersion || texts.some((text) => text.includes('"#/paths/'))) return () => true;
  const isSame = unchangedComponents(components);
  const changed = new Set(
    keysOf(paths).filter((path) => {
      const [before = "", now] = paths.map((all) => all.get(path));
      return before !== now || !referencesOf(before).every(isSame);
    }),
  );
  const ofComponents = keysOf(components).filter((reference) => !isSame(reference));
  const names = versions.flatMap(({ operations, ruleSets }) => [
    ...ofComponents.map((reference) => typeName(reference.split("/").at(-1) ?? "")),
    ...operations.filter(({ path }) => changed.has(path)).map((operation) => typeName(operationTitle(operation))),
    ...ruleSets.flatMap(({ owner, variantNames }) =>
      owner.kind === "operation" && changed.has(owner.path) ? [...variantNames.values()] : [],
    ),
  ]);
  const mayTake = startsAlike(names);
  const near = versions.flatMap(({ operations, ruleSets }) => [
    ...operations.filter((operation) => mayTake(typeName(operationTitle(operation)))).map(({ path }) => path),
    // Names that an author chose may be those of anything.
    ...ruleSets.flatMap(({ owner, variantNames }) =>
      owner.kind === "operation" && variantNames.size > 0 ? [owner.path] : [],
    ),
  ]);
  const open = new Set([...changed, ...near]);
  return (path) => open.has(path);
}

function keysOf(maps: readonly ReadonlyMap<string, string>[]): string[] {
  return [...new Set(maps.flatMap((map) => [...map.keys()]))];
}

function textsOf(holder: JsonObject, before = ""): Map<string, string> {
  return new Map(Object.entries(holder).map(([key, value]) => [before + key, JSON.stringify(value) ?? ""]));
}

/** The components by the references to them. */
function componentTexts(root: JsonObject): Map<string, string> {
  const groups = Object.entries(asObject(root["components"]));
  return new Map(groups.flatMap(([group, members]) => [...textsOf(asObject(members), `#/components/${group}/`)]));
}

/** What a text refers to; also where it only looks like a reference. */
function referencesOf(text: string): string[] {
  return [...text.matchAll(/"(#\/[^"]*)"/g)].map(([, reference = ""]) => reference.split("/").slice(0, 4).join("/"));
}

/** Tells whether a reference leads to a component that says the same in both versions, and so on to what it refers to. */
function unchangedComponents(versions: readonly ReadonlyMap<string, string>[]): (reference: string) => boolean {
  const names = keysOf(versions);
  const isKnown = new Set(names);
  const users = new Map<string, string[]>();
  const changed = new Set<string>();
  for (const name of names) {
    const [before = "", now] = versions.map((all) => all.get(name));
    const references = referencesOf(before);
    if (before !== now || references.some((reference) => !isKnown.has(reference))) changed.add(name);
    for (const reference of references) {
      const known = users.get(reference);
      if (known === undefined) users.set(reference, [name]);
      else known.push(name);
    }
  }
  // A set grows while it is walked through.
  for (const name of changed) for (const user of users.get(name) ?? []) changed.add(user);
  return (reference) => isKnown.has(reference) && !changed.has(reference);
}

/** Tells whether a name starts with one of these, or one of these with it; of long names, whether their starts are the same. */
function startsAlike(names: readonly string[]): (name: string) => boolean {
  const whole = new Set(names.map((name) => name.slice(0, longestStart)));
  const starts = new Set(names.flatMap(startsOf));
  return (name) => starts.has(name.slice(0, longestStart)) || startsOf(name).some((start) => whole.has(start));
}

const longestStart = 100;

function startsOf(name: string): string[] {
  const length = Math.min(name.length, longestStart);
  return Array.from({ length }, (_, index) => name.slice(0, index + 1));
}

import type { Description } from "../openapi/description.ts";
import { asObject, escapeStep, isObject, type JsonObject } from "../openapi/json.ts";
import { leftOutParts } from "../openapi/left-out.ts";
import { operationTitle } from "../openapi/rule-set.ts";
import { type Change, change, differenceOf } from "./change.ts";

const textKeys: ReadonlySet<string> = new Set([
  "description",
  "summary",
  "title",
  "example",
  "examples",
  "externalDocs",
  "tags",
  "termsOfService",
  "contact",
  "license",
]);
/** Maps of names, which may be called like keywords. */
const nameMaps: ReadonlySet<string> = new Set([
  "properties",
  "patternProperties",
  "schemas",
  "parameters",
  "headers",
  "responses",
  "paths",
  "$defs",
]);
const mostShown = 3;

/** What has changed where requests aren't compared: webhooks, callbacks, and what is left out. It may break those who use it. */
export function uncomparedChanges(base: Description, revision: Description): Change[] {
  const [before, now] = [uncomparedParts(base), uncomparedParts(revision)];
  const { removed, added } = differenceOf(before.keys(), now.keys());
  const changed = [...before].flatMap(([name, part]) => {
    if (!now.has(name)) return [];
    const { rest } = differences(part, now.get(name), { base, revision });
    const message = `${name} has changed at ${places(rest)}. Whether that breaks those who use it isn't judged.`;
    return rest.length === 0 ? [] : [change("major", "uncompared-changed", message)];
  });
  return [
    ...removed.map((name) => change("major", "uncompared-removed", `${name} was removed.`)),
    ...added.map((name) => change("minor", "uncompared-added", `${name} is new.`)),
    ...changed,
  ];
}

function uncomparedParts(description: Description): Map<string, unknown> {
  const { root, operations } = description;
  const callbacks = operations.flatMap((operation) =>
    Object.entries(asObject(operation.operation["callbacks"])).map(
      ([name, part]) => [`The callback '${name}' of ${operationTitle(operation)}`, part] as const,
    ),
  );
  const leftOut = leftOutParts(description, operations);
  return new Map<string, unknown>([
    ...Object.entries(asObject(root["webhooks"])).map(([name, part]) => [`The webhook '${name}'`, part] as const),
    ...callbacks,
    ...leftOut.map(({ title, value }) => [title, value] as const),
  ]);
}

/** Differences in texts and examples, which don't affect callers; with `others`, also those that no other check reports. */
export function remainingChanges(base: JsonObject, revision: JsonObject, others: boolean): Change[] {
  const { texts, rest } = differences(base, revision);
  return [
    ...(texts.length > 0
      ? [change("patch", "documentation", `Descriptions or examples have changed at ${places(texts)}.`)]
      : []),
    ...(others && rest.length > 0 ? [change("patch", "other", `Other parts have changed at ${places(rest)}.`)] : []),
  ];
}

/**
 * The places where two values differ, as JSON Pointers: those of texts and examples, and the rest.
 *
 * @param documents where references are followed; without, they are texts
 */
export function differences(
  base: unknown,
  revision: unknown,
  documents?: { readonly base: Description; readonly revision: Description },
): { readonly texts: readonly string[]; readonly rest: readonly string[] } {
  const texts: string[] = [];
  const rest: string[] = [];
  const visited = new Map<unknown, Set<unknown>>();
  const visit = (before: unknown, now: unknown, path: readonly string[], isText: boolean): void => {
    if (before === now) return;
    const areLists = Array.isArray(before) && Array.isArray(now);
    if ((isObject(before) && isObject(now)) || areLists) {
      const whole = [documents?.base.resolve(before) ?? before, documents?.revision.resolve(now) ?? now] as const;
      const partners = visited.get(whole[0]) ?? new Set();
      if (partners.has(whole[1])) return;
      visited.set(whole[0], partners.add(whole[1]));
      const [old, fresh] = [asEntries(whole[0]), asEntries(whole[1])];
      const names = nameMaps.has(path.at(-1) ?? "") && !nameMaps.has(path.at(-2) ?? "");
      for (const key of new Set([...old.keys(), ...fresh.keys()]))
        visit(old.get(key), fresh.get(key), [...path, key], isText || (!names && textKeys.has(key)));
    } else if (JSON.stringify(before) !== JSON.stringify(now)) (isText ? texts : rest).push(pointerOf(path));
  };
  visit(base, revision, [], false);
  return { texts, rest };
}

function asEntries(value: unknown): Map<string, unknown> {
  return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
}

function pointerOf(path: readonly string[]): string {
  return `#${path.map((step) => `/${escapeStep(step)}`).join("")}`;
}

function places(pointers: readonly string[]): string {
  const more = pointers.length - mostShown;
  return `${pointers.slice(0, mostShown).join(", ")}${more > 0 ? ` and ${more} other places` : ""}`;
}

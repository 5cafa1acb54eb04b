import { startingName } from "../validators/identifiers.ts";

/** The declarations that a module exports, by their names; what says the same has the same text. */
export function exportedTypes(module: string): ReadonlyMap<string, string> {
  return new Map(
    module.split(/^(?=export |const |\/\*\*|\/\/)/m).flatMap((declaration) => {
      const [, name] =
        /^export (?:interface|type|enum|const|class|function) ([\p{ID_Start}$_][\p{ID_Continue}$]*)/u.exec(
          declaration,
        ) ?? [];
      if (name === undefined) return [];
      // What a validator checks is a request, which has a name that is exported.
      const text = withoutComments(declaration).replace(
        /\$checks([\p{ID_Continue}$]+)/u,
        (_, part: string) => `${startingName(part)}Request`,
      );
      return [[name, text.replace(` ${name}`, "")] as const];
    }),
  );
}

/** A text on one line, without the comments that document it. */
export function withoutComments(text: string): string {
  return text
    .replaceAll(/\/\*\*[\s\S]*?\*\//g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** How the names that a module exports differ from those that it did. */
export interface ExportChanges {
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly renamed: readonly Renamed[];
  /** Names that are still there, but no longer for what has another name now. */
  readonly moved: readonly Renamed[];
}

interface Renamed {
  readonly from: string;
  readonly to: string;
}

/**
 * A name that went is renamed where one that came says just the same, apart from names that are renamed themselves. A name that is
 * still there has moved where what it said is said by another now, and something else took its place.
 */
export function compareExports(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): ExportChanges {
  const removed = [...before.keys()].filter((name) => !now.has(name));
  const added = [...now.keys()].filter((name) => !before.has(name));
  const kept = [...before.keys()].filter((name) => now.has(name));
  const renames = new Map<string, string>();
  const taken = new Set<string>();
  const textOf = (name: string): string | undefined => {
    const text = before.get(name);
    return text === undefined ? undefined : withNames(text, renames);
  };
  const find = (
    from: readonly string[],
    to: readonly string[],
    fits: (name: string, other: string) => boolean,
  ): void => {
    const byText = new Map<string | undefined, string[]>();
    for (const name of to) byText.set(now.get(name), [...(byText.get(now.get(name)) ?? []), name]);
    for (let known = -1; known < renames.size; ) {
      known = renames.size;
      for (const name of from.filter((one) => !renames.has(one))) {
        const [other, ...others] = byText.get(textOf(name)) ?? [];
        if (other === undefined || others.length > 0 || !fits(name, other)) continue;
        renames.set(name, other);
        taken.add(other);
      }
    }
  };
  find(removed, added, () => true);
  const says = (name: string): boolean => textOf(name) === now.get(name);
  find(kept, [...added, ...kept], (name, other) => {
    if (says(name) || says(other) || taken.has(other)) return false;
    return before.has(other) || taken.has(name) || kindOf(before.get(name)) !== kindOf(now.get(name));
  });
  const toRenamed = (from: string): Renamed[] => {
    const to = renames.get(from);
    return to === undefined ? [] : [{ from, to }];
  };
  return {
    removed: removed.filter((name) => !renames.has(name)),
    added: added.filter((name) => !taken.has(name)),
    renamed: removed.flatMap(toRenamed),
    moved: kept.flatMap(toRenamed),
  };
}

function kindOf(text: string | undefined): string | undefined {
  return /^export \w+/.exec(text ?? "")?.[0];
}

function withNames(text: string, renames: ReadonlyMap<string, string>): string {
  return text.replaceAll(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu, (name) => renames.get(name) ?? name);
}

/** Whether code that imports names has to change. */
export function losesNames({ removed, renamed, moved }: ExportChanges): boolean {
  return removed.length + renamed.length + moved.length > 0;
}

/** `renamed: A to B; removed: C; new: D`, as one text or, of many names, as several; none where no name goes. */
export function describeExports({ removed, added, renamed, moved }: ExportChanges): string[] {
  const gone = [
    ["renamed", renamed.map(({ from, to }) => `${from} to ${to}`)],
    ["removed", removed],
    ["with another meaning", moved.map(({ from, to }) => `${from}, now ${to}`)],
  ] as const;
  const pages = Math.ceil(Math.max(...gone.map(([, names]) => names.length)) / mostNames);
  return Array.from({ length: pages }, (_, page) => {
    const isLast = page === pages - 1;
    const lists = [...gone, ["new", added] as const].flatMap(([title, names]) => {
      const shown = names.slice(page * mostNames, (page + 1) * mostNames);
      const more = isLast ? names.length - page * mostNames - shown.length : 0;
      return shown.length === 0 ? [] : [`${title}: ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`];
    });
    return lists.join("; ");
  });
}

const mostNames = 10;

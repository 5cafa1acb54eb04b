/** The declarations that a module exports, by their names; what says the same has the same text. */
export function exportedTypes(module: string): ReadonlyMap<string, string> {
  const starts = [
    ...module.matchAll(/^export (?:interface|type|enum|const|class|function) ([\p{ID_Start}$_][\p{ID_Continue}$]*)/gmu),
  ];
  return new Map(
    starts.map((start, index) => {
      const [, name = ""] = start;
      const text = module.slice(start.index, starts[index + 1]?.index);
      return [
        name,
        text
          .replaceAll(/\/\*\*[\s\S]*?\*\//g, "")
          .replaceAll(/\s+/g, " ")
          .replace(` ${name}`, "")
          .trim(),
      ] as const;
    }),
  );
}

/** How the names that a module exports differ from those that it did. */
export interface ExportChanges {
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
}

/** A name that went is renamed where one that came says just the same, apart from names that are renamed themselves. */
export function compareExports(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): ExportChanges {
  const removed = [...before.keys()].filter((name) => !now.has(name));
  const added = [...now.keys()].filter((name) => !before.has(name));
  const byText = new Map<string, string[]>();
  for (const name of added) byText.set(now.get(name) ?? "", [...(byText.get(now.get(name) ?? "") ?? []), name]);
  const renames = new Map<string, string>();
  for (let known = -1; known < renames.size; ) {
    known = renames.size;
    for (const from of removed.filter((name) => !renames.has(name))) {
      const [to, ...others] = byText.get(withNames(before.get(from) ?? "", renames)) ?? [];
      if (to !== undefined && others.length === 0) renames.set(from, to);
    }
  }
  const taken = new Set(renames.values());
  return {
    removed: removed.filter((name) => !renames.has(name)),
    added: added.filter((name) => !taken.has(name)),
    renamed: removed.flatMap((from) => {
      const to = renames.get(from);
      return to === undefined ? [] : [{ from, to }];
    }),
  };
}

function withNames(text: string, renames: ReadonlyMap<string, string>): string {
  return text.replaceAll(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu, (name) => renames.get(name) ?? name);
}

/** `renamed: A to B; removed: C; new: D`; undefined where no name goes. */
export function describeExports({ removed, added, renamed }: ExportChanges): string | undefined {
  if (removed.length + renamed.length === 0) return undefined;
  const list = (title: string, names: readonly string[]): string[] => {
    const more = names.length - mostNames;
    const shown = names.slice(0, mostNames).join(", ");
    return names.length === 0 ? [] : [`${title}: ${shown}${more > 0 ? ` and ${more} more` : ""}`];
  };
  return [
    ...list(
      "renamed",
      renamed.map(({ from, to }) => `${from} to ${to}`),
    ),
    ...list("removed", removed),
    ...list("new", added),
  ].join("; ");
}

const mostNames = 10;

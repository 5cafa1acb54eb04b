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

/** A name that went is renamed where one that came says just the same. */
export function compareExports(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): ExportChanges {
  const removed = [...before.keys()].filter((name) => !now.has(name));
  const added = [...now.keys()].filter((name) => !before.has(name));
  const renamed = removed.flatMap((from) => {
    const same = added.filter((to) => now.get(to) === before.get(from));
    const [to] = same;
    return to === undefined || same.length > 1 ? [] : [{ from, to }];
  });
  return {
    removed: removed.filter((name) => renamed.every(({ from }) => from !== name)),
    added: added.filter((name) => renamed.every(({ to }) => to !== name)),
    renamed,
  };
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

/** What a change means for those who use the generated package, in the words of https://semver.org; the least comes first. */
export const semverLevels = ["none", "patch", "minor", "major"] as const;
export type SemverLevel = (typeof semverLevels)[number];

/** The highest of several levels. */
export function highest(levels: readonly SemverLevel[]): SemverLevel {
  return semverLevels.findLast((level) => levels.includes(level)) ?? "none";
}

/** One difference between two versions of a description. */
export interface Change {
  readonly level: Exclude<SemverLevel, "none">;
  /** The kind of difference, for programs: `response-field-removed`. */
  readonly kind: string;
  /** What has changed, in words. */
  readonly message: string;
}

export function change(level: Change["level"], kind: string, message: string): Change {
  return { level, kind, message };
}

/** What is only in one list, and what only in the other. */
export function differenceOf<T>(before: Iterable<T>, now: Iterable<T>): { readonly removed: T[]; readonly added: T[] } {
  const [old, fresh] = [new Set(before), new Set(now)];
  return { removed: [...old].filter((item) => !fresh.has(item)), added: [...fresh].filter((item) => !old.has(item)) };
}

/** `'a', 'b' and 'c'` */
export function listed(names: readonly unknown[]): string {
  const shown = names.map((name) => (typeof name === "string" ? `'${name}'` : JSON.stringify(name)));
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

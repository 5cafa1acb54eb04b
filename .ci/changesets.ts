import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { default as assembleReleasePlan } from "@changesets/assemble-release-plan";
import { parse } from "@changesets/config";
import { default as readChangesets } from "@changesets/read";

/** The repository. */
export const root = resolve(import.meta.dirname, "..");

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly repository?: unknown;
}

/** A package of the repository. Changesets' own command leaves out the one at the top, because it isn't a workspace. */
export interface Package {
  readonly dir: string;
  readonly packageJson: Manifest;
}

export const packages: readonly Package[] = [".", "scripts"].map((folder) => {
  const dir = join(root, folder);
  const packageJson: Manifest = JSON.parse(readFileSync(join(dir, "package.json"), "utf8"));
  return { dir, packageJson };
});

export type Level = "none" | "patch" | "minor" | "major";
export const levels: readonly Level[] = ["none", "patch", "minor", "major"];

/** What the pending changesets ask for. */
export interface ReleasePlan {
  /** The version that both packages get; undefined if nothing is pending. */
  readonly version: string | undefined;
  readonly changesets: readonly Changeset[];
}

export interface Changeset {
  /** The name of its file, without `.md`. */
  readonly id: string;
  readonly summary: string;
  readonly releases: readonly { readonly name: string; readonly type: Level }[];
}

/**
 * Reads `.changeset/` with changesets' own modules: file format, levels and versions are theirs.
 *
 * @param since a commit: only those that were added after it
 */
export async function readReleasePlan(since?: string): Promise<ReleasePlan> {
  const [first] = packages;
  if (first === undefined) throw new Error("There are no packages.");
  const all = { tool: "root" as const, root: { ...first }, packages: [...packages] };
  const config = parse(JSON.parse(readFileSync(join(root, ".changeset/config.json"), "utf8")), all);
  const changesets = await readChangesets(root, since);
  const plan = assembleReleasePlan(changesets, all, config, undefined);
  return { version: plan.releases.find(({ type }) => type !== "none")?.newVersion, changesets };
}

/** The changelog with a section for a version, a heading for each package, and the changesets' texts as points. */
export function addToChangelog(changelog: string, version: string, changesets: readonly Changeset[]): string {
  const [, head = "", rest = ""] = /^([\s\S]*?)(?=^## )([\s\S]*)$/m.exec(changelog) ?? [];
  return `${head}${changelogSection(version, changesets)}\n${rest}`;
}

export function changelogSection(version: string, changesets: readonly Changeset[]): string {
  const sections = packages.flatMap(({ packageJson: { name } }) => {
    const points = changesets
      .filter(({ releases }) => releases.some((release) => release.name === name && release.type !== "none"))
      .map(({ summary, releases }) => {
        const isBreaking = releases.some((release) => release.name === name && release.type === "major");
        return `- ${isBreaking ? "**Breaking:** " : ""}${summary.trim().replaceAll(/\n(?=.)/g, "\n  ")}`;
      });
    return points.length === 0 ? [] : [`### ${name}\n\n${points.join("\n")}\n`];
  });
  return [`## ${version}\n`, ...sections].join("\n");
}

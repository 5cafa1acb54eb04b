import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { isAbsoluteUrl } from "@redocly/openapi-core";
import { type Diagnostic, DiagnosticsError, OpenApiRulesError, shownPath } from "../diagnostics.ts";
import { type Commit, filesOfCommit, findCommit, hasFile, pathInCommit } from "../files/git-files.ts";
import { InputFiles } from "../files/input-files.ts";
import { type ApiSettings, defaultSettings } from "../openapi/api-settings.ts";
import { type Api, loadApis } from "../openapi/load-apis.ts";
import { type LoadedVersion, loadVersion } from "../openapi/load-file.ts";

/** One version of a description: on the disk, at a URL, or in a commit. */
export interface Version {
  readonly label: string;
  /** Absolute path, or URL. */
  readonly root: string;
  readonly commit: Commit | undefined;
}

/** Two versions of one description to compare. */
export interface VersionPair {
  readonly base: Version;
  readonly revision: Version;
  readonly settings: ApiSettings;
}

/** What a person compares: files, or revisions with the APIs of a redocly.yaml. */
export interface DiffRequest {
  readonly base: string;
  readonly revision: string | undefined;
  /** Absolute path of the redocly.yaml, which may be missing if files are named. */
  readonly config: string;
}

/**
 * Finds what is to be compared. A name is a file if there is one, `REVISION:FILE` as git has it, or else a revision.
 *
 * @throws OpenApiRulesError `ERR_USAGE` for what is neither
 */
export async function findVersions({ base, revision, config }: DiffRequest): Promise<VersionPair[]> {
  const [before, now] = [await readName(base), revision === undefined ? undefined : await readName(revision)];
  const settingsOf = settingsByRoot(await configuredApis(config));
  if (before.kind === "file" || now?.kind === "file") {
    if (now === undefined) {
      const message = `Pass what to compare ${base} with: another file, or a git revision. See openapi-rules diff --help.`;
      throw new OpenApiRulesError("ERR_USAGE", message);
    }
    const [old, fresh] = [versionOf(before, now), versionOf(now, before)];
    return [
      { base: old, revision: fresh, settings: settingsOf(fresh.root) ?? settingsOf(old.root) ?? defaultSettings },
    ];
  }
  const { apis } = await loadApis(config, new InputFiles());
  const found = apis.filter(({ root }) => !isAbsoluteUrl(root));
  if (found.length === 0) {
    const message = `${base} is a git revision, and no API in ${shownPath(config)} has x-openapi-ts. Pass a file: openapi-rules diff ${base} openapi.yaml.`;
    throw new OpenApiRulesError("ERR_CONFIG", message);
  }
  return found.map(({ root, settings }) => ({
    base: atCommit(root, before.commit),
    revision: now?.kind === "commit" ? atCommit(root, now.commit) : { label: shownPath(root), root, commit: undefined },
    settings,
  }));
}

type Name = { readonly kind: "file"; readonly version: Version } | { readonly kind: "commit"; readonly commit: Commit };

async function readName(name: string): Promise<Name> {
  const onDisk = (): Name => {
    const root = isAbsoluteUrl(name) ? name : resolve(name);
    return { kind: "file", version: { label: shownPath(root), root, commit: undefined } };
  };
  if (isAbsoluteUrl(name) || statSync(name, { throwIfNoEntry: false })?.isDirectory() === false) return onDisk();
  const [, revision, file] = /^([^:]{2,}|[^:\\/]):(?![\\/])(.+)$/s.exec(name) ?? [];
  if (revision !== undefined && file !== undefined) {
    const commit = await findCommit(process.cwd(), revision);
    // As git has it: from the top of the repository, unless it starts with a dot.
    const root = /^\.{1,2}\//.test(file) ? resolve(file) : resolve(commit.repository, file);
    return { kind: "file", version: { ...atCommit(root, commit), label: name } };
  }
  if (/\.(ya?ml|json)$/i.test(name)) return onDisk();
  return { kind: "commit", commit: await findCommit(process.cwd(), name) };
}

/** A revision beside a file means the same file in that revision. */
function versionOf(name: Name, other: Name): Version {
  if (name.kind === "file") return name.version;
  if (other.kind === "file" && !isAbsoluteUrl(other.version.root)) return atCommit(other.version.root, name.commit);
  throw new OpenApiRulesError(
    "ERR_USAGE",
    `A URL can't be read from the git revision '${name.commit.name}'. Pass a file.`,
  );
}

function atCommit(root: string, commit: Commit): Version {
  return { label: `${commit.name}:${pathInCommit(commit, root)}`, root, commit };
}

async function configuredApis(config: string): Promise<readonly Api[]> {
  return existsSync(config) ? (await loadApis(config, new InputFiles())).apis : [];
}

function settingsByRoot(apis: readonly Api[]): (root: string) => ApiSettings | undefined {
  return (root) => apis.find((api) => api.root === root)?.settings;
}

/**
 * Reads one version; references to other files are read from the same place.
 *
 * @returns undefined for a file that its commit doesn't have
 * @throws OpenApiRulesError as all that read descriptions do; places in a commit are named `main:openapi/api.yaml`
 */
export async function readVersion(
  { root, commit }: Version,
  allowExternalRefs: boolean,
): Promise<LoadedVersion | undefined> {
  if (commit === undefined) return loadVersion(root, { allowExternalRefs, files: new InputFiles() });
  if (!(await hasFile(commit, root))) return undefined;
  const files = new InputFiles(() => {}, filesOfCommit(commit));
  try {
    return await loadVersion(root, { allowExternalRefs, files });
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    const inCommit = (diagnostic: Diagnostic): Diagnostic => ({
      ...diagnostic,
      file: `${commit.name}:${pathInCommit(commit, diagnostic.file)}`,
    });
    throw new DiagnosticsError(error.diagnostics.map(inCommit));
  }
}

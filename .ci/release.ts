import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { addToChangelog, changelogSection, packages, type ReleasePlan, readReleasePlan, root } from "./changesets.ts";

/**
 * Releases both packages.
 *
 *   npm run release -- --dry-run   shows what would be published, and changes nothing
 *   npm run release -- --prepare   turns the pending changesets into versions and CHANGELOG.md; commit the result
 *   npm run release                publishes each version that npm doesn't have, with provenance, and tags the commit
 */
const { values } = parseArgs({ options: { "dry-run": { type: "boolean" }, prepare: { type: "boolean" } } });
const changelogFile = join(root, "CHANGELOG.md");
const changelog = readFileSync(changelogFile, "utf8");
const plan = await readReleasePlan();

if (values["dry-run"]) show(plan);
else if (values.prepare) prepare(plan);
else publish(plan);

function show({ version: next, changesets }: ReleasePlan): void {
  const version = next ?? packages[0]?.packageJson.version ?? "";
  for (const { dir, packageJson } of packages) {
    const { files, size, unpackedSize } = pack(dir);
    console.log(
      `${packageJson.name} ${version}: ${files.length} files, ${size} bytes packed, ${unpackedSize} unpacked`,
    );
    for (const file of files) console.log(`${String(file.size).padStart(9)}  ${file.path}`);
    console.log("");
  }
  console.log(next === undefined ? sectionOf(version) : changelogSection(next, changesets));
  const problem = missingRepository();
  if (problem !== undefined) console.log(`To publish: ${problem}`);
  console.log("Nothing was published or written.");
}

function prepare({ version, changesets }: ReleasePlan): void {
  if (version === undefined) {
    console.log("No changesets are pending. Nothing was written.");
    return;
  }
  for (const { dir } of packages) {
    const file = join(dir, "package.json");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(/^( {2}"version": )"[^"]*"/m, `$1"${version}"`));
  }
  writeFileSync(changelogFile, addToChangelog(changelog, version, changesets));
  for (const { id } of changesets) rmSync(join(root, ".changeset", `${id}.md`));
  run("npm", ["install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"]);
  console.log(`Prepared ${version}. Review the changes, and commit them.`);
}

function publish({ version: pending }: ReleasePlan): void {
  const problem =
    pending === undefined
      ? missingRepository()
      : "changesets are pending. Run npm run release -- --prepare, and merge the result.";
  if (problem !== undefined) {
    console.error(`Nothing was published: ${problem}`);
    process.exitCode = 1;
    return;
  }
  for (const { dir, packageJson } of packages) {
    const { name, version } = packageJson;
    if (isPublished(name, version)) console.log(`${name} ${version} is on npm already.`);
    else run("npm", ["publish", "--access", "public", "--provenance"], dir);
  }
  const tag = `v${packages[0]?.packageJson.version}`;
  const tags = execFileSync("git", ["tag", "--list", tag], { cwd: root, encoding: "utf8" });
  if (tags === "") run("git", ["tag", tag]);
  run("git", ["push", "origin", tag]);
}

/** npm takes a provenance statement only if the package names the repository that it was built in. */
function missingRepository(): string | undefined {
  const missing = packages.filter(({ packageJson }) => packageJson.repository === undefined);
  if (missing.length === 0) return undefined;
  const names = missing.map(({ packageJson }) => packageJson.name).join(" and ");
  return `set "repository" in the package.json of ${names}: provenance needs it.`;
}

function isPublished(name: string, version: string): boolean {
  try {
    return (
      execFileSync("npm", ["view", `${name}@${version}`, "version"], { encoding: "utf8", stdio: "pipe" }).trim() !== ""
    );
  } catch (error) {
    if (error instanceof Error && error.message.includes("E404")) return false;
    throw error;
  }
}

interface Packed {
  readonly files: readonly { readonly path: string; readonly size: number }[];
  readonly size: number;
  readonly unpackedSize: number;
}

/** What `npm publish` would send: npm builds the package first (`prepack`), which prints before the list. */
function pack(dir: string): Packed {
  const printed = execFileSync("npm", ["pack", "--dry-run", "--json"], {
    cwd: dir,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [packed]: Packed[] = JSON.parse(printed.slice(printed.search(/^\[\s*$/m)));
  if (packed === undefined) throw new Error(`npm pack lists nothing in ${dir}.`);
  return packed;
}

/** The section of a version in CHANGELOG.md. */
function sectionOf(version: string): string {
  const sections = changelog.split(/^(?=## )/m);
  return (
    sections.find((section) => section.startsWith(`## ${version}`)) ?? `CHANGELOG.md has no section for ${version}.\n`
  );
}

function run(command: string, args: readonly string[], cwd = root): void {
  execFileSync(command, args, { cwd, stdio: "inherit" });
}

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { packages, root } from "./changesets.ts";

/**
 * Adds the pages that `npm run docs` has made to a website that has a folder for each release, and lists them all in its index.html.
 *
 *   npm run pages -- FOLDER   the website is a folder
 *   npm run pages -- --push   it is the branch gh-pages of the repository that `origin` names, to which it is pushed
 */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Pass the folder of the website, or --push.");
const pages = join(root, "dist/docs");
if (!existsSync(pages)) throw new Error("dist/docs has no pages. Run npm run docs first.");
const isPushed = folder === "--push";
const site = isPushed ? checkOutSite() : resolve(folder);
const { version = "", name = "" } = packages[0]?.packageJson ?? {};

mkdirSync(join(site, version), { recursive: true });
cpSync(pages, join(site, version), { recursive: true });
// Without this file GitHub would run Jekyll over the pages.
writeFileSync(join(site, ".nojekyll"), "");
const releases = readdirSync(site)
  .filter((entry) => /^\d+\.\d+\.\d+/.test(entry))
  .sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
writeFileSync(
  join(site, "index.html"),
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<h1>${name}</h1>
<ul>
${releases.map((release) => `<li><a href="${release}/">${release}</a></li>`).join("\n")}
</ul>
</html>
`,
);
console.log(`${site} has ${releases.join(", ")}.`);
if (isPushed) pushSite();

/** The branch in a folder of its own. It is made if it doesn't exist. */
function checkOutSite(): string {
  if (git(root, "ls-remote", "--heads", "origin", "gh-pages") === "") {
    const empty = execFileSync("git", ["mktree"], { cwd: root, encoding: "utf8", input: "" }).trim();
    const start = git(root, "commit-tree", empty, "-m", "Start the website").trim();
    git(root, "push", "origin", `${start}:refs/heads/gh-pages`);
  }
  git(root, "fetch", "origin", "gh-pages");
  const checkout = join(root, "dist/site");
  git(root, "worktree", "prune");
  git(root, "worktree", "add", "--force", "--detach", checkout, "FETCH_HEAD");
  return checkout;
}

function pushSite(): void {
  git(site, "add", "--all");
  if (git(site, "status", "--porcelain") !== "") git(site, "commit", "--message", `Add ${version}`);
  git(site, "push", "origin", "HEAD:refs/heads/gh-pages");
  git(root, "worktree", "remove", "--force", site);
}

function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync("git", args, { cwd, encoding: "utf8" });
}

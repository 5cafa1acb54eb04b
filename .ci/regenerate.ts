import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./changesets.ts";

/**
 * Looks for what has changed upstream, and makes it a change of this repository: unknown differences go to
 * openapi/known-drift.yaml with an empty reason, which somebody has to fill in, or else change the description. Then everything is
 * generated again, with the dependencies as they are now.
 *
 *   npm run regenerate -- UPSTREAM                  changes files, and writes dist/regenerate.md
 *   npm run regenerate -- UPSTREAM --pull-request   also opens or refreshes a pull request with the verdict of diff
 */
const [upstream, ...options] = process.argv.slice(2);
if (upstream === undefined) throw new Error("Pass the file or URL of the vendor's description.");

const drift = (format: string): string => openapiRules(["drift", upstream, "--format", format], [0, 1]);
const report = drift("markdown");
appendFileSync(join(root, "openapi/known-drift.yaml"), drift("known"));
openapiRules(["generate"], [0]);

const changed = git("status", "--porcelain", "--", "openapi", "generated");
if (changed === "") console.log("Nothing has changed.");
else {
  const verdict = openapiRules(["diff", "HEAD", "--format", "markdown", "--fail-on", "none"], [0]);
  const body = join(root, "dist/regenerate.md");
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(body, `${report}\n${verdict}`);
  console.log(`${changed}\nThe report is in dist/regenerate.md.`);
  if (options.includes("--pull-request")) openPullRequest(body);
}

function openPullRequest(body: string): void {
  const [branch, title] = ["regenerate", "Follow upstream"];
  git("switch", "--force-create", branch);
  git("commit", "--message", title, "--", "openapi", "generated");
  git("push", "--force", "origin", branch);
  const open = gh("pr", "list", "--head", branch, "--json", "number", "--jq", ".[].number").trim();
  if (open === "") gh("pr", "create", "--head", branch, "--title", title, "--body-file", body);
  else gh("pr", "edit", open, "--body-file", body);
  gh("workflow", "run", "ci.yml", "--ref", branch);
}

function openapiRules(args: readonly string[], expected: readonly number[]): string {
  const bin = join(root, "scripts/bin/openapi-rules.js");
  const { status, stdout } = spawnSync(process.execPath, [bin, ...args], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status === null || !expected.includes(status)) throw new Error(`openapi-rules ${args[0]} failed.`);
  return stdout;
}

function git(...args: readonly string[]): string {
  return execFileSync("git", args, { cwd: root, encoding: "utf8" });
}

function gh(...args: readonly string[]): string {
  return execFileSync("gh", args, { cwd: root, encoding: "utf8" });
}

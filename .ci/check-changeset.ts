import { execFileSync } from "node:child_process";
import { type ApiDiff, diff } from "openapi-rules";
import { type Level, levels, packages, readReleasePlan, root } from "./changesets.ts";

/**
 * Fails if a change's changesets say less than `openapi-rules diff` says of the description that the client is made from.
 *
 *   npm run check:changeset [-- BASE]
 *
 * BASE is the branch or commit that the change goes to, `main` if it is left out. Changesets count once they are committed.
 */
const [branch = "main"] = process.argv.slice(2);
const base = execFileSync("git", ["merge-base", "--", branch, "HEAD"], { cwd: root, encoding: "utf8" }).trim();
const [client] = packages;
const { name = "", version = "" } = client?.packageJson ?? {};

const verdicts = {
  looser: "accepts more requests",
  tighter: "accepts fewer requests",
  both: "accepts some requests more, and some no longer",
  undecided: "may accept other requests: openapi-rules couldn't decide it",
} as const;

const [{ semver, apis }, { changesets }] = await Promise.all([diff(base), readReleasePlan(base)]);
// Below 1.0.0 a minor version may break callers: https://semver.org, item 4.
const needed: Level = semver === "major" && version.startsWith("0.") ? "minor" : semver;
const declared = changesets
  .flatMap(({ releases }) => releases)
  .filter((release) => release.name === name)
  .map(({ type }) => levels.indexOf(type));
const declaredLevel = levels[Math.max(0, ...declared)] ?? "none";

if (levels.indexOf(declaredLevel) >= levels.indexOf(needed)) {
  console.log(`The description's change is ${semver}, and the changesets say ${declaredLevel} for ${name}.`);
} else {
  console.error(
    [
      `The description's change since ${branch} is ${semver}, and the changesets say ${declaredLevel} for ${name}:`,
      ...apis.flatMap(reasonsOf).map((reason) => `  - ${reason}`),
      `Add a file to .changeset/ with the line "${name}": ${needed}, and commit it. See .changeset/README.md.`,
      `For examples of requests: npx openapi-rules diff ${branch}`,
    ].join("\n"),
  );
  process.exitCode = 1;
}

/** Everything that gives the change its level, one line each. */
function reasonsOf({ operations, changes, names }: ApiDiff): string[] {
  const ofLevel = changes.filter(({ level }) => level === semver).map(({ message }) => message);
  const ofOperations = operations
    .filter((operation) => operation.semver === semver)
    .flatMap(({ operation, requests, changes: ofOperation }) => [
      ...(requests === undefined || requests.verdict === "same" ? [] : [`${operation} ${verdicts[requests.verdict]}.`]),
      ...ofOperation.filter(({ level }) => level === semver).map(({ message }) => `${operation}: ${message}`),
    ]);
  const ofNames =
    semver === "major"
      ? [
          ...names.renamed.map(({ from, to }) => `${from} is now called ${to}.`),
          ...names.removed.map((name) => `${name} was removed.`),
          ...names.moved.map(({ from, to }) => `${from} means something else: what it was is called ${to}.`),
        ]
      : names.added.map((name) => `${name} is new.`);
  return [...ofOperations, ...ofNames, ...ofLevel];
}

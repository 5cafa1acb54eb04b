import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { root } from "./tarball.ts";

/** A clone of this repository with what its working tree has, an origin to push to, and a `gh` that writes down what it is asked. */
let folder: string;
let clone: string;

const identity = Object.fromEntries(
  ["AUTHOR", "COMMITTER"].flatMap((who) => [
    [`GIT_${who}_NAME`, "Test"],
    [`GIT_${who}_EMAIL`, "test@example.com"],
  ]),
);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "publishing-"));
  clone = join(folder, "clone");
  const files = git(root, "ls-files", "--cached", "--others", "--exclude-standard").split("\n");
  mkdirSync(clone);
  execFileSync(
    "tar",
    ["-cf", join(folder, "files.tar"), ...files.filter((file) => file !== "" && existsSync(join(root, file)))],
    { cwd: root },
  );
  execFileSync("tar", ["-xf", join(folder, "files.tar")], { cwd: clone });
  symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
  symlinkSync(join(root, "scripts/dist"), join(clone, "scripts/dist"));
  git(folder, "init", "--bare", "--quiet", "origin.git");
  git(clone, "init", "--quiet", "--initial-branch", "main");
  // A link isn't the folder that .gitignore names.
  appendFileSync(join(clone, ".git/info/exclude"), "node_modules\nscripts/dist\n");
  git(clone, "remote", "add", "origin", join(folder, "origin.git"));
  commit("Start");
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "bin/gh"), `#!/bin/sh\necho "$@" >> "${join(folder, "gh.log")}"\n`);
  chmodSync(join(folder, "bin/gh"), 0o755);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function git(cwd: string, ...args: string[]): string {
  return execFileSync("git", args, { cwd, encoding: "utf8", env: { ...process.env, ...identity } });
}

function commit(subject: string): void {
  git(clone, "add", "--all");
  git(clone, "commit", "--quiet", "--message", subject);
}

function run(script: string, ...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", join(".ci", script), ...args], {
    cwd: clone,
    encoding: "utf8",
    env: { ...process.env, ...identity, PATH: `${join(folder, "bin")}:${process.env["PATH"]}` },
  });
  return { status, output: stdout + stderr };
}

function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(join(clone, file), "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(join(clone, file), after);
}

const changeset = (level: string, text: string): string => `---\n"atlas-restore-jobs": ${level}\n---\n\n${text}\n`;

test("a change that breaks callers needs a changeset that says so", () => {
  expect(run("check-changeset.ts", "main")).toMatchObject({
    status: 0,
    output: expect.stringContaining("change is none"),
  });
  git(clone, "switch", "--quiet", "--create", "change");
  edit("openapi/restore-jobs.yaml", (text) => text.replaceAll("            - SCP\n", ""));
  commit("Remove SCP");
  const refused = run("check-changeset.ts", "main");
  expect(refused).toMatchObject({
    status: 1,
    output: expect.stringContaining("since main is major, and the changesets say none"),
  });
  expect(refused.output).toContain('"atlas-restore-jobs": minor');
  expect(refused.output).toContain("  - createGroupClusterRestoreJob accepts fewer requests.\n");
  writeFileSync(join(clone, ".changeset/less-scp.md"), changeset("patch", "SCP is gone."));
  commit("Say too little");
  expect(run("check-changeset.ts", "main")).toMatchObject({ status: 1, output: expect.stringContaining("say patch") });
  writeFileSync(join(clone, ".changeset/less-scp.md"), changeset("minor", "SCP is gone."));
  commit("Say enough");
  expect(run("check-changeset.ts", "main")).toMatchObject({ status: 0, output: expect.stringContaining("say minor") });

  git(clone, "switch", "--quiet", "main");
  git(clone, "switch", "--quiet", "--create", "rename");
  edit("openapi/restore-jobs.yaml", (text) => text.replace(": OnlySnapshotId\n", ": FromSnapshot\n"));
  commit("Rename a variant");
  expect(run("check-changeset.ts", "main").output).toContain("  - OnlySnapshotId is now called FromSnapshot.\n");
});

test("changesets become one version of both packages and a section of the changelog", () => {
  expect(run("release.ts", "--prepare")).toMatchObject({
    status: 0,
    output: expect.stringContaining("Nothing was written"),
  });
  writeFileSync(join(clone, ".changeset/one.md"), changeset("minor", "A first line\nand a second."));
  writeFileSync(
    join(clone, ".changeset/two.md"),
    changeset("patch", "A fix.").replace("atlas-restore-jobs", "openapi-rules"),
  );
  const pending = run("release.ts");
  expect(pending).toMatchObject({ status: 1, output: expect.stringContaining("changesets are pending") });
  expect(run("release.ts", "--prepare")).toMatchObject({
    status: 0,
    output: expect.stringContaining("Prepared 0.2.0"),
  });
  for (const file of ["package.json", "scripts/package.json"])
    expect(JSON.parse(readFileSync(join(clone, file), "utf8")).version).toBe("0.2.0");
  expect(readFileSync(join(clone, "package-lock.json"), "utf8")).toMatch(/"version": "0\.2\.0"/);
  expect(readFileSync(join(clone, "CHANGELOG.md"), "utf8")).toContain(
    "have the same version.\n\n## 0.2.0\n\n### atlas-restore-jobs\n\n- A first line\n  and a second.\n\n### openapi-rules\n\n- A fix.\n\n## 0.1.0",
  );
  expect(git(clone, "status", "--porcelain").split("\n").sort()).toEqual(
    ["", " M CHANGELOG.md", " M package-lock.json", " M package.json", " M scripts/package.json"].sort(),
  );
});

test("nothing is published without the repository that provenance needs", () => {
  expect(run("release.ts")).toMatchObject({
    status: 1,
    output:
      'Nothing was published: set "repository" in the package.json of atlas-restore-jobs and openapi-rules: provenance needs it.\n',
  });
});

test("what upstream changes becomes a pull request to review, with the verdict of diff", () => {
  const upstream = join(folder, "upstream.yaml");
  writeFileSync(
    upstream,
    readFileSync(join(clone, "openapi/restore-jobs.yaml"), "utf8").replaceAll("- SCP\n", "- SCP\n            - S3\n"),
  );
  writeFileSync(join(clone, "openapi/known-drift.yaml"), "");
  commit("Know nothing");
  expect(run("regenerate.ts", join(clone, "openapi/restore-jobs.yaml"))).toEqual({
    status: 0,
    output: "Nothing has changed.\n",
  });
  expect(run("regenerate.ts", upstream, "--pull-request").status).toBe(0);
  const [list, create, start] = readFileSync(join(folder, "gh.log"), "utf8").trim().split("\n");
  expect(list).toContain("pr list --head regenerate");
  expect(create).toBe(
    `pr create --head regenerate --title Follow upstream --body-file ${join(clone, "dist/regenerate.md")}`,
  );
  expect(start).toBe("workflow run ci.yml --ref regenerate");
  const body = readFileSync(join(clone, "dist/regenerate.md"), "utf8");
  expect(body).toContain('| new | `RestoreJobRequestDelivery.methodName` | enum value |  | `"S3"` |');
  expect(body).toMatch(/nothing has changed/i);
  expect(git(join(folder, "origin.git"), "show", "regenerate:openapi/known-drift.yaml")).toContain(
    '- kind: "new"\n  place: "RestoreJobRequestDelivery.methodName"\n  what: "enum value"\n  upstream: "S3"\n  reason: "" # Write why this difference is right.\n',
  );
});

test("the website keeps a folder for each release", () => {
  mkdirSync(join(clone, "dist/docs"), { recursive: true });
  writeFileSync(join(clone, "dist/docs/index.html"), "first");
  expect(run("pages.ts", "--push").status).toBe(0);
  edit("package.json", (text) => text.replace('"version": "0.1.0"', '"version": "0.10.0"'));
  writeFileSync(join(clone, "dist/docs/index.html"), "second");
  expect(run("pages.ts", "--push").status).toBe(0);
  expect(run("pages.ts", "--push").status).toBe(0);
  const page = (path: string): string => git(join(folder, "origin.git"), "show", `gh-pages:${path}`);
  expect([page("0.1.0/index.html"), page("0.10.0/index.html")]).toEqual(["first", "second"]);
  expect([...page("index.html").matchAll(/href="(.*?)"/g)].map(([, link]) => link)).toEqual(["0.10.0/", "0.1.0/"]);
});

test("workflows are checked by actionlint, and name their actions by commit", () => {
  expect(run("lint-workflows.ts")).toEqual({ status: 0, output: "" });
  const workflow = `on: pull_request
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: echo "\${{ github.event.pull_request.title }}"
`;
  writeFileSync(join(clone, ".github/workflows/bad.yml"), workflow);
  const { status, output } = run("lint-workflows.ts");
  expect(status).toBe(1);
  expect(output).toMatch(/bad\.yml:7:\d+ "github\.event\.pull_request\.title" is potentially untrusted/);
  expect(output).toContain("bad.yml:6 actions/checkout@v5 isn't pinned");
});

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { runCommandIn } from "../cli.ts";
import { withWorkspace } from "../workspace.ts";
import { pets } from "./pets.ts";

const looser = pets.replace("ZeroOrOne(tag, name)", "IF tag THEN NOT (tag)");
const tighter = pets.replace("ZeroOrOne", "OnlyOne");

function git(folder: string, ...args: string[]): string {
  const identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...identity, ...args], { cwd: folder, encoding: "utf8" });
}

/** A repository with one commit, of a redocly.yaml and these files. */
function withRepository<T>(files: Readonly<Record<string, string>>, use: (folder: string) => Promise<T>): Promise<T> {
  return withWorkspace(files, (folder) => {
    git(folder, "init", "--quiet", "--initial-branch=main");
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "--message=First");
    return use(folder);
  });
}

describe("openapi-rules diff of two files", () => {
  test("shows a request that is refused now, and ends with code 1", () =>
    withWorkspace({ "base.yaml": pets, "now.yaml": tighter }, async (folder) => {
      const { code, stdout, stderr } = await runCommandIn(folder, "diff", "base.yaml", "now.yaml");
      expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
      expect(stdout).toBe(`base.yaml -> now.yaml

listPets (GET /pets)
  accepts fewer requests
    refused now  {}
                 Set one of tag, name; this request sets none of them.
  - ZeroOrOne(tag, name);
  + OnlyOne(tag, name);

Major: callers may have to change. Below 1.0.0, raise the minor version.
`);
    }));

  test("shows requests both ways, where some are refused and others accepted", () =>
    withWorkspace({ "base.yaml": tighter, "now.yaml": looser }, async (folder) => {
      const { code, stdout } = await runCommandIn(folder, "diff", "base.yaml", "now.yaml", "--json");
      expect(code).toBe(1);
      const { semver, apis } = JSON.parse(stdout);
      expect(semver).toBe("major");
      expect(apis[0].operations[0].requests).toMatchObject({
        verdict: "both",
        refusedNow: { request: { params: { query: { tag: expect.any(String) } } } },
        acceptedNow: { request: {}, violations: [{ sentence: "OnlyOne(tag, name);" }] },
        undecided: [],
      });
    }));

  test.each([
    ["a change that breaks nothing", tighter, pets, [], 0],
    ["one that is asked to be told", tighter, pets, ["--fail-on", "minor"], 1],
    ["a breaking one, where none fails", pets, tighter, ["--fail-on=none"], 0],
    ["no change at all", pets, pets, ["--fail-on", "patch"], 0],
    ["another title", pets, pets.replace("title: Pets", "title: More"), ["--fail-on", "patch"], 1],
  ])("has the exit code of %s", (_title, base, now, args, code) =>
    withWorkspace({ "base.yaml": base, "now.yaml": now }, async (folder) => {
      expect(await runCommandIn(folder, "diff", "base.yaml", "now.yaml", ...args)).toMatchObject({ code, stderr: "" });
    }),
  );

  test("writes Markdown in which no text of a description is markup", () => {
    const hostile = (text: string): string => text.replace("listPets", "'a|b <img src=x> `c` @d'");
    return withWorkspace({ "base.yaml": hostile(pets), "now.yaml": hostile(tighter) }, async (folder) => {
      const { code, stdout } = await runCommandIn(folder, "diff", "base.yaml", "now.yaml", "--format", "markdown");
      expect(code).toBe(1);
      expect(stdout).toMatch(/^## API changes: major\n/);
      expect(stdout).toContain("| operation | version | requests | changes |");
      expect(stdout).toContain("```diff\n- ZeroOrOne(tag, name);\n+ OnlyOne(tag, name);\n```");
      expect(stdout).not.toMatch(/<img|a\|b|@d/);
    });
  });
});

describe("openapi-rules diff of git revisions", () => {
  const shared = "type: string\nenum: [cat, dog]\n";
  const split = pets.replace(
    "name: tag, in: query, schema: { type: string }",
    "name: tag, in: query, schema: { $ref: tag.yaml }",
  );

  test("compares the APIs of the redocly.yaml, and reads referenced files at the revision", () =>
    withRepository({ "api.yaml": split, "tag.yaml": shared }, async (folder) => {
      writeFileSync(join(folder, "tag.yaml"), "type: string\nenum: [cat]\n");
      const before = git(folder, "status", "--porcelain");
      const { code, stdout, stderr } = await runCommandIn(folder, "diff", "main");
      expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
      expect(stdout).toContain("main:api.yaml -> api.yaml\n");
      expect(stdout).toContain('refused now  {"params":{"query":{"tag":"dog"}}}');
      expect(git(folder, "status", "--porcelain")).toBe(before);
      expect(readFileSync(join(folder, "tag.yaml"), "utf8")).toBe("type: string\nenum: [cat]\n");

      git(folder, "commit", "--quiet", "--all", "--message=Second");
      writeFileSync(join(folder, "tag.yaml"), shared);
      const both = await runCommandIn(folder, "diff", "HEAD~1", "HEAD");
      expect(both.stdout).toContain("HEAD~1:api.yaml -> HEAD:api.yaml\n");
      expect(both.stdout).toContain("accepts fewer requests");
      expect((await runCommandIn(folder, "diff", "HEAD~1")).stdout).toContain("None: nothing has changed.");
    }));

  test("takes REVISION:FILE, and a revision beside a file, in any folder", () =>
    withRepository({ "api.yaml": pets }, async (folder) => {
      mkdirSync(join(folder, "inner"));
      writeFileSync(join(folder, "api.yaml"), tighter);
      for (const args of [
        ["HEAD:api.yaml", "../api.yaml"],
        ["HEAD:../api.yaml", "../api.yaml"],
        ["main", "../api.yaml"],
      ]) {
        const { code, stdout } = await runCommandIn(join(folder, "inner"), "diff", ...args);
        expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining("accepts fewer requests") });
      }
      // The other way round, the file of the revision is the newer one.
      expect(await runCommandIn(folder, "diff", "api.yaml", "HEAD")).toMatchObject({ code: 0 });
    }));

  test("takes a description that the revision doesn't have for a new one", () =>
    withRepository({ "other.txt": "" }, async (folder) => {
      writeFileSync(join(folder, "api.yaml"), pets);
      const { code, stdout } = await runCommandIn(folder, "diff", "main");
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("The description is new.") });
    }));

  test("names the revision where its description is wrong", () =>
    withRepository({ "api.yaml": pets.replace("(tag, name)", "(tag, nmae)") }, async (folder) => {
      writeFileSync(join(folder, "api.yaml"), pets);
      expect(await runCommandIn(folder, "diff", "main")).toMatchObject({
        code: 1,
        stdout: "",
        stderr: expect.stringContaining("main:api.yaml:11:26 error Unknown name 'nmae'"),
      });
    }));

  test.each([
    ["an unknown revision", ["mian"], 2, "'mian' is neither a file nor a git revision."],
    ["one that looks like an option of git", ["--", "--help"], 2, "'--help' is neither a file nor a git revision."],
    ["a file that the revision doesn't have", ["HEAD:none.yaml", "api.yaml"], 3, "File not found: HEAD:none.yaml."],
    ["a file that the disk doesn't have", ["api.yaml", "none.yaml"], 3, "Can't read none.yaml"],
    ["one file alone", ["api.yaml"], 2, "Pass what to compare api.yaml with"],
    ["nothing", [], 2, "Pass what to compare with"],
    ["three names", ["a.yaml", "b.yaml", "c.yaml"], 2, "Expected BASE and REVISION"],
    ["an unknown format", ["main", "--format", "xml"], 2, "--format: expected one of text, json, markdown"],
    ["an unknown level", ["main", "--fail-on", "bad"], 2, "--fail-on: expected one of none, patch, minor, major"],
    ["what isn't OpenAPI", ["redocly.yaml", "api.yaml"], 1, "Not an OpenAPI 3 description"],
    ["no redocly.yaml", ["main", "--config", "none.yaml"], 1, "Config file not found: none.yaml"],
  ])("says what is wrong with %s", (_title, args, code, message) =>
    withRepository({ "api.yaml": pets }, async (folder) => {
      const finished = await runCommandIn(folder, "diff", ...args);
      expect(finished).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(message) });
    }),
  );

  test("says that the folder is in no repository, or git is missing", () =>
    withWorkspace({ "api.yaml": pets }, async (folder) => {
      expect(await runCommandIn(folder, "diff", "main")).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("Not in a git repository, so 'main' can't be a revision."),
      });
      const bin = resolve(import.meta.dirname, "../../../scripts/bin/openapi-rules.js");
      const { status, stderr } = spawnSync(process.execPath, [bin, "diff", "main"], {
        cwd: folder,
        env: { PATH: folder },
        encoding: "utf8",
      });
      expect({ status, stderr }).toEqual({ status: 3, stderr: expect.stringContaining("git isn't installed") });
    }));
});

test("openapi-rules diff prints its help", async () => {
  const { code, stdout } = await runCommandIn(".", "diff", "--help");
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("--fail-on LEVEL") });
});

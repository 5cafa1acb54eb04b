import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { runCommandIn } from "./rules/cli.ts";
import { generateFrom } from "./rules/generator.ts";
import { readmeBlock, readmeBlocks } from "./support/readme.ts";
import {
  commandsIn,
  ENGINE_README,
  engineSamples,
  linkEngine,
  READMES,
  root,
  writeReadersFiles,
  writeSettings,
} from "./support/samples.ts";
import { compile } from "./types/compiler.ts";

const read = (file: string): string => readFileSync(join(root, file), "utf8");

describe("README", () => {
  const local = (sample: string): string => sample.replaceAll('"atlas-restore-jobs"', '"../src/index.ts"');

  test("shows the compile error that its first sample gets", () => {
    const complaints = compile(
      { "example.ts": local(readmeBlock("ts", "AUTOMATED_RESTORE")) },
      { types: ["node"], lib: ["lib.es2022.d.ts", "lib.dom.d.ts"] },
    );
    expect(complaints.map(({ message }) => `error TS2345: ${message}\n`)).toEqual([readmeBlock("", "error TS2345")]);
  });

  test("has samples that compile", () => {
    const samples = readmeBlocks("ts").filter((sample) => !sample.includes("AUTOMATED_RESTORE"));
    expect(samples.length).toBeGreaterThan(0);
    for (const sample of samples)
      expect(
        compile({ "example.ts": local(sample) }, { types: ["node"], lib: ["lib.es2022.d.ts", "lib.dom.d.ts"] }),
      ).toEqual([]);
  });

  test("quotes the rules of the description", () => {
    const [, ...rules] = readmeBlock("yaml", "x-dependencies").trimEnd().split("\n");
    for (const rule of rules)
      expect(
        read("openapi/restore-jobs.yaml")
          .split("\n")
          .map((line) => line.trim()),
      ).toContain(rule.trim());
  });

  test("names the two commands that the gate runs", () => {
    const [generate, run] = readmeBlock("sh", "npm run generate").trimEnd().split("\n");
    expect([generate, run]).toEqual(["npm ci && npm run generate", "npm ci && npm test"]);
    for (const command of [generate, run]) expect(read(".ci/run")).toContain(`step bash -c '${command}'`);
  });

  test("is short", () => {
    expect(read("README.md").split("\n").length).toBeLessThanOrEqual(151);
  });
});

describe("openapi-rules' README", () => {
  let folder: string;
  let types: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "reader-"));
    linkEngine(folder);
    writeReadersFiles(folder);
    const first = await runCommandIn(folder, ..."generate search.yaml -o search.ts".split(" "));
    expect(first).toMatchObject({ code: 0, stderr: "" });
    types = readFileSync(join(folder, "search.ts"), "utf8");
    writeSettings(folder);
    const identity = ["-c", "user.name=Reader", "-c", "user.email=reader@example.com", "-c", "commit.gpgsign=false"];
    for (const args of [
      ["init", "--quiet", "--initial-branch=main"],
      ["add", "--all"],
      ["commit", "--quiet", "--message=First"],
    ])
      execFileSync("git", [...identity, ...args], { cwd: folder });
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test("starts with a description of ten lines", () => {
    expect(read(ENGINE_README)).toContain("is ten lines");
    expect(readmeBlock("yaml", "openapi: 3.1.0", ENGINE_README).trimEnd().split("\n")).toHaveLength(10);
  });

  test("shows the union that comes of it", () => {
    const lines = readmeBlock("diff", "query", ENGINE_README).split("\n");
    const added = lines.filter((line) => line.startsWith("+")).map((line) => line.slice(1));
    expect(added).toHaveLength(1);
    for (const line of added) expect(types.split("\n")).toContain(line);
  });

  test("has commands that work", async () => {
    const commands = commandsIn(ENGINE_README).filter((command) => command.startsWith("npx openapi-rules "));
    expect(commands.length).toBeGreaterThan(5);
    for (const command of commands) {
      // These have tests of their own: one doesn't end, one renders for long, one downloads.
      if (/--watch|rules docs|https:/.test(command)) continue;
      const { code, stderr } = await runCommandIn(folder, ...command.split(" ").slice(2));
      expect({ command, code, stderr }).toEqual({ command, code: 0, stderr: "" });
    }
    expect(existsSync(join(folder, "generated/search.json"))).toBe(true);
  });

  test("shows what diff prints", async () => {
    const { stdout } = await runCommandIn(folder, "diff", "search.yaml", "next.yaml");
    expect(stdout).toBe(readmeBlock("console", "search.yaml -> next.yaml", ENGINE_README));
  });

  test("has samples that compile", () => {
    const samples = engineSamples().map(({ name, text }) => [
      name,
      text.replaceAll('"openapi-rules"', '"../scripts/index.ts"'),
    ]);
    const validators = readFileSync(join(folder, "search.validator.ts"), "utf8");
    const files = { ...Object.fromEntries(samples), "search.ts": types, "search.validator.ts": validators };
    expect(
      compile(files, { types: ["node"], lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.asynciterable.d.ts"] }),
    ).toEqual([]);
  });

  test("shows what its samples print", async () => {
    const pairs = [...read(ENGINE_README).matchAll(/```ts\n([^`]*)```\n\n```console\n([^`]*)```/g)];
    expect(pairs.length).toBe(2);
    const tsx = pathToFileURL(resolve(root, "node_modules/tsx/dist/loader.mjs")).href;
    for (const [, text, output] of pairs) {
      const name = engineSamples().find((sample) => sample.text === text)?.name ?? "";
      const { stdout } = await promisify(execFile)(process.execPath, ["--import", tsx, name], { cwd: folder });
      expect(stdout).toBe(output);
    }
  });

  test("shows a mistake as the command reports it", async () => {
    const description = readmeBlock("yaml", "openapi: 3.1.0", ENGINE_README);
    const line = readmeBlock("console", "chanelId", ENGINE_README);
    const elsewhere = join(folder, "mistake");
    mkdirSync(elsewhere);
    const wrong = description.replace("OnlyOne(q, channelId)", "OnlyOne(q, chanelId)");
    writeFileSync(join(elsewhere, "search.yaml"), wrong);
    const { code, stderr } = await runCommandIn(elsewhere, ..."generate search.yaml -o search.ts".split(" "));
    expect({ code, stderr }).toEqual({ code: 1, stderr: `${line}Nothing was written.\n` });
  });

  test("has sentences of every kind that are read as rules", async () => {
    const names = ["eventType", "type", "q", "channelId", "relatedTo", "location"];
    const fields = [
      ...names.map((name) => `{ name: ${name}, in: query, schema: { type: string } }`),
      ...["publishedAfter", "publishedBefore"].map(
        (name) => `{ name: ${name}, in: query, schema: { type: string, format: date-time } }`,
      ),
      "{ name: radius, in: query, schema: { type: integer } }",
    ];
    const rules = readmeBlock("yaml", "IF eventType", ENGINE_README).replaceAll(/^/gm, "      ").trimEnd();
    const { types } = await generateFrom(
      `openapi: 3.1.0\ninfo: { title: t, version: "1" }\npaths:\n  /a:\n    get:\n      operationId: a\n      parameters:\n${fields.map((field) => `        - ${field}\n`).join("")}${rules}\n`,
    );
    expect(types).toContain("WithRelatedTo");
  });

  test("lists every lint rule with its severity", async () => {
    const { lintRules } = await import("../scripts/redocly/rules.ts");
    const rows = [...read(ENGINE_README).matchAll(/^\| `([\w-]+)` \| (error|warn|off) \|/gm)];
    expect(rows.map(([, name, severity]) => [name, severity])).toEqual(
      Object.entries(lintRules).map(([name, { recommended }]) => [name, recommended]),
    );
  });
});

describe("CONTRIBUTING", () => {
  test("has a way to look at a stage that works", async () => {
    const [, script] = /--eval '\n([^']*)'/.exec(readmeBlock("sh", "--eval", "CONTRIBUTING.md")) ?? [];
    const args = ["--import", "tsx", "--input-type=module", "--eval", script ?? ""];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
    expect(stdout).toContain("sentence: 'AllOrNone(oplogTs, oplogInc);'");
    expect(stdout).toContain("path: [ 'body', 'delivery', 'methodName' ]");
  });

  test("names folders and files that exist", () => {
    const named = [...read("CONTRIBUTING.md").matchAll(/`((?:openapi|generated|src|scripts|test)\/[\w./-]*)`/g)];
    expect(named.length).toBeGreaterThan(15);
    for (const [, path = ""] of named)
      expect({ path, exists: existsSync(join(root, path)) }).toEqual({ path, exists: true });
  });
});

describe.each(READMES)("%s", (file) => {
  test("names npm scripts that exist", () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(read("package.json"));
    for (const [, script = ""] of read(file).matchAll(/npm run ([\w:-]+)/g))
      expect(Object.keys(scripts)).toContain(script);
  });

  test("links to files and headings that exist", () => {
    for (const [, target = ""] of read(file).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(target)) continue;
      const [path = "", anchor] = target.split("#");
      const linked = path === "" ? file : join(dirname(file), path);
      expect({ file, target, exists: existsSync(join(root, linked)) }).toEqual({ file, target, exists: true });
      if (anchor !== undefined) expect(anchorsOf(read(linked))).toContain(anchor);
    }
  });
});

/** The anchors that GitHub makes of a document's headings. */
function anchorsOf(document: string): string[] {
  return [...document.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
}

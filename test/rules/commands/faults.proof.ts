import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { withWorkspace } from "../workspace.ts";
import { runCommand } from "./command.ts";
import { generate, pets } from "./pets.ts";

const command = resolve(import.meta.dirname, "../../../scripts/bin/openapi-rules.js");
const config = "apis: { main: { root: api.yaml, output: openapi.json, x-openapi-ts: { output: api.ts } } }\n";
const cacheOf = (folder: string): string => join(folder, "node_modules/.cache/openapi-rules");
const inFolder = { "api.yaml": pets, "redocly.yaml": config };

/** Runs a line of shell in a folder, with $RULES for the command. */
function shell(folder: string, line: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn("bash", ["-c", line], { cwd: folder, env: { ...process.env, RULES: `node ${command}` } });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((done) => child.on("close", (code) => done({ code, stdout, stderr })));
}

describe("a fault of the machine is told with its file, cause and remedy, and no stack trace", () => {
  test.each([
    ["a folder as the description", "mkdir d && $RULES generate d", 3, "Can't read d: it is a folder"],
    ["a description that is missing", "$RULES generate none.yaml", 3, "Can't read none.yaml: no such file"],
    ["a file in the place of an output's folder", "echo x > f && $RULES generate api.yaml -o f/out.ts", 3, "f"],
    [
      "a full disk behind standard output",
      "$RULES generate api.yaml > /dev/full",
      3,
      "standard output: the disk is full",
    ],
    ["a device as the output", "$RULES generate api.yaml -o /dev/null", 1, "/dev/null isn't a regular file"],
    [
      "no description at all",
      "$RULES generate --config none < /dev/null",
      1,
      "Config file not found: none. Pass its path with --config",
    ],
    ["a pipe that nobody writes to", "mkfifo pipe && $RULES generate pipe -o out.ts", 3, "pipe: nothing comes from it"],
    [
      "a socket as the description",
      'node -e \'require("net").createServer().listen("socket").unref(); process.kill(process.pid, 9)\'; $RULES generate socket',
      3,
      "socket: it is a socket",
    ],
    [
      "a standard input that never ends",
      "$RULES generate - < /dev/zero",
      3,
      "standard input: it has more than 128 MiB",
    ],
    [
      "a file that grows",
      "(head -c 300M /dev/zero > grows &); sleep 0.1; $RULES generate grows -o out.ts",
      3,
      "grows: it has more than 128 MiB",
    ],
    ["an empty standard input", "$RULES generate - < /dev/null", 2, "Standard input is empty"],
  ])("%s", (_, line, code, message) =>
    withWorkspace(inFolder, async (folder) => {
      const finished = await shell(folder, line);
      expect(finished).toMatchObject({ code, stderr: expect.stringContaining(message) });
      expect(finished.stderr).not.toMatch(/^\s+at /m);
    }),
  );

  test("and a reader that goes away early isn't a fault", () =>
    withWorkspace(inFolder, async (folder) => {
      expect(await shell(folder, "$RULES generate | head -1; exit $PIPESTATUS")).toMatchObject({
        code: 0,
        stderr: "",
      });
      expect(existsSync(join(folder, "api.ts"))).toBe(true);
    }));
});

describe("a description may come", () => {
  test.each([
    ["by standard input", "cat api.yaml | $RULES generate - > out.ts"],
    ["by a named pipe", "mkfifo pipe && (cat api.yaml > pipe &) && $RULES generate pipe -o out.ts"],
    [
      "by a pipe whose writer comes late",
      "mkfifo pipe; (sleep 1; cat api.yaml > pipe) & $RULES generate pipe -o out.ts",
    ],
    ["by a slow process", "$RULES generate <(head -c 100 api.yaml; sleep 5; tail -c +101 api.yaml) -o out.ts"],
    ["by a process", "$RULES generate <(cat api.yaml) -o out.ts"],
  ])("%s", (_, line) =>
    withWorkspace(inFolder, async (folder) => {
      expect(await shell(folder, line)).toMatchObject({ code: 0, stderr: "" });
      expect(readFileSync(join(folder, "out.ts"), "utf8")).toContain("ListPetsQueryWithName");
    }),
  );
});

describe("what earlier runs left behind does no harm", () => {
  test.each(["", "{", "[]", '{"generator":1}', "\0\0\0"])("a damaged record: %j", (text) =>
    withWorkspace(inFolder, async (folder) => {
      await generate(folder);
      for (const name of readdirSync(cacheOf(folder))) writeFileSync(join(cacheOf(folder), name), text);
      expect(await generate(folder)).toMatchObject({ code: 0, stderr: "" });
      expect((await generate(folder)).stdout).toContain("Nothing has changed");
    }),
  );

  test("the lock of a process that is gone", () =>
    withWorkspace(inFolder, async (folder) => {
      mkdirSync(cacheOf(folder), { recursive: true });
      const gone = execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" });
      writeFileSync(join(cacheOf(folder), "lock"), gone);
      expect(await generate(folder)).toMatchObject({ code: 0, stderr: "" });
      expect(readdirSync(cacheOf(folder)).filter((name) => name === "lock")).toEqual([]);
    }));

  test("a cache that can't be written", () =>
    withWorkspace(inFolder, async (folder) => {
      mkdirSync(join(folder, "node_modules"));
      writeFileSync(join(folder, "node_modules/.cache"), "a file");
      expect(await generate(folder)).toMatchObject({ code: 0, stderr: "" });
    }));

  test("an input that an older file has replaced", () =>
    withWorkspace(inFolder, async (folder) => {
      await generate(folder);
      writeFileSync(join(folder, "api.yaml"), pets.replace("ZeroOrOne", "OnlyOne"));
      utimesSync(join(folder, "api.yaml"), 1, 1);
      expect((await generate(folder)).stdout).toContain("api.ts is updated");
    }));
});

describe("outputs that something else has written", () => {
  test("are told by --check and made again: a bare openapi-typescript", () =>
    withWorkspace(inFolder, async (folder) => {
      await generate(folder);
      const theirs = resolve(command, "../../../node_modules/openapi-typescript/bin/cli.js");
      expect((await shell(folder, `node ${theirs}`)).code).toBe(0);
      const checked = await generate(folder, "--check");
      expect(checked).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("api.ts was overwritten by openapi-typescript"),
      });
      expect((await generate(folder)).stdout).toContain("it was written by openapi-typescript, without rules");
      expect((await generate(folder, "--check")).code).toBe(0);
    }));

  test("--check writes and removes nothing", () =>
    withWorkspace(inFolder, async (folder) => {
      const before = readdirSync(folder, { recursive: true });
      expect((await generate(folder, "--check")).code).toBe(1);
      expect(readdirSync(folder, { recursive: true })).toEqual(before);
    }));
});

test("two runs at once with different descriptions leave the outputs of one of them", () =>
  withWorkspace(inFolder, async (folder) => {
    writeFileSync(join(folder, "b.yaml"), pets.replace("ZeroOrOne", "OnlyOne"));
    const runs = ["api.yaml", "b.yaml"].map((file) => shell(folder, `$RULES generate ${file} -o out.ts --quiet`));
    expect(await Promise.all(runs)).toMatchObject([{ code: 0 }, { code: 0 }]);
    const [types, validators] = ["out.ts", "out.validator.ts"].map((name) => readFileSync(join(folder, name), "utf8"));
    expect(validators?.includes("OnlyOne")).toBe(types?.includes("query: ListPetsQueryWithName"));
  }));

describe("colours and control characters", () => {
  test.each([
    ["FORCE_COLOR", { FORCE_COLOR: "1" }, true],
    ["FORCE_COLOR=0", { FORCE_COLOR: "0" }, false],
    ["nothing", {}, false],
    ["NO_COLOR", { NO_COLOR: "1" }, false],
  ])("%s", (_, variables, colored) =>
    withWorkspace({ "api.yaml": "openapi: 3.0.0\n" }, async (folder) => {
      const set = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
      const { stderr } = await shell(
        folder,
        `env -u FORCE_COLOR -u NO_COLOR ${set.join(" ")} $RULES generate none.yaml; env ${set.join(" ")} $RULES generate <(echo 'a: [') `,
      );
      expect(stderr.includes("\u001B[31m")).toBe(colored);
    }),
  );

  test("a description can't act on the terminal", async () => {
    const hostile = JSON.stringify({ openapi: "3.\u001B]0;owned\u0007\u202E" });
    await withWorkspace({ "api.json": hostile }, async (folder) => {
      const { stderr } = await shell(folder, "$RULES generate api.json --quiet");
      const hostileCharacters = [...stderr].filter(
        (character) => character !== "\n" && /[\p{Cc}\u202E]/u.test(character),
      );
      expect(hostileCharacters).toEqual([]);
    });
    expect((await runCommand("generate", "--bad\u001B[31m")).stderr).toContain("\\u{1b}[31m");
  });
});

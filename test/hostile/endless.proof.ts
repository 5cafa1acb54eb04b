import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { runCommandIn } from "../rules/cli.ts";
import { withWorkspace } from "../rules/workspace.ts";

const api = JSON.stringify({ openapi: "3.1.0", info: { title: "Things", version: "1" }, paths: {} });
const files = {
  "api.json": api,
  "redocly.yaml": "apis: { main: { root: api.json, x-openapi-ts: { output: api.ts } } }\n",
};
const cache = "node_modules/.cache/openapi-rules";

/** A pipe that nobody ever writes to. */
function makePipe(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  execFileSync("mkfifo", [path]);
}

test.each([
  ["generate", "/dev/zero", "-o", "out.ts"],
  ["explain", "/dev/zero"],
  ["diff", "/dev/zero", "api.json"],
  ["drift", "/dev/zero", "--api", "api.json"],
  ["explain", "api.json", "--operation", "x", "--request", "/dev/zero"],
])("a device that never ends is refused with its cause and what to do: %s %s", (...args) =>
  withWorkspace(files, async (folder) => {
    const { code, stderr } = await runCommandIn(folder, ...args);
    expect(stderr).toMatch(/\/dev\/zero: it has more than 128 MiB, or never ends .*Name /);
    expect(code).not.toBe(0);
    expect(stderr).not.toMatch(/^ {4}at /m);
  }),
);

test.each(["redocly.yaml", ".redocly.lint-ignore.yaml"])("a pipe in the place of %s is refused", (name) =>
  withWorkspace(files, async (folder) => {
    makePipe(join(folder, name));
    const { code, stderr } = await runCommandIn(folder, "generate");
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `${name} isn't a regular file. Put a file in its place.\nNothing was written.\n`,
    });
  }),
);

test("neither pipes nor links in the place of the cache's files hold up a run, nor are links followed", () =>
  withWorkspace(files, async (folder) => {
    expect(await runCommandIn(folder, "generate")).toMatchObject({ code: 0 });
    const [record = ""] = readdirSync(join(folder, cache)).filter((name) => name.startsWith("run-"));
    makePipe(join(folder, cache, record));
    makePipe(join(folder, cache, "lock"));
    writeFileSync(join(folder, "api.json"), api.replace("Things", "Others"));
    expect(await runCommandIn(folder, "generate")).toMatchObject({ code: 0, stderr: "" });
    rmSync(join(folder, cache, "lock"));
    symlinkSync(join(folder, "nowhere"), join(folder, cache, "lock"));
    writeFileSync(join(folder, "api.json"), api.replace("Things", "More"));
    expect(await runCommandIn(folder, "generate")).toMatchObject({ code: 0, stderr: "" });
    expect(readdirSync(folder).sort()).toEqual(["api.json", "api.ts", "node_modules", "redocly.yaml"]);
  }));

test("neither a pipe in the place of an output nor a device that a record names holds up --check", () =>
  withWorkspace(files, async (folder) => {
    expect(await runCommandIn(folder, "generate")).toMatchObject({ code: 0 });
    const [record = ""] = readdirSync(join(folder, cache)).filter((name) => name.startsWith("run-"));
    const forged = { generator: "x", options: "", inputs: {}, outputs: { "/dev/zero": "x" } };
    writeFileSync(join(folder, cache, record), JSON.stringify(forged));
    expect(await runCommandIn(folder, "generate", "--check")).toMatchObject({ code: 0, stderr: "" });
    makePipe(join(folder, "api.ts"));
    for (const options of [["--check"], []])
      expect(await runCommandIn(folder, "generate", ...options)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("api.ts isn't a regular file"),
      });
  }));

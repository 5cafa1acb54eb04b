import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { pets } from "../commands/pets.ts";

const root = resolve(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "openapi-rules-consumer-"));

/** What a stranger has: a description, a redocly.yaml, an ESM script. */
beforeAll(() => {
  const packed = execFileSync("npm", ["pack", "-w", "scripts", "--silent", "--pack-destination", folder], {
    cwd: root,
    encoding: "utf8",
  });
  const tarball = packed.trim().split("\n").at(-1) ?? "";
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  writeFileSync(join(folder, "api.yaml"), pets);
  writeFileSync(
    join(folder, "redocly.yaml"),
    "apis: { pets: { root: api.yaml, x-openapi-ts: { output: gen/api.ts } } }\nplugins: [openapi-rules/redocly]\nextends: [x-dependencies/recommended]\n",
  );
  writeFileSync(
    join(folder, "use.js"),
    'import { analyse, parse, OpenApiRulesError } from "openapi-rules";\nconsole.log(parse("Or(a, b);").problems.length, (await analyse("api.yaml")).map(({ satisfiable }) => satisfiable), OpenApiRulesError.name);\n',
  );
  const packages = [
    `./${tarball}`,
    "@redocly/cli@2.77.0",
    "typescript@5.9.3",
    "@types/node@20.19.43",
    "node-20@npm:node@20.19.0",
    "node-22@npm:node@22",
    "node-24@npm:node@24",
  ];
  execFileSync("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", ...packages], {
    cwd: folder,
    stdio: "pipe",
  });
}, 600_000);

afterAll(() => rmSync(folder, { recursive: true }));

function runOn(node: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(join(folder, "node_modules", node, "bin/node"), args, { cwd: folder, encoding: "utf8" });
}

describe.each(["node-20", "node-22", "node-24"])("from the tarball, on %s", (node) => {
  const command = "node_modules/openapi-rules/bin/openapi-rules.js";

  test("generates, checks, and has nothing to do then", () => {
    expect(runOn(node, command, "generate")).toMatchObject({ status: 0, stderr: "" });
    expect(runOn(node, command, "generate", "--check")).toMatchObject({ status: 0, stderr: "" });
    expect(runOn(node, command, "generate").stdout).toContain("Nothing has changed");
    expect(readdirSync(join(folder, "gen")).sort()).toEqual(["api.ts", "api.validator.ts"]);
  });

  test("lints with the plugin, explains, makes docs", () => {
    expect(runOn(node, "node_modules/@redocly/cli/bin/cli.js", "lint").status).toBe(0);
    expect(runOn(node, command, "explain", "api.yaml")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("listPets"),
    });
    expect(runOn(node, command, "docs")).toMatchObject({ status: 0, stderr: "" });
    expect(readFileSync(join(folder, "dist/docs/index.html"), "utf8")).toContain("ZeroOrOne");
  });

  test("serves programs", () => {
    expect(runOn(node, "use.js")).toMatchObject({ status: 0, stdout: "0 [ true ] OpenApiRulesError\n", stderr: "" });
  });
});

test("the declarations compile in a strict project", () => {
  writeFileSync(
    join(folder, "use.ts"),
    'import { type GenerateResult, generate } from "openapi-rules";\nexport const made: Promise<GenerateResult> = generate({ types: { immutable: true } });\n',
  );
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      "node_modules/typescript/bin/tsc",
      "--noEmit",
      "--strict",
      "--module",
      "nodenext",
      "--target",
      "es2022",
      "--skipLibCheck",
      "false",
      "use.ts",
    ],
    { cwd: folder, encoding: "utf8" },
  );
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
});

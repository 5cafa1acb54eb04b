import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { runCommand, runCommandIn } from "../cli.ts";
import { withWorkspace } from "../workspace.ts";
import { generate, pets } from "./pets.ts";

describe("openapi-rules generate", () => {
  test("has nothing to do for what is committed", async () => {
    expect(await runCommand("generate", "--check", "--quiet")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("writes types and bundle of an API, and notices when nothing has changed", () =>
    withWorkspace({ "api.yaml": pets }, async (folder) => {
      const first = await generate(folder);
      expect(first).toMatchObject({ code: 0, stderr: "" });
      for (const stage of ["load", "rules", "lint", "types", "validators", "bundle"])
        expect(first.stdout).toContain(`✓ ${stage}`);
      const types = readFileSync(join(folder, "api.ts"), "utf8");
      expect(types).toMatch(/^\/\*\*\n \* Generated from api\.yaml by openapi-rules\. Do not edit\.\n/);
      expect(types).toContain("query?: ListPetsQueryWithName | ListPetsQueryWithTag;");
      expect(JSON.parse(readFileSync(join(folder, "openapi.json"), "utf8"))).toHaveProperty(["paths", "/pets"]);

      expect((await generate(folder)).stdout).toBe("Nothing has changed: all outputs are up to date.\n");
      writeFileSync(join(folder, "api.ts"), `${types}// edited by hand`);
      expect((await generate(folder)).stdout).toContain("api.ts is updated");
      expect(readFileSync(join(folder, "api.ts"), "utf8")).toBe(types);
    }));

  test("reports exported names that a change renames or removes, and nothing else", () =>
    withWorkspace({ "api.yaml": pets }, async (folder) => {
      await generate(folder);
      const write = (text: string): void => writeFileSync(join(folder, "api.yaml"), text);
      write(pets.replace("title: Pets", "title: More pets"));
      expect(await generate(folder)).toMatchObject({ code: 0, stderr: "" });
      write(pets.replaceAll("tag", "label"));
      const { code, stderr, stdout } = await generate(folder);
      expect({ code, stderr }).toEqual({
        code: 0,
        stderr: expect.stringMatching(
          /api\.ts:1:1 warning Exported names change \(removed: ListPetsQueryWithTag; new: ListPetsQueryWithLabel\)\. Code that imports them has to change\.\n$/,
        ),
      });
      expect(stdout).toContain("api.ts is updated");
      write(pets.replaceAll("tag", "label").replace("listPets", "findPets"));
      expect((await generate(folder)).stderr).toMatch(
        /renamed: ListPetsQueryWithName to FindPetsQueryWithName.*\n.*api\.validator\.ts:1:1 .*renamed: ListPetsRequest to FindPetsRequest, validateListPets to validateFindPets, /,
      );
    }));

  test("reports variants that are renamed together with the interface that they extend", () => {
    const limited = pets.replace(
      "      x-dependencies",
      "        - { name: limit, in: query, schema: { type: integer } }\n      x-dependencies",
    );
    return withWorkspace({ "api.yaml": limited }, async (folder) => {
      await generate(folder);
      writeFileSync(join(folder, "api.yaml"), limited.replace("listPets", "findPets"));
      expect((await generate(folder)).stderr).toContain(
        "api.ts:1:1 warning Exported names change (renamed: ListPetsQueryBase to FindPetsQueryBase, ListPetsQueryWithName to FindPetsQueryWithName, ListPetsQueryWithTag to FindPetsQueryWithTag).",
      );
    });
  });

  test("has no colours where it does not write to a terminal, in CI neither", () =>
    withWorkspace({ "api.yaml": pets }, async (folder) => {
      const former = process.env["CI"];
      process.env["CI"] = "true";
      const { stdout } = await generate(folder);
      if (former === undefined) delete process.env["CI"];
      else process.env["CI"] = former;
      expect(stdout).toMatch(/^✓ load /);
    }));

  test("generates every API that asks for it", () => {
    const redocly = `apis:
  one: { root: api.yaml, x-openapi-ts: { output: generated/one.ts } }
  two@v2: { root: api.yaml, x-openapi-ts: { output: generated/two.ts } }
  three: { root: api.yaml }
rules: { struct: error }
`;
    return withWorkspace({ "api.yaml": pets, "redocly.yaml": redocly }, async (folder) => {
      expect(await generate(folder, "--quiet")).toEqual({ code: 0, stdout: "", stderr: "" });
      expect(readFileSync(join(folder, "generated/one.ts"), "utf8")).toBe(
        readFileSync(join(folder, "generated/two.ts"), "utf8"),
      );
    });
  });

  test("prints its help, and refuses unknown options with exit code 2", async () => {
    expect(await runCommand("generate", "--help")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("--allow-external-refs"),
    });
    expect(await runCommand("generate", "--chekc")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--chekc"),
    });
    expect(await runCommand("generate", "--check", "--watch")).toMatchObject({ code: 2 });
    const see = "\nSee openapi-rules generate --help.\n";
    for (const [argument, message] of [
      ["--otput", "Unknown option '--otput'. Did you mean --output?"],
      ["-o", "--output needs a value."],
      ["--check=maybe", "--check takes no value."],
    ] as const)
      expect(await runCommand("generate", argument)).toEqual({ code: 2, stdout: "", stderr: `${message}${see}` });
  });

  test.each([
    ["a missing configuration", undefined, "redocly.yaml. Pass its path with --config"],
    ["one without outputs", "apis: { main: { root: api.yaml } }", "there is nothing to generate"],
    [
      "a misspelt option",
      "apis: { main: { root: api.yaml, x-openapi-ts: { outptu: api.ts } } }",
      "Did you mean output?",
    ],
  ])("says what is wrong with %s", (_title, redocly, message) =>
    withWorkspace({ "api.yaml": pets, ...(redocly !== undefined && { "redocly.yaml": redocly }) }, async (folder) => {
      if (redocly === undefined) rmSync(join(folder, "redocly.yaml"));
      expect(await generate(folder)).toMatchObject({ code: 1, stderr: expect.stringContaining(message) });
    }),
  );
});

test("names every mistake in a redocly.yaml at once", () =>
  withWorkspace(
    {
      "api.yaml": pets,
      "redocly.yaml": `
apis:
  a: { root: api.yaml, x-openapi-ts: { output: a.js }, x-openapi-rules: { lint: on, types: { imutable: true, enum: 1 } } }
  b: { root: api.yaml, x-openapi-ts: { output: b.ts, more: 1 } }
`,
    },
    async (folder) => {
      const { code, stderr } = await generate(folder);
      expect(code).toBe(1);
      expect(
        [...stderr.matchAll(/redocly\.yaml:(\d+):\d+ error apis\.(.*?): (.*)/g)].map((found) => found.slice(1)),
      ).toEqual([
        ["3", "a.x-openapi-ts", "output: expected the path of a .ts file to write."],
        ["3", "a.x-openapi-rules", "lint: expected one of own, redocly, off."],
        ["3", "a.x-openapi-rules", "unknown option 'imutable'. Did you mean immutable?"],
        ["3", "a.x-openapi-rules", "enum: expected true or false."],
        ["4", "b.x-openapi-ts", "unknown option 'more'. Expected one of: output."],
      ]);
    },
  ));

test("reports the validators beside types that are now made from another description, without rules", () =>
  withWorkspace({ "api.yaml": pets, "plain.yaml": pets.replaceAll("x-dependencies", "x-other") }, async (folder) => {
    const [output, validators] = [join(folder, "out.ts"), join(folder, "out.validator.ts")];
    const run = (source: string, ...options: string[]): ReturnType<typeof runCommand> =>
      runCommand("generate", join(folder, source), "--output", output, ...options);
    await run("api.yaml");
    expect(existsSync(validators)).toBe(true);
    expect((await run("plain.yaml", "--check")).stderr).toContain("out.validator.ts is orphaned");
    // Only within the project is it removed.
    expect((await run("plain.yaml")).stdout).toContain("out.validator.ts is orphaned");
    rmSync(validators);
    expect(await run("plain.yaml", "--check")).toMatchObject({ code: 0 });
  }));

describe("openapi-rules generate --check", () => {
  test("writes nothing, names each difference and the command that fixes it", () =>
    withWorkspace({ "api.yaml": pets }, async (folder) => {
      const missing = await generate(folder, "--check", "--quiet");
      expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining("api.ts is missing") });
      expect(missing.stderr).toContain("To fix it: npx openapi-rules generate --config ");
      expect(existsSync(join(folder, "api.ts"))).toBe(false);

      await generate(folder);
      writeFileSync(join(folder, "former.ts"), readFileSync(join(folder, "api.ts")));
      writeFileSync(join(folder, "mine.ts"), "export {};");
      rmSync(join(folder, "api.validator.ts"));
      const stale = await generate(folder, "--check");
      expect(stale).toMatchObject({ code: 1, stderr: expect.stringContaining("api.validator.ts is missing") });
      expect(stale.stderr).toContain("former.ts is orphaned");
      expect(stale.stderr).not.toContain("mine.ts");
      // Without a redocly.yaml nobody knows what else is made from a description.
      const another = ["--output", join(folder, "another.ts")];
      const { stdout } = await runCommand("generate", join(folder, "api.yaml"), ...another);
      expect(stdout).toContain("Wrote 2 of 2 outputs");
      expect(stdout).not.toContain("orphaned");
      for (const name of ["another.ts", "another.validator.ts"]) rmSync(join(folder, name));

      rmSync(join(folder, "former.ts"));
      await generate(folder);
      expect(await generate(folder, "--check")).toMatchObject({ code: 0, stderr: "" });
      expect(existsSync(join(folder, "mine.ts"))).toBe(true);
    }));

  test("prints a remedy that works where it is pasted", () =>
    withWorkspace({ "api.yaml": pets, "it's.yaml": pets }, async (folder) => {
      const shell = async (line: string): Promise<void> => {
        for (const command of line.split(" && ")) {
          const [program = "", ...args] = execFileSync("sh", ["-c", `printf '%s\\n' ${command}`], { encoding: "utf8" })
            .trimEnd()
            .split("\n");
          if (program === "npx") expect(await runCommandIn(folder, ...args.slice(1))).toMatchObject({ code: 0 });
          else execFileSync(program, args, { cwd: folder });
        }
      };
      const remedyOf = (stderr: string): string => /^To fix it: (.*)$/m.exec(stderr)?.[1] ?? "";
      await runCommandIn(folder, "generate");
      // The record knows these outputs, whose names the configuration changes.
      const config = join(folder, "redocly.yaml");
      writeFileSync(config, readFileSync(config, "utf8").replace("output: api.ts", "output: renamed.ts"));
      writeFileSync(join(folder, "a copy.ts"), readFileSync(join(folder, "api.ts")));
      const moved = await runCommandIn(folder, "generate", "--check");
      expect(remedyOf(moved.stderr)).toBe("npx openapi-rules generate && rm 'a copy.ts'");
      await shell(remedyOf(moved.stderr));
      expect(await runCommandIn(folder, "generate", "--check")).toMatchObject({ code: 0, stderr: "" });

      const flags = ["it's.yaml", "-o", "its.ts", "--no-enum", "--immutable"];
      const named = await runCommandIn(folder, "generate", "--check", ...flags);
      expect(remedyOf(named.stderr)).toBe("npx openapi-rules generate 'it'\\''s.yaml' -o its.ts --no-enum --immutable");
    }));
});

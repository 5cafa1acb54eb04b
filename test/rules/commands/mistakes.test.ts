import { mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { runCommandIn } from "../cli.ts";
import { withWorkspace } from "../workspace.ts";
import { generate, pets } from "./pets.ts";

describe("a description with mistakes", () => {
  test("stops the run with all of them, each at its line and column, and leaves the outputs as they are", () => {
    const broken = pets.replace(
      "        - ZeroOrOne(tag, name);",
      [
        "        - ZeroOrOne(tag, nmae);",
        "        - 'IF tag AND name THEN OnlyOne(name);'",
        "        - \"IF tag == 'x' THEN name; ZeroOrOne(tag, , name);\"",
        "        - |",
        "          IF tag",
        "          THEM name;",
        "        - >-",
        "          IF tag THEN",
        "          other;",
        "        - 17",
      ].join("\n"),
    );
    return withWorkspace({ "api.yaml": pets }, async (folder) => {
      await generate(folder);
      const before = readFileSync(join(folder, "api.ts"), "utf8");
      writeFileSync(join(folder, "api.yaml"), broken);
      const { code, stderr } = await generate(folder);
      expect(code).toBe(1);
      const places = [...stderr.matchAll(/api\.yaml:(\d+:\d+) error (.*)/g)].map(
        ([, place, message]) => `${place} ${message}`,
      );
      expect(places).toEqual([
        "11:26 Unknown name 'nmae': listPets has no such parameter or property. Did you mean name? (x-dependencies/valid-dependencies)",
        "12:45 OnlyOne takes two or more operands, separated by ','. This one has one. (x-dependencies/valid-dependencies)",
        "13:52 Expected a parameter, '(', NOT or a predefined form, but found ','. (x-dependencies/valid-dependencies)",
        "16:11 Expected AND, OR or THEN, but found 'THEM'. (x-dependencies/valid-dependencies)",
        "19:11 Unknown name 'other': listPets has no such parameter or property. It has tag, name. (x-dependencies/valid-dependencies)",
        "20:11 A rule must be a sentence, or an object { rule, id, message, description } with the sentence in 'rule'. (x-dependencies/valid-dependencies)",
      ]);
      expect(stderr).toContain("Nothing was written.");
      expect(readFileSync(join(folder, "api.ts"), "utf8")).toBe(before);
    });
  });

  test("shows the first few of many like problems, and all of them on demand", () => {
    const rules = (sentences: readonly string[]): string =>
      pets.replace("        - ZeroOrOne(tag, name);", sentences.map((sentence) => `        - ${sentence}`).join("\n"));
    const unknown = Array.from({ length: 130 }, (_, n) => `Or(tag, name${n});`);
    const implied = Array.from({ length: 12 }, () => "ZeroOrOne(tag, name);");
    return withWorkspace({ "api.yaml": rules(unknown) }, async (folder) => {
      const { stderr } = await generate(folder);
      expect(stderr.match(/ error /g)).toHaveLength(20);
      expect(stderr.split("\n").slice(-5)).toEqual([
        expect.stringMatching(/api\.yaml:30:\d+ error Unknown name 'name19'/),
        "and 110 more like it",
        "To see all, add --all-problems.",
        "Nothing was written.",
        "",
      ]);
      expect((await generate(folder, "--all-problems")).stderr.match(/ error /g)).toHaveLength(130);
      writeFileSync(join(folder, "api.yaml"), rules(implied));
      const warned = await generate(folder);
      expect(warned.code).toBe(0);
      expect(warned.stderr.match(/ warning /g)).toHaveLength(5);
      expect(warned.stderr).toContain("and 6 more like it\n");
    });
  });

  test("is told by Redocly's rules where those find it", () =>
    withWorkspace({ "api.yaml": pets.replace("name: tag, in: query", "name: tag, in: qurey") }, async (folder) => {
      expect(await generate(folder)).toMatchObject({
        code: 1,
        stdout: expect.stringMatching(/^✓ load .*\n✗ rules .*\n✗ lint +2 errors, /),
        stderr: expect.stringMatching(/api\.yaml:8:\d+ error .*\(struct\)/),
      });
    }));

  test("may be no YAML at all", () =>
    withWorkspace({ "api.yaml": "openapi: 3.1.0\n  info: {" }, async (folder) => {
      expect(await generate(folder)).toMatchObject({ code: 1, stderr: expect.stringMatching(/api\.yaml:2:\d+ error/) });
    }));

  test("may be missing", () =>
    withWorkspace({}, async (folder) => {
      expect(await generate(folder)).toMatchObject({
        code: 3,
        stderr: expect.stringContaining("The path comes from apis.main.root in"),
      });
    }));

  test.each([
    [
      "generate",
      "none.yaml",
      "Can't read none.yaml: no such file or folder (ENOENT). Check the path.\nNothing was written.\n",
    ],
    ["docs", "nope@v1", "Can't read nope@v1: no such file or folder (ENOENT). Check the path.\n"],
  ])("is missing by the name that the command line gives it: %s %s", (command, name, stderr) =>
    withWorkspace({ "api.yaml": pets }, async (folder) => {
      expect(await runCommandIn(folder, command, name)).toMatchObject({ code: 3, stderr });
    }),
  );

  test("is found in the file that holds it", () => {
    const path = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths:\n  /pets:\n    $ref: pets.yaml\n";
    const item =
      "get:\n  x-dependencies: [ 'Or(tag, nmae)' ]\n  parameters:\n    - { name: tag, in: query, schema: { type: string } }\n  responses: { '200': { description: ok } }\n";
    return withWorkspace({ "api.yaml": path, "pets.yaml": item }, async (folder) => {
      expect(await generate(folder)).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/pets\.yaml:2:30 error Unknown name 'nmae'/),
      });
    });
  });

  test("may not reach outside of its folder unless that is allowed", () => {
    const api = pets.replace(
      'responses: { "200": { description: ok } }',
      'responses: { "200": { $ref: "../shared.yaml" } }',
    );
    const redocly =
      "apis: { main: { root: openapi/api.yaml, x-openapi-ts: { output: api.ts } } }\nrules: { struct: error }\n";
    return withWorkspace({ "redocly.yaml": redocly, "shared.yaml": "description: ok\n" }, async (folder) => {
      mkdirSync(join(folder, "openapi"));
      writeFileSync(join(folder, "openapi/api.yaml"), api);
      expect(await generate(folder)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("--allow-external-refs"),
      });
      expect(await generate(folder, "--allow-external-refs")).toMatchObject({ code: 0 });
    });
  });

  test.each([
    ["requestBody: { content: { a/b: { schema: { properties: { a: } } } } }", "api.yaml:12:67", "Schema", "null"],
    ["requestBody: { content: { a/b: { schema: { allOf: [~] } } } }", "api.yaml:12:58", "Schema", "null"],
    ["requestBody: { content: { a/b: } }", "api.yaml:12:38", "MediaType", "null"],
    ["requestBody: { $ref: 'empty.yaml#/body' }", "empty.yaml:1:6", "RequestBody", "null"],
    ["responses: {}\n    put:\n      parameters: { a: 1 }", "api.yaml:14:19", "ParameterList", "object"],
  ])("names the place of what openapi-typescript can't read: %s", (mistake, place, type, found) => {
    const files = { "api.yaml": pets.replace("responses:", `${mistake}\n      responses:`), "empty.yaml": "body:" };
    return withWorkspace(files, async (folder) => {
      const { code, stderr } = await runCommandIn(folder, "generate", "api.yaml", "-o", "api.ts");
      const kind = type.endsWith("List") ? "array" : "object";
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: `${place} error Expected type \`${type}\` (${kind}) but got \`${found}\` (struct)\nNothing was written.\n`,
      });
    });
  });

  test.each([
    ["#/components/schemas/Nope", "#/components/schemas has no 'Nope'. Add it, or correct the reference."],
    ["#/components/schemas/Pets", "#/components/schemas has no 'Pets'. Did you mean Pet?"],
    ["other.yaml#/Othr", "other.yaml has no 'Othr'. Did you mean Other?"],
    ["none.yaml", "Can't read none.yaml: no such file or folder (ENOENT). Check the path."],
    ["empty.yaml", "empty.yaml is empty. Write there what the reference stands for."],
    ["broken.yaml", "unexpected end of the stream within a flow collection."],
    [
      "link.yaml",
      `link.yaml leads by a symbolic link to ${import.meta.filename}, which is outside FOLDER. Move it there, or allow it with --allow-external-refs.`,
    ],
  ])("names a reference that leads nowhere, and the remedy: %s", (reference, message) => {
    const components = `components: { schemas: { Pet: { type: object }, Owner: { $ref: "${reference}" } } }\n`;
    const files = {
      "api.yaml": `${pets}${components}`,
      "other.yaml": "Other: {}",
      "empty.yaml": "",
      "broken.yaml": "{ a: [",
    };
    return withWorkspace(files, async (folder) => {
      symlinkSync(import.meta.filename, join(folder, "link.yaml"));
      const { code, stderr } = await runCommandIn(folder, "generate", "api.yaml", "-o", "api.ts");
      expect(code).toBe(1);
      const own = stderr.split("\n").filter((line) => line.startsWith("api.yaml:"));
      expect(own).toEqual([
        `api.yaml:13:56 error Can't resolve $ref '${reference}': ${message.replace("FOLDER", realpathSync(folder))}`,
      ]);
    });
  });

  test.each([
    ["self.yaml", "self.yaml:1:1 error The $ref self.yaml leads to itself. Write there what it should stand for."],
    [
      "#/components/schemas/A",
      "api.yaml:13:29 error These $refs lead to each other in a circle: #/components/schemas/B, #/components/schemas/A. Replace one by what it should stand for.",
    ],
  ])("names references that lead in a circle: %s", (reference, message) => {
    const circle = '{ A: { $ref: "#/components/schemas/B" }, B: { $ref: "#/components/schemas/A" } }';
    const schemas = reference === "self.yaml" ? "{ A: { $ref: self.yaml } }" : circle;
    const files = { "api.yaml": `${pets}components: { schemas: ${schemas} }\n`, "self.yaml": "$ref: self.yaml" };
    return withWorkspace(files, async (folder) => {
      const { code, stderr } = await runCommandIn(folder, "generate", "api.yaml", "-o", "api.ts");
      expect({ code, stderr }).toEqual({ code: 1, stderr: `${message}\nNothing was written.\n` });
    });
  });

  test("cannot give two APIs one output", () => {
    const redocly =
      "apis:\n  a: { root: api.yaml, x-openapi-ts: { output: api.ts } }\n  b: { root: api.yaml, x-openapi-ts: { output: ./api.ts } }\nrules: { struct: error }\n";
    return withWorkspace({ "api.yaml": pets, "redocly.yaml": redocly }, async (folder) => {
      expect(await generate(folder)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("Give each its own file"),
      });
    });
  });
});

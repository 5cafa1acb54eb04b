import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { withWorkspace } from "../workspace.ts";
import { runCommand } from "./command.ts";
import { ourTypes, theirTypes } from "./drop-in.ts";
import { generate, pets } from "./pets.ts";

const shop = resolve(import.meta.dirname, "../../fixtures/shop");

describe("without rules, types are openapi-typescript's, byte for byte", () => {
  test.each([[], ["--enum", "--immutable", "-t"]])("with %j %j %j", (...flags) => {
    const chosen = flags.filter((flag) => flag !== undefined);
    expect(ourTypes(shop, "shop.yaml", chosen)).toBe(theirTypes(shop, "shop.yaml", chosen));
  });
});

describe("openapi-typescript's options", () => {
  const config = (types: string): string =>
    `apis: { main: { root: api.yaml, x-openapi-ts: { output: api.ts }, x-openapi-rules: { types: ${types} } } }\n`;

  test("may stand in the redocly.yaml, and the command line goes before it", () =>
    withWorkspace({ "api.yaml": pets, "redocly.yaml": config("{ immutable: true }") }, async (folder) => {
      expect(await generate(folder, "--quiet")).toMatchObject({ code: 0, stderr: "" });
      expect(readFileSync(join(folder, "api.ts"), "utf8")).toContain("readonly parameters");
      await generate(folder, "--quiet", "--immutable=false");
      expect(readFileSync(join(folder, "api.ts"), "utf8")).not.toContain("readonly parameters");
    }));

  test("are refused, with place and suggestion, where no option has that name", () =>
    withWorkspace({ "api.yaml": pets, "redocly.yaml": config("{ imutable: true }") }, async (folder) => {
      const { code, stderr } = await generate(folder);
      expect(code).toBe(1);
      expect(stderr).toMatch(/redocly\.yaml:1:\d+ error .*'imutable'\. Did you mean immutable\?/);
    }));

  test.each([
    ["-ap", "--additional-properties"],
    ["--immutable-types", "--immutable"],
    ["--support-array-length", "--array-length"],
  ])("that were renamed, such as %s, are named", async (former, current) => {
    expect(await runCommand("generate", "x.yaml", former)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(current),
    });
  });
});

test("an input beside a redocly.yaml is used", () =>
  withWorkspace({ "api.yaml": pets }, async (folder) => {
    writeFileSync(join(folder, "other.yaml"), pets.replaceAll("listPets", "listOthers"));
    const { stdout, code } = await runCommand(
      "generate",
      join(folder, "other.yaml"),
      "--config",
      join(folder, "redocly.yaml"),
    );
    expect(code).toBe(0);
    expect(stdout).toContain("listOthers");
  }));

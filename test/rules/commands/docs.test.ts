import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { runCommand, runCommandIn } from "../cli.ts";
import { apiWith, schema } from "../docs/api.ts";
import { withWorkspace } from "../workspace.ts";

const api = apiWith(
  { operationId: "makeThing", "x-dependencies": ["Or(a, b);"] },
  { "application/json": schema(["a", "b"]) },
);
const entry = (name: string): string => `  ${name}:\n    root: api.yaml\n    x-openapi-ts: { output: ${name}.ts }\n`;

function runDocs(names: readonly string[], description: object, check: (folder: string) => void): Promise<unknown> {
  const files = { "api.yaml": JSON.stringify(description), "redocly.yaml": `apis:\n${names.map(entry).join("")}` };
  return withWorkspace(files, async (folder) => {
    const finished = await runCommand("docs", "--config", join(folder, "redocly.yaml"));
    check(folder);
    return finished;
  });
}

describe("npm run docs", () => {
  test("makes a page that loads nothing, whose rules need no script", async () => {
    const finished = await runDocs(["one@v1"], api, (folder) => {
      const page = readFileSync(join(folder, "dist/docs/index.html"), "utf8");
      const markup = page.replaceAll(/(?<=<script[^>]*>)[\s\S]*?(?=<\/script>)/g, "");
      expect(markup.match(/<(script|img|link|iframe)\b[^>]*\b(src|href)=/g)).toBeNull();
      expect(page.match(/https:\/\/(cdn\.redoc\.ly|fonts)/g)).toBeNull();
      expect(/default-src 'none'; script-src 'sha256-/.test(markup)).toBe(true);
      const guide = /<main id="guide"[\s\S]*?<\/main>/.exec(markup)?.[0] ?? "";
      const cells = [...guide.matchAll(/<(?:td|th)\b[^>]*>([\s\S]*?)<\/(?:td|th)>/g)].map(([, cell = ""]) =>
        cell.replaceAll(/<code class="or-label"[\s\S]*?<\/code>|<[^>]*>/g, ""),
      );
      expect(cells).toEqual(["Variant", "a", "b", "WithA", "required", "allowed", "WithB", "allowed", "required"]);
      expect(guide).toContain("At least one of <code>a</code> and <code>b</code> is set.");
      expect(guide).toContain("<code>Or(a, b);</code>");
    });
    expect(finished).toMatchObject({ code: 0, stderr: "" });
  });

  test("makes a plain page for a description without rules", async () => {
    const plain = apiWith({ operationId: "makeThing" }, { "application/json": schema(["a", "b"]) });
    const finished = await runDocs(["one@v1"], plain, (folder) => {
      const page = readFileSync(join(folder, "dist/docs/index.html"), "utf8");
      expect(page).not.toContain("What may I send?");
      expect(page).toContain("default-src 'none'");
    });
    expect(finished).toMatchObject({ code: 0 });
  });

  test("makes a page of a description that is named, without a redocly.yaml", () =>
    withWorkspace({ "api.json": JSON.stringify(api) }, async (folder) => {
      rmSync(join(folder, "redocly.yaml"));
      expect(await runCommandIn(folder, "docs", "api.json")).toMatchObject({ code: 0, stderr: "" });
      expect(readFileSync(join(folder, "dist/docs/index.html"), "utf8")).toContain("What may I send?");
      const missing = await runCommandIn(folder, "docs");
      expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining("Config file not found") });
    }));

  test("says which rules the tables leave out, and why", async () => {
    const names = Array.from({ length: 65 }, (_, index) => `a${index}`);
    const description = apiWith(
      { operationId: "makeThing", "x-dependencies": ["Or(b, c);", `OnlyOne(${names.join(", ")});`] },
      { "application/json": schema(["b", "c", ...names]) },
    );
    await runDocs(["one@v1"], description, (folder) => {
      const page = readFileSync(join(folder, "dist/docs/index.html"), "utf8");
      expect(page).toContain(
        'The tables leave out these rules, because they make too many variants or take too many steps to derive: <a href="#makeThing--rule-2">2</a>.',
      );
    });
  });

  test("refuses with its place what is nested too deeply for redocly build-docs", () => {
    const nested = Array.from({ length: 480 }).reduce<object>((items) => ({ items }), {});
    const description = { openapi: "3.1.0", info: { title: "Things", version: "1" }, paths: {} };
    const deep = { ...description, components: { schemas: { S: nested } } };
    return withWorkspace({ "api.json": JSON.stringify(deep, undefined, 1) }, async (folder) => {
      expect(await runCommandIn(folder, "docs", "api.json")).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(
          /^api\.json:105:108 error This is nested too deeply for redocly build-docs, which renders the page: it reads 99 levels\. Flatten it/,
        ),
      });
    });
  });

  test("says what redocly build-docs says of a description that it can't render", () =>
    withWorkspace({ "api.json": '{ "openapi": "3.1.0", "paths": {} }' }, async (folder) => {
      expect(await runCommandIn(folder, "docs", "api.json")).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(
          /^redocly build-docs can't render api\.json: Cannot read properties of undefined/,
        ),
      });
    }));

  test("makes a page for a body that contains itself", async () => {
    const tree = {
      type: "object",
      properties: {
        a: { type: "string" },
        b: { type: "string" },
        left: { $ref: "#/components/schemas/Tree" },
        right: { $ref: "#/components/schemas/Tree" },
      },
    };
    const recursive = apiWith(
      { operationId: "makeThing", "x-dependencies": ["Or(a, left.right.b);"] },
      { "application/json": { $ref: "#/components/schemas/Tree" } },
      { Tree: tree },
    );
    const finished = await runDocs(["one@v1"], recursive, (folder) =>
      expect(readFileSync(join(folder, "dist/docs/index.html"), "utf8")).toContain("What may I send?"),
    );
    expect(finished).toMatchObject({ code: 0, stderr: "" });
  });

  test("makes a page for each of several APIs", async () => {
    const finished = await runDocs(["one@v1", "two@v1"], api, (folder) => {
      for (const name of ["one-v1.html", "two-v1.html"]) expect(existsSync(join(folder, "dist/docs", name))).toBe(true);
    });
    expect(finished).toMatchObject({ code: 0 });
  });

  test("refuses names that would share a page", async () => {
    const finished = await runDocs(["one@v1", "one-v1"], api, (folder) =>
      expect(existsSync(join(folder, "dist"))).toBe(false),
    );
    expect(finished).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("would both be one-v1.html: rename one of them."),
    });
  });

  test("says where a sentence is wrong, and writes nothing", async () => {
    const wrong = apiWith({ "x-dependencies": ["Or(a, missing);"] }, { "application/json": schema(["a", "b"]) });
    const finished = await runDocs(["one"], wrong, (folder) => expect(existsSync(join(folder, "dist"))).toBe(false));
    expect(finished).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/api\.yaml:\d+:\d+ error Unknown name 'missing'/),
    });
  });

  test("prints its usage", async () => {
    expect(await runCommand("docs", "--help")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("PATH"),
    });
    expect(await runCommand("docs", "--nonsense")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--nonsense"),
    });
  });
});

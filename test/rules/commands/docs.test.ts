import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { type Finished, runCommand, runCommandIn } from "../cli.ts";
import { apiWith, schema } from "../docs/api.ts";
import { withWorkspace } from "../workspace.ts";

const api = apiWith(
  { operationId: "makeThing", "x-dependencies": ["Or(a, b);"] },
  { "application/json": schema(["a", "b"]) },
);
const plain = apiWith({ operationId: "makeThing" }, { "application/json": schema(["a", "b"]) });

const many = Array.from({ length: 65 }, (_, index) => `a${index}`);
const tree = {
  type: "object",
  properties: {
    a: { type: "string" },
    left: { $ref: "#/components/schemas/Tree" },
    right: { $ref: "#/components/schemas/Tree" },
    ...Object.fromEntries(["b", "c", ...many].map((name) => [name, { type: "string" }])),
  },
};
/** A rule that makes too many variants, and a body that contains itself. */
const unusual = apiWith(
  { operationId: "makeTree", "x-dependencies": ["Or(b, left.right.c);", `OnlyOne(${many.join(", ")});`] },
  { "application/json": { $ref: "#/components/schemas/Tree" } },
  { Tree: tree },
);

const redoclyYaml = (...names: string[]): string =>
  `apis:\n${names.map((name) => `  ${name}:\n    root: ${name}.yaml\n    x-openapi-ts: { output: ${name}.ts }\n`).join("")}`;

/** What was printed, and the pages by their files. */
interface Pages extends Finished {
  readonly pages: Readonly<Record<string, string>>;
}

/** Each page takes a process, and a second. */
async function pagesOf(files: Readonly<Record<string, string>>, ...args: string[]): Promise<Pages> {
  return withWorkspace(files, async (folder) => {
    if (files["redocly.yaml"] === undefined) rmSync(join(folder, "redocly.yaml"));
    const finished = await runCommandIn(folder, "docs", ...args);
    const docs = join(folder, "dist/docs");
    const names = existsSync(docs) ? readdirSync(docs).sort() : [];
    return {
      ...finished,
      pages: Object.fromEntries(names.map((name) => [name, readFileSync(join(docs, name), "utf8")])),
    };
  });
}

describe("npm run docs", () => {
  let configured: Pages;
  let named: Pages;

  beforeAll(async () => {
    configured = await pagesOf({
      "redocly.yaml": redoclyYaml("rules@v1", "plain@v1"),
      "rules@v1.yaml": JSON.stringify(api),
      "plain@v1.yaml": JSON.stringify(plain),
    });
    named = await pagesOf({ "api.json": JSON.stringify(unusual) }, "api.json");
  });

  test("makes a page for each of several APIs", () => {
    const { code, stderr, pages } = configured;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(Object.keys(pages)).toEqual(["plain-v1.html", "rules-v1.html"]);
  });

  test("makes a page that loads nothing, whose rules need no script", () => {
    const page = configured.pages["rules-v1.html"] ?? "";
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

  test("makes a plain page for a description without rules", () => {
    const page = configured.pages["plain-v1.html"];
    expect(page).not.toContain("What may I send?");
    expect(page).toContain("default-src 'none'");
  });

  test("makes a page of a description that is named, without a redocly.yaml, even for a body that contains itself", () => {
    const { code, stderr, pages } = named;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(pages["index.html"]).toContain("What may I send?");
  });

  test("asks for a redocly.yaml where no description is named", async () => {
    const { code, stderr } = await pagesOf({});
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("Config file not found") });
  });

  test("says which rules the tables leave out, and why", () => {
    expect(named.pages["index.html"]).toContain(
      'The tables leave out these rules, because they make too many variants or take too many steps to derive: <a href="#makeTree--rule-2">2</a>.',
    );
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

  test("refuses names that would share a page", async () => {
    const { code, stderr, pages } = await pagesOf({ "redocly.yaml": redoclyYaml("one@v1", "one-v1") });
    expect({ code, stderr, pages }).toEqual({
      code: 1,
      stderr: expect.stringContaining("would both be one-v1.html: rename one of them."),
      pages: {},
    });
  });

  test("says where a sentence is wrong, and writes nothing", async () => {
    const wrong = apiWith({ "x-dependencies": ["Or(a, missing);"] }, { "application/json": schema(["a", "b"]) });
    const files = { "redocly.yaml": redoclyYaml("one"), "one.yaml": JSON.stringify(wrong) };
    const { code, stderr, pages } = await pagesOf(files);
    expect({ code, stderr, pages }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/one\.yaml:\d+:\d+ error Unknown name 'missing'/),
      pages: {},
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

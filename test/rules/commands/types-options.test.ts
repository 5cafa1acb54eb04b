import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { compile } from "../../types/compiler.ts";
import { runCommand } from "../cli.ts";
import { withWorkspace } from "../workspace.ts";
import { type Finished, runCopy } from "./command.ts";

/** What a run prints, and the types that it writes. */
async function generate(description: object, ...args: string[]): Promise<Finished & { readonly types: string }> {
  return withWorkspace({ "api.json": JSON.stringify(description, null, 1) }, async (folder) => {
    const output = join(folder, "api.ts");
    const finished = await runCommand("generate", join(folder, "api.json"), "-o", output, ...args);
    return { ...finished, types: finished.code === 0 ? readFileSync(output, "utf8") : "" };
  });
}

const responses = { "200": { description: "Fine." } };

function api(operation: object, schemas: object = {}): object {
  const paths = { "/things": { post: { operationId: "add", ...operation, responses } } };
  return { openapi: "3.1.0", info: { title: "Things", version: "1" }, paths, components: { schemas } };
}

const bodyOfThing = {
  requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } },
};

function syntaxErrors(text: string): readonly string[] {
  const ts = shared.typescript;
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

describe("openapi-typescript's options on types with rules", () => {
  const withDefault = api(
    { ...bodyOfThing, "x-dependencies": ["IF size THEN unit;"] },
    { Thing: { type: "object", properties: { size: { type: "integer", default: 1 }, unit: { type: "string" } } } },
  );

  test("a property with a default is warned of, unless defaultNonNullable is off", async () => {
    const warned = await generate(withDefault);
    expect(warned.code).toBe(0);
    expect(warned.stderr).toMatch(/api\.json:\d+:\d+ warn.* 'size' has a default, so its type requires it/);
    const off = await generate(withDefault, "--no-default-non-nullable");
    expect(off).toMatchObject({ code: 0, stderr: "" });
    expect(off.types).toContain("size?: number");
  });

  test("a property with the name of one that each object has is warned of", async () => {
    const text = { type: "string" };
    const properties = { constructor: text, size: { type: "integer" }, unit: text, valueOf: {} };
    const thing = { Thing: { type: "object", properties } };
    const { stderr, types } = await generate(api({ ...bodyOfThing, "x-dependencies": ["IF size THEN unit;"] }, thing));
    expect(stderr.match(/'\w+', because each object in TypeScript has something of this name/g)).toEqual([
      "'constructor', because each object in TypeScript has something of this name",
    ]);
    const use = (value: string): string =>
      `import type { components } from "./api.ts"; export const thing: components["schemas"]["Thing"] = ${value};`;
    const uses = { "named/a.ts": use("{}"), "named/b.ts": use("{ constructor: 'x' }"), "named/api.ts": types };
    expect(compile(uses).map(({ file }) => file)).toEqual([expect.stringMatching(/a\.ts$/)]);
  });

  test("--exclude-deprecated leaves an operation with rules out, and keeps those of the others", async () => {
    const parameters = ["a", "b"].map((name) => ({ name, in: "query", schema: { type: "string" } }));
    const rules = { parameters, "x-dependencies": ["Or(a, b);"] };
    const description = api(rules);
    const get = { operationId: "list", deprecated: true, ...rules, responses };
    Object.assign(description, { paths: { ...Object(description).paths, "/old": { get } } });
    const { code, types } = await generate(description, "--exclude-deprecated");
    expect(code).toBe(0);
    expect(types).toContain("AddQuery");
    expect(types).not.toContain("ListQuery");
    expect(syntaxErrors(types)).toEqual([]);
  });

  test("--enum refuses an enum that it can't name, with the place", async () => {
    const { code, stderr } = await generate(api({}, { "…": { type: "string", enum: ["a"] } }), "--enum");
    expect(code).toBe(1);
    expect(stderr).toMatch(/api\.json:\d{2}:\d+ error openapi-typescript can't name the enum of "…"/);
  });

  test("--enum keeps a text of x-enum-descriptions in its comment", async () => {
    const texts = ["first\nexport const stray = 1;", "second\u2028export const other = 1;"];
    const kind = { type: "string", enum: ["a", "b"], "x-enum-descriptions": texts };
    const { code, types } = await generate(api({}, { Kind: kind }), "--enum");
    expect(code).toBe(0);
    expect(types).toMatch(/enum Kind \{\s+\/\/ first export const stray = 1;/);
    expect(types).not.toMatch(/^export const (stray|other)/m);
  });

  test("what openapi-typescript warns of is told as a warning of ours", async () => {
    const schemas = {
      Thing: {
        oneOf: [{ $ref: "#/components/schemas/Text" }],
        discriminator: { propertyName: "kind", mapping: { text: "#/components/schemas/Text" } },
      },
      Text: { type: "string" },
    };
    const { code, stderr } = await generate(api({}, schemas));
    expect(code).toBe(0);
    expect(stderr).toMatch(/api\.json:1:1 warn.* Discriminator mapping has an invalid schema/);
  });
});

test("an operationId of two operations is an error that names both places", async () => {
  const description = api({});
  const get = { operationId: "add", responses };
  Object.assign(description, { paths: { ...Object(description).paths, "/more": { get } } });
  const { code, stderr } = await generate(description);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /api\.json:\d+:\d+ error The operationId 'add' is used twice: \S*api\.json:\d+:\d+ has it too\./,
  );
});

test("a package that only some descriptions need is asked for by its command", () =>
  withWorkspace({}, async (folder) => {
    const root = resolve(import.meta.dirname, "../../..");
    const modules = join(folder, "node_modules");
    mkdirSync(join(modules, "openapi-rules"), { recursive: true });
    for (const part of ["bin", "dist", "package.json"])
      cpSync(join(root, "scripts", part), join(modules, "openapi-rules", part), { recursive: true });
    const { dependencies } = JSON.parse(readFileSync(join(root, "scripts/package.json"), "utf8"));
    mkdirSync(join(modules, "@redocly"));
    for (const name of Object.keys(dependencies)) symlinkSync(join(root, "node_modules", name), join(modules, name));
    const parameters = ["a", "b"].map((name) => ({ name, in: "query", schema: { type: "integer" } }));
    writeFileSync(join(folder, "api.json"), JSON.stringify(api({ parameters, "x-dependencies": ["a + b > 3;"] })));
    const run = (...args: string[]): Promise<Finished> =>
      runCopy(join(modules, "openapi-rules/bin/openapi-rules.js"), ...args);
    expect(await run("generate", join(folder, "api.json"), "-o", join(folder, "api.ts"))).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(
        "needs z3-solver, which isn't installed. Run: npm install --save-dev z3-solver@5",
      ),
    });
    writeFileSync(
      join(folder, "redocly.yaml"),
      "apis: { main: { root: api.json, x-openapi-ts: { output: api.ts } } }\n",
    );
    writeFileSync(join(folder, "api.json"), JSON.stringify(api({})));
    expect(await run("docs", "--config", folder)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("npm install --save-dev @redocly/cli@^2.77.0"),
    });
  }));

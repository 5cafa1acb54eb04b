import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { transform } from "esbuild";
import { emitValidators } from "../../../scripts/emitters/validators/emit-validators.ts";
import { loadFile } from "../../../scripts/openapi/load-file.ts";
import { withWorkspace } from "../workspace.ts";

const responses = { 204: { description: "Done" } };
const code = "*/ globalThis.__pwned = 1; /*";
const names = [
  "2faVerify",
  "hasOwnProperty",
  "__proto__",
  "constructor",
  "a-b",
  "a_b",
  "aB",
  "then",
  code,
  "pet",
  "petBody",
  "söka",
];

/** One operation for each name, which is also the name of its component, of a property and of an enum value. */
const hostile = {
  openapi: "3.1.0",
  info: { title: "t", version: "1" },
  components: {
    schemas: Object.fromEntries(
      names.map((name, index) => [
        /^[\w.-]+$/.test(name) && name !== "__proto__" ? name : `s${index}`,
        {
          type: "object",
          properties: Object.fromEntries([[name, { enum: [`export const q = ${name}`, "$" + "{1}`\u2028", name] }]]),
        },
      ]),
    ),
  },
  paths: Object.fromEntries(
    names.map((name, index) => [
      `/p${index}/${code.replaceAll(" ", "")}`,
      {
        post: {
          operationId: name,
          requestBody: {
            content: {
              "application/json": {
                schema: {
                  $ref: `#/components/schemas/${/^[\w.-]+$/.test(name) && name !== "__proto__" ? name : `s${index}`}`,
                },
              },
            },
          },
          responses,
        },
      },
    ]),
  ),
};

async function emit(description: object, operations: "ruled" | "all" = "all"): Promise<string> {
  return withWorkspace({ "api.yaml": JSON.stringify(description) }, async (folder) => {
    const loaded = await loadFile(join(folder, "api.yaml"), { allowExternalRefs: false });
    return emitValidators(loaded, { operations, types: "./api.ts" }).text;
  });
}

/** What a program prints that has imported the module, in a process of its own that makes no code from strings. */
async function run(text: string, program: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), "generated-module-"));
  try {
    const { code: javascript } = await transform(text, { loader: "ts", format: "esm", target: "es2022" });
    writeFileSync(join(folder, "module.mjs"), javascript);
    writeFileSync(
      join(folder, "program.mjs"),
      `import * as module from "./module.mjs"; const print = (value) => console.log(JSON.stringify(value)); ${program}`,
    );
    const flags = ["--disallow-code-generation-from-strings", join(folder, "program.mjs")];
    return JSON.parse(execFileSync(process.execPath, flags, { encoding: "utf8" }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("nothing in a description becomes code", () => {
  test("any name is a valid name in the module, and each has one of its own", async () => {
    const text = await emit(hostile);
    const exported = await run(text, "print([globalThis.__pwned ?? null, Object.keys(module)])");
    const [pwned, keys] = Array.isArray(exported) ? exported : [];
    expect(pwned).toBeNull();
    expect(keys).toEqual(
      expect.arrayContaining(["validate2faVerify", "is2faVerifyRequest", "_2faVerifyRequestSchema", "validateSöka"]),
    );
    expect(keys.filter((key: string) => /^validate/.test(key))).toHaveLength(2 * names.length);
  });

  test("the module consists of the declarations that were meant", async () => {
    const ts = shared.typescript;
    const source = ts.createSourceFile("module.ts", await emit(hostile), ts.ScriptTarget.ES2022, true);
    const kinds = new Set(source.statements.map(({ kind }) => ts.SyntaxKind[kind]));
    const allowed = [
      "ImportDeclaration",
      "ExportDeclaration",
      "InterfaceDeclaration",
      "TypeAliasDeclaration",
      "ClassDeclaration",
      "FunctionDeclaration",
      "FirstStatement",
    ];
    expect([...kinds].filter((kind) => !allowed.includes(kind))).toEqual([]);
  });

  test("values stay as they are", async () => {
    const text = await emit(hostile);
    const program = `
      const name = ${JSON.stringify(code)};
      const valid = [\`export const q = \${name}\`, "\${1}\\\`\\u2028", name].map((value) => Object.keys(module)
        .filter((key) => /^validate[^_]*_*G.*Body$/i.test(key)).every((key) => module[key]({ [name]: value }).length === 0));
      print(valid);`;
    expect(await run(text, program)).toEqual([true, true, true]);
  });

  test("an operation's names don't depend on the operations around it", async () => {
    const [first, ...others] = Object.entries(hostile.paths);
    const keysOf = async (paths: object): Promise<string[]> =>
      Object.values((await run(await emit({ ...hostile, paths }), "print(Object.keys(module))")) ?? []);
    const all = await keysOf(hostile.paths);
    const fewer = await keysOf(Object.fromEntries(others));
    expect(fewer).toEqual(all.filter((key) => fewer.includes(key)));
    expect(all.filter((key) => !fewer.includes(key)).every((key) => /2faverify/i.test(key))).toBe(true);
    expect(first?.[0]).toContain("/p0/");
  });
});

test("a list may contain lists of its own kind", async () => {
  const list = { type: "array", items: { $ref: "#/components/schemas/List" } };
  const content = { "application/json": { schema: { $ref: "#/components/schemas/List" } } };
  const text = await emit({
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    components: { schemas: { List: list } },
    paths: { "/lists": { post: { operationId: "send", requestBody: { content }, responses } } },
  });
  expect(await run(text, "print([[[]], [[1]]].map((body) => module.validateSend({ body }).length))")).toEqual([0, 1]);
});

const pets = {
  openapi: "3.1.0",
  info: { title: "t", version: "1" },
  paths: {
    "/pets": {
      get: { operationId: "listPets", responses },
      post: {
        operationId: "createPet",
        "x-dependencies": ["OnlyOne(name, chip);"],
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: {
                  name: { type: "string" },
                  chip: { type: "integer" },
                  kind: { enum: ["cat", "dog"] },
                  "toys/": { type: "array", items: { type: "object", additionalProperties: { type: "integer" } } },
                },
              },
            },
            "text/plain": { schema: { type: "string" } },
          },
        },
        responses,
      },
    },
  },
};

describe("what a module exports", () => {
  test("a validator, a guard, an assertion and a Standard Schema, for the request and for the body alone", async () => {
    const program = `
      const { validateCreatePet, isCreatePetRequest, assertCreatePetRequest, createPetRequestSchema, InvalidRequestError } = module;
      const { validateCreatePetBody, isCreatePetBody, createPetBodySchema, createPetKindValues } = module;
      const wrong = { name: "Tom", chip: 1 };
      let thrown;
      try { assertCreatePetRequest({ body: wrong }); } catch (error) { thrown = error; }
      print({
        valid: [validateCreatePet({ body: { chip: 1 } }), isCreatePetRequest({ body: { chip: 1 } }), isCreatePetBody({ name: "x" })],
        text: validateCreatePet({ body: "Tom" }),
        violations: validateCreatePet({ body: wrong }),
        ofBody: validateCreatePetBody(wrong).map(({ path }) => path),
        isBody: isCreatePetBody(wrong),
        thrown: [thrown instanceof InvalidRequestError, thrown.name, thrown.violations.length],
        standard: [createPetRequestSchema["~standard"].validate({ body: wrong }), createPetBodySchema["~standard"].validate({ chip: 2 })],
        keys: createPetRequestSchema["~standard"].validate({ body: { name: "x", "toys/": [{}, { 7: "x" }] } }).issues[0].path,
        values: createPetKindValues,
      });`;
    const message = "Set only one of name, chip; this request sets name and chip.";
    expect(await run(await emit(pets), program)).toEqual({
      valid: [[], true, true],
      text: [],
      violations: [
        {
          path: "/body",
          fields: ["name", "chip"],
          message,
          sentence: "OnlyOne(name, chip);",
          repair: "remove name, or remove chip",
        },
      ],
      ofBody: [""],
      isBody: false,
      thrown: [true, "InvalidRequestError", 1],
      standard: [{ issues: [{ message, path: ["body"] }] }, { value: { chip: 2 } }],
      keys: ["body", "toys/", 1, "7"],
      values: ["cat", "dog"],
    });
  });

  test("`ruled` has operations whose lists have items with rules", async () => {
    const line = { type: "object", properties: { a: {}, b: {} }, "x-dependencies": ["OnlyOne(a, b);"] };
    const post = (operationId: string, items: object): object => ({
      post: {
        operationId,
        requestBody: { content: { "application/json": { schema: { type: "array", items } } } },
        responses: {},
      },
    });
    const text = await emit(
      {
        openapi: "3.1.0",
        info: { title: "Lists", version: "1" },
        paths: {
          "/a": post("inPlace", line),
          "/b": post("referred", { type: "array", items: { $ref: "#/components/schemas/Line" } }),
          "/c": post("without", { type: "string" }),
        },
        components: { schemas: { Line: line } },
      },
      "ruled",
    );
    expect(text).toContain("export const validateInPlace:");
    expect(text).toContain("export const validateReferred:");
    expect(text).not.toContain("validateWithout");
  });

  test("`ruled` has every operation that takes a schema with rules, whatever other operations take", async () => {
    const part = { $ref: "#/components/schemas/Part" };
    const bodies = {
      property: { type: "object", properties: { part } },
      choice: { type: "object", properties: { part: { anyOf: [part, { type: "null" }] } } },
      map: { type: "object", additionalProperties: part },
      list: { type: "array", items: part },
    };
    const operations = Object.entries(bodies).map(([name, schema]) => {
      const post = { operationId: name, requestBody: { content: { "application/json": { schema } } }, responses: {} };
      return [`/${name}`, { post }] as const;
    });
    const text = await emit(
      {
        openapi: "3.1.0",
        info: { title: "t", version: "1" },
        paths: Object.fromEntries(operations),
        components: {
          schemas: { Part: { type: "object", properties: { a: {}, b: {} }, dependentRequired: { a: ["b"] } } },
        },
      },
      "ruled",
    );
    for (const name of ["Property", "Choice", "Map", "List"]) expect(text).toContain(`export const validate${name}:`);
  });

  test("`ruled` has operations with keywords that the types leave to the validator", async () => {
    const schema = (size: object): object => ({ type: "object", properties: { a: {}, b: {}, c: {} }, ...size });
    const post = (operationId: string, size: object): object => ({
      post: {
        operationId,
        requestBody: { content: { "application/json": { schema: schema(size) } } },
        responses: { 200: { description: "OK" } },
      },
    });
    const info = { title: "t", version: "1" };
    const paths = {
      "/a": post("two", { minProperties: 2 }),
      "/b": post("any", {}),
      "/c": post("names", { propertyNames: { maxLength: 1 } }),
    };
    const text = await emit({ openapi: "3.1.0", info, paths }, "ruled");
    expect(text.match(/(?<=export const validate)\w+/g)).toEqual(["Two", "TwoBody", "Names", "NamesBody"]);
  });

  test("`ruled` leaves out operations without rules", async () => {
    const text = await emit(pets, "ruled");
    expect(text).toContain("export const validateCreatePet:");
    expect(text).not.toContain("validateListPets");
  });
});

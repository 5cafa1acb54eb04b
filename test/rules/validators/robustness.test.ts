import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { build } from "esbuild";
import fc from "fast-check";
import { emitValidators } from "../../../scripts/emitters/validators/emit-validators.ts";
import { loadFile } from "../../../scripts/openapi/load-file.ts";
import { validatorsOf } from "../engine.ts";
import { withWorkspace } from "../workspace.ts";

const responses = { 204: { description: "Done" } };
const thing = {
  type: "object",
  "x-dependencies": ["OnlyOne(name, list);", "IF name LIKE 'a*b*c' THEN count > 3;", "from <= to;"],
  properties: {
    name: { type: "string", minLength: 1, maxLength: 20_000_000, pattern: "^[a-z!]*$" },
    list: {
      type: "array",
      uniqueItems: true,
      items: { anyOf: [{ type: "integer" }, { $ref: "#/components/schemas/Thing" }] },
    },
    count: { type: "integer", multipleOf: 0.5 },
    from: { type: "string", format: "date-time" },
    to: { type: "string", format: "date" },
    inner: { $ref: "#/components/schemas/Thing" },
    free: { enum: ["x", { deep: [1, 2] }] },
  },
};
const api = {
  openapi: "3.1.0",
  info: { title: "t", version: "1" },
  components: { schemas: { Thing: thing } },
  paths: {
    "/a/{id}": {
      post: {
        operationId: "create",
        "x-dependencies": ["IF q THEN inner;", "count + n <= 10;"],
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "string" } },
          { name: "q", in: "query", schema: { type: "string" } },
          { name: "n", in: "query", schema: { type: "number" } },
          { name: "X-Mode", in: "header", schema: { type: "string" } },
        ],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } },
        responses,
      },
    },
  },
};

const validate = (await validatorsOf(api)).get("post /a/{id}") ?? (() => []);
const request = (body: unknown): object => ({ params: { path: { id: "1" } }, body });

/** What it says, in a time that a caller waits. */
function answer(given: unknown, within = 20_000): string[] {
  const begin = performance.now();
  const violations = validate(given);
  expect(performance.now() - begin).toBeLessThan(within);
  for (const { path, fields, message } of violations) {
    expect([typeof path, typeof message, Array.isArray(fields)]).toEqual(["string", "string", true]);
    expect(message).not.toBe("");
  }
  return violations.map(({ message }) => message);
}

describe("the generated validator answers, whatever it is given", () => {
  test("anything at all, as a request or any part of one", () => {
    const anything = fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
      maxDepth: 4,
    });
    fc.assert(
      fc.property(anything, (value) => {
        answer(value);
        answer({ params: value, body: value });
        answer({ params: { query: value, header: value, path: { id: value } }, body: { name: value, inner: value } });
        answer(request({ list: [value, value], free: value, count: value, from: value }));
      }),
      { numRuns: 150, seed: 3 },
    );
  });

  const thrower = {
    get name(): string {
      throw new Error("no");
    },
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const cycle: Record<string, unknown> = {};
  cycle["inner"] = cycle;
  const itself = { toJSON: (): unknown => itself };
  const trap = (handler: ProxyHandler<object>): object => new Proxy({}, handler);
  const nestedProxy = (): object =>
    trap({
      ownKeys: () => ["inner", "name"],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }),
      get: () => nestedProxy(),
    });
  const deep = (levels: number): object => {
    let value: object = {};
    for (let level = 0; level < levels; level++) value = { inner: value };
    return value;
  };

  test.each<readonly [string, unknown, string]>([
    ["a getter that throws", request(thrower), "name can't be read"],
    [
      "a getter that throws, of the request",
      {
        get body(): unknown {
          throw new Error("no");
        },
      },
      "throws an error",
    ],
    ["a revoked proxy", revoked.proxy, "throws an error"],
    ["a revoked proxy within", request({ inner: revoked.proxy }), "inner can't be read"],
    ["a proxy without an end of depth", request(nestedProxy()), "deeper than 200"],
    [
      "a proxy of very many keys",
      request(trap({ ownKeys: () => Array.from({ length: 200_000 }, (_, key) => `k${key}`) })),
      "Set one of",
    ],
    [
      "a proxy whose keys throw",
      request(
        trap({
          ownKeys: () => {
            throw new Error("no");
          },
        }),
      ),
      "can't be read",
    ],
    ["a cycle", request(cycle), "contains itself"],
    ["100,000 levels", request(deep(100_000)), "deeper than 200"],
    ["a bigint", request({ count: 3n }), "bigint"],
    [
      "toJSON that throws",
      request({
        name: {
          toJSON: () => {
            throw new Error("no");
          },
        },
      }),
      "name can't be read",
    ],
    ["toJSON that returns itself", request({ name: itself }), "name must be a string"],
    ["an invalid date", request({ from: new Date(Number.NaN), name: "x" }), "from must be a string"],
    ["a key __proto__", request(JSON.parse('{"__proto__": {"name": "x"}, "list": []}')), "__proto__ is unknown"],
    ["a key constructor", request({ constructor: { name: "x" }, list: [] }), "constructor is unknown"],
    ["a sparse list", request({ list: Object.assign([], { length: 100 }) }), "list"],
    ["a long text", request({ name: `${"a".repeat(10_000_000)}?` }), "which a string of 10000001 characters doesn't"],
    [
      "a list of many",
      request({ list: [...Array.from({ length: 300_000 }, (_, item) => item), 0] }),
      "same item twice",
    ],
  ])("%s", (_, given, want) => {
    expect(answer(given).join("\n")).toContain(want);
  });

  test("names of prototypes are no fields of a request", () => {
    expect(answer(request(Object.create({ name: "x" })))).toEqual([
      "Set one of name, list; this request sets none of them.",
    ]);
    expect(answer(Object.assign(Object.create(null), request({ name: "x" })))).toEqual([]);
    expect(answer(request({ name: "x", count: undefined, inner: undefined }))).toEqual([]);
    expect(answer(request({ list: [], from: new Date(0), to: "1970-01-01" }))).toEqual([]);
    expect(Object.prototype).not.toHaveProperty("name");
  });

  test("as many violations as can be read, of a request that is wrong everywhere", () => {
    const wrong = Array.from({ length: 100_000 }, () => ({ name: 1n }));
    expect(answer(request({ list: wrong })).length).toBeLessThan(2001);
  });
});

describe("the generated module", () => {
  const many = {
    ...api,
    paths: Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [
        `/p${index}`,
        {
          get: {
            operationId: `find${index}`,
            "x-dependencies": [`OnlyOne(a${index}, b${index});`],
            parameters: [`a${index}`, `b${index}`].map((name) => ({
              name,
              in: "query",
              schema: { type: "string", pattern: `^${name}$` },
            })),
            responses,
          },
        },
      ]),
    ),
  };

  async function moduleOf(description: object): Promise<string> {
    return withWorkspace({ "api.yaml": JSON.stringify(description) }, async (folder) => {
      const loaded = await loadFile(join(folder, "api.yaml"), { allowExternalRefs: false });
      return emitValidators(loaded, { operations: "all", types: "./api.ts" }).text;
    });
  }

  async function bundledFor(text: string, name: string): Promise<string> {
    const result = await build({
      stdin: { contents: `export { ${name} } from "validators";`, loader: "ts" },
      plugins: [
        {
          name: "module",
          setup: ({ onResolve, onLoad }) => {
            onResolve({ filter: /^validators$/ }, () => ({ path: "validators", namespace: "module" }));
            onLoad({ filter: /.*/, namespace: "module" }, () => ({ contents: text, loader: "ts" }));
          },
        },
      ],
      bundle: true,
      format: "esm",
      minify: true,
      treeShaking: true,
      write: false,
    });
    return result.outputFiles[0]?.text ?? "";
  }

  test("imports nothing, and a bundler leaves out the validators that are not used", async () => {
    const [one, all] = [await moduleOf({ ...many, paths: { "/p3": many.paths["/p3"] } }), await moduleOf(many)];
    expect(all).not.toMatch(/^\s*(?:import (?!type )|export .* from\b)|\brequire\(|\bimport\(/m);
    const [alone, picked] = [await bundledFor(one, "validateFind3"), await bundledFor(all, "validateFind3")];
    expect(picked).toContain("^a3$");
    expect(picked).not.toContain("^a4$");
    expect(picked).not.toContain("OnlyOne(a4");
    expect(picked.length).toBeLessThan(alone.length * 1.05);
  });

  test("runs by itself in Node", async () => {
    const folder = mkdtempSync(join(tmpdir(), "x-dependencies-"));
    try {
      writeFileSync(join(folder, "module.mjs"), await bundledFor(await moduleOf(api), "validateCreate"));
      writeFileSync(
        join(folder, "run.mjs"),
        'import { validateCreate } from "./module.mjs"; console.log(validateCreate({ body: { list: [1, 1] } }).length);',
      );
      expect(execFileSync(process.execPath, [join(folder, "run.mjs")], { encoding: "utf8" })).toBe("2\n");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

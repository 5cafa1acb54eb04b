import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { type Finished, runCommand } from "../cli.ts";
import { withWorkspace } from "../workspace.ts";

const fixtures = resolve(import.meta.dirname, "../../fixtures/apis");
const stripe = join(fixtures, "stripe.yaml");

const api = `openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /things:
    get:
      operationId: findThings
      x-dependencies: ['Or(a, b);', 'OnlyOne(a, b); IF c THEN NOT c;']
      parameters:
        - { name: a, in: query, schema: { type: string, pattern: '^x' } }
        - { name: b, in: query, schema: { type: string } }
        - { name: c, in: query, schema: { type: string } }
      responses: { '204': { description: Done } }
    post:
      x-dependencies: ['IF n > 3 THEN m;', 'IF NOT m THEN m;']
      requestBody:
        required: true
        content: { application/json: { schema: { properties: { n: { type: integer }, m: { type: string } } } } }
      responses: { '204': { description: Done } }
`;

/** Runs `openapi-rules explain` on a description, with a request if one is given. */
function run(description: string, args: readonly string[], request?: string): Promise<Finished> {
  return withWorkspace({ "api.yaml": description }, (folder) => {
    const file = join(folder, "request.json");
    if (request !== undefined) writeFileSync(file, request);
    return runCommand(
      "explain",
      join(folder, "api.yaml"),
      ...args,
      ...(request === undefined ? [] : ["--request", file]),
    );
  });
}

describe("openapi-rules explain --json", () => {
  test("lists sentences, variants and what follows from the rules, by operation", async () => {
    const { code, stdout } = await run(api, ["--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([
      {
        operation: "findThings",
        sentences: ["Or(a, b);", "OnlyOne(a, b);", "IF c THEN NOT c;"],
        variants: ["WithB", "WithA", "WithoutC"],
        analysis: {
          satisfiable: true,
          dead: ["c"],
          falseOptional: [],
          implied: ["Or(a, b);"],
          undecided: [],
          presencePatterns: "2",
        },
      },
      {
        operation: "POST /things",
        sentences: ["IF n > 3 THEN m;", "IF NOT m THEN m;"],
        variants: expect.any(Array),
        analysis: {
          satisfiable: true,
          dead: [],
          falseOptional: ["m"],
          implied: ["IF n > 3 THEN m;"],
          undecided: [],
          presencePatterns: "2",
        },
      },
    ]);
  });

  test("says what is undecided within the limit of steps", async () => {
    const names = Array.from({ length: 2100 }, (_, index) => `p${index}`);
    const declared = names.map((name) => `        - { name: ${name}, in: query }\n`).join("");
    const large = api
      .replace("'Or(a, b);'", `'Or(${names.join(", ")});', 'Or(a, b);'`)
      .replace("      parameters:\n", `      parameters:\n${declared}`);
    const { stdout } = await run(large, ["--json", "--operation", "findThings"]);
    expect(JSON.parse(stdout)[0].analysis).toMatchObject({
      undecided: [expect.stringMatching(/^Or\(p0, .*p2099\);$/)],
      implied: ["Or(a, b);"],
      presencePatterns: null,
    });
    const { stdout: words } = await run(large, ["--operation", "findThings"]);
    expect(words).toContain("Undecided within the limit of steps: Or(p0, p1,");
    expect(words).not.toContain("No problems");
  });

  test("says that no request is valid", async () => {
    const { stdout } = await run(api.replace("'Or(a, b);'", "'NOT Or(a, b);'"), [
      "--json",
      "--operation",
      "findThings",
    ]);
    expect(JSON.parse(stdout)).toMatchObject([
      { analysis: { satisfiable: false, dead: [], falseOptional: [], implied: [] } },
    ]);
  });

  test.each(["findThings", "GET /things"])("--operation %j picks one", async (name) => {
    const { stdout } = await run(api, ["--json", "--operation", name]);
    expect(JSON.parse(stdout)).toMatchObject([{ operation: "findThings" }]);
    expect(JSON.parse(stdout)).toHaveLength(1);
  });
});

describe("openapi-rules explain counts", () => {
  const withQuery = (rules: string, parameters: readonly string[]): string =>
    `openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /a:
    get:
      operationId: a
      x-dependencies: [${JSON.stringify(rules)}]
      parameters:
${parameters.map((parameter) => `        - { in: query, ${parameter} }\n`).join("")}      responses: { '204': { description: Done } }
    put:
      operationId: noRules
      responses: { '204': { description: Done } }
`;
  const patternsOf = async (description: string, operation = "a"): Promise<unknown> => {
    const { stdout } = await run(description, ["--json", "--operation", operation]);
    return JSON.parse(stdout)[0].analysis.presencePatterns;
  };
  const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `name: p${index}`);

  test("the sets of fields that valid requests have, also beyond the integers of JavaScript", async () => {
    const numbers = ["a", "b", "c"].map((name) => `name: ${name}, schema: { type: integer }`);
    const many = names(70).map((name) => name.replace("name: ", ""));
    expect(await patternsOf(withQuery("Or(p0, p1, p2);", names(3)))).toBe("7");
    expect(await patternsOf(withQuery("IF a < 3 THEN b > 5; IF b > 5 THEN c; IF a THEN a < 2;", numbers))).toBe("5");
    const some = `Or(a, ${many.slice(0, 10).join(", ")});`;
    expect(await patternsOf(withQuery(`a < b; ${some}`, [...numbers.slice(0, 2), ...names(10)]))).toBe("4094");
    expect(await patternsOf(withQuery(`Or(${many.join(", ")});`, names(70)))).toBe(String(2n ** 70n - 1n));
    expect(await patternsOf(withQuery("NOT Or(p0, p1); Or(p0, p1);", names(2)))).toBe("0");
  });

  test("the rules of items of lists, whose fields operations have no names for, once, with what reaches them", async () => {
    const line = "type: object, properties: { sku: {}, name: {} }, oneOf: [{ required: [sku] }, { required: [name] }]";
    const body = (schema: string): string =>
      `requestBody: { content: { application/json: { schema: { type: object, properties: { lines: ${schema} } } } } }`;
    const description = `
openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders:
    post: { operationId: createOrder, ${body(`{ type: array, items: { ${line} } }`)}, responses: {} }
  /carts:
    post: { operationId: createCart, ${body("{ type: array, items: { $ref: '#/components/schemas/Line' } }")}, responses: {} }
    get: { operationId: listCarts, responses: {} }
components: { schemas: { Line: { ${line} } } }
`;
    const schemasOf = async (...args: string[]): Promise<unknown> =>
      JSON.parse((await run(description, ["--json", ...args])).stdout).map(({ schema }: { schema: unknown }) => schema);
    expect(await schemasOf()).toEqual(["Line", "CreateOrderBodyLinesItem"]);
    expect(await schemasOf("--operation", "createCart")).toEqual(["Line"]);
    expect(await schemasOf("--operation", "listCarts")).toEqual([undefined]);
    const { stdout } = await run(description, ["--operation", "createOrder"]);
    expect(stdout).toContain("Exactly one of sku and name is set.");
    expect(stdout).toContain('  WithSku: sku is set, the others are left out\n    valid    {"sku":"string"}');
  });

  test("an example of each variant, also where an alternative has rules of its own or fields of no schema", async () => {
    const description = `
openapi: 3.1.0
info: { title: Payments, version: "1" }
paths:
  /payments:
    post:
      operationId: pay
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Payment' } } } }
      responses: {}
components:
  schemas:
    Payment:
      type: object
      properties: { by: { oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Debit' }] } }
      dependentRequired: { note: [by, to] }
    Card:
      { type: object, properties: { number: {}, token: {} }, additionalProperties: false, x-dependencies: ['OnlyOne(number, token);'] }
    Debit:
      { type: object, properties: { iban: { type: string }, bic: { type: [string, "null"] } }, required: [iban], additionalProperties: false }
`;
    const { stdout } = await run(description, ["--operation", "pay"]);
    expect(
      [...stdout.matchAll(/^ {2}(\w+): .*\n {4}valid {4}(.*)/gm)].map(([, name, valid]) => `${name} ${valid}`),
    ).toEqual([
      "OptionalByAndToWithoutNoteAndIbanAndBicAndNumberAndToken {}",
      'WithBy {"body":{"by":{"number":"string"}}}',
      'WithByAndIban {"body":{"by":{"iban":"string"}}}',
      'WithByAndToOptionalNoteAndNumberAndTokenWithoutIbanAndBic {"body":{"by":{"number":"string"},"to":"string"}}',
      'WithByAndToAndIban {"body":{"by":{"iban":"string"},"to":"string"}}',
      'WithToken {"token":"string"}',
      'WithNumber {"number":"string"}',
    ]);
  });

  test.each([
    ["a text", "text/plain: { schema: { type: string } }", "string"],
    ["bytes", "application/octet-stream: {}", "string"],
    ["a list", "application/json: { schema: { type: array, items: { type: integer }, minItems: 2 } }", [0, 1]],
    [
      "one of several objects",
      "application/json: { schema: { oneOf: [{ type: object, required: [b], properties: { b: {} } }, { type: object, required: [c], properties: { c: {} } }] } }",
      { b: "string" },
    ],
  ])("an example has the required body, also if it is %s", async (_, content, body) => {
    const description = withQuery("OnlyOne(p0, p1);", names(2)).replace(
      "operationId: a\n",
      `operationId: a\n      requestBody: { required: true, content: { ${content} } }\n`,
    );
    const { stdout } = await run(description, ["--operation", "a"]);
    const examples = [...stdout.matchAll(/^ {4}valid {4}(.*)/gm)].map(([, example = ""]) => JSON.parse(example));
    expect(examples).toEqual(["p1", "p0"].map((name) => ({ body, params: { query: { [name]: expect.anything() } } })));
  });

  test("a name with line breaks stays on its line, where it can't pretend to be another", async () => {
    const id = JSON.stringify("a\nNo problems: requests can follow all rules.");
    const { stdout } = await run(
      withQuery("Or(p0, p1);", names(2)).replace("operationId: a\n", `operationId: ${id}\n`),
      [],
    );
    expect(stdout.split("\n")[0]).toBe("a\\nNo problems: requests can follow all rules.");
  });

  test("an operation without rules, when it is asked for by name", async () => {
    const { stdout } = await run(withQuery("Or(p0, p1);", names(2)), ["--json", "--operation", "noRules"]);
    const analysis = {
      satisfiable: true,
      dead: [],
      falseOptional: [],
      implied: [],
      undecided: [],
      presencePatterns: "1",
    };
    expect(JSON.parse(stdout)).toEqual([{ operation: "noRules", sentences: [], variants: [], analysis }]);
    const { stdout: words } = await run(withQuery("Or(p0, p1);", names(2)), ["--operation", "noRules"]);
    expect(words).toContain("No rules");
  });
});

describe("openapi-rules explain --request", () => {
  test.each([
    ["follows all", "findThings", { params: { query: { a: "xy" } } }, []],
    ["breaks a rule", "findThings", { params: { query: { a: "xy", b: "y" } } }, ["OnlyOne(a, b);"]],
    ["breaks its schema", "findThings", { params: { query: { a: "y" } } }, [undefined]],
    ["breaks a rule of a body", "POST /things", { body: { n: 4 } }, ["IF n > 3 THEN m;", "IF NOT m THEN m;"]],
    ["lacks its body", "POST /things", {}, [undefined, "IF NOT m THEN m;"]],
  ])("judges a request that %s", async (_, operation, request, sentences) => {
    const { code, stdout } = await run(api, ["--operation", operation], JSON.stringify(request));
    const answer: { valid: boolean; violations: { sentence?: string; message: string }[] } = JSON.parse(stdout);
    expect({ code, valid: answer.valid }).toEqual({
      code: sentences.length === 0 ? 0 : 1,
      valid: sentences.length === 0,
    });
    expect(answer.violations.map(({ sentence }) => sentence)).toEqual(sentences);
    expect(answer.violations.filter(({ message }) => message === "")).toEqual([]);
  });
});

test("openapi-rules explain --request - reads a request from standard input", () => {
  const bin = resolve(import.meta.dirname, "../../../scripts/bin/openapi-rules.js");
  return withWorkspace({ "api.yaml": api }, (folder) => {
    const answer = execFileSync(
      process.execPath,
      [bin, "explain", "api.yaml", "--operation", "findThings", "--request", "-"],
      { cwd: folder, input: '{ "params": { "query": { "b": "x" } } }', encoding: "utf8" },
    );
    expect(JSON.parse(answer)).toEqual({ valid: true, violations: [] });
  });
});

test("openapi-rules explain takes an API of the redocly.yaml, or its only one", async () => {
  const byPath = await runCommand("explain", "openapi/restore-jobs.yaml");
  expect(byPath).toMatchObject({ code: 0, stdout: expect.stringContaining("Variants") });
  expect(await runCommand("explain", "restore-jobs")).toEqual(byPath);
  expect(await runCommand("explain")).toEqual(byPath);
});

describe("openapi-rules explain says what is wrong", () => {
  test.each([
    ["an unknown operation", ["--operation", "findThing"], "{}", "Did you mean findThings"],
    ["a request to one of several", [], "{}", "Pass the operation (--operation), one of: findThings, POST /things."],
    ["a request that isn't JSON", ["--operation", "findThings"], "{", "request.json isn't valid JSON"],
    [
      "a request without params",
      ["--operation", "findThings"],
      '{"query":{}}',
      "request.json: a request has no 'query'",
    ],
    [
      "a misspelt part",
      ["--operation", "findThings"],
      '{"params":{"qurey":{}}}',
      "request.json: a request has no 'qurey'",
    ],
    ["an unknown option", ["--jsn"], undefined, "Unknown option '--jsn'"],
    ["two files", ["other.yaml"], undefined, "Expected one FILE, but found"],
  ])("about wrong usage, code 2: %s", async (_, args, request, message) => {
    const { code, stdout, stderr } = await run(api, args, request);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  test.each([
    [2, ["unknown"], "Unknown API 'unknown'. Expected one of restore-jobs@v2, or the path of a description."],
    [
      3,
      [stripe, "--operation", "PostCoupons", "--request", "none.json"],
      "Can't read none.json: no such file or folder (ENOENT). Check the path.\n",
    ],
  ])("about unknown APIs and files, code %i: %j", async (wanted, args, message) => {
    const { code, stderr } = await runCommand("explain", ...args);
    expect({ code, stderr }).toEqual({ code: wanted, stderr: expect.stringContaining(message) });
  });

  test("about a missing redocly.yaml, code 1", async () => {
    const { code, stderr } = await runCommand("explain", "--config", "test/fixtures");
    const message =
      "Config file not found: test/fixtures/redocly.yaml. Pass its path with --config, or pass the path of a description as FILE.\n";
    expect({ code, stderr }).toEqual({ code: 1, stderr: message });
  });

  test("about a missing description, code 3", async () => {
    const { code, stderr } = await runCommand("explain", "none.yaml");
    const message = "Can't read none.yaml: no such file or folder (ENOENT). Check the path.\n";
    expect({ code, stderr }).toEqual({ code: 3, stderr: message });
  });

  test("about mistakes in sentences, code 1, all of them with their places", async () => {
    const wrong = api.replace("'Or(a, b);'", "'Or(a, bb);'").replace("'IF n > 3 THEN m;'", "'IF n > 3 TEN m;'");
    const { code, stdout, stderr } = await run(wrong, []);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(
      "api.yaml:7:31 error Unknown name 'bb': findThings has no such parameter or property. Did you mean b?",
    );
    expect(stderr).toMatch(/api\.yaml:14:34 error .*'TEN'/);
  });
});

test("openapi-rules explain reports rules that it doesn't read", async () => {
  const hooks =
    "webhooks:\n  done:\n    post:\n      x-dependencies: ['Or(x, y);']\n      responses: { '204': { description: Done } }\n";
  const { code, stderr } = await run(api + hooks, ["--json"]);
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(
      /^\S*api\.yaml:22:23 warning x-dependencies isn't read in webhooks, so it has no effect\..*\n$/,
    ),
  });
});

describe("openapi-rules explain in words", () => {
  test("explains sentences, shows variants and says what follows", async () => {
    const { code, stdout } = await run(api, ["--operation", "findThings"]);
    expect(code).toBe(0);
    expect(stdout).toContain("findThings\n==========\n");
    expect(stdout).toContain("    OnlyOne(a, b);\n");
    expect(stdout).toContain("Unusable: no valid request can have c.");
    expect(stdout).toContain("Implied by the other rules: Or(a, b);");
  });
});

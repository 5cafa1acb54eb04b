import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, truncateSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { type Finished, runCommand, runCommandIn } from "../cli.ts";
import { withWorkspace } from "../workspace.ts";

const root = resolve(import.meta.dirname, "../../..");

const ours = `openapi: 3.1.0
info: { title: Pets, version: "1" }
paths:
  /pets:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer, maximum: 50 } }
        - { name: tag, in: query, schema: { type: string } }
      responses:
        "200": { description: ok }
`;
const upstream = ours.replace("3.1.0", "3.0.3").replace("maximum: 50", "maximum: 100");

const known = `- kind: changed
  place: GET /pets query parameter limit
  what: maximum
  ours: 50
  upstream: 100
  reason: More than 50 time out.
`;

/** Each list has nine aliases of the one before. */
const aliases = Array.from({ length: 10 }, (_, n) => {
  const items = Array.from({ length: 9 }, () => (n === 0 ? "x" : `*a${n - 1}`));
  return `- &a${n} [${items.join()}]\n`;
}).join("");

function drift(folder: string, ...args: string[]): Promise<Finished> {
  return runCommandIn(folder, "drift", ...args);
}

const files = { "api.yaml": ours, "upstream.yaml": upstream };

describe("openapi-rules drift", () => {
  test("prints each difference with both values and the place of ours, and fails", () =>
    withWorkspace(files, async (folder) => {
      expect(await drift(folder, "upstream.yaml")).toEqual({
        code: 1,
        stderr: "",
        stdout: [
          "changed  GET /pets query parameter limit: maximum",
          "           ours      50",
          "           upstream  100",
          "           at api.yaml:7:45",
          "",
          "1 operation, 1 difference, 0 known.",
          "",
        ].join("\n"),
      });
    }));

  test("passes if every difference is in the list of known ones", () =>
    withWorkspace({ ...files, "known.yaml": known }, async (folder) => {
      const { code, stdout } = await drift(folder, "upstream.yaml", "--known", "known.yaml");
      expect({ code, stdout }).toEqual({ code: 0, stdout: "1 operation, nothing new, 1 known.\n" });
    }));

  test("reads the list that the settings name, beside the redocly.yaml", () => {
    const redoclyYaml =
      "apis: { main: { root: api.yaml, x-openapi-ts: { output: api.ts }, x-openapi-rules: { drift: { known: known.yaml } } } }";
    return withWorkspace({ ...files, "known.yaml": known, "redocly.yaml": redoclyYaml }, async (folder) => {
      const args = ["drift", join(folder, "upstream.yaml"), "--config", folder];
      expect(await runCommand(...args)).toMatchObject({ code: 0, stdout: expect.stringContaining("1 known") });
    });
  });

  test("reports a known difference again when either value has changed, and the entry that no longer fits", () =>
    withWorkspace({ ...files, "known.yaml": known.replace("100", "99") }, async (folder) => {
      const { code, stdout, stderr } = await drift(folder, "upstream.yaml", "--known", "known.yaml");
      expect(code).toBe(1);
      expect(stdout).toContain("1 difference, 0 known, 1 known before, and gone.");
      expect(stderr).toBe(
        "known.yaml:1:3 warning This difference no longer exists: changed GET /pets query parameter limit maximum. Delete the entry.\n",
      );
    }));

  test("an entry that is not used any more does not fail", () =>
    withWorkspace({ ...files, "known.yaml": known }, async (folder) => {
      const { code, stderr } = await drift(folder, "api.yaml", "--known", "known.yaml");
      expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining("known.yaml:1:3 warning") });
    }));

  test("--format known prints entries that lack nothing but a reason", () =>
    withWorkspace(files, async (folder) => {
      const { code, stdout } = await drift(folder, "upstream.yaml", "--format", "known");
      expect(code).toBe(1);
      expect(parse(stdout)).toEqual([{ ...parse(known)[0], reason: "" }]);
      expect(stdout).toContain('reason: "" # Write why this difference is right.\n');
    }));

  test("--json is for programs", () =>
    withWorkspace({ ...files, "known.yaml": `${known}${known.replaceAll("limit", "page")}` }, async (folder) => {
      const { code, stdout } = await drift(folder, "upstream.yaml", "--json", "--known", "known.yaml");
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toEqual({
        api: "main",
        upstream: "upstream.yaml",
        operations: 1,
        unknown: 0,
        differences: [
          {
            status: "known",
            kind: "changed",
            place: "GET /pets query parameter limit",
            what: "maximum",
            ours: 50,
            upstream: 100,
            operations: ["GET /pets"],
            known: "More than 50 time out.",
            file: "api.yaml",
            line: 7,
            column: 45,
          },
        ],
        unused: [expect.objectContaining({ place: "GET /pets query parameter page", file: "known.yaml", line: 7 })],
      });
    }));

  test("--format markdown can't be turned into other markup by a description", () => {
    const hostile = "GET /pets query parameter `a|b`";
    const named = (api: string): string => api.replace("name: tag", 'name: "`a|b`"');
    return withWorkspace({ "api.yaml": named(ours), "upstream.yaml": upstream }, async (folder) => {
      const { stdout } = await drift(folder, "upstream.yaml", "--format", "markdown");
      expect(stdout).toContain("| gone | `` GET /pets query parameter `a\\|b` `` | query parameter |  |  |");
      expect(stdout).not.toContain(`\`${hostile}\``);
    });
  });

  test("compares a description that no redocly.yaml names", () =>
    withWorkspace({ ...files, "redocly.yaml": "{}" }, async (folder) => {
      expect((await drift(folder, "upstream.yaml", "--api", "api.yaml")).code).toBe(1);
      expect((await drift(folder, "api.yaml", "--api", "api.yaml")).code).toBe(0);
    }));
});

describe("wrong input", () => {
  const wrong: readonly (readonly [string, readonly string[], Readonly<Record<string, string>>, number, RegExp])[] = [
    ["no upstream", [], {}, 2, /Pass the file or https URL/],
    ["two upstreams", ["a", "b"], {}, 2, /Expected one UPSTREAM/],
    ["missing file", ["nowhere.yaml"], {}, 3, /Can't read nowhere\.yaml: no such file/],
    ["folder", ["."], {}, 3, /Can't read .*: it is a folder/],
    ["http", ["http://example.com/a.json"], {}, 2, /Not an https URL: http:\/\/example\.com\/a\.json/],
    ["other scheme", ["file:///etc/passwd"], {}, 2, /Not an https URL/],
    ["password in a URL", ["https://me:secret@example.com/"], {}, 2, /^(?!.*secret).*isn't sent/],
    ["HTML", ["page.html"], { "page.html": "\n<!doctype html><p>404" }, 1, /page\.html:1:1 error This is an HTML/],
    ["not YAML", ["a.yaml"], { "a.yaml": "a: [" }, 1, /a\.yaml:\d+:\d+ error Not valid YAML/],
    ["not JSON", ["a.json"], { "a.json": "{\n  'a': [\n" }, 1, /a\.json:3:1 error Not valid JSON/],
    [
      "redocly.yaml that isn't YAML",
      ["upstream.yaml"],
      { "redocly.yaml": "apis:\n  m:\n    root: a.yaml\n   x: [1\n" },
      1,
      /^redocly\.yaml:4:\d+ error Not valid YAML: bad indentation of a mapping entry\.\n/,
    ],
    ["not OpenAPI", ["a.yaml"], { "a.yaml": "a: 1" }, 1, /a\.yaml:1:1 error Not an OpenAPI 3 description/],
    ["empty", ["a.yaml"], { "a.yaml": "" }, 1, /a\.yaml:1:1 error Not an OpenAPI 3 description/],
    ["Swagger", ["a.yaml"], { "a.yaml": 'swagger: "2.0"' }, 1, /a\.yaml:1:\d+ error This is a Swagger 2\.0/],
    [
      "reference to nowhere",
      ["a.yaml"],
      { "a.yaml": upstream.replace("{ description: ok }", '{ $ref: "#/components/responses/Ok" }') },
      1,
      /a\.yaml:10:\d+ error The reference "#\/components\/responses\/Ok" leads to no object/,
    ],
    [
      "reference to another file",
      ["a.yaml"],
      { "a.yaml": upstream.replace("{ description: ok }", "{ $ref: ok.yaml }") },
      1,
      /a\.yaml:10:\d+ error .*bundle the description first/,
    ],
    ["unknown API", ["upstream.yaml", "--api", "mian"], {}, 2, /Unknown API 'mian'\. Expected one of main, or/],
    ["no redocly.yaml", ["a.yaml", "--config", "none"], {}, 1, /pass the path of a description with --api\.\n$/],
    ["unknown format", ["upstream.yaml", "--format", "xml"], {}, 2, /expected one of text, json, markdown, known/],
    ["missing list", ["upstream.yaml", "--known", "none.yaml"], {}, 3, /Can't read none\.yaml: no such file/],
    [
      "list of aliases of aliases",
      ["upstream.yaml", "--known", "k"],
      { k: `${aliases}- *a9\n` },
      1,
      /k:\d+:\d+ error The aliases up to this one repeat more than 100000/,
    ],
    [
      "list nested too deeply",
      ["upstream.yaml", "--known", "k"],
      { k: `${"[".repeat(5000)}${"]".repeat(5000)}` },
      1,
      /k:1:\d+ error /,
    ],
    ["list that isn't YAML", ["upstream.yaml", "--known", "k"], { k: "a: [" }, 1, /k:1:\d+ error Not valid YAML/],
    ["list that isn't a list", ["upstream.yaml", "--known", "k"], { k: "a: 1" }, 1, /k:1:1 error Expected a list/],
    [
      "mistakes in the list",
      ["upstream.yaml", "--known", "k"],
      {
        k: [
          known.replace("reason", "reasn"),
          known.replace("changed", "odd"),
          known.replace(/reason: .*/, ""),
          "- 7",
        ].join("\n"),
      },
      1,
      /k:6:10 error Unknown key 'reasn'\. Did you mean reason\?[\s\S]*k:8:9 error kind: expected one of[\s\S]*k:15:3 error reason: write a reason[\s\S]*k:22:3 error Expected \{/,
    ],
    [
      "settings",
      ["upstream.yaml"],
      { "redocly.yaml": "apis: { main: { root: api.yaml, x-openapi-rules: { drift: { knwon: a } } } }" },
      1,
      /redocly\.yaml:1:\d+ error .*unknown option 'knwon'\. Did you mean known\?/,
    ],
  ];

  test.each(wrong)("%s", (_, args, more, code, message) =>
    withWorkspace({ ...files, ...more }, async (folder) => {
      const finished = await drift(folder, ...args);
      expect(finished.stderr).toMatch(message);
      expect(finished).toMatchObject({ code, stdout: "" });
    }),
  );
});

test("a file that is too large to be a description isn't read", () =>
  withWorkspace({ ...files, "huge.json": "" }, async (folder) => {
    truncateSync(join(folder, "huge.json"), 2 ** 40);
    const { code, stderr } = await drift(folder, "huge.json");
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: "huge.json is larger than 64 MiB, the limit for a description.\n",
    });
  }));

describe("from an https URL", () => {
  const tls = join(root, "test/support/tls");
  let server: Server;
  let address = "";
  const asked: string[] = [];

  beforeAll(async () => {
    const keys = { key: readFileSync(join(tls, "localhost.key")), cert: readFileSync(join(tls, "localhost.pem")) };
    server = createServer(keys, (request, response) => {
      const { url = "" } = request;
      asked.push(url);
      const redirect = /^\/to\/(.*)/.exec(url)?.[1];
      if (url === "/openapi.yaml") response.end(upstream);
      else if (url === "/slow") response.write("openapi");
      else if (url === "/large") response.end("#".repeat(5000));
      else if (url === "/page") response.end("<html>");
      else if (url === "/loop") response.writeHead(302, { location: "/loop" }).end();
      else if (redirect !== undefined) response.writeHead(301, { location: decodeURIComponent(redirect) }).end();
      else response.writeHead(404).end("nothing here");
    });
    await new Promise<void>((listening) => server.listen(0, "localhost", listening));
    address = `https://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test("compares what the server answers, behind redirects to https", () =>
    withWorkspace(files, async (folder) => {
      const { code, stdout } = await drift(folder, `${address}/to/${encodeURIComponent("/openapi.yaml")}`);
      expect(stdout).toContain("changed  GET /pets query parameter limit: maximum");
      expect(code).toBe(1);
      expect(asked).toEqual(["/to/%2Fopenapi.yaml", "/openapi.yaml"]);
    }));

  test("stops at its limits", async () => {
    const program = `
      import { download } from ${JSON.stringify(join(root, "scripts/drift/download.ts"))};
      const limits = { size: 4096, redirects: 5 };
      for (const [path, timeout] of [["/slow", 300], ["/large", 600_000]])
        console.log(await download(${JSON.stringify(address)} + path, { ...limits, timeout }).catch(({ code, message }) => code + " " + message));`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
      cwd: root,
      env: { ...process.env, NODE_EXTRA_CA_CERTS: join(tls, "ca.pem") },
    });
    let output = "";
    for await (const text of child.stdout) output += text;
    expect(output.split("\n")).toEqual([
      expect.stringMatching(/^ERR_FILE Can't download .*\/slow: no complete response within 0\.3 s\./),
      expect.stringMatching(/^ERR_FILE Can't download .*\/large: it is larger than 0\.00390625 MiB\./),
      "",
    ]);
  });

  test("says what is wrong with the answer", () =>
    withWorkspace(files, async (folder) => {
      const insecure = `${address}/to/${encodeURIComponent("http://localhost/openapi.yaml")}`;
      const wrong: readonly (readonly [url: string, code: number, message: string])[] = [
        [`${address}/missing`, 3, "the server responded with 404 Not Found. Check the URL"],
        [`${address}/page`, 1, "/page:1:1 error This is an HTML or XML page"],
        [`${address}/loop`, 3, "more than 5 redirects"],
        [insecure, 2, "redirects to an address that isn't https: http://localhost/"],
      ];
      for (const [url, code, message] of wrong)
        expect(await drift(folder, url)).toEqual({ code, stdout: "", stderr: expect.stringContaining(message) });
    }));

  test("refuses a certificate of an unknown authority", () =>
    withWorkspace(files, async (folder) => {
      const bin = join(root, "scripts/bin/openapi-rules.js");
      const env = { ...process.env, NODE_EXTRA_CA_CERTS: "" };
      const child = spawn(process.execPath, [bin, "drift", `${address}/openapi.yaml`], { cwd: folder, env });
      const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
      expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringMatching(/Can't download .*certificate/) });
    }));
});

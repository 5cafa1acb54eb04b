import { execFileSync } from "node:child_process";
import { describe, expect, test } from "@jest/globals";
import { type CallTemplate, callTemplatesOf, sampleCalls } from "../engine.ts";
import { styledApi, styledCalls } from "./styled-api.ts";

const template: CallTemplate = {
  method: "POST",
  server: "https://api.example.test/",
  path: "/things/{id}",
  styles: {},
  body: { mediaType: "application/json", kind: "json", parts: {} },
  accept: "application/json",
  auth: [{ name: "Key", curl: ['--header "X-Key: $API_KEY"'] }],
  types: "./api.ts",
};
const request = {
  params: { path: { id: "a b" }, query: { n: 1, tag: ["x", "y"] }, header: { "X-Mode": "it's" } },
  body: { text: "it's $HOME `date`" },
};

/** The arguments that curl gets from a shell. */
function argumentsOf(code: string | undefined): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\nAPI_KEY=secret\n${code}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

/** Those of the operations that say how their parameters and bodies are written; "--fail-with-body" and the like are left out. */
async function styledArguments(): Promise<string[][]> {
  const templates = await callTemplatesOf(styledApi);
  return styledCalls.map(({ operation, request }) => {
    const styled = templates.get(operation);
    return styled === undefined ? [] : argumentsOf(sampleCalls(styled, request)[0]?.code).slice(3);
  });
}

describe("a call", () => {
  test("reaches curl as it is, whatever its texts hold", () => {
    const [curl] = sampleCalls(template, request);
    expect(argumentsOf(curl?.code)).toEqual([
      "--fail-with-body",
      "--request",
      "POST",
      "https://api.example.test/things/a%20b?n=1&tag=x&tag=y",
      "--header",
      "X-Key: secret",
      "--header",
      "Accept: application/json",
      "--header",
      "Content-Type: application/json",
      "--header",
      "X-Mode: it's",
      "--data",
      JSON.stringify(request.body, undefined, 2),
    ]);
  });

  test("is TypeScript for openapi-fetch", () => {
    expect(sampleCalls(template, { body: { a: 1, "b-c": [true] } }).at(-1)).toEqual({
      title: "TypeScript",
      code: `import createClient from "openapi-fetch";
import type { paths } from "./api.ts";

const client = createClient<paths>({ baseUrl: "https://api.example.test/" });
const { data, error } = await client.POST("/things/{id}", {
  headers: {
    Accept: "application/json",
    "Content-Type": "application/json",
  },
  body: {
    a: 1,
    "b-c": [
      true
    ]
  },
});`,
    });
  });

  test("is written as the description says: styles, forms, texts and files", async () => {
    const server = "https://example.com";
    const type = (mediaType: string): string[] => ["--header", `Content-Type: ${mediaType}`];
    const form = type("application/x-www-form-urlencoded");
    expect(await styledArguments()).toEqual([
      [`${server}${styledCalls[0]?.url}`, "--header", "ids: 1,2", "--cookie", "c=1,2; d=x%3B%20y"],
      [`${server}/one?type=a%7Cb&by=a,1`],
      [`${server}/form`, ...form, "--data-urlencode", "a=x & y", "--data-urlencode", "b=@c"],
      [
        ...[`${server}/form`, ...form, "--data-urlencode", "a=1", "--data-urlencode", "b=2"],
        ...["--data-urlencode", "tags=x", "--data-urlencode", "tags=y=z", "--data", "ids=3,4"],
        ...["--data-urlencode", 'meta={"x":"&"}'],
      ],
      [
        ...[`${server}/parts`, "--form-string", 'a=@"x"; y', "--form", "tags=p", "--form-string", "tags=<q"],
        ...["--form", 'meta="{\\"x\\":\\"\\\\\\";\\\\\\"\\"}";type=application/json', "--form", "file=@path/to/file"],
      ],
      [`${server}/parts`, ...type("multipart/form-data; boundary=end"), "--data", "--end--"],
      [
        ...[`${server}/text`, ...type("text/plain"), "--header", "h: 1", "--header", "k: 2"],
        ...["--data-raw", "@it's\ntext"],
      ],
      [`${server}/bytes`, ...type("application/octet-stream"), "--data-binary", "@path/to/file"],
    ]);
  });

  test("says which values OpenAPI leaves open", () => {
    const params = { query: { a: [null], b: { c: { d: 1 } }, e: [], f: [1] } };
    const first = sampleCalls(template, { params, body: {} }).map(({ code }) => code.split("\n").slice(0, 2));
    const notes = [
      "A list or object without values sends nothing: e.",
      "OpenAPI doesn't say how to write this value of a, b: check what the server reads.",
    ];
    expect(first).toEqual([notes.map((note) => `# ${note}`), notes.map((note) => `// ${note}`)]);
  });

  test.each([
    { styles: {}, query: { n: 1, tag: ["x"] }, option: undefined },
    {
      styles: { tag: { explode: false } },
      query: { tag: ["x"] },
      option: '{ array: { style: "form", explode: false } }',
    },
    { styles: {}, query: { o: { a: 1 } }, option: '{ object: { style: "form", explode: true } }' },
    { styles: { o: { style: "deepObject" } }, query: { o: { a: 1 } }, option: undefined },
    { styles: { tag: { explode: false } }, query: { tag: [1, 2], more: [3] }, option: '() => "tag=1,2&more=3"' },
    { styles: {}, query: { "a[]": [1] }, option: '() => "a%5B%5D=1"' },
  ])("tells openapi-fetch of a query $query: $option", ({ styles, query, option }) => {
    const code = sampleCalls({ ...template, styles: { query: styles } }, { params: { query } }).at(-1)?.code ?? "";
    expect(/querySerializer: (.*),$/m.exec(code)?.[1]).toBe(option);
  });
});

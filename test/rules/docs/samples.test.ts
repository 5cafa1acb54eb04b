import { execFileSync } from "node:child_process";
import { describe, expect, test } from "@jest/globals";
import { type CallTemplate, sampleCalls } from "../engine.ts";

const template: CallTemplate = {
  method: "POST",
  server: "https://api.example.test/",
  path: "/things/{id}",
  mediaType: "application/json",
  accept: "application/json",
  auth: [{ name: "Key", curl: ['--header "X-Key: $API_KEY"'] }],
  types: "./api.ts",
};
const request = {
  params: { path: { id: "a b" }, query: { n: 1, tag: ["x", "y"] }, header: { "X-Mode": "it's" } },
  body: { text: "it's $HOME `date`" },
};

describe("a call", () => {
  test("reaches curl as it is, whatever its texts hold", () => {
    const [curl] = sampleCalls(template, request);
    const script = `curl() { printf '%s\\0' "$@"; }\nAPI_KEY=secret\n${curl?.code}`;
    expect(execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1)).toEqual([
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
});

import { expect, test } from "@jest/globals";
import { generateFrom } from "./rules/engine.ts";
import { readmeBlock as block } from "./support/readme.ts";
import { compile } from "./types/compiler.ts";

test("the example in README gets the compile error that README shows", () => {
  const example = block("ts", "createRestoreJobsClient").replace('"atlas-restore-jobs"', '"../src/index.ts"');
  const complaints = compile({ "example.ts": example }, { types: ["node"] });
  expect(complaints.map(({ message }) => `error TS2345: ${message}\n`)).toEqual([block("", "error TS2345")]);
});

test.each(["OutcomeUnknownError", "createHash"])("the example in README with %s compiles", (mark) => {
  const example = block("ts", mark).replaceAll('"atlas-restore-jobs"', '"../src/index.ts"');
  expect(compile({ "example.ts": example }, { types: ["node"] })).toEqual([]);
});

test("the rules in README's section on your own API are turned into types", async () => {
  const operation = block("yaml", "operationId: search").replaceAll(/^/gm, "    ");
  const responses = "      responses: { '200': { description: ok } }";
  const { types, warnings } = await generateFrom(
    `openapi: 3.1.0\ninfo: { title: t, version: "1" }\npaths:\n  /search:\n${operation.trimEnd()}\n${responses}\n`,
  );
  expect(warnings).toEqual([]);
  expect(types).toContain("query: (OptionalTypeNotVideoWithoutEventType | TypeVideo) & (WithChannelId | WithQ);");
});

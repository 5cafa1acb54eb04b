import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { runOn } from "./engine/workspace.ts";
import { compile } from "./types/compiler.ts";

const readme = readFileSync(resolve(import.meta.dirname, "../README.md"), "utf8");

function block(language: string, containing: string): string {
  const blocks = [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)];
  const found = blocks.find(([, tag, text]) => tag === language && text?.includes(containing));
  if (found?.[2] === undefined) throw new Error(`README has no ${language} block with ${containing}`);
  return found[2];
}

test("the example in README gets the compile error that README shows", () => {
  const example = block("ts", "createRestoreJobsClient").replace('"atlas-restore-jobs"', '"../src/index.ts"');
  const complaints = compile({ "example.ts": example }, { types: ["node"] });
  expect(complaints.map(({ message }) => `error TS2345: ${message}\n`)).toEqual([block("", "error TS2345")]);
});

test("the rules in README's section on your own API are turned into types", async () => {
  const operation = block("yaml", "operationId: search").replaceAll(/^/gm, "    ");
  const responses = "      responses: { '200': { description: ok } }";
  const { types, warnings } = await runOn(
    `openapi: 3.1.0\ninfo: { title: t, version: "1" }\npaths:\n  /search:\n${operation.trimEnd()}\n${responses}\n`,
  );
  expect(warnings).toEqual([]);
  expect(types).toContain("query: (OptionalTypeNotVideoWithoutEventType | TypeVideo) & (WithChannelId | WithQ);");
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { root } from "./tarball.ts";

// What each folder may import is checked by the linter: see the overrides in biome.json.
const src = join(root, "src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
const filesWith = (text: string): string[] =>
  files.filter((file) => readFileSync(join(src, file), "utf8").includes(text));

test("one module imports generated code", () => {
  expect(filesWith("../generated/")).toEqual(["generated.ts"]);
});

test("one place decides whether a call may have changed something", () => {
  expect(filesWith("new OutcomeUnknownError(")).toEqual(["http/call.ts"]);
});

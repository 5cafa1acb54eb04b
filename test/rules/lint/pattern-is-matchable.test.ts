import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { lintWith, withSchemas } from "./lint.ts";

function lintPattern(pattern: string, example?: string): Promise<string[]> {
  const shown = example === undefined ? [] : [`  example: ${JSON.stringify(example)}`];
  return lintWith(
    "pattern-is-matchable",
    withSchemas("Text:", "  type: string", ...shown, `  pattern: ${JSON.stringify(pattern)}`),
  );
}

const doubled = (pattern: string): string =>
  `Backslashes are doubled in this pattern, so it only matches strings that contain backslashes. Write ${pattern}`;

describe("a pattern whose backslashes are doubled is an error, which has the right one", () => {
  const fragment: { components: { schemas: { RestoreJobRequest: { properties: { oplogTs: { pattern: string } } } } } } =
    parse(readFileSync(resolve(import.meta.dirname, "../../../openapi/restore-jobs.yaml"), "utf8"));

  test("the vendor's own for an oplog timestamp", async () => {
    const { pattern } = fragment.components.schemas.RestoreJobRequest.properties.oplogTs;
    expect(await lintPattern(pattern.replaceAll("\\", "\\\\"))).toEqual([`7:16 ${doubled(pattern)}`]);
    expect(await lintPattern(pattern)).toEqual([]);
  });

  test.each(["^\\d{4}-\\d\\d-\\d\\dT\\d\\d$", "^\\w+@\\w+\\.com$", "\\.txt$", "^\\S+$", "^\\p{L}+$", "^\\+?\\d+$"])(
    "%s",
    async (pattern) => {
      expect(await lintPattern(pattern.replaceAll("\\", "\\\\"))).toEqual([`7:16 ${doubled(pattern)}`]);
      expect(await lintPattern(pattern)).toEqual([]);
    },
  );
});

test.each(["a^b", "$.^", "(?!)", "^(?=a)b$", "[]", "^\\d{3}(?<=a)$"])(
  "a pattern that no text matches is an error: %s",
  async (pattern) => {
    expect(await lintPattern(pattern)).toEqual(["7:16 No string matches this pattern. Fix it."]);
  },
);

describe("a pattern that means what it says is right", () => {
  test.each([
    "^(?!\\d)\\w+$",
    "^(?=.*\\d)(?=.*[a-z]).{8,}$",
    "^(?<!a)b(?!c)$",
    "\\bword\\b",
    "^\\p{Lu}\\p{Script=Greek}*$",
    "^[\\p{L}\\d_]+$",
    "^\\u{1F600}$",
    "(a)\\1",
    "^$",
    "^[\\\\d]+$",
    "^(\\\\d+|x)$",
    "^\\\\\\\\server\\\\share$",
    "^C:\\\\(?:\\w+\\\\)*\\w+$",
    "^[A-Z]:\\\\\\w+$",
    "^[A-Z]:\\\\data\\\\.*$",
  ])("%s", async (pattern) => {
    expect(await lintPattern(pattern)).toEqual([]);
  });

  test.each([
    ["^[A-Z]:\\\\w+$", "C:\\www"],
    ["^\\\\d$", "\\d"],
  ])("%s, as its example shows", async (pattern, example) => {
    expect(await lintPattern(pattern, example)).toEqual([]);
    expect(await lintPattern(pattern)).not.toEqual([]);
  });
});

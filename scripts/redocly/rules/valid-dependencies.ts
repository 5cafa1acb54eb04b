import type { LintRule } from "../lint-rule.ts";

/** Every sentence parses, its names exist, and its comparisons have a meaning. */
export const validDependencies: LintRule = {
  recommended: "error",
  check: ({ description }) => description.problems.filter(({ severity }) => severity === "error"),
};

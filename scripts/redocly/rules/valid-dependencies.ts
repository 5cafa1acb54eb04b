import type { LintRule } from "../lint-rule.ts";

/** Every sentence can be read, its names mean something, and what it compares can be compared. */
export const validDependencies: LintRule = {
  recommended: "error",
  check: ({ description }) => description.problems.filter(({ severity }) => severity === "error"),
};
